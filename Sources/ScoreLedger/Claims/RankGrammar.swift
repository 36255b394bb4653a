extension ClaimGrammar {
  private static let ties: Set<String> = ["joint", "jointly", "tied", "equal", "shared", "level", "="]
  private static let firsts = [["the", "top", "spot"], ["top", "spot"], ["top", "place"], ["the", "top"], ["top"]]
  private static let firstsOfOne = [["at", "the", "top"], ["top", "of", "the", "table"], ["the", "lead"]]

  /// A rank with all that may stand around it.
  mutating func rank() -> ClaimPhrase? {
    var phrase = ClaimPhrase()
    phrase.isRank = true
    phrase.isBehindIn = take(anyOf: ["in"]) != nil
    if let name = name(Self.firstsOfOne + Self.firsts) {
      phrase.amount = name
      return phrase
    }
    _ = take(anyOf: ["the"])
    if let tie = take(anyOf: Self.ties) {
      if tie.word != "=" { _ = take(anyOf: ["for", "in", "at", "on"]) }
      // The white space behind the word goes with it.
      phrase.tie = tie.range.lowerBound..<(token()?.range.lowerBound ?? tie.range.upperBound)
    }
    let isLabelled = label() != nil
    guard let amount = name(Self.firsts) ?? digits() ?? words() else { return nil }
    phrase.amount = amount
    if phrase.tie == nil, let tie = take(anyOf: ["equal", "="]) {
      phrase.tie = amount.range.upperBound..<tie.range.upperBound
    }
    // A bare cardinal is a quantity.
    guard isLabelled || phrase.tie != nil || amount.isOrdinal || amount.style == .name else { return nil }
    phrase.noun = noun()
    _ = take(["in", "the", "table"])
    return phrase
  }

  /// What makes a rank of the number behind it: `#`, `No.`, `number`, `rank`.
  mutating func label() -> ClaimToken? {
    guard let label = take(anyOf: ["#", "no", "number", "rank", "place", "position"]) else { return nil }
    if label.word == "no" { _ = take(anyOf: ["."]) }
    return label
  }

  private mutating func name(_ names: [[String]]) -> ClaimPhrase.Amount? {
    for words in names {
      guard let range = take(words) else { continue }
      return ClaimPhrase.Amount(value: ExactNumber(units: 1, decimals: 0), style: .name, range: range)
    }
    return nil
  }
}
