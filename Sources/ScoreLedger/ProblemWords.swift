public import Diagnostics

extension DateProblem {
  public func diagnostic(at place: SourcePlace) -> Diagnostic {
    switch self {
    case .malformed(let text):
      return Diagnostic(
        id: "malformed-date", "`\(shown(text))` is no date", at: place,
        help: "write year, month and day like 2026-05-11")
    case .noSuchDay(let text, let lastDay?):
      return Diagnostic(
        id: "no-such-day",
        "\(shown(text)) does not exist: \(lastDay.monthName) \(lastDay.year) has \(lastDay.day) days",
        at: place, help: "the month's last day is \(lastDay.iso)")
    case .noSuchDay(let text, nil):
      return Diagnostic(
        id: "no-such-day", "\(shown(text)) does not exist: months run from 01 to 12", at: place,
        help: "write year, month and day like 2026-05-11")
    case .noSuchYear(let text):
      return Diagnostic(
        id: "no-such-day", "\(shown(text)) does not exist: years run from 0001 to 9999", at: place,
        help: "write year, month and day like 2026-05-11")
    }
  }
}

extension EditionProblem {
  public func diagnostic(at place: SourcePlace) -> Diagnostic {
    switch self {
    case .malformed(let text, let cadence, let meant):
      Diagnostic(
        id: "malformed-edition", "`\(shown(text))` is no edition of a \(cadence.name) index", at: place,
        help: meant.map { "write \($0)" } ?? "write it like \(cadence.example)")
    case .noSuchEdition(let text, let year, let cadence, let count, let first, let last):
      Diagnostic(
        id: "no-such-edition", "\(shown(text)) does not exist: \(year) has \(count) \(cadence.periods)", at: place,
        help: "write one of \(first) to \(last)")
    case .noSuchYear(let text):
      Diagnostic(
        id: "no-such-edition", "\(shown(text)) does not exist: years run from 0001 to 9999", at: place,
        help: "write a year that has come")
    case .unlisted(let text, let nearest):
      Diagnostic(
        id: "no-such-edition", "index.yml lists no edition `\(shown(text))`", at: place,
        help: nearest.map { "did you mean \($0)?" } ?? "add it to `editions` in index.yml")
    case .date(let problem): problem.diagnostic(at: place)
    }
  }
}

extension ScoreProblem {
  /// - Parameter place: the place of `range`.
  public func diagnostic(at place: SourcePlace) -> Diagnostic {
    let (id, message, help) = words
    return Diagnostic(id: id, message, at: place, help: help)
  }

  private var words: (id: String, message: String, help: String) {
    switch reason {
    case .empty: return ("malformed-score", "the score is empty", "write a number, like 70 or 70 +1")
    case .malformedScore(let text):
      return ("malformed-score", "`\(shown(text))` is no score", "write a number, like 70 or 70 +1")
    case .malformedChange(let text):
      return ("malformed-change", "`\(shown(text))` is no change", "write +1, −1 or 0")
    case .plusSign(let text):
      return (
        "malformed-score", "\(shown(text)) is a change, and a score has no plus sign",
        "write \(shown(text.dropFirst())), or the score before the change"
      )
    case .changeAlone(let text):
      return ("malformed-score", "\(shown(text)) has no score before it", "write both, like 70 +1")
    case .comma(let text): return ("thousands-separator", "`\(shown(text))` holds a comma", Self.withoutComma(text))
    case .leadingZero(let text):
      let signs = text.prefix { "+-−".contains($0) }
      let digits = text.dropFirst(signs.count).drop { $0 == "0" }
      let isFraction = digits.isEmpty || digits.hasPrefix(".")
      return (
        "leading-zero", "\(shown(text)) has a leading zero",
        "write \(shown((signs == "-" ? "−" : signs) + (isFraction ? "0" : "") + digits))"
      )
    case .tooManyDecimals(let text, let count, let allowed):
      return (
        "too-many-decimals",
        "\(shown(text)) has \(Self.decimals(count)), and the scale has \(allowed == 0 ? "none" : String(allowed))",
        "write \(allowed == 0 ? "a whole number" : "at most \(Self.decimals(allowed))"), or raise `decimals` in index.yml"
      )
    case .tooLong(let text):
      return ("number-too-long", "\(shown(text)) has more than 15 digits", "write a shorter number")
    case .outOfScale(let text, let scale):
      return (
        "score-out-of-scale", "\(shown(text)) is outside the scale of \(scale.bounds)",
        "write a score within the scale, or mend `scale` in index.yml"
      )
    case .noSign(let text):
      return (
        "change-without-sign", "the change \(shown(text)) has no sign", "write +\(shown(text)) or −\(shown(text))"
      )
    case .contradiction(let text, let number):
      return (
        "change-contradicts-itself", "\(shown(text)) says two things at once",
        number.map { "write +\(shown($0)) or −\(shown($0)), or 0 for no change" } ?? "write 0 for no change"
      )
    }
  }

  private static func decimals(_ count: Int) -> String { count == 1 ? "1 decimal" : "\(count) decimals" }

  /// Commas in front of groups of three are thousands separators; a lone one elsewhere is meant as the point.
  private static func withoutComma(_ text: String) -> String {
    let groups = text.prefix { $0 != "." }.split(separator: ",", omittingEmptySubsequences: false)
    let plain = shown(text.replacing(",", with: ""))
    if groups.count > 1, groups.dropFirst().allSatisfy({ $0.count == 3 }) { return "write \(plain)" }
    if groups.count == 2, !text.contains(".") { return "write \(shown(text.replacing(",", with: ".")))" }
    return "write \(plain), with a point before decimals"
  }
}

extension Scale {
  /// The bounds in words.
  var bounds: String {
    switch (minimum, maximum) {
    case (let minimum?, let maximum?): "\(text(minimum)) to \(text(maximum))"
    case (let minimum?, nil): "\(text(minimum)) or more"
    case (nil, let maximum?): "\(text(maximum)) or less"
    case (nil, nil): "any number"
    }
  }
}

/// A text as a message quotes it: no longer than a line bears.
private func shown(_ text: some StringProtocol) -> String {
  text.unicodeScalars.count <= 40 ? String(text) : String(text.prefix(39)) + "…"
}
