/// Why a text is no date. Each case holds the text.
public enum DateProblem: Error, Hashable {
  /// Not in the form 2026-05-11.
  case malformed(String)
  /// The last day of the month is nil where the year has no such month either.
  case noSuchDay(String, lastDay: CalendarDate?)
  /// The year is 0000.
  case noSuchYear(String)
}

/// Why a text is no edition of the index. Each case holds the text.
public enum EditionProblem: Error, Hashable {
  /// Not in the form of the cadence; with the id that was most likely meant.
  case malformed(String, Cadence, meant: String?)
  /// A number past those of the year; with how many the year has, and the ids of its first and last.
  case noSuchEdition(String, year: Int, cadence: Cadence, count: Int, first: String, last: String)
  case noSuchYear(String)
  /// Not in the list of an irregular index.
  case unlisted(String, nearest: String?)
  /// The day of a daily index does not exist.
  case date(DateProblem)
}

/// Why a text is no score or no change, and which part of the text is to blame.
public struct ScoreProblem: Error, Hashable {
  /// Each case holds the part that is to blame, with its sign.
  public enum Reason: Sendable, Hashable {
    case empty
    case malformedScore(String)
    case malformedChange(String)
    /// A score with the sign of a change.
    case plusSign(String)
    /// A change where a score should stand first.
    case changeAlone(String)
    case comma(String)
    case leadingZero(String)
    case tooManyDecimals(String, count: Int, allowed: Int)
    /// More than 15 digits, those after the point included.
    case tooLong(String)
    case outOfScale(String, Scale)
    case noSign(String)
    /// The arrow says one thing and the number another; the number without its sign, nil for zero.
    case contradiction(String, number: String?)
  }

  public let reason: Reason
  /// In UTF-8 bytes from the start of the text; nil would be the text as a whole.
  public let range: Range<Int>?

  init(_ reason: Reason, _ range: Range<Int>) {
    self.reason = reason
    self.range = range
  }
}
