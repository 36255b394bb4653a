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
      == "::error file=Content/a.md,line=2,endLine=2,col=11,endColumn=12,title=unknown-word::`x` is unknown%0A"
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

@Test(arguments: ["a", "é", "👩‍👩‍👧‍👦"])
func aLongLineIsCutAroundItsPlace(character: String) {
  let half = String(repeating: character, count: 1_000)
  let file = SourceFile(path: "a.md", text: "one\r\n\(half)!\(half)\n")
  let start = 5 + half.utf8.count
  let problem = Diagnostic(id: "x", "rule", at: SourcePlace(file, SourceSpan(start, start + 1)))
  let shown = DiagnosticRenderer().render([problem])
  #expect(shown.hasPrefix("a.md:2:\(half.utf8.count + 1): error: rule [x]\n    2 | …"))
  #expect(shown.contains("\(character)!\(character)"))
  #expect(shown.count < 400)
}

@Test func aPlaceIsALineAndAColumnWhateverEndsTheLines() {
  let file = SourceFile(path: "a", text: "ab\ncd\r\n\re\n")
  let places = (-1...12).map { file.location(of: $0) }.map { [$0.line, $0.column] }
  #expect(
    places == [
      [1, 1], [1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3], [2, 4], [3, 1], [4, 1], [4, 2], [5, 1], [5, 1], [5, 1],
    ])
  let lines = (0...10).map { file.lineRange(around: $0) }
  #expect(lines == [0..<2, 0..<2, 0..<2, 3..<5, 3..<5, 3..<5, 6..<6, 7..<7, 8..<9, 8..<9, 10..<10])
}
