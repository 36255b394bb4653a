/// What the library printed, made into the pieces of a body.
enum PrintedHTML {
  /// Splits printed HTML at the holes the rewriter left: bytes that no UTF-8 holds.
  static func pieces(of html: [UInt8]) -> [MarkdownBody.Piece] {
    var pieces: [MarkdownBody.Piece] = []
    var start = 0
    var index = 0
    while index < html.count {
      let byte = html[index]
      guard byte >= Hole.endOfValue else {
        index += 1
        continue
      }
      if index > start { pieces.append(.html(modernised(html[start..<index]))) }
      index += 1
      switch byte {
      case Hole.root: pieces.append(.root)
      case Hole.endOfValue: pieces.append(.endOfValue)
      default:
        let digits = html[index...].prefix { $0 != byte }
        let number = Hole.number(digits)
        pieces.append(byte == Hole.block ? .block(number) : .value(number))
        index += digits.count + 1
      }
      start = index
    }
    if start < html.count { pieces.append(.html(modernised(html[start...]))) }
    return pieces
  }

  /// What the library prints, and what stands there instead: HTML has no `align` attribute any more, and a box that
  /// tells whether a task is done says so to who cannot see it.
  private static let replacements: [(printed: [UInt8], instead: [UInt8])] = [
    ("<td align=\"", "<td class=\"align-"), ("<th align=\"", "<th class=\"align-"),
    (
      "<input type=\"checkbox\" checked=\"\" disabled=\"\" />",
      "<input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"Done\" />"
    ),
    (
      "<input type=\"checkbox\" disabled=\"\" />",
      "<input type=\"checkbox\" disabled=\"\" aria-label=\"Not done\" />"
    ),
  ].map { (Array($0.utf8), Array($1.utf8)) }

  /// Text cannot hold what is replaced, since its `<` is printed as an entity.
  private static func modernised(_ html: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    var start = html.startIndex
    var index = html.startIndex
    while let tag = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = tag + 1
      guard index < html.endIndex, "ti".utf8.contains(html[index]),
        let (printed, instead) = replacements.first(where: { html[tag...].starts(with: $0.printed) })
      else {
        continue
      }
      result += html[start..<tag]
      result += instead
      start = tag + printed.count
      index = start
    }
    return result + html[start...]
  }
}
