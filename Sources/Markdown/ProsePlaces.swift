internal import CCmarkGFM
internal import Diagnostics

/// Where running text stands in its file.
extension PlaceFinder {
  /// The lines of a paragraph: to the first that is blank.
  func paragraphRange(of block: Node) -> Range<Int> {
    let region = region(of: block)
    var end = lineEnd(from: region.lowerBound)
    while end + 1 < region.upperBound {
      let next = lineEnd(from: end + 1)
      if next == end + 1 { break }
      end = next
    }
    return region.lowerBound..<end
  }

  /// Finds where a text node's literal stands in the file; what does not stand there as it reads, such as a typographic
  /// quote, is passed over. Nodes are asked for in the order of the text, with a cursor of their own.
  /// - Returns: behind what was found; nil where the literal is not there.
  func stretches(
    of literal: ArraySlice<UInt8>, from start: Int, upTo end: Int, _ stretches: inout StretchList
  ) -> Int? {
    guard let first = literal.first else { return start }
    var candidate = start
    while candidate < end {
      // A literal starts with its first byte, a backslash before that, or what smart punctuation or an entity is made of.
      let byte = bytes[candidate]
      if byte == first || byte == UInt8(ascii: "\\") || Self.startsTypographic(byte),
        let found = aligned(literal, at: candidate, upTo: end)
      {
        for stretch in found.stretches { stretches.add(stretch.range, at: stretch.fileOffset) }
        return found.end
      }
      candidate += 1
    }
    return nil
  }

  /// Behind the address of a link whose text ends at an offset, so that no text is looked for in the address.
  func endOfLink(from start: Int, upTo end: Int) -> Int {
    guard let bracket = bytes[start..<end].firstIndex(of: UInt8(ascii: "]")), bracket + 1 < end else {
      return start
    }
    let closing: Character? =
      switch bytes[bracket + 1] {
      case UInt8(ascii: "("): ")"
      case UInt8(ascii: "["): "]"
      default: nil
      }
    guard let byte = closing?.asciiValue, let last = bytes[(bracket + 1)..<end].firstIndex(of: byte) else {
      return bracket + 1
    }
    return last + 1
  }

  private func aligned(
    _ literal: ArraySlice<UInt8>, at start: Int, upTo end: Int
  ) -> (stretches: [Prose.Stretch], end: Int)? {
    var list = StretchList()
    var (index, position) = (literal.startIndex, start)
    while index < literal.endIndex {
      guard position < end else { return nil }
      if bytes[position] == literal[index] {
        let (textStart, fileStart) = (index, position)
        while index < literal.endIndex, position < end, bytes[position] == literal[index] {
          (index, position) = (index + 1, position + 1)
        }
        list.add(textStart..<index, at: fileStart)
      } else if bytes[position] == UInt8(ascii: "\\"), position + 1 < end, bytes[position + 1] == literal[index] {
        position += 1
      } else if let (printed, written) = Self.typographic.first(where: { printed, written in
        literal[index...].starts(with: printed) && bytes[position..<end].starts(with: written)
      }) {
        (index, position) = (index + printed.count, position + written.count)
      } else {
        return nil
      }
    }
    return (list.all, position)
  }

  private static func startsTypographic(_ byte: UInt8) -> Bool { "'\"-.&".utf8.contains(byte) }

  /// What smart punctuation and entities make of what is written.
  private static let typographic: [(printed: [UInt8], written: [UInt8])] = [
    ("’", "'"), ("‘", "'"), ("“", "\""), ("”", "\""), ("—", "---"), ("–", "--"), ("…", "..."), ("&", "&amp;"),
    ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("\u{A0}", "&nbsp;"),
  ].map { (Array($0.utf8), Array($1.utf8)) }
}
