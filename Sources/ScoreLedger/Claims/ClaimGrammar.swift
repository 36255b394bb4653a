/// Reads claims from tokens, by recursive descent. A reading that fails leaves the position where it was.
///
///     claim     = quantity | rank | unchanged      the whole text, the first that fits
///     quantity  = [direction] ["by" | "of"] [signs] ["the"] amount [filler] ["-"] [noun] [filler] [direction]
///               | direction
///     signs     = [glyph] [sign]
///     rank      = ["in"] ["the"] [tie] (label number | ordinal | "top") [tie] ["place"] ["in the table"]
///     label     = "#" | "No." | "number" | "rank" | "place" | "position"
///     amount    = digits | words | ordinal | "half a" | amount "and a half"
struct ClaimGrammar {
  let tokens: [ClaimToken]
  let nouns: UnitNouns
  /// The next token to read.
  var position = 0
  /// Where reading ends.
  let end: Int

  init(_ tokens: [ClaimToken], nouns: UnitNouns, from position: Int = 0, to end: Int? = nil) {
    self.tokens = tokens
    self.nouns = nouns
    self.position = position
    self.end = min(end ?? tokens.count, tokens.count)
  }

  var isAtEnd: Bool { position >= end }

  /// Reads the whole text as one claim.
  static func phrase(_ text: String, nouns: UnitNouns) -> ClaimPhrase? {
    let grammar = ClaimGrammar(ClaimToken.tokens(of: text), nouns: nouns)
    let rules: [(inout ClaimGrammar) -> ClaimPhrase?] = [
      { $0.quantity() }, { $0.rank() }, { $0.unchanged() },
    ]
    for rule in rules {
      var reading = grammar
      if let phrase = rule(&reading), reading.isAtEnd { return phrase }
    }
    return nil
  }

  /// Runs a rule and goes back to where it began when it fails.
  mutating func attempt<Value>(_ rule: (inout ClaimGrammar) -> Value?) -> Value? {
    let start = position
    if let value = rule(&self) { return value }
    position = start
    return nil
  }

  func token(_ distance: Int = 0) -> ClaimToken? {
    let index = position + distance
    return index < end ? tokens[index] : nil
  }

  /// Takes these words in a row and gives their place.
  mutating func take(_ words: [String]) -> Range<Int>? {
    guard let first = token(), words.indices.allSatisfy({ token($0)?.word == words[$0] }),
      let last = token(words.count - 1)
    else { return nil }
    position += words.count
    return first.range.lowerBound..<last.range.upperBound
  }

  mutating func take(anyOf words: Set<String>) -> ClaimToken? {
    guard let token = token(), words.contains(token.word) else { return nil }
    position += 1
    return token
  }

  private mutating func unchanged() -> ClaimPhrase? {
    for words in DirectionWords.unchanged where take(words) != nil {
      var phrase = ClaimPhrase()
      phrase.isUnchanged = true
      return phrase
    }
    return nil
  }

  mutating func direction() -> ClaimPhrase.Direction? {
    for entry in DirectionWords.all {
      if let range = take(entry.words) { return ClaimPhrase.Direction(entry: entry, range: range) }
    }
    return nil
  }

  /// A quantity that starts here, as long as it goes.
  mutating func quantity() -> ClaimPhrase? {
    var phrase = ClaimPhrase()
    phrase.direction = direction()
    let hasBy = take(anyOf: ["by", "of"]) != nil
    if phrase.direction == nil {
      phrase.hasLeadingBy = hasBy
      guard signs(&phrase) else { return nil }
    }
    let mayBeOrdinal = phrase.isUp == nil && phrase.glyph == nil && !hasBy
    let hasArticle = mayBeOrdinal && take(anyOf: ["the"]) != nil
    guard let amount = amount(mayBeOrdinal: mayBeOrdinal) else {
      return phrase.direction == nil || hasBy ? nil : phrase
    }
    if hasArticle, !amount.isOrdinal { return nil }
    phrase.amount = amount
    if let glyph = phrase.glyph {
      let isZero = amount.value.units == 0
      guard isZero == (glyph.isUp == nil), glyph.isUp != nil || phrase.sign == nil else { return nil }
    }
    let hasFillerBefore = take(anyOf: ["straight", "consecutive"]) != nil
    phrase.noun = noun()
    let hasFillerBehind = take(["in", "a", "row"]) != nil || take(anyOf: ["straight", "running"]) != nil
    phrase.hasFiller = hasFillerBefore || hasFillerBehind
    if mayBeOrdinal, !phrase.hasFiller, !amount.isOrdinal { phrase.direction = direction() }
    return phrase
  }

  /// Reads an arrow and a sign; false when they contradict each other.
  private mutating func signs(_ phrase: inout ClaimPhrase) -> Bool {
    if let token = take(anyOf: ["▲", "▼", "—", "–", "±"]) {
      phrase.glyph = ClaimPhrase.Glyph(
        isUp: token.word == "▲" ? true : token.word == "▼" ? false : nil, range: token.range)
    }
    if let token = take(anyOf: ["-", "−", "minus", "+", "plus"]) {
      let isMinus = token.word != "+" && token.word != "plus"
      if phrase.glyph?.isUp == isMinus { return false }
      phrase.sign = ClaimPhrase.Sign(isMinus: isMinus, word: token.word, range: token.range)
    }
    return true
  }

  mutating func noun() -> ClaimPhrase.Noun? {
    attempt { grammar in
      let isJoined = grammar.take(anyOf: ["-"]) != nil
      for form in grammar.nouns.forms {
        if let range = grammar.take(form.words) {
          return ClaimPhrase.Noun(noun: form.noun, isPlural: form.isPlural, isJoined: isJoined, range: range)
        }
      }
      return nil
    }
  }
}
