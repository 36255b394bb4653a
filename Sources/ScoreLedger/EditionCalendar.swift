internal import Diagnostics

/// The name of one publication of the table, in its one written form.
public struct EditionID: Sendable, Hashable {
  public let text: String
  /// The place in time order among the editions of its calendar.
  let ordinal: Int

  /// The name as a folder of the site.
  public var pathComponent: String { text.lowercased() }
}

/// How often an index is published.
public enum Cadence: Sendable, Hashable {
  case daily
  case weekly
  case monthly
  case quarterly
  case halfYearly
  case yearly
  /// The ids in the order of their publication.
  case irregular([String])

  public static let names = ["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "irregular"]

  /// The name as index.yml writes it.
  public var name: String {
    switch self {
    case .daily: "daily"
    case .weekly: "weekly"
    case .monthly: "monthly"
    case .quarterly: "quarterly"
    case .halfYearly: "half-yearly"
    case .yearly: "yearly"
    case .irregular: "irregular"
    }
  }

  /// How an id is written, as an example.
  var example: String {
    switch self {
    case .daily: "2026-05-11"
    case .weekly: "2026-W20"
    case .monthly: "2026-05"
    case .quarterly: "2026-Q2"
    case .halfYearly: "2026-H1"
    case .yearly: "2026"
    case .irregular(let ids): ids.first ?? ""
    }
  }
}

/// Which editions a cadence has, and their order.
public struct EditionCalendar: Sendable {
  public let cadence: Cadence

  public init(cadence: Cadence) { self.cadence = cadence }

  /// Reads an edition's id in its one written form.
  public func parse(_ text: String) throws(EditionProblem) -> EditionID {
    if case .irregular(let ids) = cadence {
      guard let index = ids.firstIndex(of: text) else {
        throw .unlisted(text, nearest: nearestName(to: text, among: ids))
      }
      return EditionID(text: text, ordinal: index)
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first.flatMap({ CalendarDate.digits($0, 4) }), year > 0 else { throw malformed(text) }
    let rest = parts.count == 2 ? parts[1] : ""
    switch cadence {
    case .daily:
      do throws(DateProblem) { return edition(at: try CalendarDate.parse(text).dayNumber) } catch {
        if case .malformed = error { throw malformed(text) }
        throw .date(error)
      }
    case .weekly:
      guard let week = part(rest, "W", 2) else { throw malformed(text) }
      let last = CalendarDate(year: year, month: 12, day: 28)?.isoWeek.week ?? 52
      guard (1...last).contains(week) else { throw .noSuchWeek(text, year: year, last: last) }
      let first = CalendarDate(year: year, month: 1, day: 4) ?? CalendarDate(year: 1, month: 1, day: 4)
      guard let first else { throw malformed(text) }
      return edition(at: (first.dayNumber - first.weekday + 1 + 7 * (week - 1) + 2) / 7)
    case .monthly: return try numbered(text, year, part(rest, "", 2), 12)
    case .quarterly: return try numbered(text, year, part(rest, "Q", 1), 4)
    case .halfYearly: return try numbered(text, year, part(rest, "H", 1), 2)
    case .yearly: return try numbered(text, year, parts.count == 1 ? 1 : nil, 1)
    case .irregular: throw malformed(text)
    }
  }

  private func malformed(_ text: String) -> EditionProblem { .malformed(text, cadence) }

  private func part(_ text: Substring, _ letter: String, _ digits: Int) -> Int? {
    guard text.hasPrefix(letter) else { return nil }
    return CalendarDate.digits(text.dropFirst(letter.count), digits)
  }

  private func numbered(
    _ text: String, _ year: Int, _ number: Int?, _ count: Int
  ) throws(EditionProblem) -> EditionID {
    guard let number else { throw malformed(text) }
    guard (1...count).contains(number) else { throw malformed(text) }
    return edition(at: year * count + number - 1)
  }

  /// The edition with a place in time order: day number, weeks, or periods since year 0.
  private func edition(at ordinal: Int) -> EditionID {
    let text: String
    switch cadence {
    case .daily: text = CalendarDate(dayNumber: ordinal)?.iso ?? ""
    case .weekly:
      let week = CalendarDate(dayNumber: ordinal * 7 - 2)?.isoWeek ?? (year: 0, week: 0)
      text = "\(CalendarDate.padded(week.year, 4))-W\(CalendarDate.padded(week.week, 2))"
    case .monthly: text = "\(CalendarDate.padded(ordinal / 12, 4))-\(CalendarDate.padded(ordinal % 12 + 1, 2))"
    case .quarterly: text = "\(CalendarDate.padded(ordinal / 4, 4))-Q\(ordinal % 4 + 1)"
    case .halfYearly: text = "\(CalendarDate.padded(ordinal / 2, 4))-H\(ordinal % 2 + 1)"
    case .yearly: text = CalendarDate.padded(ordinal, 4)
    case .irregular(let ids): text = ids.indices.contains(ordinal) ? ids[ordinal] : ""
    }
    return EditionID(text: text, ordinal: ordinal)
  }

  /// The edition that a day falls in; for an irregular index the one whose id is that day.
  public func edition(on date: CalendarDate) -> EditionID? {
    switch cadence {
    case .daily: edition(at: date.dayNumber)
    case .weekly: edition(at: (date.dayNumber - date.weekday + 1 + 2) / 7)
    case .monthly: edition(at: date.year * 12 + date.month - 1)
    case .quarterly: edition(at: date.year * 4 + (date.month - 1) / 3)
    case .halfYearly: edition(at: date.year * 2 + (date.month - 1) / 6)
    case .yearly: edition(at: date.year)
    case .irregular(let ids): ids.firstIndex(of: date.iso).map { EditionID(text: date.iso, ordinal: $0) }
    }
  }

  /// The edition before by the calendar, whether anything scores it or not.
  public func previous(of id: EditionID) -> EditionID? { neighbour(id.ordinal - 1) }

  public func next(after id: EditionID) -> EditionID? { neighbour(id.ordinal + 1) }

  private func neighbour(_ ordinal: Int) -> EditionID? {
    if case .irregular(let ids) = cadence { return ids.indices.contains(ordinal) ? edition(at: ordinal) : nil }
    let found = edition(at: ordinal)
    return (try? parse(found.text)) == nil ? nil : found
  }

  /// The first day of an edition's period; nil where an irregular id is no day.
  public func firstDay(of id: EditionID) -> CalendarDate? {
    switch cadence {
    case .daily: CalendarDate(dayNumber: id.ordinal)
    case .weekly: CalendarDate(dayNumber: id.ordinal * 7 - 2)
    case .monthly: CalendarDate(year: id.ordinal / 12, month: id.ordinal % 12 + 1, day: 1)
    case .quarterly: CalendarDate(year: id.ordinal / 4, month: id.ordinal % 4 * 3 + 1, day: 1)
    case .halfYearly: CalendarDate(year: id.ordinal / 2, month: id.ordinal % 2 * 6 + 1, day: 1)
    case .yearly: CalendarDate(year: id.ordinal, month: 1, day: 1)
    case .irregular: try? CalendarDate.parse(id.text)
    }
  }
}
