import Diagnostics
import ScoreLedger
import Testing

private let whole = Scale(
  minimum: Score(units: 0), maximum: Score(units: 100), decimals: 0, unit: "points", better: .higher)
private let fine = Scale(minimum: nil, maximum: nil, decimals: 2, unit: "%", better: .higher)

@Test(
  arguments: [
    ("97 ▲+2", "97", "+2"), ("81 —0", "81", "0"), ("61 ▼−2", "61", "−2"), ("97", "97", nil), ("97 +2", "97", "+2"),
    ("97 -2", "97", "−2"), ("97▲2", "97", "+2"), ("0 ▼2", "0", "−2"), ("5 ±0", "5", "0"), ("-0", "0", nil),
  ] as [(String, String, String?)])
func scoresAreRead(text: String, score: String, change: String?) throws {
  let read = try whole.parseScoreText(text)
  #expect(whole.text(read.score) == score)
  #expect(read.change.map(whole.text) == change)
}

@Test func decimalsAreExact() throws {
  #expect(fine.text(try fine.parseScore("−3.1")) == "−3.10")
  #expect(fine.plainText(try fine.parseScore("-0.05")) == "-0.05")
  #expect(fine.text(try fine.parseChange("+12345.67")) == "+12345.67")
}

@Test(
  arguments: [
    ("097", "097 has a leading zero [leading-zero]\n  help: write 97"),
    ("9:7", "`9:7` is no score [malformed-score]\n  help: write a number, like 70 or 70 +1"),
    ("NaN", "`NaN` is no score [malformed-score]\n  help: write a number, like 70 or 70 +1"),
    (
      "101",
      "101 is outside the scale of 0 to 100 [score-out-of-scale]\n  help: mend the score, or `scale` in index.yml"
    ),
    ("9.5", "9.5 has more decimals than the scale: whole numbers [too-many-decimals]\n  help: round it"),
    ("12,345", "`12,345` holds a comma [thousands-separator]\n  help: write 12345, or a decimal point"),
    ("70 1", "the change 1 has no sign [change-without-sign]\n  help: write +1 or −1"),
    ("70 ▲−1", "▲−1 says two things at once [change-contradicts-itself]\n  help: write ▲+2, ▼−2 or —0"),
    ("1234567890123456", "1234567890123456 has more than 15 digits [number-too-long]\n  help: write a shorter number"),
  ] as [(String, String)])
func whatIsNoScoreSaysWhatToWrite(text: String, message: String) throws {
  let file = SourceFile(path: "a.md", text: text)
  let problem = #expect(throws: ScoreProblem.self) { try whole.parseScoreText(text) }
  let range = try #require(problem?.range)
  let diagnostic = problem?.diagnostic(at: SourcePlace(file, SourceSpan(range.lowerBound, range.upperBound)))
  let lines = DiagnosticRenderer().render(diagnostic.map { [$0] } ?? []).split(separator: "\n")
  #expect([lines.first, lines.last].compactMap { $0 }.joined(separator: "\n").hasSuffix(message))
}
