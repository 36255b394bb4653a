/// The three forms that are found in prose: each with what stands before it, itself and what follows.
extension ProseContext {
  typealias Found = (kind: ProseScanner.Kind, range: Range<Int>, next: Int)

  /// A direction with an amount, or digits with a sign or an arrow.
  func change(at index: Int, _ followsFinding: Bool) -> Found? {
    var grammar = grammar(at: index)
    guard let phrase = grammar.quantity(), let amount = phrase.amount, phrase.isUp != nil, !phrase.hasLeadingBy,
      !phrase.hasFiller, phrase.noun.map({ $0.noun.isUnit && !$0.isJoined }) ?? true
    else { return nil }
    if phrase.noun == nil {
      guard case .digits = amount.style else { return nil }
    }
    if let direction = phrase.direction {
      // A direction behind its amount, as in `two points up`, is found by no word before it.
      guard direction.range.lowerBound < amount.range.lowerBound else { return nil }
      guard
        isAfterName(index) || followsFinding
          || wordBefore(index).map(ProseWords.beforeChange.contains) ?? true
      else { return nil }
    } else {
      guard phrase.sign?.word != "minus", phrase.sign?.word != "plus", isFree(index, amount) else { return nil }
    }
    let isBare = phrase.noun == nil && phrase.direction != nil
    guard isBare ? endsClause(grammar.position) : isFollowed(grammar.position) else { return nil }
    return (.change, tokens[index].range.lowerBound..<tokens[grammar.position - 1].range.upperBound, grammar.position)
  }

  /// An ordinal, or a number with a label such as `#` or `No.`.
  func rank(at index: Int) -> Found? {
    guard !tokens[index].isGlued || tokens[index - 1].kind == .symbol else { return nil }
    var grammar = grammar(at: index)
    let label = grammar.label()
    guard let amount = grammar.digits() ?? grammar.words(), amount.isOrdinal != (label != nil),
      let whole = amount.value.whole, whole > 0
    else { return nil }
    if let before = wordBefore(index), !isAfterName(index) {
      guard ProseWords.beforeRank.contains(before) else { return nil }
      // `at first` is a time.
      if before == "at", amount.style == .ordinalWords, whole == 1 { return nil }
    } else {
      guard isAfterName(index) || index > start else { return nil }
    }
    let hasNoun = label == nil && grammar.noun().map { $0.noun.isPlace && !$0.isPlural && !$0.isJoined } ?? false
    guard hasNoun || !isAfterName(index) || whole > 1 || label != nil else { return nil }
    guard isFollowedAsRank(grammar.position) else { return nil }
    // `rank 6` claims the 6 alone.
    let isWord = label.map { ["rank", "place", "position"].contains($0.word) } ?? false
    let lower = isWord || label == nil ? amount.range.lowerBound : tokens[index].range.lowerBound
    return (.rank, lower..<amount.range.upperBound, grammar.position)
  }

  /// A number in digits where a score stands.
  func score(at index: Int) -> Found? {
    guard case .number(let value, let separator) = tokens[index].kind, value.decimals <= decimals else { return nil }
    // A year is written like a score.
    if separator.isEmpty, value.decimals == 0, (1900..<2100).contains(value.units) { return nil }
    guard isScorePlace(index), !tokens[index].isGlued || index == start + 1 && isAfterName(index) else { return nil }
    var grammar = grammar(at: index + 1)
    if let noun = grammar.noun(), !noun.noun.isUnit || noun.isJoined { return nil }
    guard isFollowed(grammar.position, asScore: true) else { return nil }
    return (.score, tokens[index].range, index + 1)
  }

  private func isScorePlace(_ index: Int) -> Bool {
    if isAfterName(index) { return true }
    guard index > start else { return false }
    let before = tokens[index - 1].word
    if ProseWords.beforeScore.contains(before) { return true }
    return ["of", "is", "was"].contains(before) && index > start + 1
      && ["score", "rating"].contains(tokens[index - 2].word)
  }

  /// Whether a sign is one of a number alone: glued to its digits, and to nothing before but an opening bracket.
  private func isFree(_ index: Int, _ amount: ClaimPhrase.Amount) -> Bool {
    let isGlued = tokens[index].range.upperBound == amount.range.lowerBound || "▲▼".contains(tokens[index].word)
    return isGlued && (!tokens[index].isGlued || tokens[index - 1].word == "(")
  }

  /// Whether the sentence ends here, or a mark that no digit is glued to.
  private func endsClause(_ index: Int) -> Bool {
    guard index < tokens.count, !tokens[index].opensParagraph else { return true }
    guard ProseWords.marksBehind.contains(tokens[index].word) else { return false }
    guard tokens[index].isGlued, index + 1 < tokens.count, tokens[index + 1].isGlued else { return true }
    return tokens[index + 1].kind == .symbol || ["—", "–"].contains(tokens[index].word) && !isNumber(index + 1)
  }

  private func isNumber(_ index: Int) -> Bool {
    guard index < tokens.count, case .number = tokens[index].kind else { return false }
    return true
  }

  /// Whether no content word follows that the number would count: `70 cars`, `5 to 7 million`.
  private func isFollowed(_ index: Int, asScore: Bool = false) -> Bool {
    if endsClause(index) { return true }
    guard !tokens[index].isGlued, index < end else { return false }
    let word = tokens[index].word
    if asScore, word == "of" { return isFullScore(index + 1) }
    if asScore, word == "out", index + 1 < end, tokens[index + 1].word == "of" { return isFullScore(index + 2) }
    if word == "a" || word == "an" {
      var grammar = grammar(at: index)
      if grammar.direction() != nil { return true }
      return index + 2 < end && ["ago", "earlier", "before"].contains(tokens[index + 2].word)
    }
    if asScore, word == "+" || word == "−" || word == "-" { return isNumber(index + 1) && tokens[index + 1].isGlued }
    guard ProseWords.functionWords.contains(word) else { return false }
    if tokens[index..<min(index + 4, end)].contains(where: { ProseWords.timesOfDay.contains($0.word) }) { return false }
    return isNumber(index + 1) && ["to", "and", "or"].contains(word) ? isFollowedBehindNumber(index + 1) : true
  }

  private func isFullScore(_ index: Int) -> Bool { isNumber(index) && isFollowedBehindNumber(index) }

  private func isFollowedBehindNumber(_ index: Int) -> Bool {
    var grammar = grammar(at: index + 1)
    if let noun = grammar.noun(), !noun.noun.isUnit { return false }
    return isFollowed(grammar.position)
  }

  private func isFollowedAsRank(_ index: Int) -> Bool {
    if endsClause(index) { return true }
    guard !tokens[index].isGlued, index < end else { return false }
    let word = tokens[index].word
    if word == "behind" || word == "ahead" { return true }
    if ProseWords.beforeTables.contains(word), index + 1 < end {
      let isNumber = isNumber(index + 1) && word == "of"
      return isNumber || tokens[index + 1..<min(index + 4, end)].contains { ProseWords.tables.contains($0.word) }
    }
    // `second and third quarters` and `first and foremost` are no ranks.
    var grammar = grammar(at: index + 1)
    if word == "and" || word == "or", grammar.words()?.isOrdinal ?? (grammar.token()?.word == "foremost") {
      return false
    }
    return ProseWords.functionWords.contains(word) && !ProseWords.notBehindRank.contains(word)
  }
}
