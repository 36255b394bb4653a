internal import CCmarkGFM
internal import Diagnostics

/// Where the lines and cells of a table stand in its file.
extension PlaceFinder {
  /// The lines of a table from its header on, as ranges of offsets; nil where the file has no such table there.
  func tableLines(of node: Node, rows: Int) -> [Range<Int>]? {
    var line = lineRange(of: node)
    // The library's line of a table may be a few too early or too late.
    for _ in 0..<3 {
      let next = bytes.lineRange(around: min(line.upperBound + 1, bytes.count))
      if next.lowerBound > line.lowerBound, isDelimiterRow(bytes[next]) {
        var lines = [line]
        var last = next
        for _ in 1..<max(rows, 1) {
          guard last.upperBound < bytes.count else { return nil }
          last = bytes.lineRange(around: last.upperBound + 1)
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
    for index in line where bytes[index] == UInt8(ascii: "|") {
      if index == line.lowerBound || bytes[index - 1] != UInt8(ascii: "\\") { bars.append(index) }
    }
    var bounds = [line.lowerBound - 1] + bars + [line.upperBound]
    let isFramed = bars.first.map { first in
      bytes[line.lowerBound..<first].allSatisfy { " \t>".utf8.contains($0) }
    }
    if isFramed == true { bounds.removeFirst() }
    if let last = bars.last, bytes[(last + 1)..<line.upperBound].allSatisfy({ " \t".utf8.contains($0) }) {
      bounds.removeLast()
    }
    guard bounds.count > count else { return nil }
    return (0..<count).map { index in
      var (start, end) = (bounds[index] + 1, bounds[index + 1])
      while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
      while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
      return start..<end
    }
  }
}
