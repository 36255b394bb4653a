internal import ScoreLedger

/// Dates in the words readers see.
enum Wording {
  private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  static func weekday(_ date: CalendarDate) -> String { weekdays[date.weekday - 1] }

  static func date(_ date: CalendarDate) -> String { date.words }

  static func longDate(_ date: CalendarDate) -> String { "\(weekday(date)) \(Self.date(date))" }
}
