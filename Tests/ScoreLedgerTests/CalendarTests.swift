import ScoreLedger
import Testing

@Test(
  arguments: [
    (Cadence.daily, "2026-02-28", "2026-02-27", "2026-03-01", "2026-02-28"),
    (.weekly, "2026-W53", "2026-W52", "2027-W01", "2026-12-28"),
    (.weekly, "2026-W20", "2026-W19", "2026-W21", "2026-05-11"),
    (.monthly, "2026-01", "2025-12", "2026-02", "2026-01-01"),
    (.quarterly, "2026-Q4", "2026-Q3", "2027-Q1", "2026-10-01"),
    (.halfYearly, "2026-H1", "2025-H2", "2026-H2", "2026-01-01"),
    (.yearly, "2026", "2025", "2027", "2026-01-01"),
    (.irregular(["2026-02-03", "2026-05-11", "2026-05-30"]), "2026-05-11", "2026-02-03", "2026-05-30", "2026-05-11"),
  ] as [(Cadence, String, String, String, String)])
func editionsHaveNeighboursAndAFirstDay(
  cadence: Cadence, text: String, previous: String, next: String, firstDay: String
) throws {
  let calendar = EditionCalendar(cadence: cadence)
  let edition = try calendar.parse(text)
  #expect(edition.text == text)
  #expect(calendar.previous(of: edition)?.text == previous)
  #expect(calendar.next(after: edition)?.text == next)
  let day = try #require(calendar.firstDay(of: edition))
  #expect(day.iso == firstDay)
  #expect(calendar.edition(on: day) == edition)
}

@Test(arguments: ["2025-W53", "2026-W00", "2026-W54", "2026-w20", "2026-W2", "26-W20", "2026-05-11", ""])
func textsThatAreNoWeekAreRefused(text: String) {
  #expect(throws: EditionProblem.self) { try EditionCalendar(cadence: .weekly).parse(text) }
}

@Test func everyDayHasItsNumberWeekdayAndWeek() throws {
  var day = try #require(CalendarDate(year: 2019, month: 12, day: 30))
  #expect(day.weekday == 1 && day.isoWeek == (2020, 1))
  for _ in 0..<3000 {
    let next = try #require(day.adding(days: 1))
    #expect(next.dayNumber == day.dayNumber + 1 && next > day)
    #expect(next.weekday == day.weekday % 7 + 1)
    #expect(try CalendarDate.parse(next.iso) == next)
    day = next
  }
}
