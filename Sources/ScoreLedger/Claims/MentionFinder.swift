/// Finds the names of constituents in text.
struct MentionFinder: Sendable {
  private let namesByFirstByte: [UInt8: [(bytes: [UInt8], id: String)]]

  init(names: [(name: String, id: String)]) {
    var namesByFirstByte: [UInt8: [(bytes: [UInt8], id: String)]] = [:]
    for (name, id) in names {
      let bytes = Array(name.utf8)
      if let first = bytes.first { namesByFirstByte[first, default: []].append((bytes, id)) }
    }
    self.namesByFirstByte = namesByFirstByte.mapValues { $0.sorted { $0.bytes.count > $1.bytes.count } }
  }

  /// All mentions in the order of the text: links, and names as whole words that stand in no other link.
  func mentions(
    in text: String, _ tokens: [ClaimToken], links: [(range: Range<Int>, id: String)], linkSpans: [Range<Int>]
  ) -> [(range: Range<Int>, id: String)] {
    let bytes = Array(text.utf8)
    let spans = SortedRanges(linkSpans)
    var mentions = links.map { link in
      // Behind a link whose text is the mention, the sentence goes on behind its address.
      let end = spans.overlapping(link.range)?.upperBound ?? 0
      return (range: link.range.lowerBound..<max(link.range.upperBound, end), id: link.id)
    }
    let taken = SortedRanges(mentions.map(\.range) + linkSpans)
    var end = 0
    for (index, token) in tokens.enumerated() where token.range.lowerBound >= end {
      let start = token.range.lowerBound
      if index > 0, token.isGlued, isWord(token), isWord(tokens[index - 1]) { continue }
      for (name, id) in start < bytes.count ? namesByFirstByte[bytes[start]] ?? [] : [] {
        let range = start..<start + name.count
        guard bytes[start...].starts(with: name), endsWord(range.upperBound, tokens[index...]) else { continue }
        end = range.upperBound
        if taken.overlapping(range) == nil { mentions.append((range, id)) }
        break
      }
    }
    return mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func isWord(_ token: ClaimToken) -> Bool { token.kind != .symbol }

  /// Whether a name that ends at this offset ends with a word, too.
  private func endsWord(_ end: Int, _ tokens: ArraySlice<ClaimToken>) -> Bool {
    guard let last = tokens.firstIndex(where: { $0.range.upperBound >= end }) else { return false }
    guard tokens[last].range.upperBound == end else { return false }
    guard isWord(tokens[last]), last + 1 < tokens.endIndex else { return true }
    return !(tokens[last + 1].isGlued && isWord(tokens[last + 1]))
  }

  /// Where Markdown links stand, such as `[text](address)` and `[text][label]`.
  static func linkSpans(_ tokens: [ClaimToken]) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var open: [Int] = []
    var index = 0
    while index < tokens.count {
      if tokens[index].opensParagraph { open = [] }
      if tokens[index].word == "[" { open.append(index) }
      if tokens[index].word == "]", let start = open.popLast(), index + 1 < tokens.count, tokens[index + 1].isGlued {
        let closing = ["(": ")", "[": "]"][tokens[index + 1].word]
        if let closing, let end = tokens[(index + 1)...].firstIndex(where: { $0.word == closing }) {
          spans.append(tokens[start].range.lowerBound..<tokens[end].range.upperBound)
          index = end
        }
      }
      index += 1
    }
    return spans
  }
}
