/// Finds numbers beside a constituent's name that look like its score, rank or change.
///
/// It would rather miss one than raise a false alarm: what stands before and behind a number must both say that it
/// belongs to the index, and nothing but a few words may stand between it and the name.
public struct ProseScanner: Sendable {
  public enum Kind: Sendable, Hashable {
    case score
    case rank
    case change
  }

  public struct Finding: Sendable, Hashable {
    /// The constituent's id.
    public let constituent: String
    public let kind: Kind
    /// What belongs between brackets, in UTF-8 offsets of the text.
    public let range: Range<Int>
    /// Whether the words are about the edition before.
    public let isPast: Bool
    /// Whether the words leave no doubt what the number is, right or wrong.
    public let isCertain: Bool
  }

  private static let reach = 9
  private static let beforeScore: Set<String> = [
    "at", "on", "to", "from", "scores", "scored", "is", "rated", "reached", "stands", "stood", "of", "was", "were", "are",
  ]
  private static let beforeRank: Set<String> = [
    "is", "ranks", "ranked", "in", "holds", "held", "stands", "stood", "lies", "sits", "takes", "took", "remains",
    "stays", "comes", "came", "to", "into", "at", "was", "were", "shared", "are", "the", "rank", "number", "no",
  ]
  private static let past: Set<String> = ["was", "were", "stood", "had", "ago", "earlier", "before", "from"]
  private static let after: Set<String> = [
    "and", "but", "after", "up", "down", "from", "in", "with", "while", "for", "on", "against", "which", "this", "as",
    "to", "the", "than", "each", "a", "an", "by", "last", "behind", "ahead", "or", "where", "when", "so", "at",
  ]

  private let grammar: ClaimGrammar
  private let decimals: Int
  /// Names by their first word, the longest first.
  private let names: [String: [(bytes: [UInt8], id: String)]]

  public init(names: [(name: String, id: String)], unit: String, decimals: Int) {
    grammar = ClaimGrammar(unit: unit)
    self.decimals = decimals
    var byWord: [String: [(bytes: [UInt8], id: String)]] = [:]
    for (name, id) in names {
      var tokenizer = ProseTokenizer(name)
      guard let word = tokenizer.tokens().first?.word else { continue }
      byWord[word, default: []].append((Array(name.utf8), id))
    }
    self.names = byWord.mapValues { $0.sorted { $0.bytes.count > $1.bytes.count } }
  }

  private struct Mention {
    let range: Range<Int>
    let id: String
  }

  /// - Parameters:
  ///   - mentions: parts of the text that are links to a constituent.
  ///   - bound: parts that are claims already.
  /// - Complexity: O(length of the text).
  public func findings(
    in text: String, mentions: [(range: Range<Int>, id: String)], bound: [Range<Int>]
  ) -> [Finding] {
    var tokenizer = ProseTokenizer(text)
    let tokens = tokenizer.tokens()
    let all = self.mentions(tokens, Array(text.utf8), linked: mentions)
    var findings: [Finding] = []
    for (index, mention) in all.enumerated() {
      let end = index + 1 < all.count ? all[index + 1].range.lowerBound : Int.max
      findings += self.findings(of: mention, before: end, tokens, bound)
    }
    return findings
  }

  private func mentions(
    _ tokens: [ProseToken], _ bytes: [UInt8], linked: [(range: Range<Int>, id: String)]
  ) -> [Mention] {
    var mentions = linked.map { Mention(range: $0.range, id: $0.id) }
    let ends = Set(tokens.map(\.range.upperBound))
    var position = 0
    for token in tokens where token.range.lowerBound >= position {
      guard let word = token.word, let candidates = names[word] else { continue }
      let start = token.range.lowerBound
      for (name, id) in candidates where bytes[start...].starts(with: name) && ends.contains(start + name.count) {
        let range = start..<start + name.count
        if !linked.contains(where: { $0.range.overlaps(range) }) { mentions.append(Mention(range: range, id: id)) }
        position = range.upperBound
        break
      }
    }
    return mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  // MARK: One mention

  private func findings(
    of mention: Mention, before end: Int, _ tokens: [ProseToken], _ bound: [Range<Int>]
  ) -> [Finding] {
    var findings: [Finding] = []
    var words = 0
    var isPast = false
    guard var index = tokens.firstIndex(where: { $0.range.lowerBound >= mention.range.upperBound }) else { return [] }
    while index < tokens.count, tokens[index].range.lowerBound < end, words < Self.reach, !endsSentence(tokens, index) {
      if let word = tokens[index].word {
        words += 1
        if Self.past.contains(word) { isPast = true }
      }
      if let (kind, count, isCertain) = match(tokens, index, mention) {
        let range = tokens[index].range.lowerBound..<tokens[index + count - 1].range.upperBound
        if !bound.contains(where: { $0.overlaps(range) }), range.upperBound <= end {
          findings.append(
            Finding(constituent: mention.id, kind: kind, range: range, isPast: isPast, isCertain: isCertain))
        }
        index += count
      } else {
        index += 1
      }
    }
    return findings
  }

  private func endsSentence(_ tokens: [ProseToken], _ index: Int) -> Bool {
    guard let sign = tokens[index].sign else { return false }
    if sign == ";" { return true }
    guard ".!?".unicodeScalars.contains(sign) else { return false }
    if sign == ".", index > 0, tokens[index - 1].word == "no" { return false }
    return index + 1 >= tokens.count || tokens[index + 1].isSpaced
  }

  /// What starts at a token, and how many tokens it has.
  private func match(
    _ tokens: [ProseToken], _ index: Int, _ mention: Mention
  ) -> (kind: Kind, count: Int, isCertain: Bool)? {
    let before = index > 0 ? tokens[index - 1] : nil
    let isAtName = before?.range.upperBound == mention.range.upperBound
    if let count = change(tokens, index) { return (.change, count, true) }
    if let count = rank(tokens, index, mention) {
      let after = index + count < tokens.count ? tokens[index + count].word : nil
      let isNamed = after == "place" || tokens[index].sign == "#" || ["ranks", "ranked"].contains(before?.word)
      return (.rank, count, isNamed)
    }
    if let count = score(tokens, index, mention) {
      return (.score, count, isAtName || ["at", "scores", "scored", "of"].contains(before?.word))
    }
    return nil
  }

  private func score(_ tokens: [ProseToken], _ index: Int, _ mention: Mention) -> Int? {
    guard case .number(let number, _) = tokens[index].kind, number.decimals <= decimals,
      isBehind(tokens, index, mention, Self.beforeScore), isClosed(tokens, index + 1)
    else { return nil }
    // `of 70` is a score only in `a score of 70`.
    if index > 0, tokens[index - 1].word == "of", index > 1, tokens[index - 2].word != "score" { return nil }
    return 1
  }

  private func rank(_ tokens: [ProseToken], _ index: Int, _ mention: Mention) -> Int? {
    var count = 1
    switch tokens[index].kind {
    case .ordinal: break
    case .word:
      let words = tokens[index...].prefix(4).map { $0.word ?? "" }
      guard let read = NumberWords.read(words[...]), read.isOrdinal else { return nil }
      count = read.count
    case .sign("#"):
      guard index + 1 < tokens.count, case .number(let number, _) = tokens[index + 1].kind, number.whole != nil else {
        return nil
      }
      return isClosed(tokens, index + 2) ? 2 : nil
    default: return nil
    }
    guard isBehind(tokens, index, mention, Self.beforeRank) else { return nil }
    let next = index + count < tokens.count ? tokens[index + count].word : nil
    let isPlace = next.map { ["place", "position", "rank"].contains($0) } ?? false
    return isPlace || isClosed(tokens, index + count) ? count : nil
  }

  /// A direction with an amount and its noun: `up one point`, `fell by 2 points`, `+1`.
  private func change(_ tokens: [ProseToken], _ index: Int) -> Int? {
    if let sign = tokens[index].sign, "+−▲▼".unicodeScalars.contains(sign) {
      let length = index + 2 < tokens.count && tokens[index + 1].sign.map { "+−".unicodeScalars.contains($0) } == true ? 3 : 2
      guard index + length <= tokens.count, tokens[index].isSpaced || index == 0 || tokens[index - 1].sign == "(",
        case .number = tokens[index + length - 1].kind
      else { return nil }
      return isClosed(tokens, index + length) ? length : nil
    }
    guard let word = tokens[index].word, let direction = ClaimGrammar.direction(of: word), direction != .unchanged else {
      return nil
    }
    var position = index + 1
    if position < tokens.count, ["by", "of"].contains(tokens[position].word ?? "") { position += 1 }
    guard position < tokens.count else { return nil }
    if case .number = tokens[position].kind {
      position += 1
    } else {
      let words = tokens[position...].prefix(6).map { $0.word ?? "" }
      if ["a", "an"].contains(words[0]) {
        position += 1
      } else if let read = NumberWords.read(words[...]), !read.isOrdinal {
        position += read.count
      } else {
        return nil
      }
    }
    guard position < tokens.count, let noun = tokens[position].word, isUnit(noun) else { return nil }
    return position + 1 - index
  }

  private func isUnit(_ word: String) -> Bool {
    let unit = grammar.unit.lowercased()
    return ["point", "points"].contains(word) || word == unit || (unit.hasSuffix("s") && word + "s" == unit)
  }

  // MARK: What stands around a number

  /// Whether the name itself or a word that leads to a value stands right before a token.
  private func isBehind(_ tokens: [ProseToken], _ index: Int, _ mention: Mention, _ words: Set<String>) -> Bool {
    guard index > 0 else { return false }
    let before = tokens[index - 1]
    if before.range.upperBound == mention.range.upperBound { return true }
    if let word = before.word { return words.contains(word) }
    guard let sign = before.sign, "(:,–—.".unicodeScalars.contains(sign), index > 1 else { return false }
    let earlier = tokens[index - 2]
    if sign == "." { return earlier.word == "no" }
    return earlier.range.upperBound == mention.range.upperBound
  }

  /// Whether what stands from a token on cannot be what a number counts.
  private func isClosed(_ tokens: [ProseToken], _ index: Int) -> Bool {
    guard index < tokens.count else { return true }
    let next = tokens[index]
    if let sign = next.sign { return ",.;:)—–!?\"”’".unicodeScalars.contains(sign) }
    guard let word = next.word else { return false }
    if word == "of" || word == "out" {
      let words = tokens[(index + 1)...].prefix(3)
      return words.contains { token in
        if case .number = token.kind { return true }
        return token.word.map { NumberWords.read([$0]) != nil || $0 == "the" } ?? false
      }
    }
    return isUnit(word) || Self.after.contains(word)
  }
}
