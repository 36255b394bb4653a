import Diagnostics
import Markdown
import Testing

@Test(
  arguments: [
    ("*a* ~~b~~", "<p><em>a</em> <del>b</del></p>\n"),
    ("[f](page.md)", "<p><a href=\"../pages/page/index.html\">f</a></p>\n"),
    ("a\n\n![](index:table)\n\nb", "<p>a</p>\n[table]\n\n<p>b</p>\n"),
    ("## Größe 1\n\n## Größe 1", "<h2 id=\"größe-1\">\nGröße 1\n</h2>\n<h2 id=\"größe-1-2\">\nGröße 1\n</h2>\n"),
    (
      "| a | b |\n|---|---:|\n| 1 | 2 |",
      "<div class=\"table-scroll\" role=\"region\" aria-label=\"a, b\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n"
        + "<th>a</th>\n<th class=\"align-right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n"
        + "<td class=\"align-right\">2</td>\n</tr>\n</tbody>\n</table>\n</div>\n"
    ),
    (
      "> q\n>\n> — Who, 2025",
      "<figure class=\"quote\">\n<blockquote>\n<p>q</p>\n</blockquote>\n<figcaption>\nWho, 2025\n</figcaption>\n</figure>\n"
    ),
  ] as [(String, String)])
func markdownIsPrinted(source: String, html: String) {
  let result = printed(source)
  #expect(result.html == html)
  #expect(result.problems.isEmpty)
}

@Test func smartPunctuationIsAnOption() {
  let file = SourceFile(path: "a.md", text: "\"It's\" -- so...\n")
  for (isOn, html) in [(true, "<p>“It’s” – so…</p>\n"), (false, "<p>&quot;It's&quot; -- so...</p>\n")] {
    let (body, _) = MarkdownPrinter.print(file, from: 0, options: MarkdownOptions(isSmartPunctuationOn: isOn))
    #expect(shown(body) == html)
  }
}

@Test func rawHTMLIsShownAsText() {
  let result = printed("a <b onclick=\"x\">b</b>\n\n<script>alert(1)</script>")
  #expect(!result.html.contains("<b "))
  #expect(!result.html.contains("<script"))
  #expect(
    result.problems.hasPrefix(
      """
      a.md:1:3: warning: raw HTML is shown as text [raw-html]
          1 | a <b onclick="x">b</b>
            |   ^^^^^^^^^^^^^^^
        help: write it in Markdown, or between backticks if it is meant to be shown

      """))
}

@Test func aRefusedLinkIsPointedAt() {
  #expect(
    printed("one\n\nsee [x](bad:x)").problems == """
      a.md:3:9: error: bad [url-scheme]
          3 | see [x](bad:x)
            |         ^^^^^
        help: good

      """)
}

@Test func manyParsesAtOnceKeepEveryExtension() async {
  let source = "~~a~~ https://example.org/\n"
  let expected = printed(source).html
  await withTaskGroup(of: Bool.self) { group in
    for _ in 0..<200 { group.addTask { printed(source).html == expected } }
    for await isEqual in group { #expect(isEqual) }
  }
}

@Test func valuesKeepTheirPlacesWhereOneIsNotPrinted() {
  let text = "![alt [1](v:1)](https://a.example/x.png) [2](v:2) [*three*](v:3) [](v:4)\n\n| a |\n|---|\n| [5](v:5) |\n"
  let options = MarkdownOptions(resolve: { $0.hasPrefix("v:") ? .value(name: String($0.dropFirst(2))) : .verbatim })
  let (body, _) = MarkdownPrinter.print(SourceFile(path: "a.md", text: text), from: 0, options: options)
  let html = body.html(root: "") { _ in
    []
  } value: {
    InlineMarkup(
      opening: Array("<\($0.name)>".utf8), closing: Array("</>".utf8), text: $0.text.isEmpty ? Array("four".utf8) : nil)
  }
  let shown = String(decoding: html, as: UTF8.self)
  #expect(shown.contains("<2>2</> <3><em>three</em></> <4>four</>"))
  #expect(shown.contains("<td><5>5</></td>"))
  #expect(body.values.map(\.name) == ["1", "2", "3", "4", "5"])
  #expect(body.values.map(\.precedingText).suffix(1) == [""])
  #expect(body.tables.first?.rows.first?.first?.links == ["v:5"])
}

@Test func linksAndImagesStandInCellsAndInOneAnother() {
  let result = printed(
    "| a |\n|---|\n| [b *c*](page.md) ![d](picture.png) `e` |\n\n"
      + "[![f](picture.png)](page.md) ![g [h](page.md)](picture.png)\n")
  let image = { (text: String) in
    "<img src=\"../media/a%20picture.png\" alt=\"\(text)\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\" />"
  }
  let page = "<a href=\"../pages/page/index.html\">"
  #expect(result.html.contains("<td>\(page)b <em>c</em></a> \(image("d")) <code>e</code></td>"))
  #expect(result.html.contains("<p>\(page)\(image("f"))</a> \(image("g h"))</p>"))
  #expect(result.problems.isEmpty)
}
