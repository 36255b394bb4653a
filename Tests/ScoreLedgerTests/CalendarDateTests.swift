import Diagnostics
import ScoreLedger
import Testing

@Test(
  arguments: [
    ("2019-12-30", 1, 2020, 1), ("2020-12-31", 4, 2020, 53), ("2021-01-03", 7, 2020, 53), ("2021-01-04", 1, 2021, 1),
    ("2026-01-01", 4, 2026, 1), ("2026-05-11", 1, 2026, 20), ("2026-12-28", 1, 2026, 53), ("2027-01-03", 7, 2026, 53),
    ("2027-01-04", 1, 2027, 1), ("2024-02-29", 4, 2024, 9), ("2000-02-29", 2, 2000, 9), ("0001-01-01", 1, 1, 1),
    ("9999-12-31", 5, 9999, 52),
  ] as [(String, Int, Int, Int)])
func datesKnowTheirWeek(text: String, weekday: Int, year: Int, week: Int) throws {
  let date = try CalendarDate.parse(text)
  #expect(date.iso == text)
  #expect(date.weekday == weekday)
  #expect(date.isoWeek == (year, week))
}

@Test func consecutiveDaysCountUp() throws {
  var day = try CalendarDate.parse("1896-01-01")
  for _ in 0..<80_000 {
    let next = day.adding(days: 1)
    guard next.dayNumber == day.dayNumber + 1, next > day, next.weekday == day.weekday % 7 + 1,
      next.adding(days: -1) == day, next.isoWeek.week == day.isoWeek.week || next.weekday == 1
    else {
      Issue.record("\(day.iso) is followed by \(next.iso)")
      return
    }
    day = next
  }
  #expect(day.iso == "2115-01-13")
}

@Test(arguments: [Int.min, -4_000_000, 4_000_000, Int.max])
func addingStopsAtTheEndsOfTheCalendar(days: Int) throws {
  let end = try CalendarDate.parse("2026-05-11").adding(days: days)
  #expect(end.iso == (days < 0 ? "0001-01-01" : "9999-12-31"))
}

@Test(
  arguments: [
    ("2026-5-11", "`2026-5-11` is no date [malformed-date]"),
    ("11.05.2026", "`11.05.2026` is no date [malformed-date]"),
    ("2026-05-11 ", "`2026-05-11 ` is no date [malformed-date]"), ("", "`` is no date [malformed-date]"),
    ("２０２６-05-11", "`２０２６-05-11` is no date [malformed-date]"),
  ] as [(String, String)])
func whatIsNoDateSaysHowToWriteOne(text: String, message: String) throws {
  let problem = #expect(throws: DateProblem.self) { try CalendarDate.parse(text) }
  try expectProblem(
    text, problem?.diagnostic, message, help: "write year, month and day like 2026-05-11")
}

@Test(
  arguments: [
    ("2026-02-30", "February 2026 has 28 days", "the month's last day is 2026-02-28"),
    ("2024-02-30", "February 2024 has 29 days", "the month's last day is 2024-02-29"),
    ("1900-02-29", "February 1900 has 28 days", "the month's last day is 1900-02-28"),
    ("2026-04-31", "April 2026 has 30 days", "the month's last day is 2026-04-30"),
    ("2026-01-00", "January 2026 has 31 days", "the month's last day is 2026-01-31"),
    ("2026-13-01", "months run from 01 to 12", "write year, month and day like 2026-05-11"),
    ("0000-01-01", "years run from 0001 to 9999", "write year, month and day like 2026-05-11"),
  ] as [(String, String, String)])
func daysThatDoNotExistAreRefused(text: String, reason: String, help: String) throws {
  let problem = #expect(throws: DateProblem.self) { try CalendarDate.parse(text) }
  try expectProblem(text, problem?.diagnostic, "\(text) does not exist: \(reason) [no-such-day]", help: help)
}
