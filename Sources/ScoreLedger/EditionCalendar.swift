/// Which editions a cadence has, their order and their days.
///
/// Each edition has an ordinal: the day number of a day, the number of a week since that epoch, the number of a month,
/// quarter, half or year since year 0, or the place in the list of an irregular index.
public struct EditionCalendar: Sendable {
  public let cadence: Cadence
  private let ordinals: Range<Int>
  private let listed: [String: Int]

  /// - Complexity: O(number of listed ids) for an irregular index, otherwise O(1).
  public init(cadence: Cadence) {
    self.cadence = cadence
    switch cadence {
    case .irregular(let ids):
      listed = Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
      ordinals = ids.indices
    case .daily:
      listed = [:]
      ordinals = Range(CalendarDate.dayNumbers)
    case .weekly:
      listed = [:]
      let days = CalendarDate.dayNumbers
      ordinals = Self.week(ofDay: days.lowerBound)..<Self.week(ofDay: days.upperBound) + 1
    case .monthly, .quarterly, .halfYearly, .yearly:
      listed = [:]
      let perYear = cadence.parts?.perYear ?? 1
      ordinals = perYear..<perYear * 10_000
    }
  }

  /// Weeks start on Mondays, and day number 5 is one.
  private static func week(ofDay dayNumber: Int) -> Int { (dayNumber + 2) / 7 }

  static func monday(ofWeek week: Int) -> Int { week * 7 - 2 }

  /// The edition that a day falls in; for an irregular index the one whose id is that day in ISO form, if any.
  public func edition(on date: CalendarDate) -> EditionID? {
    switch cadence {
    case .daily: return edition(at: date.dayNumber)
    case .weekly: return edition(at: Self.week(ofDay: date.dayNumber))
    case .monthly, .quarterly, .halfYearly, .yearly:
      let perYear = cadence.parts?.perYear ?? 1
      return edition(at: date.year * perYear + (date.month - 1) * perYear / 12)
    case .irregular: return listedEdition(date.iso)
    }
  }

  /// The edition before by the calendar, whether anything scores it or not; nil before the first.
  public func previous(of id: EditionID) -> EditionID? { edition(at: id.ordinal - 1) }

  /// The edition after by the calendar, whether anything scores it or not; nil after the last.
  public func next(after id: EditionID) -> EditionID? { edition(at: id.ordinal + 1) }

  /// The first day of an edition's period; nil where an irregular id is no day.
  public func firstDay(of id: EditionID) -> CalendarDate? {
    switch cadence {
    case .daily: return CalendarDate(dayNumber: id.ordinal)
    case .weekly: return CalendarDate(dayNumber: Self.monday(ofWeek: id.ordinal))
    case .monthly, .quarterly, .halfYearly, .yearly:
      let perYear = cadence.parts?.perYear ?? 1
      return CalendarDate(year: id.ordinal / perYear, month: id.ordinal % perYear * (12 / perYear) + 1, day: 1)
    case .irregular: return try? CalendarDate.parse(id.text)
    }
  }

  /// The last day of an edition's period, the one before the next edition's first; nil where that one has no day, or
  /// where there is no next one.
  public func lastDay(of id: EditionID) -> CalendarDate? {
    next(after: id).flatMap(firstDay).flatMap { CalendarDate(dayNumber: $0.dayNumber - 1) }
  }

  /// Whether one edition is older than another of the same calendar.
  public func isOrdered(_ first: EditionID, before second: EditionID) -> Bool { first.ordinal < second.ordinal }

  /// The edition at a place in time order; nil past the years 1 to 9999, or past the list.
  package func edition(at ordinal: Int) -> EditionID? {
    guard ordinals.contains(ordinal) else { return nil }
    return EditionID(text: text(at: ordinal), ordinal: ordinal)
  }

  /// An edition of an irregular index.
  /// - Complexity: O(1).
  func listedEdition(_ text: String) -> EditionID? { listed[text].flatMap(edition(at:)) }
}
