/// Compares what an article claims with what is true, and says how its author would write the truth.
public struct ClaimReader: Sendable {
  private let nouns: UnitNouns

  /// - Parameter unit: the scale's unit, such as `points`, `%` or nothing.
  public init(unit: String) { nouns = UnitNouns(unit: unit) }

  /// - Parameters:
  ///   - text: what stands in the brackets.
  ///   - preceding: the running text before the bracket in its sentence; a direction word at its end counts for an
  ///     amount that has none, as in `fell by [two points]`.
  /// - Complexity: O(length of the texts).
  public func verdict(on text: String, after preceding: String, truth: ClaimTruth) -> ClaimVerdict {
    guard let phrase = ClaimPhrase(text, nouns: nouns),
      let isTrue = phrase.agrees(with: truth, after: preceding)
    else { return .unreadable }
    if isTrue { return .agrees }
    let writer = ClaimWriter(text: text, phrase: phrase, preceding: preceding)
    let rewritten = writer.rewritten(for: truth).map(writer.capitalised)
    // What the writer made of the author's own words counts only when it reads as the truth.
    if let rewritten, ClaimPhrase(rewritten, nouns: nouns)?.agrees(with: truth, after: preceding) == true {
      return .disagrees(write: rewritten)
    }
    return .disagrees(write: writer.capitalised(filling(for: truth)))
  }

  /// What an empty bracket is filled with: `70`, `sixth`, `joint fourth`, `up 2 points`, `the same place`.
  public func filling(for truth: ClaimTruth) -> String {
    switch truth {
    case .number(let number): return number.text
    case .rank(let rank, let isTied):
      let ordinal = (rank <= 10 ? NumberWords.spelledOrdinal(rank) : nil) ?? NumberWords.ordinalDigits(rank)
      return isTied ? "joint " + ordinal : ordinal
    case .change(let change):
      return change.units == 0 ? "unchanged" : filling(change, nouns.unit)
    case .movement(let places):
      return places == 0 ? "the same place" : filling(ExactNumber(units: places, decimals: 0), UnitNouns.place)
    }
  }

  private func filling(_ change: ExactNumber, _ noun: UnitNoun) -> String {
    (change.units > 0 ? "up " : "down ") + noun.text(change.magnitude.text)
  }
}

extension ClaimPhrase {
  fileprivate init?(_ text: String, nouns: UnitNouns) {
    guard let phrase = ClaimGrammar.phrase(text, nouns: nouns) else { return nil }
    self = phrase
  }

  /// Whether the phrase is true; nil when it says nothing of this kind.
  fileprivate func agrees(with truth: ClaimTruth, after preceding: String) -> Bool? {
    switch truth {
    case .number(let number):
      guard let amount, direction == nil, glyph == nil, !hasLeadingBy, !isRank else { return nil }
      return (sign?.isMinus == true ? amount.value.negated : amount.value) == number
    case .rank(let rank, let isTied):
      guard let amount, isUp == nil, glyph == nil, !hasLeadingBy, !hasFiller else { return nil }
      // Six places are no rank, but the sixth place is.
      if let noun, !noun.noun.isPlace || noun.isPlural || !(amount.isOrdinal || isRank) { return nil }
      return amount.value == ExactNumber(units: rank, decimals: 0) && (tie == nil || isTied)
    case .change(let change):
      if let noun, !noun.noun.isUnit { return nil }
      return agrees(withChange: change, after: preceding)
    case .movement(let places):
      if let noun, !noun.noun.isPlace { return nil }
      return agrees(withChange: ExactNumber(units: places, decimals: 0), after: preceding)
    }
  }

  private func agrees(withChange change: ExactNumber, after preceding: String) -> Bool? {
    if isUnchanged { return change.units == 0 }
    guard !isRank, !hasFiller, amount?.isOrdinal != true else { return nil }
    guard let amount else { return isUp.map { $0 ? change.units > 0 : change.units < 0 } }
    guard amount.value == change.magnitude else { return false }
    guard change.units != 0, let isUp = isUp ?? DirectionWords.isUp(endOf: preceding) else { return true }
    return isUp == (change.units > 0)
  }
}
