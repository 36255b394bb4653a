internal import CCmarkGFM
internal import Diagnostics

/// Finds what a node was written as in the bytes of its file.
///
/// cmark's own columns are off within tables and inlines (upstream issue 222), and its lines after some tables, so a
/// place is only given where the bytes agree; else it is the line the block starts on.
struct PlaceFinder {
  let file: SourceFile
  let bodyOffset: Int
  private let lineStarts: [Int]
  private var cursor: Int

  init(file: SourceFile, bodyOffset: Int) {
    self.file = file
    self.bodyOffset = bodyOffset
    cursor = bodyOffset
    var starts = [bodyOffset]
    for index in bodyOffset..<file.bytes.count where file.bytes[index] == 0x0A { starts.append(index + 1) }
    lineStarts = starts
  }

  /// The text of the line that a node's block starts on.
  func line(of node: Node) -> SourcePlace {
    let range = file.lineRange(around: blockStart(of: node))
    return SourcePlace(file, SourceSpan(range.lowerBound, range.upperBound))
  }

  /// The next place from the node's block on where `text` stands; nodes are asked for in the order of the text.
  mutating func place(of text: String, in node: Node) -> SourcePlace {
    let start = max(cursor, blockStart(of: node))
    let firstLine = text.split(separator: "\n", maxSplits: 1).first.map { Array($0.utf8) } ?? []
    guard !firstLine.isEmpty, let found = file.bytes.firstRange(of: firstLine, from: start) else {
      return line(of: node)
    }
    cursor = found.upperBound
    return SourcePlace(file, SourceSpan(found.lowerBound, found.upperBound))
  }

  /// Passes over a text that only looks like what is searched for, such as the inside of a code span.
  mutating func skip(_ text: String, in node: Node) {
    if text.contains("](") { _ = place(of: text, in: node) }
  }

  /// The next link to an address: the whole of it, and the text in its brackets.
  mutating func link(to url: String, in node: Node) -> (whole: SourceSpan, text: SourceSpan)? {
    let start = max(cursor, blockStart(of: node))
    for opening in ["](", "](<"] {
      guard let found = file.bytes.firstRange(of: Array((opening + url).utf8), from: start),
        let end = file.bytes[found.upperBound...].firstIndex(of: UInt8(ascii: ")")),
        let bracket = openingBracket(before: found.lowerBound)
      else { continue }
      cursor = end + 1
      return (SourceSpan(bracket, end + 1), SourceSpan(bracket + 1, found.lowerBound))
    }
    return nil
  }

  /// The bracket that a closing one at an offset belongs to.
  private func openingBracket(before end: Int) -> Int? {
    var depth = 0
    var index = end - 1
    while index >= bodyOffset {
      let isEscaped = index > bodyOffset && file.bytes[index - 1] == UInt8(ascii: "\\")
      if !isEscaped, file.bytes[index] == UInt8(ascii: "]") { depth += 1 }
      if !isEscaped, file.bytes[index] == UInt8(ascii: "[") {
        if depth == 0 { return index }
        depth -= 1
      }
      index -= 1
    }
    return nil
  }

  /// The lines of a table from its header on, as ranges of offsets; nil where the file has no such table there.
  func tableLines(of node: Node, rows: Int) -> [Range<Int>]? {
    var line = file.lineRange(around: blockStart(of: node))
    // The library's line of a table may be a few too early or too late.
    for _ in 0..<3 {
      let next = file.lineRange(around: min(line.upperBound + 1, file.bytes.count))
      if next.lowerBound > line.lowerBound, isDelimiterRow(file.bytes[next]) {
        var lines = [line]
        var last = next
        for _ in 1..<max(rows, 1) {
          guard last.upperBound < file.bytes.count else { return nil }
          last = file.lineRange(around: last.upperBound + 1)
          lines.append(last)
        }
        return lines
      }
      line = next
    }
    return nil
  }

  private func isDelimiterRow(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "-")) && line.allSatisfy { "|-: >\t".utf8.contains($0) }
  }

  /// The cells of a table's line without the space around them, as ranges of offsets.
  func cells(of line: Range<Int>, count: Int) -> [Range<Int>]? {
    var bars: [Int] = []
    for index in line where file.bytes[index] == UInt8(ascii: "|") {
      if index == line.lowerBound || file.bytes[index - 1] != UInt8(ascii: "\\") { bars.append(index) }
    }
    var bounds = [line.lowerBound - 1] + bars + [line.upperBound]
    let isFramed = bars.first.map { first in
      file.bytes[line.lowerBound..<first].allSatisfy { " \t>".utf8.contains($0) }
    }
    if isFramed == true { bounds.removeFirst() }
    if let last = bars.last, file.bytes[(last + 1)..<line.upperBound].allSatisfy({ " \t".utf8.contains($0) }) {
      bounds.removeLast()
    }
    guard bounds.count > count else { return nil }
    return (0..<count).map { index in
      var (start, end) = (bounds[index] + 1, bounds[index + 1])
      while start < end, file.bytes[start] == 0x20 || file.bytes[start] == 0x09 { start += 1 }
      while end > start, file.bytes[end - 1] == 0x20 || file.bytes[end - 1] == 0x09 { end -= 1 }
      return start..<end
    }
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

  /// Where the block of a node ends: at the first blank line, or at the end of the file.
  func blockRange(of node: Node) -> Range<Int> {
    let start = blockStart(of: node)
    var line = file.lineRange(around: start)
    while line.upperBound < file.bytes.count {
      let next = file.lineRange(around: line.upperBound + 1)
      if next.isEmpty { break }
      line = next
    }
    return start..<line.upperBound
  }

  private func blockStart(of node: Node) -> Int {
    var block: Node? = node
    while let current = block {
      let line = Int(cmark_node_get_start_line(current))
      if line > 0, line <= lineStarts.count { return lineStarts[line - 1] }
      block = cmark_node_parent(current)
    }
    return bodyOffset
  }
}

extension [UInt8] {
  fileprivate func firstRange(of needle: [UInt8], from start: Int) -> Range<Int>? {
    guard let first = needle.first, count >= needle.count else { return nil }
    var index = start
    while index <= count - needle.count {
      if self[index] == first, self[index..<(index + needle.count)].elementsEqual(needle) {
        return index..<(index + needle.count)
      }
      index += 1
    }
    return nil
  }
}
