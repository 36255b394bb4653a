import ScoreLedger
import Testing

@testable import SiteGenerator

/// What an edition says of itself, as the headline and the standfirst.
private func news(_ articles: String, index: String = index()) throws -> String {
  let content = try told(articles, index: index)
  let table = try #require(content.ledger.current)
  let news = EditionNews(table, LedgerWords(settings: content.settings, ledger: content.ledger))
  return "\(news.headline.text) | \(news.standfirst.text)"
}

@Test(arguments: [
  // The first edition.
  ("W19 AA 97, BB 89, CC 61", "Ada leads at 97 | The first edition rates three ports, from 97 to 61."),
  ("W19 AA 97, BB 97, CC 61", "Ada and Bede lead at 97 | The first edition rates three ports, from 97 to 61."),
  ("W19 AA 97, BB 97, CC 97", "Three ports lead at 97 | The first edition rates three ports, all at 97."),
  ("W19 AA 97", "Ada leads at 97 | The first edition rates one port."),
  // One constituent.
  ("W19 AA 97\nW20 AA 99", "Ada rises by two points, to 99 | Ada rose in the week to 11 May."),
  ("W19 AA 97\nW20 AA 97", "Ada stands at 97 | Ada stood still in the week to 11 May."),
  ("W19 AA 97\nW20 BB 97", "Bede stands at 97 | Bede is rated for the first time."),
  // Who leads.
  (
    "W19 AA 90, BB 80\nW20 AA 85, BB 88",
    "Bede takes the lead from Ada | "
      + "One of the two rose in the week to 11 May and one fell. Bede leads at 88."
  ),
  (
    "W19 AA 90, BB 80\nW20 BB 80, CC 70",
    "Bede takes the lead | One of the two stood still in the week to 11 May and one is new. Bede leads at 80."
  ),
  (
    "W19 AA 90, BB 90, CC 80\nW20 AA 92, BB 90, CC 80",
    "Ada leads alone | One of the three rose in the week to 11 May and two stood still. Ada leads at 92."
  ),
  (
    "W19 AA 90, BB 80, CC 70\nW20 AA 90, BB 90, CC 70",
    "Bede draws level with Ada at the top | "
      + "One of the three rose in the week to 11 May and two stood still. Ada and Bede lead at 90."
  ),
  (
    "W19 AA 90, BB 80, CC 70, DD 60\nW20 AA 90, BB 90, CC 90, DD 60",
    "Three ports share the lead | "
      + "Two of the four rose in the week to 11 May and two stood still. Three ports lead at 90."
  ),
  // Ties below the lead.
  (
    "W19 AA 97, BB 74, CC 74, DD 63\nW20 AA 98, BB 74, CC 78, DD 61",
    "Cole breaks its tie with Bede; Dora alone loses ground | "
      + "Two of the four rose in the week to 11 May, one stood still and one fell. Ada leads at 98."
  ),
  (
    "W19 AA 97, BB 74, CC 74\nW20 AA 97, BB 74, CC 73",
    "Cole drops out of its tie with Bede | "
      + "Two of the three stood still in the week to 11 May and one fell. Ada leads at 97."
  ),
  (
    "W19 AA 97, BB 75, CC 70\nW20 AA 97, BB 75, CC 75",
    "Cole draws level with Bede | One of the three rose in the week to 11 May and two stood still. Ada leads at 97."
  ),
  // The largest changes.
  (
    "W19 AA 97, BB 80, CC 70, DD 60\nW20 AA 98, BB 84, CC 69, DD 60",
    "Bede rises by four points; Cole alone loses ground | "
      + "Two of the four rose in the week to 11 May, one stood still and one fell. Ada leads at 98."
  ),
  (
    "W19 AA 97, BB 80, CC 78\nW20 AA 95, BB 77, CC 79",
    "Bede falls by three points and drops to third; Cole alone gains ground | "
      + "One of the three rose in the week to 11 May and two fell. Ada leads at 95."
  ),
  (
    "W19 AA 97, BB 80, CC 70\nW20 AA 98, BB 81, CC 71",
    "Three ports rise by one point | All three rose in the week to 11 May. Ada leads at 98."
  ),
  (
    "W19 AA 97, BB 80\nW20 AA 95, BB 78",
    "Ada and Bede fall by two points | Both fell in the week to 11 May. Ada leads at 95."
  ),
  (
    "W19 AA 97, BB 80\nW20 AA 97, BB 80",
    "No score moves; Ada leads at 97 | Both stood still in the week to 11 May."
  ),
  (
    "W19 AA 50, BB 40\nW20 AA 53, BB 40, CC 60",
    "Cole takes the lead from Ada | "
      + "One of the three rose in the week to 11 May, one stood still and one is new. Cole leads at 60."
  ),
  // Gaps.
  (
    "W17 AA 97, BB 80\nW20 AA 98, BB 80",
    "Ada rises by one point | One of the two rose since edition 2026-W17 and one stood still. Ada leads at 98."
  ),
  (
    "W18 AA 97, BB 80\nW19 AA 97\nW20 AA 97, BB 81",
    "No score moves; Ada leads at 97 | One of the two stood still in the week to 11 May and one is back."
  ),
])
func theNewsOfAnEdition(_ articles: String, _ expected: String) throws {
  #expect(try news(articles) == expected)
}

@Test func aScoreThatIsImpliedCountsLikeAnyOther() throws {
  #expect(
    try news("W20 AA 97 +2, BB 80 -1")
      == "Ada rises by two points; Bede falls by one point | "
      + "One of the two rose in the week to 11 May and one fell. Ada leads at 97.")
}

@Test func aNewMethodologyComparesNothing() throws {
  let index = index("methodology: [{version: \"1\"}, {version: \"2\", since: 2026-W20}]")
  #expect(
    try news("W19 AA 97, BB 80\nW20 AA 60, BB 70", index: index)
      == "Methodology 2 begins; Bede leads at 70 | "
      + "Methodology 2 begins here, so that no score compares with one of edition 2026-W19.")
}

@Test func whereLowerIsBetterNobodyGainsGround() throws {
  let index = index(scale: "{decimals: 2, unit: per cent, better: lower}")
  #expect(
    try news("W19 AA -3.10, BB 1.25, CC 4.00\nW20 AA -3.00, BB 1.20, CC 3.00", index: index)
      == "Cole falls by one percentage point; only the score of Ada rises | "
      + "One of the three scores rose in the week to 11 May and two fell. Ada leads at −3.00.")
  #expect(
    try news("W19 AA 1.10, BB 1.25\nW20 AA 1.00, BB 1.00", index: index)
      == "Bede draws level with Ada at the top | "
      + "Both scores fell in the week to 11 May. Ada and Bede lead at 1.00.")
}

@Test func whatIsSinceTheEditionBeforeHasTheCadencesWords() throws {
  for (cadence, first, second, words) in [
    ("daily", "2026-05-10", "2026-05-11", "since the day before"),
    ("monthly", "2026-04", "2026-05", "since the month before"),
    ("quarterly", "2026-Q1", "2026-Q2", "since the quarter before"),
    ("half-yearly", "2025-H2", "2026-H1", "since the half-year before"),
    ("yearly", "2025", "2026", "since the year before"),
    ("monthly", "2026-03", "2026-05", "since edition 2026-03"),
    ("irregular\neditions: [spring, summer]", "spring", "summer", "since edition spring"),
  ] {
    #expect(
      try news("\(first) AA 97, BB 80\n\(second) AA 98, BB 80", index: index(cadence: cadence))
        == "Ada rises by one point | One of the two rose \(words) and one stood still. Ada leads at 98.")
  }
}

@Test func numbersInSentencesNameWhatTheyShow() throws {
  let content = try told("W19 AA 97, BB 74, CC 74\nW20 AA 98, BB 74, CC 77", index: index())
  let table = try #require(content.ledger.current)
  let news = EditionNews(table, LedgerWords(settings: content.settings, ledger: content.ledger))
  let shown = (news.headline.parts + news.standfirst.parts).compactMap { part in
    part.reference.map { "\(part.text): \($0.fact) \($0.constituent ?? "-") \($0.edition.text)" }
  }
  #expect(
    shown == [
      "Two: risers - 2026-W20", "three: rated - 2026-W20", "one: unchanged - 2026-W20", "98: score AA 2026-W20",
    ])
}
