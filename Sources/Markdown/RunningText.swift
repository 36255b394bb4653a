internal import CCmarkGFM
internal import Diagnostics

/// The text of a block without its markup, and where its parts come from.
struct RunningText {
  /// In UTF-8.
  private(set) var bytes: [UInt8] = []
  private(set) var links: [Link] = []
  private var parts: [Part] = []

  struct Link {
    let node: Node
    let start: Int
    /// Behind its text; nil until that is read.
    var end: Int?
  }

  private enum Part {
    /// A text node or code, where it stands in the text.
    case text(Range<Int>)
    case endOfLink
    /// The end of a line, which reads as a space.
    case lineEnd(start: Int)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  init() {}

  init(of node: Node) { read(node) }

  /// Takes the text of another block; the memory of the one before serves again.
  mutating func read(_ node: Node) {
    bytes.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
    /// Indices of `links`.
    var open: [Int] = []
    guard let iterator = cmark_iter_new(node) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      guard let inner = cmark_iter_get_node(iterator) else { continue }
      switch cmark_node_get_type(inner) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE:
        guard let literal = LiteralText(of: inner) else { continue }
        let start = bytes.count
        bytes.append(contentsOf: literal.bytes)
        parts.append(.text(start..<bytes.count))
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
        parts.append(.lineEnd(start: bytes.count))
        bytes.append(UInt8(ascii: " "))
      case CMARK_NODE_LINK where inner != node:
        if event == CMARK_EVENT_ENTER {
          open.append(links.count)
          links.append(Link(node: inner, start: bytes.count))
        } else if let last = open.popLast() {
          links[last].end = bytes.count
          parts.append(.endOfLink)
        }
      default: break
      }
    }
  }

  /// The text before a link of the block.
  ///
  /// Of a text longer than any sentence its end alone, so that many links stay linear.
  func text(before link: Node, _ cursor: inout Int) -> String {
    // Links are asked for in the order of the text.
    guard
      let index = links[min(cursor, links.count)...].firstIndex(where: { $0.node == link })
        ?? links.firstIndex(where: { $0.node == link })
    else { return "" }
    cursor = index + 1
    return String(decoding: bytes[..<links[index].start].suffix(Self.longestSentence), as: UTF8.self)
  }

  private static let longestSentence = 2_000

  /// - Parameter range: where the block stands in the file.
  func prose(_ places: PlaceFinder, _ range: Range<Int>, place: SourcePlace) -> Prose {
    var stretches = StretchList()
    var position = range.lowerBound
    loop: for part in parts {
      switch part {
      case .text(let part):
        guard let end = places.stretches(of: bytes[part], from: position, upTo: range.upperBound, &stretches) else {
          break loop
        }
        position = end
      case .lineEnd(let start):
        guard position < range.upperBound, places.bytes[position] == 0x0A else { continue }
        stretches.add(start..<start + 1, at: position)
        position += 1
      case .endOfLink: position = places.endOfLink(from: position, upTo: range.upperBound)
      }
    }
    let links = links.compactMap { link in
      link.end.map { end in
        Prose.Link(range: link.start..<end, url: cmark_node_get_url(link.node).map { String(cString: $0) } ?? "")
      }
    }
    return Prose(text: text, links: links, place: place, stretches: stretches.all)
  }
}

/// Stretches of a text in the file; those that go on are joined.
struct StretchList {
  private(set) var all: [Prose.Stretch] = []

  mutating func add(_ range: Range<Int>, at fileOffset: Int) {
    if let last = all.last, last.range.upperBound == range.lowerBound,
      last.fileOffset + last.range.count == fileOffset
    {
      all[all.count - 1].range = last.range.lowerBound..<range.upperBound
    } else {
      all.append(Prose.Stretch(range: range, fileOffset: fileOffset))
    }
  }
}

/// What stands in a text node, in the memory of the library.
struct LiteralText {
  let bytes: UnsafeBufferPointer<UInt8>

  /// Nil where the node holds no text. What it holds is valid as long as the node is, and its text is not set anew.
  init?(of node: Node) {
    guard let start = cmark_node_get_literal(node) else { return nil }
    bytes = UnsafeBufferPointer(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: strlen(start))
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    // Nearly all text has none, and none of it is anything but ASCII there.
    if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first), (0x21...0x7E).contains(last) {
      return self
    }
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
