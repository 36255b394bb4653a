public import Diagnostics

/// Why a text is no date.
public enum DateProblem: Error {
  case malformed(String)
  case noSuchDay(String, month: (year: Int, month: Int, length: Int)?)

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  public func diagnostic(at place: SourcePlace) -> Diagnostic {
    switch self {
    case .malformed(let text):
      return Diagnostic(
        id: "malformed-date", "`\(text)` is no date", at: place, help: "write year, month and day like 2026-05-11")
    case .noSuchDay(let text, let month?):
      let end = CalendarDate(year: month.year, month: month.month, day: month.length)?.iso ?? ""
      return Diagnostic(
        id: "no-such-day",
        "\(text) does not exist: \(Self.months[month.month - 1]) \(month.year) has \(month.length) days", at: place,
        help: "the month's last day is \(end)")
    case .noSuchDay(let text, nil):
      return Diagnostic(
        id: "no-such-day", "\(text) does not exist: months run from 01 to 12", at: place,
        help: "write year, month and day like 2026-05-11")
    }
  }
}

/// Why a text is no edition of the index.
public enum EditionProblem: Error {
  case malformed(String, Cadence)
  case noSuchWeek(String, year: Int, last: Int)
  case unlisted(String, nearest: String?)
  case date(DateProblem)

  public func diagnostic(at place: SourcePlace) -> Diagnostic {
    switch self {
    case .malformed(let text, let cadence):
      Diagnostic(
        id: "malformed-edition", "`\(text)` is no edition of a \(cadence.name) index", at: place,
        help: "write it like \(cadence.example)")
    case .noSuchWeek(let text, let year, let last):
      Diagnostic(
        id: "no-such-edition", "\(text) does not exist: \(year) has \(last) weeks", at: place,
        help: "write W01 to W\(last)")
    case .unlisted(let text, let nearest):
      Diagnostic(
        id: "no-such-edition", "index.yml lists no edition `\(text)`", at: place,
        help: nearest.map { "did you mean \($0)?" } ?? "add it to `editions` in index.yml")
    case .date(let problem): problem.diagnostic(at: place)
    }
  }
}

/// Why a text is no score or change; `range` is the part it is about, in UTF-8 offsets of the text.
public struct ScoreProblem: Error {
  public enum Reason: Sendable {
    case malformed(String, isChange: Bool)
    case separator(String)
    case leadingZero(String)
    case tooManyDecimals(String, Int)
    case tooLong(String)
    case outOfScale(String, Scale)
    case noSign(String)
    case contradiction(String)
  }

  public let reason: Reason
  public let range: Range<Int>?

  init(_ reason: Reason, _ range: Range<Int>) {
    self.reason = reason
    self.range = range
  }

  public func diagnostic(at place: SourcePlace) -> Diagnostic {
    func make(_ id: String, _ message: String, _ help: String) -> Diagnostic {
      Diagnostic(id: id, message, at: place, help: help)
    }
    switch reason {
    case .malformed(let text, isChange: false):
      return make("malformed-score", "`\(text)` is no score", "write a number, like 70 or 70 +1")
    case .malformed(let text, isChange: true):
      return make("malformed-change", "`\(text)` is no change", "write +1, −1 or 0")
    case .separator(let text):
      return make(
        "thousands-separator", "`\(text)` holds a comma", "write \(text.replacing(",", with: "")), or a decimal point")
    case .leadingZero(let text):
      let isNegative = text.hasPrefix("-") || text.hasPrefix("−")
      let digits = text.dropFirst(isNegative ? 1 : 0).drop { $0 == "0" }
      let fixed = digits.isEmpty || digits.hasPrefix(".") ? "0" + digits : String(digits)
      return make(
        "leading-zero", "\(text) has a leading zero", "write \(isNegative ? "−" : "")\(fixed)")
    case .tooManyDecimals(let text, let decimals):
      let allowed = decimals == 0 ? "whole numbers" : decimals == 1 ? "one decimal" : "\(decimals) decimals"
      return make("too-many-decimals", "\(text) has more decimals than the scale: \(allowed)", "round it")
    case .tooLong(let text):
      return make("number-too-long", "\(text) has more than 15 digits", "write a shorter number")
    case .outOfScale(let text, let scale):
      let bounds =
        switch (scale.minimum, scale.maximum) {
        case (let minimum?, let maximum?): "\(scale.text(minimum)) to \(scale.text(maximum))"
        case (let minimum?, nil): "\(scale.text(minimum)) or more"
        case (nil, let maximum?): "\(scale.text(maximum)) or less"
        case (nil, nil): "any number"
        }
      return make(
        "score-out-of-scale", "\(text) is outside the scale of \(bounds)", "mend the score, or `scale` in index.yml")
    case .noSign(let text):
      return make("change-without-sign", "the change \(text) has no sign", "write +\(text) or −\(text)")
    case .contradiction(let text):
      return make("change-contradicts-itself", "\(text) says two things at once", "write ▲+2, ▼−2 or —0")
    }
  }
}
