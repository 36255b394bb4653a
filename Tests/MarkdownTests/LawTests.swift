import Diagnostics
import Markdown
import Testing

/// What idioms are made of, and what breaks them.
private let parts = [
  "> ", "> ", "- ", "1. ", "    ", "# ", "## ", "### ", "\n", "\n", "\n", "\n\n", "\n\n", " ", "a", "b", "Größe", "— ",
  "– ",
  "[!NOTE]", "[!TIPP]", "[!warning]", "{#a}", "{#b c}", "{#main}", "{#", "}", "![", "![", "[", "[", "]",
  "](picture.png)",
  "](picture.png \"t\")", "](page.md)", "](https://a.example/)", "](bad:x)", "](v:a)", "](index:table)", "](#a)",
  "[^a]",
  "[^a]", "[^b]", "\n\n[^a]: ", "\n\n[^b]: ", "\n\n[c]: picture.png\n\n", "[c]", "| ", " |", "\n|---|---|\n", "- [x] ",
  "- [ ] ", "*", "**", "~~", "`", "```\n", "\\", "<b>", "</b>", "<div>\n", "<!--", "-->", "&amp;", "&#98;ad:", "\"",
  "'",
  "www.a.example", "<https://b.example/>", "a@b.example", "\u{301}", "\n---\n", "## What to watch\n\n3. ", "  \n", "\t",
]

@Test(arguments: 0..<60)
func whateverIsWrittenIsPrintedWhole(seed: Int) {
  var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
  func random(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }
  for _ in 0..<20 {
    let source = (0...random(40)).map { _ in parts[random(parts.count)] }.joined()
    for allowsRawHTML in [false, true] {
      let result = printed(source, allowsRawHTML: allowsRawHTML)
      #expect(printed(source, allowsRawHTML: allowsRawHTML).html == result.html)
      let ids = result.html.matches(of: /\ id="([^"]*)"/.matchingSemantics(.unicodeScalar)).map {
        unescaped(String($0.1))
      }
      #expect(Set(ids) == result.body.printed.ids, "\(source.debugDescription)")
      if !result.problems.contains("error: ") {
        #expect(ids.count == result.body.printed.ids.count, "\(source.debugDescription)")
        for match in result.html.matches(of: /href="#(fn[^"]*)"/.matchingSemantics(.unicodeScalar)) {
          #expect(ids.contains(unescaped(String(match.1))), "\(source.debugDescription)")
        }
      }
      if !allowsRawHTML {
        let tag = /<\/?[a-z0-9]+(?:[^<>"]|"[^"<>]*")*>/.matchingSemantics(.unicodeScalar)
        let brackets = result.html.utf8.count { $0 == UInt8(ascii: "<") }
        #expect(brackets == result.html.matches(of: tag).count, "\(source.debugDescription)")
      }
    }
  }
}

private func unescaped(_ text: String) -> String {
  text.replacing("&#x27;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
}
