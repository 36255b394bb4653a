/// Finds numbers beside a constituent's name that look like its score, rank or change.
///
/// A false alarm costs an author more than a miss, so that only forms are found that hardly mean anything else.
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
    /// UTF-8 offsets of what should go into the brackets, such as `70`, `sixth` or `up one point`.
    public let range: Range<Int>
    /// Whether the clause speaks of the past, so that the number may be the one before.
    public let isPast: Bool
  }

  private let mentions: MentionFinder
  private let nouns: UnitNouns
  private let decimals: Int

  public init(names: [(name: String, id: String)], unit: String, decimals: Int) {
    mentions = MentionFinder(names: names)
    nouns = UnitNouns(unit: unit)
    self.decimals = decimals
  }

  /// What is not bound yet, in the order of the text.
  ///
  /// - Parameters:
  ///   - mentions: parts of the text that are links to a constituent already.
  ///   - bound: parts that are claims already, which no finding touches.
  /// - Complexity: O(n log n) in tokens of the text.
  public func findings(
    in text: String, mentions links: [(range: Range<Int>, id: String)], bound: [Range<Int>]
  ) -> [Finding] {
    let tokens = ClaimToken.tokens(of: text)
    // Each of the forms holds an amount, and stands behind its mention.
    guard let last = tokens.last(where: ClaimGrammar.mayStartAmount)?.range.lowerBound else { return [] }
    let linkSpans = MentionFinder.linkSpans(tokens)
    let found = mentions.mentions(in: text, tokens, links: links, linkSpans: linkSpans)
    guard found.contains(where: { $0.range.upperBound <= last }) else { return [] }
    let taken = SortedRanges(bound + linkSpans)
    let sentences = ProseContext.sentenceStarts(tokens)
    var findings: [Finding] = []
    for (index, mention) in found.enumerated() {
      let next = index + 1 < found.count ? found[index + 1].range.lowerBound : .max
      guard
        let context = ProseContext(
          tokens: tokens, sentences: sentences, mention: mention.range, limit: next, nouns: nouns, decimals: decimals)
      else { continue }
      for (kind, range, isPast) in context.findings() where taken.overlapping(range) == nil {
        findings.append(Finding(constituent: mention.id, kind: kind, range: range, isPast: isPast))
      }
    }
    return findings
  }
}
