import Diagnostics
import ScoreLedger
import Testing

private let whole = Scale(
  minimum: Score(units: 0), maximum: Score(units: 100), decimals: 0, unit: "points", better: .higher)
private let fine = Scale(minimum: nil, maximum: nil, decimals: 2, unit: "%", better: .lower)

@Test(
  arguments: [
    ("97 ▲+2", 97, 2, 3..<8), ("81 —0", 81, 0, 3..<7), ("61 ▼−2", 61, -2, 3..<10), ("97 +2", 97, 2, 3..<5),
    ("97 -2", 97, -2, 3..<5), ("97 −2", 97, -2, 3..<7), ("97▲2", 97, 2, 2..<6), ("0 ▼2", 0, -2, 2..<6),
    ("5 ±0", 5, 0, 2..<5), ("5 –0", 5, 0, 2..<6), ("5  0", 5, 0, 3..<4), ("5 -0", 5, 0, 2..<4), ("100", 100, nil, nil),
    ("-0", 0, nil, nil), ("7 \t", 7, nil, nil), ("61 ▼-2", 61, -2, 3..<8),
  ] as [(String, Int, Int?, Range<Int>?)])
func scoresAndChangesAreRead(text: String, score: Int, change: Int?, range: Range<Int>?) throws {
  let read = try whole.parseScoreText(text)
  #expect(read.score.units == score)
  #expect(read.change?.units == change)
  #expect(read.changeRange == range)
}

@Test(
  arguments: [
    ("70.25", 7025, "70.25", "70.25"), ("−3.1", -310, "−3.10", "-3.10"), ("-3", -300, "−3.00", "-3.00"),
    ("-0.05", -5, "−0.05", "-0.05"), ("0", 0, "0.00", "0.00"), ("12345.6", 1_234_560, "12345.60", "12345.60"),
  ] as [(String, Int, String, String)])
func decimalsAreExact(text: String, units: Int, forPeople: String, plain: String) throws {
  let score = try fine.parseScore(text)
  #expect(score.units == units)
  #expect(fine.text(score) == forPeople)
  #expect(fine.plainText(score) == plain)
}

@Test func changesPrintTheirSign() throws {
  #expect(try ["+2", "▼2", "—0"].map { whole.text(try whole.parseChange($0)) } == ["+2", "−2", "0"])
  #expect(try ["+2", "▼2", "—0"].map { whole.plainText(try whole.parseChange($0)) } == ["2", "-2", "0"])
  #expect(fine.text(try fine.parseChange("▲12.5")) == "+12.50")
}

@Test(
  arguments: [
    ("", 0..<0, "the score is empty [malformed-score]", "write a number, like 70 or 70 +1"),
    ("9:7", 0..<3, "`9:7` is no score [malformed-score]", "write a number, like 70 or 70 +1"),
    ("NaN", 0..<3, "`NaN` is no score [malformed-score]", "write a number, like 70 or 70 +1"),
    ("1e3", 0..<3, "`1e3` is no score [malformed-score]", "write a number, like 70 or 70 +1"),
    ("5.", 0..<2, "`5.` is no score [malformed-score]", "write a number, like 70 or 70 +1"),
    ("٣", 0..<2, "`٣` is no score [malformed-score]", "write a number, like 70 or 70 +1"),
    (
      "+5", 0..<2, "+5 is a change, and a score has no plus sign [malformed-score]",
      "write 5, or the score before the change"
    ),
    ("▲+2", 0..<5, "▲+2 has no score before it [malformed-score]", "write both, like 70 +1"),
    ("097", 0..<3, "097 has a leading zero [leading-zero]", "write 97"),
    ("-01", 0..<3, "-01 has a leading zero [leading-zero]", "write −1"),
    ("00", 0..<2, "00 has a leading zero [leading-zero]", "write 0"),
    ("12,345", 0..<6, "`12,345` holds a comma [thousands-separator]", "write 12345"),
    ("70,5", 0..<4, "`70,5` holds a comma [thousands-separator]", "write 70.5"),
    (
      "9.5", 0..<3, "9.5 has 1 decimal, and the scale has none [too-many-decimals]",
      "write a whole number, or raise `decimals` in index.yml"
    ),
    (
      "101 ▲+1", 0..<3, "101 is outside the scale of 0 to 100 [score-out-of-scale]",
      "write a score within the scale, or mend `scale` in index.yml"
    ),
    (
      "−1", 0..<4, "−1 is outside the scale of 0 to 100 [score-out-of-scale]",
      "write a score within the scale, or mend `scale` in index.yml"
    ),
    (
      "1234567890123456", 0..<16, "1234567890123456 has more than 15 digits [number-too-long]", "write a shorter number"
    ),
    ("70 1", 3..<4, "the change 1 has no sign [change-without-sign]", "write +1 or −1"),
    ("70 ▲−2", 3..<10, "▲−2 says two things at once [change-contradicts-itself]", "write +2 or −2, or 0 for no change"),
    ("70 ▼+2", 3..<8, "▼+2 says two things at once [change-contradicts-itself]", "write +2 or −2, or 0 for no change"),
    ("70 —2", 3..<7, "—2 says two things at once [change-contradicts-itself]", "write +2 or −2, or 0 for no change"),
    ("70 ▲0", 3..<7, "▲0 says two things at once [change-contradicts-itself]", "write 0 for no change"),
    ("70 +02", 3..<6, "+02 has a leading zero [leading-zero]", "write +2"),
    ("70 +-2", 3..<6, "`+-2` is no change [malformed-change]", "write +1, −1 or 0"),
    ("70 up", 3..<5, "`up` is no change [malformed-change]", "write +1, −1 or 0"),
    ("70 +1 +2", 3..<8, "`+1 +2` is no change [malformed-change]", "write +1, −1 or 0"),
  ] as [(String, Range<Int>, String, String)])
func whatIsNoScoreSaysWhatToWrite(text: String, range: Range<Int>, message: String, help: String) throws {
  let problem = #expect(throws: ScoreProblem.self) { try whole.parseScoreText(text) }
  #expect(problem?.range == range)
  try expectProblem(text, problem?.diagnostic, range: range, message, help: help)
}

@Test func decimalsPastTheScaleAreNotRounded() throws {
  let problem = #expect(throws: ScoreProblem.self) { try fine.parseScore("1.005") }
  try expectProblem(
    "1.005", problem?.diagnostic, "1.005 has 3 decimals, and the scale has 2 [too-many-decimals]",
    help: "write at most 2 decimals, or raise `decimals` in index.yml")
}

@Test func anOpenEndedScaleHasOneBound() throws {
  let open = Scale(minimum: Score(units: 10), maximum: nil, decimals: 0, unit: "points", better: .higher)
  #expect(try open.parseScore("123456").units == 123_456)
  let problem = #expect(throws: ScoreProblem.self) { try open.parseScore("9") }
  try expectProblem(
    "9", problem?.diagnostic, "9 is outside the scale of 10 or more [score-out-of-scale]",
    help: "write a score within the scale, or mend `scale` in index.yml")
}

@Test func aLongTextIsQuotedInPart() {
  let problem = #expect(throws: ScoreProblem.self) { try whole.parseScore(String(repeating: "x", count: 100_000)) }
  let place = SourcePlace(SourceFile(path: "a.md", text: ""), SourceSpan(0, 0))
  #expect(problem?.diagnostic(at: place).message == "`\(String(repeating: "x", count: 39))…` is no score")
}

@Test func scalesThatCannotBeDoNotTrap() {
  #expect(
    Scale(minimum: nil, maximum: nil, decimals: -3, unit: "", better: .higher).text(Score(units: .min)).count == 20)
  #expect(Scale(minimum: nil, maximum: nil, decimals: 99, unit: "", better: .higher).decimals == 6)
}
