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
