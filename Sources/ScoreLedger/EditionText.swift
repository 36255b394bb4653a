internal import Diagnostics

/// How editions are written: `2026-05-11`, `2026-W20`, `2026-05`, `2026-Q2`, `2026-H1`, `2026`, or an id of the list.
extension EditionCalendar {
  /// Reads an edition's id in its one written form.
  /// - Throws: `.malformed` for another form, `.noSuchEdition` or `.noSuchYear` for a period that no year has, such as
  ///   week 53 of most years, `.date` for a day that does not exist, `.unlisted` for an id that index.yml does not list.
  public func parse(_ text: String) throws(EditionProblem) -> EditionID {
    switch cadence {
    case .irregular(let ids):
      guard let edition = listedEdition(text) else {
        throw .unlisted(text, nearest: nearestName(to: text, among: ids))
      }
      return edition
    case .daily:
      do throws(DateProblem) {
        return try found(edition(on: try CalendarDate.parse(text)), text)
      } catch {
        if case .malformed = error { throw malformed(text) }
        throw .date(error)
      }
    case .weekly: return try week(text)
    case .monthly, .quarterly, .halfYearly, .yearly:
      guard let parts = cadence.parts, let (year, number) = split(text, parts.letter, parts.digits) else {
        throw malformed(text)
      }
      guard year > 0 else { throw .noSuchYear(text) }
      return try numbered(text, year, number, first: year * parts.perYear, count: parts.perYear)
    }
  }

  private func week(_ text: String) throws(EditionProblem) -> EditionID {
    guard let (year, number) = split(text, "W", 2) else { throw malformed(text) }
    // 4 January is always in week 1, and 28 December in the last.
    guard let start = CalendarDate(year: year, month: 1, day: 4).flatMap(edition(on:)),
      let lastWeek = CalendarDate(year: year, month: 12, day: 28)?.isoWeek.week
    else { throw .noSuchYear(text) }
    return try numbered(text, year, number, first: start.ordinal, count: lastWeek)
  }

  /// Edition `number`, from 1, of a year whose first is at an ordinal.
  private func numbered(
    _ text: String, _ year: Int, _ number: Int, first: Int, count: Int
  ) throws(EditionProblem) -> EditionID {
    guard (1...count).contains(number), let edition = edition(at: first + number - 1) else {
      throw .noSuchEdition(
        text, year: year, cadence: cadence, count: count, first: self.text(at: first),
        last: self.text(at: first + count - 1))
    }
    return edition
  }

  /// A year of four digits, then, unless there are none, a hyphen, a letter and a number of so many digits.
  private func split(_ text: String, _ letter: String, _ digits: Int) -> (year: Int, number: Int)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first.flatMap({ CalendarDate.digits($0, 4) }) else { return nil }
    if digits == 0 { return parts.count == 1 ? (year, 1) : nil }
    guard parts.count == 2, parts[1].hasPrefix(letter) else { return nil }
    return CalendarDate.digits(parts[1].dropFirst(letter.count), digits).map { (year, $0) }
  }

  private func found(_ edition: EditionID?, _ text: String) throws(DateProblem) -> EditionID {
    guard let edition else { throw .malformed(text) }
    return edition
  }

  /// The problem with the id that was most likely meant: the same in capitals, or the edition of a day.
  private func malformed(_ text: String) -> EditionProblem {
    let capitals = text.uppercased()
    var meant: EditionID?
    if capitals != text { meant = try? parse(capitals) }
    if meant == nil, let day = try? CalendarDate.parse(text) { meant = edition(on: day) }
    return .malformed(text, cadence, meant: meant?.text)
  }

  /// The written form of the edition at an ordinal.
  func text(at ordinal: Int) -> String {
    switch cadence {
    case .daily: return CalendarDate(dayNumber: ordinal)?.iso ?? ""
    case .weekly:
      guard let week = CalendarDate(dayNumber: Self.monday(ofWeek: ordinal))?.isoWeek else { return "" }
      return "\(CalendarDate.padded(week.year, 4))-W\(CalendarDate.padded(week.week, 2))"
    case .monthly, .quarterly, .halfYearly, .yearly:
      guard let parts = cadence.parts else { return "" }
      let year = CalendarDate.padded(ordinal / parts.perYear, 4)
      guard parts.digits > 0 else { return year }
      return "\(year)-\(parts.letter)\(CalendarDate.padded(ordinal % parts.perYear + 1, parts.digits))"
    case .irregular(let ids): return ids.indices.contains(ordinal) ? ids[ordinal] : ""
    }
  }
}
