/// A day of the proleptic Gregorian calendar, without a time or a zone.
public struct CalendarDate: Sendable, Hashable, Comparable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Nil unless the day exists; years run from 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2026-05-11` and nothing else.
  /// - Throws: `.malformed` for another form, `.noSuchDay` or `.noSuchYear` for a day that no calendar has.
  public static func parse(_ text: some StringProtocol) throws(DateProblem) -> CalendarDate {
    let parts = String(text).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = digits(parts[0], 4), let month = digits(parts[1], 2),
      let day = digits(parts[2], 2)
    else { throw .malformed(String(text)) }
    if let date = CalendarDate(year: year, month: month, day: day) { return date }
    guard year > 0 else { throw .noSuchYear(String(text)) }
    let lastDay = CalendarDate(year: year, month: month, day: length(ofMonth: month, year: year))
    throw .noSuchDay(String(text), lastDay: lastDay)
  }

  /// A number of exactly so many ASCII digits.
  static func digits(_ text: Substring, _ count: Int) -> Int? {
    guard text.utf8.count == count, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2026-05-11`.
  public var iso: String {
    func digit(_ number: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(number % 10) }
    let hyphen = UInt8(ascii: "-")
    let bytes = [
      digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), hyphen, digit(month / 10), digit(month),
      hyphen, digit(day / 10), digit(day),
    ]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number with zeros in front, to a width in digits.
  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Days since 0000-03-01, an epoch that puts a leap day at the end of its year.
  public var dayNumber: Int {
    let shifted = month > 2 ? (year: year, month: month - 3) : (year: year - 1, month: month + 9)
    return shifted.year * 365 + shifted.year / 4 - shifted.year / 100 + shifted.year / 400
      + (shifted.month * 153 + 2) / 5 + day - 1
  }

  /// The day numbers of 0001-01-01 and 9999-12-31.
  static let dayNumbers = 306...3_652_364

  /// Nil past the years 1 to 9999.
  init?(dayNumber: Int) {
    guard Self.dayNumbers.contains(dayNumber) else { return nil }
    let era = dayNumber / 146_097
    let inEra = dayNumber % 146_097
    let yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * inYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month, day: inYear - (153 * shifted + 2) / 5 + 1)
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  public var monthName: String { Self.monthNames[month - 1] }

  package var shortMonthName: String { String(monthName.prefix(3)) }

  /// In the words readers see: `16 May 2026`.
  package var words: String { "\(day) \(monthName) \(year)" }

  /// 1 for Monday to 7 for Sunday.
  public var weekday: Int { (dayNumber + 2) % 7 + 1 }

  /// The day so many days later, or earlier when negative; it stops at 0001-01-01 and 9999-12-31.
  public func adding(days: Int) -> CalendarDate {
    let (sum, isOverflow) = dayNumber.addingReportingOverflow(days)
    let wanted = isOverflow ? (days < 0 ? Int.min : Int.max) : sum
    let reached = min(max(wanted, Self.dayNumbers.lowerBound), Self.dayNumbers.upperBound)
    return CalendarDate(dayNumber: reached) ?? self
  }

  /// The ISO 8601 week, 1 to 53; its year may be the one before or after the date's own.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = adding(days: 4 - weekday)
    let start = CalendarDate(year: thursday.year, month: 1, day: 1) ?? thursday
    return (thursday.year, (thursday.dayNumber - start.dayNumber) / 7 + 1)
  }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}
