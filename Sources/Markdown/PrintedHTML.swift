internal import Diagnostics

/// HTML as it was printed, with holes that only its page can fill.
struct PrintedHTML: Sendable {
  /// Without its holes.
  private(set) var bytes: [UInt8] = []
  /// In the order of their places.
  private(set) var holes: [MarkdownBody.Hole] = []

  init() {}

  /// Reads what the library printed: the holes that the rewriter left are bytes that no UTF-8 holds.
  /// - Parameter markups: what stands in the holes of inline markup; it may hold other holes.
  init(_ html: UnsafeBufferPointer<UInt8>, _ markups: [[UInt8]]) {
    bytes.reserveCapacity(html.count + markups.reduce(0) { $0 + $1.count } + html.count / 32)
    add(html, markups)
    // What was asked for to be safe is not kept.
    if bytes.capacity - bytes.count > bytes.count / 8 { bytes = bytes.withUnsafeBufferPointer { Array($0) } }
  }

  private mutating func add(_ html: UnsafeBufferPointer<UInt8>, _ markups: [[UInt8]]) {
    var start = 0
    var index = 0
    while true {
      index = ByteSearch.firstOrNonASCII(UInt8(ascii: "<"), in: html, index..<html.count)
      guard index < html.count else { break }
      let byte = html[index]
      if byte == UInt8(ascii: "<") {
        guard index + 1 < html.count, html[index + 1] == UInt8(ascii: "t") || html[index + 1] == UInt8(ascii: "i"),
          let (printed, instead) = Self.replacements.first(where: { html[index...].starts(with: $0.printed) })
        else {
          index += 1
          continue
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: html[start..<index]))
        bytes += instead
        index += printed.count
        start = index
      } else if byte >= Hole.markup {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: html[start..<index]))
        index = addHole(html, at: index, markups)
        start = index
      } else {
        index += 1
      }
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: html[start...]))
  }

  /// - Returns: the offset behind the hole.
  private mutating func addHole(_ html: UnsafeBufferPointer<UInt8>, at index: Int, _ markups: [[UInt8]]) -> Int {
    let mark = html[index]
    switch mark {
    case Hole.root: holes.append(MarkdownBody.Hole(offset: bytes.count, filling: .root))
    case Hole.endOfValue: holes.append(MarkdownBody.Hole(offset: bytes.count, filling: .endOfValue))
    default:
      var (end, number) = (index + 1, 0)
      while end < html.count, html[end] != mark {
        number = number * 10 + Int(html[end] &- UInt8(ascii: "0"))
        end += 1
      }
      switch mark {
      case Hole.markup: markups[number].withUnsafeBufferPointer { add($0, markups) }
      case Hole.block: holes.append(MarkdownBody.Hole(offset: bytes.count, filling: .block(number)))
      default: holes.append(MarkdownBody.Hole(offset: bytes.count, filling: .value(number)))
      }
      return end + 1
    }
    return index + 1
  }

  /// What the library prints, and what stands there instead: HTML has no `align` attribute any more, and a box that
  /// tells whether a task is done says so to who cannot see it. Text cannot hold it, since its `<` is printed as an
  /// entity.
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
}
