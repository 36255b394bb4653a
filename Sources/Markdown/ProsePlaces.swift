internal import CCmarkGFM
internal import Diagnostics

/// Where running text stands in its file.
extension PlaceFinder {
  /// The lines of a paragraph: to the first that is blank.
  func paragraphRange(of block: Node) -> Range<Int> {
    let region = region(of: block)
    var line = file.lineRange(around: region.lowerBound)
    while line.upperBound + 1 < region.upperBound {
      let next = file.lineRange(around: line.upperBound + 1)
      if next.isEmpty { break }
      line = next
    }
    return region.lowerBound..<line.upperBound
  }

  /// For each UTF-8 byte of a text node's literal its offset in the file; nil for what does not stand there as it reads,
  /// such as a typographic quote. Nodes are asked for in the order of the text, with a cursor of their own.
  func offsets(of literal: [UInt8], from start: Int, upTo end: Int) -> (offsets: [Int?], end: Int)? {
    guard !literal.isEmpty else { return ([], start) }
    var candidate = start
    while candidate < end {
      if let found = aligned(literal, at: candidate, upTo: end) { return found }
      candidate += 1
    }
    return nil
  }

  /// Behind the address of a link whose text ends at an offset, so that no text is looked for in the address.
  func endOfLink(from start: Int, upTo end: Int) -> Int {
    guard let bracket = file.bytes[start..<end].firstIndex(of: UInt8(ascii: "]")), bracket + 1 < end else {
      return start
    }
    let closing: Character? =
      switch file.bytes[bracket + 1] {
      case UInt8(ascii: "("): ")"
      case UInt8(ascii: "["): "]"
      default: nil
      }
    guard let byte = closing?.asciiValue, let last = file.bytes[(bracket + 1)..<end].firstIndex(of: byte) else {
      return bracket + 1
    }
    return last + 1
  }

  private func aligned(_ literal: [UInt8], at start: Int, upTo end: Int) -> (offsets: [Int?], end: Int)? {
    var offsets: [Int?] = []
    var (index, position) = (0, start)
    while index < literal.count {
      guard position < end else { return nil }
      if file.bytes[position] == literal[index] {
        offsets.append(position)
        (index, position) = (index + 1, position + 1)
      } else if file.bytes[position] == UInt8(ascii: "\\"), position + 1 < end,
        file.bytes[position + 1] == literal[index]
      {
        position += 1
      } else if let (printed, written) = Self.typographic.first(where: { printed, written in
        literal[index...].starts(with: printed) && file.bytes[position..<end].starts(with: written)
      }) {
        offsets += Array(repeating: nil, count: printed.count)
        (index, position) = (index + printed.count, position + written.count)
      } else {
        return nil
      }
    }
    return (offsets, position)
  }

  /// What smart punctuation and entities make of what is written.
  private static let typographic: [(printed: [UInt8], written: [UInt8])] = [
    ("’", "'"), ("‘", "'"), ("“", "\""), ("”", "\""), ("—", "---"), ("–", "--"), ("…", "..."), ("&", "&amp;"),
    ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("\u{A0}", "&nbsp;"),
  ].map { (Array($0.utf8), Array($1.utf8)) }
}
