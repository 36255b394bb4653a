internal import ScoreLedger

/// Numbers and dates in the words readers see.
struct Wording {
  let scale: Scale

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  static func date(_ date: CalendarDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }

  static func longDate(_ date: CalendarDate) -> String { "\(weekdays[date.weekday - 1]) \(Self.date(date))" }

  /// `2 points`, `1 point`, `0.25%`: an amount without its sign.
  func amount(_ change: ScoreChange) -> String {
    let digits = String(scale.text(change).drop { "+−".contains($0) })
    if scale.unit.isEmpty { return digits }
    if scale.unit == "%" { return digits + "%" }
    let isOne = digits.split(separator: ".").first == "1" && digits.dropFirst().allSatisfy { ".0".contains($0) }
    let unit = isOne && scale.unit.hasSuffix("s") && scale.unit.count > 3 ? String(scale.unit.dropLast()) : scale.unit
    return "\(digits) \(unit)"
  }

  /// `up 2 points`, `down 1 point`, `unchanged`.
  func change(_ change: ScoreChange) -> String {
    switch change.units {
    case 0: "unchanged"
    case 1...: "up " + amount(change)
    default: "down " + amount(change)
    }
  }

  /// `up 2 places`, `down 1 place`, `same rank`: the movement between two ranks.
  static func movement(from old: Int, to new: Int) -> String {
    if old == new { return "same rank" }
    let places = abs(old - new)
    return "\(new < old ? "up" : "down") \(places) \(places == 1 ? "place" : "places")"
  }
}
