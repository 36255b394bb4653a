/// The grammar of scores and changes as people write them.
///
///     text   = score [spaces change]
///     score  = ["-" | "−"] number
///     change = ("+" | "-" | "−") number | ("▲" | "▼") ["+" | "-" | "−"] number | ("—" | "–" | "±") "0" | "0"
///     number = digits ["." digits]      no leading zero, no exponent, no separator
extension Scale {
  public func parseScore(_ text: String) throws(ScoreProblem) -> Score {
    let score = Score(units: try number(text[...], in: text, of: .score))
    guard contains(score) else { throw ScoreProblem(.outOfScale(text, self), text.utf8Range(text[...])) }
    return score
  }

  public func parseChange(_ text: String) throws(ScoreProblem) -> ScoreChange {
    try change(text[...], in: text)
  }

  /// Reads `97 ▲+2` or `97`. `changeRange` is in UTF-8 offsets of the text, as are the ranges of problems.
  public func parseScoreText(
    _ text: String
  ) throws(ScoreProblem) -> (score: Score, change: ScoreChange?, changeRange: Range<Int>?) {
    let end = text.firstIndex { $0 == " " || $0 == "\t" || "▲▼—–±".contains($0) } ?? text.endIndex
    let scoreText = text[..<end]
    let score = Score(units: try number(scoreText, in: text, of: .score))
    guard contains(score) else { throw ScoreProblem(.outOfScale(String(scoreText), self), text.utf8Range(scoreText)) }
    let rest = text[end...].drop { $0 == " " || $0 == "\t" }
    if rest.isEmpty { return (score, nil, nil) }
    return (score, try change(rest, in: text), text.utf8Range(rest))
  }

  private enum Kind {
    case score
    case change
  }

  private func change(_ text: Substring, in whole: String) throws(ScoreProblem) -> ScoreChange {
    var rest = text
    let arrow = rest.first.flatMap { "▲▼—–±".contains($0) ? $0 : nil }
    if arrow != nil { rest = rest.dropFirst() }
    let sign = rest.first.flatMap { "+-−".contains($0) ? $0 : nil }
    let units = try number(sign == "+" ? rest.dropFirst() : rest, in: whole, of: .change)
    func problem(_ reason: ScoreProblem.Reason) -> ScoreProblem { ScoreProblem(reason, whole.utf8Range(text)) }
    switch arrow {
    case "▲":
      guard sign == nil || sign == "+", units > 0 else { throw problem(.contradiction(String(text))) }
      return ScoreChange(units: units)
    case "▼":
      guard sign != "+", units != 0 else { throw problem(.contradiction(String(text))) }
      return ScoreChange(units: -abs(units))
    case nil:
      guard sign != nil || units == 0 else { throw problem(.noSign(String(text))) }
      return ScoreChange(units: units)
    default:
      guard units == 0 else { throw problem(.contradiction(String(text))) }
      return ScoreChange(units: 0)
    }
  }

  /// A number in units of the last decimal. −0 is 0.
  private func number(_ text: Substring, in whole: String, of kind: Kind) throws(ScoreProblem) -> Int {
    func problem(_ reason: ScoreProblem.Reason) -> ScoreProblem { ScoreProblem(reason, whole.utf8Range(text)) }
    let isNegative = text.first == "-" || text.first == "−"
    let digits = isNegative ? text.dropFirst() : text
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isNumber, let whole = parts.first else {
      let isGrouped = digits.utf8.allSatisfy { (48...57).contains($0) || $0 == 44 || $0 == 46 } && digits.contains(",")
      throw problem(isGrouped ? .separator(String(text)) : .malformed(String(text), isChange: kind == .change))
    }
    if whole.count > 1, whole.first == "0" { throw problem(.leadingZero(String(text))) }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.count <= decimals else { throw problem(.tooManyDecimals(String(text), decimals)) }
    guard whole.count + decimals <= 15,
      let units = Int(whole + fraction + String(repeating: "0", count: decimals - fraction.count))
    else { throw problem(.tooLong(String(text))) }
    return isNegative ? -units : units
  }
}

extension String {
  /// Where a part of this text lies, in UTF-8 offsets.
  fileprivate func utf8Range(_ part: Substring) -> Range<Int> {
    utf8.distance(from: startIndex, to: part.startIndex)..<utf8.distance(from: startIndex, to: part.endIndex)
  }
}
