import Diagnostics
import Markdown
import Testing

/// What a body says where only Markdown is read: the author's bytes, but for what this site alone understands.
@Test(
  arguments: [
    ("Text *stays* `[x](index:A/score)`.\n", "Text *stays* `[x](index:A/score)`.\n"),
    ("At [**70**](index:A/score), [](index:A/score).", "At **70**, <A/score>."),
    ("[see](page.md#part) <https://a.b/>", "[see](/pages/page#part) <https://a.b/>"),
    ("![alt *text*](media/a.png \"Title\")", "![alt *text*](/media/a.png \"Title\")"),
    ("a [held](held.md) text", "a held text"),
    (
      "[ref][r], [v][w]\n\n[r]: page.md \"t\"\n[w]: index:A/score\n",
      "[ref][r], [v][w]\n\n[r]: /pages/page \"t\"\n[w]: -\n"
    ),
    ("a\n\n![T](index:table)\n\nb", "a\n\n[[table T]]\n\nb"),
    ("## One {#own}\n\nText", "## One\n\nText"),
    ("[61](index:A/score). No list", "61\\. No list"),
    ("- [](index:A/score). No list", "- <A/score>\\. No list"),
    ("[+2](index:A/score) is no list\nand [-2](index:A/score)", "\\+2 is no list\nand -2"),
    ("| a |\n|---|\n| [70](index:A/score) |\n", "| a |\n|---|\n| 70 |\n"),
    ("[![70](index:A/score)](page.md)", "[70](/pages/page)"),
    ("", ""),
  ] as [(String, String)])
func aBodyCanBeReadAsMarkdownAnywhere(written: String, read: String) throws {
  let options = MarkdownOptions(
    resolve: { url in
      if url.hasPrefix("index:") { return .value(name: String(url.dropFirst(6))) }
      if url == "held.md" { return .text }
      if url.hasPrefix("page.md") { return .site(path: "pages/page", fragment: url.contains("#") ? "part" : nil) }
      return url.hasPrefix("media/") ? .image(path: url) : .external
    }, resolveBlockImage: { $0 == "index:table" ? .block("table") : .image })
  let (body, _) = MarkdownPrinter.print(SourceFile(path: "a.md", text: "---\n" + written), from: 4, options: options)
  let markdown = try body.markdown(
    address: { path, fragment in path.map { "/" + $0 + (fragment.map { "#" + $0 } ?? "") } ?? "-" },
    value: { $0.text.isEmpty ? "<\($0.name)>" : nil }, block: { Array("[[\($0.name) \($0.text)]]".utf8) })
  #expect(String(decoding: markdown, as: UTF8.self) == read)
}
