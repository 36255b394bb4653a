import Diagnostics
import Testing

private let file = SourceFile(path: "Content/a.md", text: "---\ntitle: é x\n---\r\nend")

@Test func aDiagnosticShowsLineCaretNoteAndHelp() {
  let diagnostic = Diagnostic(
    id: "unknown-word", "`x` is unknown", at: SourcePlace(file, SourceSpan(14, 15)),
    notes: [Diagnostic.Note("the end is here", at: SourcePlace(file, SourceSpan(21, 24)))], help: "write y")
  #expect(
    DiagnosticRenderer().render([diagnostic]) == """
      Content/a.md:2:11: error: `x` is unknown [unknown-word]
          2 | title: é x
            |          ^
      Content/a.md:4:1: note: the end is here
          4 | end
            | ^^^
        help: write y

      """)
  #expect(
    DiagnosticRenderer(format: .github).render([diagnostic])
      == "::error file=Content/a.md,line=2,col=11,title=unknown-word::`x` is unknown%0A"
      + "Content/a.md:4:1: the end is here%0Awrite y\n")
}

@Test func diagnosticsAreSortedByPlaceAndShownOnce() {
  let late = Diagnostic(id: "b", "late", at: SourcePlace(file, SourceSpan(5, 6)))
  let early = Diagnostic(id: "a", "early", at: SourcePlace(file, SourceSpan(1, 2)))
  #expect([late, early, late].sortedByPlace().map(\.message) == ["early", "late"])
}

@Test(
  arguments: [
    ("scroe", "score"), ("Score", "score"), ("sumary", "summary"), ("zzz", nil), ("edtion", "edition"), ("", nil),
  ] as [(String, String?)])
func theNearestNameIsFound(word: String, expected: String?) {
  #expect(nearestName(to: word, among: ["title", "summary", "edition", "score", "scores"]) == expected)
}
