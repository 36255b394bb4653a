import ScoreLedger
import Testing

@testable import SiteGenerator

/// What the newest edition says of Ada.
private func words(_ articles: String, index: String = index()) throws -> [String] {
  let content = try told(articles, index: index)
  let table = try #require(content.ledger.current)
  let words = ConstituentWords(words: LedgerWords(settings: content.settings, ledger: content.ledger))
  guard let standing = table.standing(of: "AA") else {
    let last = try #require(content.ledger.tables.last { $0.standing(of: "AA") != nil })
    return [words.lastRated(try #require(last.standing(of: "AA")), in: last, notIn: table).text]
  }
  return words.sentences(standing, in: table).map(\.text)
}

@Test(arguments: [
  // Alone, first and last.
  ("W20 AA 50", ["The only port in the edition."]),
  ("W20 AA 50, BB 40", ["First of two.", "Ten points ahead of Bede."]),
  ("W20 AA 50, BB 61", ["Second of two.", "Eleven points behind Bede."]),
  ("W20 AA 50, BB 51, CC 48", ["Second of three.", "One point behind Bede, two points ahead of Cole."]),
  // Ties.
  ("W20 AA 50, BB 50, CC 48", ["Joint first of three, with Bede.", "Two points ahead of Cole."]),
  ("W20 AA 50, BB 50, CC 50", ["Joint first of three, with Bede and Cole."]),
  ("W20 AA 50, BB 50, CC 50, DD 50", ["Joint first of four, with three ports."]),
  ("W20 AA 50, BB 60, CC 60, DD 60", ["Fourth of four.", "Ten points behind three ports."]),
  (
    "W19 AA 50, BB 50\nW20 AA 50, BB 50",
    ["Joint first of two, with Bede; as in the edition before."]
  ),
  (
    "W19 AA 50, BB 50, CC 40\nW20 AA 50, BB 40, CC 50",
    ["Joint first of three, with Cole.", "Ten points ahead of Bede."]
  ),
  (
    "W19 AA 50, BB 50\nW20 AA 51, BB 50",
    ["First of two, no longer sharing the place.", "One point ahead of Bede.", "Up one point."]
  ),
  (
    "W19 AA 50, BB 40\nW20 AA 50, BB 50", ["Joint first of two, with Bede; now sharing the place."]
  ),
  // Movement.
  (
    "W19 AA 50, BB 60, CC 40\nW20 AA 50, BB 60, CC 40",
    ["Second of three, as in the edition before.", "Ten points behind Bede, ten points ahead of Cole."]
  ),
  (
    "W19 AA 50, BB 60, CC 40, DD 30\nW20 AA 50, BB 60, CC 40",
    ["Second of three, as before, when four were rated.", "Ten points behind Bede, ten points ahead of Cole."]
  ),
  (
    "W19 AA 50, BB 60, CC 70\nW20 AA 80, BB 60, CC 70",
    [
      "First of three, up two places from third.", "Ten points ahead of Cole.",
      "Up 30 points, the only score to rise.",
    ]
  ),
  (
    "W19 AA 60, BB 60, CC 70\nW20 AA 59, BB 60, CC 70",
    [
      "Third of three, down one place from joint second.", "One point behind Bede.",
      "Down one point, the only score to fall.",
    ]
  ),
  // Entries.
  ("W19 BB 60\nW20 AA 50, BB 60", ["Second of two, rated for the first time.", "Ten points behind Bede."]),
  (
    "W18 AA 50, BB 60\nW19 BB 60\nW20 AA 50, BB 60",
    ["Second of two, back after a gap.", "Ten points behind Bede."]
  ),
  (
    "W19 AA 50, BB 60\nW20 BB 60",
    ["Not rated in edition 2026-W20; last rated in edition 2026-W19: 50, second of two."]
  ),
  // Courses and extremes.
  (
    "W18 AA 50, BB 60\nW19 AA 51, BB 60\nW20 AA 52, BB 60",
    [
      "Second of two, as in the edition before.", "Eight points behind Bede.",
      "Up one point, the second rise in a row.",
      "Its highest score in three editions.",
    ]
  ),
  (
    "W17 AA 50, BB 60\nW18 AA 48, BB 60\nW19 AA 49, BB 60\nW20 AA 46, BB 60",
    [
      "Second of two, as in the edition before.", "14 points behind Bede.",
      "Down three points, its largest fall so far.",
      "Its lowest score in four editions.",
    ]
  ),
  (
    "W18 AA 50, BB 60\nW19 AA 50, BB 60\nW20 AA 50, BB 60",
    ["Second of two, as in the edition before.", "Ten points behind Bede.", "Unchanged in two editions in a row."]
  ),
  (
    "W19 AA 50, BB 60, CC 40\nW20 AA 52, BB 61, CC 40",
    [
      "Second of three, as in the edition before.", "Nine points behind Bede, twelve points ahead of Cole.",
      "Up two points.",
    ]
  ),
  (
    "W19 AA 50, BB 60, CC 40, DD 30\nW20 AA 49, BB 58, CC 39, DD 30",
    [
      "Second of four, as in the edition before.", "Nine points behind Bede, ten points ahead of Cole.",
      "Down one point, one of three to fall.",
    ]
  ),
])
func theWordsAboutAConstituent(_ articles: String, _ expected: [String]) throws {
  #expect(try words(articles) == expected)
}

@Test func extremesAreCountedSinceScoresLastCompared() throws {
  let index = index("methodology: [{version: \"1\"}, {version: \"2\", since: 2026-W18}]")
  #expect(
    try words("W17 AA 90, BB 95\nW18 AA 50, BB 60\nW19 AA 49, BB 60\nW20 AA 52, BB 60", index: index) == [
      "Second of two, as in the edition before.", "Eight points behind Bede.",
      "Up three points.",
      "Its highest score since the methodology changed.",
    ])
  #expect(
    try words("W17 AA 90, BB 80\nW18 AA 50, BB 60", index: index) == ["Second of two.", "Ten points behind Bede."])
}

@Test func lowScoresComeFirstWhereLowerIsBetter() throws {
  let index = index(scale: "{decimals: 2, unit: \"%\", better: lower}")
  #expect(
    try words("W19 AA -1.50, BB 0.25\nW20 AA -1.25, BB 0.25", index: index) == [
      "First of two, as in the edition before.", "1.5 percentage points ahead of Bede.",
      "Up 0.25 percentage points.",
    ])
}

@Test func anImpliedScoreSaysSo() throws {
  let content = try told("W20 AA 50 +1, BB 60", index: index())
  let table = try #require(content.ledger.tables.first)
  let words = ConstituentWords(words: LedgerWords(settings: content.settings, ledger: content.ledger))
  #expect(
    words.sentences(try #require(table.standing(of: "AA")), in: table).map(\.text) == [
      "The only port in the edition.", "The score follows from the change stated in the edition after.",
    ])
}
