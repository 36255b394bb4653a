import ScoreLedger
import Testing

private let forms = [
  "fifth", "Fifth", "5th", "#5", "No. 5", "no 5", "number five", "rank 5", "in fifth place", "the fifth", "joint fifth",
  "tied for fifth", "fifth equal", "=5", "5=", "the lead", "in the lead", "joint top", "top spot", "70", "70.25",
  "1,234",
  "1\u{A0}234.5", "-3", "−3", "minus three", "plus three", "+2", "seventy", "Seventy-one", "one hundred and five",
  "nil",
  "a point", "half a point", "two and a half points", "three weeks in a row", "third week", "up one point",
  "Up 1 point",
  "rose by two points", "a rise of two points", "gained two", "fell", "slipped two places", "a two-point rise",
  "two-point rise", "two points higher", "by two points", "two places", "unchanged", "Flat", "the same place", "▲+1",
  "▲1", "▼−2", "▼-2", "—0", "±0", "an increase of 2", "  up\u{A0}2\npoints ", "Half a point", "place 3", "first",
]

@Test(arguments: ["points", "%", "", "kg", "goal", "index points"])
func whatIsWrittenAgrees(unit: String) {
  var generator = SeededGenerator(seed: 20_260_511)
  let reader = ClaimReader(unit: unit)
  let before = ["", "up", "it fell by", "Tesla rose in May, down"]
  for _ in 0..<2_000 {
    let limit = [3, 12, 130, 5_000_000, 999_999_999_999_999].randomElement(using: &generator) ?? 3
    let units = Int.random(in: -limit...limit, using: &generator)
    let number = ExactNumber(units: units, decimals: Int.random(in: 0...3, using: &generator))
    let truths: [ClaimTruth] = [
      .number(number), .change(number), .movement(units % 100_000),
      .rank(Int(units.magnitude) % 100_000 + 1, isTied: Bool.random(using: &generator)),
    ]
    guard let truth = truths.randomElement(using: &generator), let text = forms.randomElement(using: &generator),
      let preceding = before.randomElement(using: &generator)
    else { return }
    let filling = reader.filling(for: truth)
    #expect(reader.verdict(on: filling, after: preceding, truth: truth) == .agrees, "\(filling) of \(truth)")
    if case .disagrees(let write) = reader.verdict(on: text, after: preceding, truth: truth) {
      #expect(reader.verdict(on: write, after: preceding, truth: truth) == .agrees, "\(text): \(write) of \(truth)")
    }
  }
}

@Test func noTextTraps() {
  var generator = SeededGenerator(seed: 7)
  let parts =
    forms + [
      " ", ",", ".", "’", "'s", "(", ")", "[", "]", "Tesla", "Tésla", "and", "the", "of", "-", "\n\n", "a", "no", "at",
      "is",
      "=", "é", "\u{301}", "🚀", "million", "hundred", "000", "1,", ";", "from", "out of 100", "foremost",
    ]
  let reader = ClaimReader(unit: "points")
  let scanner = ProseScanner(
    names: [("Tesla", "TSLA"), ("Tésla", "TE"), ("", "NONE"), ("é", "E")], unit: "", decimals: 1)
  for _ in 0..<1_000 {
    var text = ""
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      text += parts.randomElement(using: &generator) ?? ""
      if Bool.random(using: &generator) { text += " " }
    }
    for truth: ClaimTruth in [
      .number(ExactNumber(units: .min, decimals: 18)), .rank(.max, isTied: true), .movement(.min),
      .change(ExactNumber(units: 1, decimals: 0)),
    ] {
      _ = reader.verdict(on: text, after: text, truth: truth)
    }
    let bytes = Array(text.utf8)
    let findings = scanner.findings(
      in: text, mentions: [(0..<0, "ZERO"), (-3..<2, "BELOW"), (40..<99, "X")], bound: [3..<5])
    for (index, finding) in findings.enumerated() {
      #expect(finding.range.upperBound <= bytes.count && !finding.range.isEmpty)
      #expect(index == 0 || findings[index - 1].range.upperBound <= finding.range.lowerBound, "\(text)")
    }
  }
}
