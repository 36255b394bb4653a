internal import ScoreLedger

/// Dates in the words readers see.
enum Wording {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  static func date(_ date: CalendarDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }

  static func longDate(_ date: CalendarDate) -> String { "\(weekdays[date.weekday - 1]) \(Self.date(date))" }
}
