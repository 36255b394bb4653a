/// The grammar of scores and changes as people write them.
///
///     text   = score [spaces change]        the spaces may be left out before an arrow
///     score  = [minus] number
///     change = ("+" | minus) number | "▲" ["+"] number | "▼" [minus] number | ["—" | "–" | "±"] "0"
///     minus  = "-" | "−"
///     number = digits ["." digits]          no leading zero, no exponent, no separator
///
/// Texts are read scalar by scalar, so that a combining mark hides nothing.
extension Scale {
  private typealias Part = Substring.UnicodeScalarView

  /// Reads a score, such as `97`, `70.25` or `−3.1`; −0 is 0.
  /// - Throws: why the text is no score of this scale.
  /// - Complexity: O(length of the text).
  public func parseScore(_ text: String) throws(ScoreProblem) -> Score {
    try score(Substring(text).unicodeScalars, in: text)
  }

  /// Reads a change, such as `+2`, `−2`, `▲+2`, `▼2`, `—0` or `0`.
  /// - Throws: why the text is no change on this scale.
  /// - Complexity: O(length of the text).
  public func parseChange(_ text: String) throws(ScoreProblem) -> ScoreChange {
    try change(Substring(text).unicodeScalars, in: text)
  }

  /// Reads `97 ▲+2` or `97`. `changeRange` counts UTF-8 bytes from the start of the text, as do the ranges of problems.
  /// - Throws: why the score is none, or why the change is none, with the range of the one it is about.
  /// - Complexity: O(length of the text).
  public func parseScoreText(
    _ text: String
  ) throws(ScoreProblem) -> (score: Score, change: ScoreChange?, changeRange: Range<Int>?) {
    let whole = Substring(text).unicodeScalars
    let end = whole.firstIndex { isSpace($0) || isArrow($0) } ?? whole.endIndex
    let rest = whole[end...].drop(while: isSpace)
    if end == whole.startIndex, !rest.isEmpty { throw ScoreProblem(.changeAlone(String(rest)), text.utf8Range(rest)) }
    let score = try score(whole[..<end], in: text)
    if rest.isEmpty { return (score, nil, nil) }
    return (score, try change(rest, in: text), text.utf8Range(rest))
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  private func isArrow(_ scalar: Unicode.Scalar) -> Bool { "▲▼—–±".unicodeScalars.contains(scalar) }

  private func isMinus(_ scalar: Unicode.Scalar?) -> Bool { scalar == "-" || scalar == "−" }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func score(_ part: Part, in text: String) throws(ScoreProblem) -> Score {
    let range = text.utf8Range(part)
    if part.isEmpty { throw ScoreProblem(.empty, range) }
    if part.first == "+" {
      throw ScoreProblem(
        part.dropFirst().contains(where: isDigit) ? .plusSign(String(part)) : .malformedScore(String(part)), range)
    }
    let isNegative = isMinus(part.first)
    let digits = isNegative ? part.dropFirst() : part
    let units = try units(digits, shown: part, in: text, otherwise: .malformedScore(String(part)))
    let score = Score(units: isNegative ? -units : units)
    guard contains(score) else { throw ScoreProblem(.outOfScale(String(part), self), range) }
    return score
  }

  private func change(_ part: Part, in text: String) throws(ScoreProblem) -> ScoreChange {
    let arrow = part.first.flatMap { isArrow($0) ? $0 : nil }
    let signed = arrow == nil ? part : part.dropFirst()
    let sign = signed.first.flatMap { $0 == "+" || isMinus($0) ? $0 : nil }
    let digits = sign == nil ? signed : signed.dropFirst()
    let size = try units(digits, shown: signed, in: text, otherwise: .malformedChange(String(part)))
    let contradiction = ScoreProblem(
      .contradiction(String(part), number: size == 0 ? nil : String(digits)), text.utf8Range(part))
    switch arrow {
    case nil:
      guard sign != nil || size == 0 else { throw ScoreProblem(.noSign(String(part)), text.utf8Range(part)) }
      return ScoreChange(units: isMinus(sign) ? -size : size)
    case "▲":
      guard !isMinus(sign), size > 0 else { throw contradiction }
      return ScoreChange(units: size)
    case "▼":
      guard sign != "+", size > 0 else { throw contradiction }
      return ScoreChange(units: -size)
    default:
      guard sign == nil, size == 0 else { throw contradiction }
      return ScoreChange(units: 0)
    }
  }

  /// A number without its sign, in units of the last decimal: at most 15 digits, so that no sum of two overflows.
  ///
  /// `shown` is the number with its sign, as problems quote it.
  private func units(
    _ digits: Part, shown: Part, in text: String, otherwise malformed: ScoreProblem.Reason
  ) throws(ScoreProblem) -> Int {
    func problem(_ reason: ScoreProblem.Reason) -> ScoreProblem { ScoreProblem(reason, text.utf8Range(shown)) }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else {
      let isCommaed = digits.allSatisfy { isDigit($0) || $0 == "," || $0 == "." } && digits.contains(",")
      throw isCommaed && digits.contains(where: isDigit) ? problem(.comma(String(shown))) : problem(malformed)
    }
    if whole.count > 1, whole.first == "0" { throw problem(.leadingZero(String(shown))) }
    let fraction = parts.count == 2 ? parts[1] : Part()
    guard whole.count + max(decimals, fraction.count) <= 15 else { throw problem(.tooLong(String(shown))) }
    guard fraction.count <= decimals else {
      throw problem(.tooManyDecimals(String(shown), count: fraction.count, allowed: decimals))
    }
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    guard let units = Int(String(whole) + String(fraction) + zeros) else { throw problem(.tooLong(String(shown))) }
    return units
  }
}

extension String {
  /// Where a part of this text lies, in UTF-8 bytes from 0.
  fileprivate func utf8Range(_ part: Substring.UnicodeScalarView) -> Range<Int> {
    utf8.distance(from: startIndex, to: part.startIndex)..<utf8.distance(from: startIndex, to: part.endIndex)
  }
}
