extension ClaimGrammar {
  /// Whether an amount may start with a token; there is none where no token may.
  static func mayStartAmount(_ token: ClaimToken) -> Bool {
    switch token.kind {
    case .number: true
    case .symbol: false
    case .word:
      ["a", "an", "half"].contains(token.word) || NumberWords.isCardinal(token.word)
        || NumberWords.cardinal(ofOrdinal: token.word) != nil
    }
  }

  mutating func amount(mayBeOrdinal: Bool = true) -> ClaimPhrase.Amount? {
    attempt { grammar in
      guard let amount = grammar.article() ?? grammar.half() ?? grammar.digits() ?? grammar.words(),
        mayBeOrdinal || !amount.isOrdinal
      else { return nil }
      guard amount.style == .words, let whole = amount.value.whole, let half = grammar.take(["and", "a", "half"])
      else { return amount }
      return ClaimPhrase.Amount(
        value: ExactNumber(units: whole * 10 + 5, decimals: 1), style: .words,
        range: amount.range.lowerBound..<half.upperBound)
    }
  }

  /// `a`, which is a number only before a noun.
  private mutating func article() -> ClaimPhrase.Amount? {
    attempt { grammar in
      guard let token = grammar.take(anyOf: ["a", "an"]) else { return nil }
      var ahead = grammar
      return ahead.noun() == nil
        ? nil : ClaimPhrase.Amount(value: ExactNumber(units: 1, decimals: 0), style: .words, range: token.range)
    }
  }

  private mutating func half() -> ClaimPhrase.Amount? {
    guard let range = take(["half", "a"]) ?? take(["half", "an"]) ?? take(["half"]) else { return nil }
    return ClaimPhrase.Amount(value: ExactNumber(units: 5, decimals: 1), style: .words, range: range)
  }

  /// Digits, or digits with the letters of an ordinal.
  mutating func digits() -> ClaimPhrase.Amount? {
    guard let number = token(), case .number(let value, let separator) = number.kind else { return nil }
    position += 1
    guard let ending = token(), ending.isGlued, ["st", "nd", "rd", "th"].contains(ending.word), value.decimals == 0
    else { return ClaimPhrase.Amount(value: value, style: .digits(separator: separator), range: number.range) }
    position += 1
    return ClaimPhrase.Amount(
      value: value, style: .ordinalDigits, range: number.range.lowerBound..<ending.range.upperBound)
  }

  /// Number words as many as there are, joined by hyphens and `and`; an ordinal word ends them.
  mutating func words() -> ClaimPhrase.Amount? {
    attempt { grammar in
      guard let first = grammar.token() else { return nil }
      var words: [String] = []
      var end = first.range.upperBound
      var style = ClaimPhrase.Style.words
      if let next = grammar.token(1), ["a", "an"].contains(first.word),
        ["hundred", "thousand", "million"].contains(next.word)
      {
        words = ["one"]
        grammar.position += 1
      }
      while style == .words {
        let joint = words.isEmpty ? 0 : grammar.joint
        guard let token = grammar.token(joint) else { break }
        if NumberWords.isCardinal(token.word) {
          words.append(token.word)
        } else if let cardinal = NumberWords.cardinal(ofOrdinal: token.word) {
          words.append(cardinal)
          style = .ordinalWords
        } else {
          break
        }
        end = token.range.upperBound
        grammar.position += joint + 1
      }
      return NumberWords.value(words).map {
        ClaimPhrase.Amount(
          value: ExactNumber(units: $0, decimals: 0), style: style, range: first.range.lowerBound..<end)
      }
    }
  }

  /// How many tokens join the next number word to the one before: a hyphen or an `and`, or none.
  private var joint: Int {
    guard let token = token(), let next = self.token(1) else { return 0 }
    return token.word == "and" || token.word == "-" && token.isGlued && next.isGlued ? 1 : 0
  }
}
