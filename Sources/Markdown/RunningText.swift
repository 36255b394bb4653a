internal import CCmarkGFM
internal import Diagnostics

/// The text of a block without its markup, and where its parts come from.
struct RunningText {
  private(set) var text = ""
  private(set) var links: [(range: Range<Int>, url: String)] = []
  private enum Part {
    /// A text node or code, with where it starts in the text.
    case text(start: Int, [UInt8])
    case endOfLink
    /// The end of a line, which reads as a space.
    case lineEnd(start: Int)
  }

  private var parts: [Part] = []
  private var starts: [Node: Int] = [:]

  init() {}

  init(of node: Node) {
    var open: [(node: Node, start: Int)] = []
    guard let iterator = cmark_iter_new(node) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      guard let inner = cmark_iter_get_node(iterator) else { continue }
      switch cmark_node_get_type(inner) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE:
        guard let literal = cmark_node_get_literal(inner) else { continue }
        let written = String(cString: literal)
        parts.append(.text(start: text.utf8.count, Array(written.utf8)))
        text += written
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
        parts.append(.lineEnd(start: text.utf8.count))
        text += " "
      case CMARK_NODE_LINK where inner != node:
        if event == CMARK_EVENT_ENTER {
          starts[inner] = text.utf8.count
          open.append((inner, text.utf8.count))
        } else if let last = open.popLast() {
          let url = cmark_node_get_url(inner).map { String(cString: $0) } ?? ""
          links.append((last.start..<text.utf8.count, url))
          parts.append(.endOfLink)
        }
      default: break
      }
    }
  }

  /// The text before a link of the block.
  ///
  /// Of a text longer than any sentence its end alone, so that many links stay linear.
  func text(before link: Node) -> String {
    guard let end = starts[link] else { return "" }
    let bytes = text.utf8
    let upTo = bytes.index(bytes.startIndex, offsetBy: end)
    let from = bytes.index(upTo, offsetBy: -Self.longestSentence, limitedBy: bytes.startIndex) ?? bytes.startIndex
    return String(decoding: bytes[from..<upTo], as: UTF8.self)
  }

  private static let longestSentence = 2_000

  /// - Parameter range: where the block stands in the file.
  func prose(_ places: PlaceFinder, _ range: Range<Int>, place: SourcePlace) -> Prose {
    var offsets = [Int?](repeating: nil, count: text.utf8.count)
    var position = range.lowerBound
    var result: Prose {
      Prose(
        text: text, links: links.map { Prose.Link(range: $0.range, url: $0.url) }, place: place, fileOffsets: offsets)
    }
    for part in parts {
      switch part {
      case .text(let start, let literal):
        guard let found = places.offsets(of: literal, from: position, upTo: range.upperBound) else { return result }
        for (index, offset) in found.offsets.enumerated() { offsets[start + index] = offset }
        position = found.end
      case .lineEnd(let start):
        guard position < range.upperBound, places.file.bytes[position] == 0x0A else { continue }
        offsets[start] = position
        position += 1
      case .endOfLink: position = places.endOfLink(from: position, upTo: range.upperBound)
      }
    }
    return result
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
