import Diagnostics
import Testing

@testable import PreviewServer

private func stamp(_ page: String, _ stylesheet: String = "assets/site.1.css") -> PageStamp {
  PageStamp(Array(page.utf8), stylesheet: stylesheet)
}

@Test func aPageIsLoadedAnewOnlyWhereItDiffers() {
  let old = stamp("<link href=\"../assets/site.1.css\">text")
  #expect(PageUpdate(of: old, to: old) == .none)
  #expect(PageUpdate(of: old, to: stamp("<link href=\"../assets/site.1.css\">texts")) == .reload)
  #expect(PageUpdate(of: old, to: stamp("<link href=\"../assets/site.22.css\">text", "assets/site.22.css")) == .style)
  #expect(PageUpdate(of: old, to: stamp("<link href=\"../assets/site.2.css\">other", "assets/site.2.css")) == .reload)
  // The stylesheet's name somewhere else is another page.
  #expect(PageUpdate(of: stamp("a.css b", "a.css"), to: stamp("b c.css", "c.css")) == .reload)
  #expect(PageUpdate(of: .none, to: old) == .reload)
}

@Test(arguments: [
  ("<body>a</body></html>", "<body>aX</body></html>"), ("a</BODY >b", "aX</BODY >b"), ("no end", "no endX"), ("", "X"),
  ("</body>a</body>", "</body>aX</body>"), ("</bod", "</bodX"),
])
func theScriptStandsBeforeTheBodysEnd(_ page: String, expected: String) {
  let script = "<script src=\"/-/preview.js\" data-page=\"p\" data-stylesheet=\"a&amp;b.css\"></script>\n"
  let result = PreviewScript.inserted(into: Array(page.utf8), PageStamp(page: "p", stylesheet: "a&b.css"))
  #expect(String(decoding: result, as: UTF8.self) == expected.replacing("X", with: script))
}

@Test func problemsReadAsInTheTerminal() {
  let file = SourceFile(path: "Content/a.md", text: "date: <b>\u{1B}[31m\n")
  let error = Diagnostic(
    id: "malformed-date", "`<b>` is no date", at: SourcePlace(file, SourceSpan(6, 9)),
    notes: [Diagnostic.Note("as here", at: SourcePlace(file, SourceSpan(0, 4)))], help: "write it\n  so")
  let warning = Diagnostic(.warning, id: "stray-file", "not published", at: .file(path: "Content/0.txt"))
  let report = ProblemReport([warning, error, error])
  #expect(report.errors == 1 && report.warnings == 1 && report.blocks.map(\.severity) == [.error, .warning])
  let text = report.blocks.flatMap(\.text).map(\.text).joined()
  #expect(text == DiagnosticRenderer().render([error]) + DiagnosticRenderer().render([warning]))
  let colours = Set(report.blocks.flatMap(\.text).compactMap(\.colour))
  #expect(colours == ["error", "warning", "note", "help", "strong"])
  #expect(!report.json.contains("<"))
}

@Test func noMoreProblemsAreShownThanAnybodyReads() {
  let problems = (0..<80).map { Diagnostic(id: "x", "number \($0)", at: .project) }
  let report = ProblemReport(problems)
  #expect(report.blocks.count == 50 && report.errors == 80 && report.json.contains("\"hidden\": 30"))
}
