/// What stands behind one mention of a constituent in its sentence.
struct ProseContext {
  let tokens: [ClaimToken]
  /// The first token behind the mention.
  let start: Int
  /// The end of what is read: the sentence's, or the next mention.
  let end: Int
  /// The first token of the sentence.
  private let sentenceStart: Int
  /// Whether the mention is a possessive, such as `Tesla’s score`.
  private var hasOwnNoun = false
  let nouns: UnitNouns
  let decimals: Int

  /// nil when nothing behind the mention speaks of it: behind `Tesla’s sales` everything speaks of sales.
  /// - Parameter sentences: of `sentenceStarts`.
  init?(
    tokens: [ClaimToken], sentences: [Int], mention: Range<Int>, limit: Int, nouns: UnitNouns, decimals: Int
  ) {
    var start = Self.firstToken(tokens, atOrBehind: mention.upperBound)
    guard start < tokens.count else { return nil }
    let isPossessive = tokens[start].isGlued && ["'", "’"].contains(tokens[start].word)
    if isPossessive { start += start + 1 < tokens.count && tokens[start + 1].word == "s" ? 2 : 1 }
    let name = min(Self.firstToken(tokens, atOrBehind: mention.lowerBound), start)
    // What stands further back says nothing of the mention.
    let first = max(sentences[name], name - Self.reach)
    self.tokens = tokens
    self.start = start
    sentenceStart = first
    self.nouns = nouns
    self.decimals = decimals
    var end = start
    while end < tokens.count, tokens[end].range.lowerBound < limit, !tokens[end].opensParagraph,
      !Self.endsSentence(tokens, end)
    { end += 1 }
    self.end = end
    let isCompared = name > first && ProseWords.comparing.contains(tokens[name - 1].word)
    // In `five points below Meta at 70` the 70 is another's, but `, which` goes on about Meta.
    let goesOn = start < end && (tokens[start].word == "(" || start + 1 < end && tokens[start + 1].word == "which")
    if isCompared, !goesOn { return nil }
    guard isPossessive else { return }
    guard start < end, ProseWords.ownNouns.union(ProseWords.ownChanges).contains(tokens[start].word) else {
      return nil
    }
    self.hasOwnNoun = true
  }

  /// The first token that starts at an offset or behind it, by halving.
  private static func firstToken(_ tokens: [ClaimToken], atOrBehind offset: Int) -> Int {
    var range = 0..<tokens.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range = tokens[middle].range.lowerBound < offset ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  /// Tokens before a mention that are looked at.
  private static let reach = 200

  /// For each token, and for the end of the text, the first token of its sentence.
  static func sentenceStarts(_ tokens: [ClaimToken]) -> [Int] {
    var starts: [Int] = []
    starts.reserveCapacity(tokens.count + 1)
    for index in 0...tokens.count {
      let isFirst = index == 0 || endsSentence(tokens, index - 1)
      starts.append(isFirst || (index < tokens.count && tokens[index].opensParagraph) ? index : starts[index - 1])
    }
    return starts
  }

  private static func endsSentence(_ tokens: [ClaimToken], _ index: Int) -> Bool {
    guard [".", "!", "?", ";"].contains(tokens[index].word) else { return false }
    guard index + 1 < tokens.count, tokens[index].word != ";" else { return true }
    if index > 0, tokens[index - 1].word == "no", case .number = tokens[index + 1].kind { return false }
    return !tokens[index + 1].isGlued || ["”", "\"", ")", "’", "*", "_"].contains(tokens[index + 1].word)
  }

  /// The findings within nine words, none overlapping another.
  func findings() -> [(kind: ProseScanner.Kind, range: Range<Int>, isPast: Bool)] {
    var findings: [(kind: ProseScanner.Kind, range: Range<Int>, isPast: Bool)] = []
    // Each of the forms holds an amount.
    guard tokens[start..<max(start, end)].contains(where: ClaimGrammar.mayStartAmount) else { return findings }
    var words = 0
    var index = start
    var followsFinding = false
    // Behind `Tesla’s rise of two points` the sentence is about the rise.
    let limit = hasOwnNoun && ProseWords.ownChanges.contains(tokens[start].word) ? 1 : 9
    while index < end, words < limit, !ProseWords.strangers.contains(tokens[index].word) {
      if let (kind, range, next) = change(at: index, followsFinding) ?? rank(at: index) ?? score(at: index) {
        findings.append((kind, range, isPast(index, next)))
        words += next - index
        index = next
        followsFinding = true
      } else {
        if tokens[index].kind != .symbol { words += 1 }
        followsFinding = followsFinding && (tokens[index].kind == .symbol || nouns.contains(tokens[index].word))
        index += 1
      }
    }
    return findings
  }

  /// Whether a word of the past stands in the clause of a finding, or a time of the past before the mention.
  private func isPast(_ first: Int, _ next: Int) -> Bool {
    if first > 0, tokens[first - 1].word == "from" { return true }
    var lower = first
    while lower > sentenceStart, !ProseWords.clauseMarks.contains(tokens[lower - 1].word) { lower -= 1 }
    var upper = next
    while upper < end, !ProseWords.clauseMarks.contains(tokens[upper].word) { upper += 1 }
    return tokens[lower..<upper].contains { ProseWords.past.contains($0.word) }
      || tokens[sentenceStart..<start].contains { ProseWords.pastTimes.contains($0.word) }
  }

  /// Whether only the mention itself, perhaps with a mark, stands before this token.
  func isAfterName(_ index: Int) -> Bool {
    if hasOwnNoun { return false }
    return index == start || index == start + 1 && ProseWords.nameMarks.contains(tokens[start].word)
  }

  /// The word before a token, adverbs passed over; nil at the name.
  func wordBefore(_ index: Int) -> String? {
    var before = index - 1
    while before >= start, ProseWords.adverbs.contains(tokens[before].word) { before -= 1 }
    return before >= start ? tokens[before].word : nil
  }

  func grammar(at index: Int) -> ClaimGrammar {
    ClaimGrammar(tokens, nouns: nouns, from: index, to: end)
  }
}
