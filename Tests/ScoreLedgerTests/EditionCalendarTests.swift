import Diagnostics
import ScoreLedger
import Testing

private let days = Cadence.irregular(["2026-02-03", "2026-05-11", "2026-05-30"])
private let named = Cadence.irregular(["spring", "Autumn"])

@Test(
  arguments: [
    (.daily, "2026-02-28", "2026-02-27", "2026-03-01", "2026-02-28"),
    (.daily, "2024-02-29", "2024-02-28", "2024-03-01", "2024-02-29"),
    (.weekly, "2026-W53", "2026-W52", "2027-W01", "2026-12-28"),
    (.weekly, "2020-W53", "2020-W52", "2021-W01", "2020-12-28"),
    (.weekly, "2020-W01", "2019-W52", "2020-W02", "2019-12-30"),
    (.weekly, "2026-W20", "2026-W19", "2026-W21", "2026-05-11"),
    (.monthly, "2026-01", "2025-12", "2026-02", "2026-01-01"),
    (.monthly, "2026-12", "2026-11", "2027-01", "2026-12-01"),
    (.quarterly, "2026-Q4", "2026-Q3", "2027-Q1", "2026-10-01"),
    (.halfYearly, "2026-H1", "2025-H2", "2026-H2", "2026-01-01"),
    (.halfYearly, "2026-H2", "2026-H1", "2027-H1", "2026-07-01"),
    (.yearly, "2026", "2025", "2027", "2026-01-01"),
    (days, "2026-05-11", "2026-02-03", "2026-05-30", "2026-05-11"),
    (.yearly, "0001", nil, "0002", "0001-01-01"),
    (.weekly, "0001-W01", nil, "0001-W02", "0001-01-01"),
    (.weekly, "9999-W52", "9999-W51", nil, "9999-12-27"),
    (.daily, "9999-12-31", "9999-12-30", nil, "9999-12-31"),
    (.monthly, "9999-12", "9999-11", nil, "9999-12-01"),
    (named, "spring", nil, "Autumn", nil),
    (named, "Autumn", "spring", nil, nil),
  ] as [(Cadence, String, String?, String?, String?)])
func editionsHaveNeighboursAndAFirstDay(
  cadence: Cadence, text: String, previous: String?, next: String?, firstDay: String?
) throws {
  let calendar = EditionCalendar(cadence: cadence)
  let edition = try calendar.parse(text)
  #expect(edition.text == text)
  #expect(edition.pathComponent == text.lowercased())
  #expect(calendar.previous(of: edition)?.text == previous)
  #expect(calendar.next(after: edition)?.text == next)
  #expect(calendar.firstDay(of: edition)?.iso == firstDay)
  if let day = calendar.firstDay(of: edition) { #expect(calendar.edition(on: day) == edition) }
  if let later = calendar.next(after: edition) {
    #expect(calendar.isOrdered(edition, before: later) && !calendar.isOrdered(later, before: edition))
    #expect(try calendar.parse(later.text) == later && calendar.previous(of: later) == edition)
  }
}

@Test(
  arguments: [
    (.daily, "2026-05-17", "2026-05-17"), (.weekly, "2026-05-17", "2026-W20"), (.weekly, "2027-01-03", "2026-W53"),
    (.monthly, "2026-05-31", "2026-05"), (.quarterly, "2026-06-30", "2026-Q2"), (.quarterly, "2026-07-01", "2026-Q3"),
    (.halfYearly, "2026-06-30", "2026-H1"), (.halfYearly, "2026-07-01", "2026-H2"), (.yearly, "2026-12-31", "2026"),
    (days, "2026-05-30", "2026-05-30"), (days, "2026-05-29", nil), (named, "2026-05-11", nil),
  ] as [(Cadence, String, String?)])
func daysFallIntoEditions(cadence: Cadence, day: String, edition: String?) throws {
  #expect(EditionCalendar(cadence: cadence).edition(on: try CalendarDate.parse(day))?.text == edition)
}

@Test func everyDayIsInTheEditionThatBeganLast() throws {
  for cadence in [Cadence.daily, .weekly, .monthly, .quarterly, .halfYearly, .yearly] {
    let calendar = EditionCalendar(cadence: cadence)
    var day = try CalendarDate.parse("2019-12-20")
    for _ in 0..<2600 {
      let edition = try #require(calendar.edition(on: day))
      let first = try #require(calendar.firstDay(of: edition))
      let following = try #require(calendar.next(after: edition).flatMap(calendar.firstDay))
      guard first <= day, day < following, try calendar.parse(edition.text) == edition else {
        Issue.record("\(day.iso) is in \(edition.text)")
        return
      }
      day = day.adding(days: 1)
    }
  }
}

@Test(
  arguments: [
    (
      .weekly, "2025-W53", "2025-W53 does not exist: 2025 has 52 weeks [no-such-edition]",
      "write one of 2025-W01 to 2025-W52"
    ),
    (
      .weekly, "2026-W54", "2026-W54 does not exist: 2026 has 53 weeks [no-such-edition]",
      "write one of 2026-W01 to 2026-W53"
    ),
    (
      .weekly, "0000-W01", "0000-W01 does not exist: years run from 0001 to 9999 [no-such-edition]",
      "write a year that has come"
    ),
    (.weekly, "2026-w20", "`2026-w20` is no edition of a weekly index [malformed-edition]", "write 2026-W20"),
    (.weekly, "2026-05-12", "`2026-05-12` is no edition of a weekly index [malformed-edition]", "write 2026-W20"),
    (.weekly, "2026-W2", "`2026-W2` is no edition of a weekly index [malformed-edition]", "write it like 2026-W20"),
    (.weekly, "", "`` is no edition of a weekly index [malformed-edition]", "write it like 2026-W20"),
    (
      .monthly, "2026-13", "2026-13 does not exist: 2026 has 12 months [no-such-edition]",
      "write one of 2026-01 to 2026-12"
    ),
    (.monthly, "2026-5", "`2026-5` is no edition of a monthly index [malformed-edition]", "write it like 2026-05"),
    (
      .quarterly, "2026-Q5", "2026-Q5 does not exist: 2026 has 4 quarters [no-such-edition]",
      "write one of 2026-Q1 to 2026-Q4"
    ),
    (
      .halfYearly, "2026-H0", "2026-H0 does not exist: 2026 has 2 halves [no-such-edition]",
      "write one of 2026-H1 to 2026-H2"
    ),
    (.halfYearly, "2026-h1", "`2026-h1` is no edition of a half-yearly index [malformed-edition]", "write 2026-H1"),
    (.yearly, "26", "`26` is no edition of a yearly index [malformed-edition]", "write it like 2026"),
    (.yearly, "2026-05-11", "`2026-05-11` is no edition of a yearly index [malformed-edition]", "write 2026"),
    (.daily, "2026-W20", "`2026-W20` is no edition of a daily index [malformed-edition]", "write it like 2026-05-11"),
    (
      .daily, "2026-02-30", "2026-02-30 does not exist: February 2026 has 28 days [no-such-day]",
      "the month's last day is 2026-02-28"
    ),
    (named, "sprang", "index.yml lists no edition `sprang` [no-such-edition]", "did you mean spring?"),
    (named, "2026", "index.yml lists no edition `2026` [no-such-edition]", "add it to `editions` in index.yml"),
  ] as [(Cadence, String, String, String)])
func whatIsNoEditionSaysWhatToWrite(cadence: Cadence, text: String, message: String, help: String) throws {
  let problem = #expect(throws: EditionProblem.self) { try EditionCalendar(cadence: cadence).parse(text) }
  try expectProblem(text, problem?.diagnostic, message, help: help)
}

@Test func cadencesAreNamedAsInIndexYML() {
  let all: [Cadence] = [.daily, .weekly, .monthly, .quarterly, .halfYearly, .yearly, .irregular([])]
  #expect(all.map(\.name) == Cadence.names)
}
