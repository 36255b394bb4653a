import ScoreLedger
import Testing

private let open = Scale(minimum: nil, maximum: nil, decimals: 0, unit: "points", better: .higher)
private let halves = "1 growth=50 quality=50"

/// What a standing says of the ones before it, in one line.
private func summary(_ standing: Standing?) -> String {
  guard let standing else { return "not rated" }
  let record = standing.record
  return [
    standing.change.map { "change \(points.text($0))" } ?? "no change",
    standing.isComparable ? "comparable" : "not comparable",
    standing.movement.map { "movement \($0)" } ?? "no movement",
    standing.previousScore.map { "from \(points.text($0)) at \(standing.previousRank ?? 0)" } ?? "from nothing",
    "peak \(points.text(record.peak.score)) in \(record.peak.edition.text.dropFirst(5))",
    "low \(points.text(record.low.score)) in \(record.low.edition.text.dropFirst(5))",
    record.streak.map { "\($0.direction) \($0.length)" } ?? "no streak", "rated \(record.timesRated)",
  ].joined(separator: ", ")
}

@Test(
  arguments: [
    (
      "1", nil,
      [
        "no change, comparable, no movement, from nothing, peak 60 in W18, low 60 in W18, no streak, rated 1",
        "change +5, comparable, movement 0, from 60 at 1, peak 65 in W19, low 60 in W18, up 1, rated 2",
        "change +3, comparable, movement 0, from 65 at 1, peak 68 in W20, low 60 in W18, up 2, rated 3",
        "change +2, comparable, movement 0, from 68 at 1, peak 70 in W21, low 60 in W18, up 3, rated 4",
      ]
    ),
    (
      "1\n2 since W20 rebased", nil,
      [
        "no change, comparable, no movement, from nothing, peak 60 in W18, low 60 in W18, no streak, rated 1",
        "change +5, comparable, movement 0, from 60 at 1, peak 65 in W19, low 60 in W18, up 1, rated 2",
        "change +3, comparable, movement 0, from 65 at 1, peak 68 in W20, low 60 in W18, up 2, rated 3",
        "change +2, comparable, movement 0, from 68 at 1, peak 70 in W21, low 60 in W18, up 3, rated 4",
      ]
    ),
    (
      "1\n2 since W20", "2",
      [
        "no change, comparable, no movement, from nothing, peak 60 in W18, low 60 in W18, no streak, rated 1",
        "change +5, comparable, movement 0, from 60 at 1, peak 65 in W19, low 60 in W18, up 1, rated 2",
        "no change, not comparable, no movement, from 65 at 1, peak 68 in W20, low 68 in W20, no streak, rated 3",
        "change +2, comparable, movement 0, from 68 at 1, peak 70 in W21, low 68 in W20, up 1, rated 4",
      ]
    ),
  ] as [(String, String?, [String])])
func aNewMethodologyBreaksComparisonsUnlessItIsRebased(text: String, starts: String?, expected: [String]) throws {
  let (ledger, problems) = try merge(
    articles: "W18 TSLA 60\nW19 TSLA 65\nW20 TSLA 68\nW21 TSLA 70", methodology: text)
  #expect(problems == "")
  #expect(ledger.tables.map { summary($0.standing(of: "TSLA")) } == expected)
  #expect(ledger.tables.map(\.startsMethodology?.name) == [nil, nil, starts, nil])
  let last = starts == nil && text == "1" ? "1" : "2"
  #expect(ledger.tables.map(\.methodology?.name) == ["1", "1", last, last])
}

@Test func aBreakInAGapIsABreakForWhoeverReturns() throws {
  let ledger = try merge(
    articles: "W18 TSLA 60, NVDA 50\nW20 NVDA 50\nW21 TSLA 55, NVDA 51",
    methodology: "1\n2 since W19\n3 since W20 rebased"
  ).ledger
  #expect(
    ["NVDA", "TSLA"].map { summary(ledger.current?.standing(of: $0)) } == [
      "change +1, comparable, movement -1, from 50 at 1, peak 51 in W21, low 50 in W20, up 1, rated 3",
      "no change, comparable, no movement, from nothing, peak 55 in W21, low 55 in W21, no streak, rated 2",
    ])
  #expect(
    summary(ledger.table(try week("W20"))?.standing(of: "NVDA"))
      == "no change, not comparable, no movement, from 50 at 2, peak 50 in W20, low 50 in W20, no streak, rated 2")
  #expect(ledger.tables.map(\.startsMethodology?.name) == [nil, "2", nil])
  #expect(ledger.tables.map(\.methodology?.name) == ["1", "3", "3"])
}

@Test(arguments: ["W19 TSLA 65\nW20 TSLA 50 −15", "W20 TSLA 50 −15", "W18 NVDA 50\nW19 NVDA 50\nW20 TSLA 50 −15"])
func aChangeAcrossMethodologiesIsAnError(text: String) throws {
  let (ledger, problems) = try merge(articles: text, methodology: "1\n2 since W20")
  #expect(
    problems == """
      W20.md:1:9: error: scores since methodology 2 do not compare with 2026-W19, so TSLA has no change \
      [change-across-methodologies]
          1 | TSLA 50 −15
            |         ^^^
        help: delete the change, or write `rebased: true` in index.yml if the scores before were restated

      """)
  #expect(rows(ledger.current) == ["1 TSLA 50 new"])
  #expect(ledger.table(try week("W19"))?.standing(of: "TSLA")?.provenance != .implied)
  #expect(try merge(articles: text, methodology: "1\n2 since W20 rebased").problems == "")
}

@Test(
  arguments: [
    (halves, points, "12", "13", "13"), (halves, points, "13", "12", "13"), (halves, points, "12", "12", "12"),
    (halves, points, "11", "12", "12"), (halves, open, "-12", "-13", "-13"), (halves, open, "-12", "13", "1"),
    (halves, open, "12", "-13", "-1"), (halves, open, "0", "-1", "-1"), (halves, open, "1", "-1", "0"),
    ("1 growth=33.333 quality=66.667", points, "100", "0", "33"),
    ("1 growth=49.999 quality=50.001", points, "1", "0", "0"),
    ("1 growth=50.001 quality=49.999", points, "1", "0", "1"), ("1 growth=12.5 quality=87.5", points, "4", "0", "1"),
    ("1 growth=100 quality=0", points, "99", "3", "99"),
    (halves, Scale(minimum: nil, maximum: nil, decimals: 2, unit: "%", better: .lower), "0.01", "0.02", "0.02"),
    (halves, Scale(minimum: nil, maximum: nil, decimals: 1, unit: "%", better: .lower), "-12.4", "-12.5", "-12.5"),
  ] as [(String, Scale, String, String, String)])
func dimensionsAddUpExactlyWithHalvesAwayFromZero(
  text: String, scale: Scale, growth: String, quality: String, sum: String
) throws {
  func headline(of score: String) throws -> [String] {
    headlines(
      try merge(
        articles: "W20 TSLA \(score), TSLA in growth \(growth), TSLA in quality \(quality)", methodology: text,
        scale: scale
      ).problems)
  }
  #expect(try headline(of: sum) == [])
  let units = try scale.parseScore(sum).units
  for wrong in [units - 1, units + 1].map(Score.init(units:)) where scale == open || wrong.units >= 0 {
    #expect(
      try headline(of: scale.text(wrong)) == [
        "W20.md:2:6: error: the dimensions of TSLA give \(scale.text(try scale.parseScore(sum))) by their weights, and "
          + "its score is \(scale.text(wrong)) [dimensions-do-not-add-up]"
      ])
  }
}

@Test func aStandingHasItsDimensions() throws {
  let ledger = try merge(
    articles: "W20 TSLA 13, TSLA in growth 12, TSLA in quality 13, NVDA 50", methodology: halves
  ).ledger
  #expect(
    ledger.current?.standings.map(\.dimensions) == [[:], ["growth": Score(units: 12), "quality": Score(units: 13)]])
  #expect(
    try methodology("1 growth=12.5 quality=87.500").versions.first?.dimensions.map(\.weightText) == ["12.5%", "87.5%"])
}

@Test(
  arguments: [
    (
      "W20 TSLA 70, TSLA in quality 70", "", halves,
      """
      W20.md:2:6: error: TSLA has no score in growth [dimension-missing]
          2 | TSLA in quality 70
            |      ^^^^^^^^^^^^^
        help: state every dimension, or none

      """
    ),
    (
      "W20 TSLA 70, TSLA in c 70, TSLA in a 70", "", "1 a=25 b=25 c=25 d=25",
      """
      W20.md:2:6: error: TSLA has no score in b, d [dimension-missing]
          2 | TSLA in c 70
            |      ^^^^^^^
        help: state every dimension, or none

      """
    ),
    (
      "W20 TSLA 70, TSLA in growth 70, TSLA in speed 60, TSLA in quality 70", "", halves,
      """
      W20.md:3:6: error: the methodology of 2026-W20 has no dimension `speed` [unknown-dimension]
          3 | TSLA in speed 60
            |      ^^^^^^^^^^^
        help: write one of growth, quality

      """
    ),
    (
      "W19 TSLA 70, TSLA in growth 70", "", "1\n2 since W20 growth=100",
      """
      W19.md:2:6: error: the methodology of 2026-W19 has no dimension `growth` [unknown-dimension]
          2 | TSLA in growth 70
            |      ^^^^^^^^^^^^
        help: add `dimensions` to `methodology` in index.yml

      """
    ),
    (
      "W20 NVDA 50, TSLA in growth 70, TSLA in quality 70", "", halves,
      """
      W20.md:2:6: error: TSLA has dimensions in 2026-W20 and no score [dimensions-without-score]
          2 | TSLA in growth 70
            |      ^^^^^^^^^^^^
        help: state the score, too

      """
    ),
    (
      "W20 TSLA in quality 71, TSLA in growth 70, TSLA 70", "", halves,
      """
      W20.md:1:6: error: the dimensions of TSLA give 71 by their weights, and its score is 70 [dimensions-do-not-add-up]
          1 | TSLA in quality 71
            |      ^^^^^^^^^^^^^
      W20.md:3:6: note: 70 in 2026-W20 is stated here
          3 | TSLA 70
            |      ^^
        help: correct a dimension or the score

      """
    ),
    (
      "W20 TSLA 70, TSLA in growth 70, TSLA in quality 70", "W20 TSLA 70 to 75 on 2026-05-20", halves,
      """
      W20.md:2:6: error: the dimensions of TSLA give 70 by their weights, and its score is 75 [dimensions-do-not-add-up]
          2 | TSLA in growth 70
            |      ^^^^^^^^^^^^
      corrections.yml:1:16: note: 75 in 2026-W20 is corrected here
          1 | W20 TSLA 70 to 75 on 2026-05-20
            |                ^^
        help: correct a dimension or the score

      """
    ),
    (
      "W20 TSLA 70, TSLA in growth 70, TSLA in quality 70\nW20 TSLA in growth 60", "", halves,
      """
      W20b.md:1:6: error: TSLA in growth is 60 here and 70 in W20.md [dimension-conflict]
          1 | TSLA in growth 60
            |      ^^^^^^^^^^^^
      W20.md:2:6: note: stated as 70 here
          2 | TSLA in growth 70
            |      ^^^^^^^^^^^^
        help: correct one of them, or state another edition

      """
    ),
  ] as [(String, String, String, String)])
func dimensionsThatDoNotFitSayWhatToDo(text: String, corrections: String, versions: String, message: String) throws {
  #expect(try merge(articles: text, corrections: corrections, methodology: versions).problems == message)
}
