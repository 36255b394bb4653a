import Diagnostics
import Testing

private let file = SourceFile(
  path: "Content/articles/über & 100%.md", text: "---\nscores: {A: \"97 ▲+2\"}\n😀 70 é 71\r\nend")

private func render(_ diagnostics: [Diagnostic]) -> String {
  DiagnosticRenderer(format: .sarif, version: "1.2.3").render(diagnostics)
}

@Test func aLogHasRulesResultsPlacesAndWhatRelatesToThem() {
  let conflict = Diagnostic(
    id: "score-conflict", "A is 70 here and 71 there", at: SourcePlace(file, SourceSpan(33, 35)),
    notes: [
      Diagnostic.Note("stated as 71 here", at: SourcePlace(file, SourceSpan(39, 41))), Diagnostic.Note("so it is"),
    ],
    help: "write \"70\"")
  let arrow = Diagnostic(.warning, id: "arrow", "an arrow", at: SourcePlace(file, SourceSpan(20, 23)))
  let whole = Diagnostic(id: "score-conflict", "of a file", at: .file(path: "/srv/a:b/c.md"))
  let project = Diagnostic(id: "empty", "of the project", at: .project)
  let uri = "Content/articles/%C3%BCber%20%26%20100%25.md"
  #expect(
    render([conflict, arrow, whole, project]) == """
      {
        "version": "2.1.0",
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "runs": [
          {
            "tool": {"driver": {"name": "site", "version": "1.2.3", "rules": [
                {"id": "arrow", "shortDescription": {"text": "Arrow"}},
                {"id": "empty", "shortDescription": {"text": "Empty"}},
                {"id": "score-conflict", "shortDescription": {"text": "Score conflict"}}]}},
            "columnKind": "utf16CodeUnits",
            "results": [
              {"ruleId": "empty", "ruleIndex": 1, "level": "error", "message": {"text": "of the project"}},
              {"ruleId": "score-conflict", "ruleIndex": 2, "level": "error", "message": {"text": "of a file"}, \
      "locations": [{"physicalLocation": {"artifactLocation": {"uri": "file:///srv/a%3Ab/c.md"}}}]},
              {"ruleId": "arrow", "ruleIndex": 0, "level": "warning", "message": {"text": "an arrow"}, \
      "locations": [{"physicalLocation": {"artifactLocation": {"uri": "\(uri)"}, \
      "region": {"startLine": 2, "startColumn": 17, "endLine": 2, "endColumn": 18}}}]},
              {"ruleId": "score-conflict", "ruleIndex": 2, "level": "error", \
      "message": {"text": "A is 70 here and 71 there\\nso it is\\nhelp: write \\"70\\""}, \
      "locations": [{"physicalLocation": {"artifactLocation": {"uri": "\(uri)"}, \
      "region": {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 6}}}], \
      "relatedLocations": [{"id": 0, "physicalLocation": {"artifactLocation": {"uri": "\(uri)"}, \
      "region": {"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 11}}, \
      "message": {"text": "stated as 71 here"}}]}]
          }
        ]
      }

      """)
}

@Test func aLogOfNothingHasNoResults() {
  #expect(render([]).contains("\"rules\": []}},\n      \"columnKind\": \"utf16CodeUnits\",\n      \"results\": []\n"))
}

@Test(arguments: [
  ("![A](index:A/chart) is", "!\\\\[A\\\\](index:A/chart) is"), ("a [b] (c)", "a [b] (c)"), ("`{a: 1}`", "`{a: 1}`"),
])
func aTextIsNoLinkOfTheLog(message: String, shown: String) {
  #expect(render([Diagnostic(id: "x", message, at: .project)]).contains("\"message\": {\"text\": \"\(shown)\"}"))
}

@Test func aPlaceOverSeveralLinesEndsInItsLast() {
  let long = Diagnostic(id: "x", "long", at: SourcePlace(file, SourceSpan(28, 46)))
  #expect(render([long]).contains("\"startLine\": 3, \"startColumn\": 1, \"endLine\": 4, \"endColumn\": 4"))
  #expect(
    DiagnosticRenderer(format: .github).render([long])
      == "::error file=Content/articles/über & 100%25.md,line=3,endLine=4,title=x::long\n")
}
