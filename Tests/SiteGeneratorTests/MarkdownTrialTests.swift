import Diagnostics
import SiteGenerator
import Testing

private func trial(_ text: String, isSmart: Bool = false, isRaw: Bool = false) -> (html: String?, problems: String) {
  let (html, diagnostics) = MarkdownTrial.print(
    Array(text.utf8), path: "<standard input>", isSmartPunctuationOn: isSmart, allowsRawHTML: isRaw)
  return (html.map { String(decoding: $0, as: UTF8.self) }, DiagnosticRenderer().render(diagnostics))
}

@Test(
  arguments: [
    ("", ""),
    (
      "[a](b.md) ![c](d.png) [e](/f) [g](#h)",
      "<p><a href=\"b.md\">a</a> <img src=\"d.png\" alt=\"c\" /> <a href=\"/f\">e</a> <a href=\"#h\">g</a></p>\n"
    ),
    ("Tesla is [sixth](index:TSLA/rank)", "<p>Tesla is sixth</p>\n"),
    ("\"a\"", "<p>&quot;a&quot;</p>\n"),
  ])
func aBodyIsPrintedWithoutASite(text: String, html: String) {
  let result = trial(text)
  #expect(result.html == html)
  #expect(result.problems == "")
}

@Test func smartPunctuationAndRawHTMLAreChosen() {
  #expect(trial("\"a\" <b>c</b>", isSmart: true, isRaw: true).html == "<p>“a” <b>c</b></p>\n")
}

@Test func anErrorPrintsNoHTML() {
  let result = trial("one\n\n[x](javascript:y)")
  #expect(result.html == nil)
  #expect(
    result.problems == """
      <standard input>:3:5: error: links with the scheme `javascript:` are not published [url-scheme]
          3 | [x](javascript:y)
            |     ^^^^^^^^^^^^
        help: use one of http, https, mailto, tel

      """)
}
