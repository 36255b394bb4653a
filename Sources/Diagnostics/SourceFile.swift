/// A text as it was read: its path relative to the project and its bytes.
///
/// Offsets into it count UTF-8 bytes from 0. Lines and columns are derived from offsets only when a person is told.
public struct SourceFile: Sendable, Hashable {
  public let path: String
  public let bytes: [UInt8]

  /// Where each line starts; `\n`, `\r\n` and a lone `\r` each end one.
  private let lineStarts: [Int]

  /// - Complexity: O(bytes).
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lineStarts = bytes.withUnsafeBufferPointer { bytes in
      var starts = [0]
      for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D {
        let isReturnOfPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
        if !isReturnOfPair { starts.append(index + 1) }
      }
      return starts
    }
  }

  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  public static func == (left: SourceFile, right: SourceFile) -> Bool { left.path == right.path }

  public func hash(into hasher: inout Hasher) { hasher.combine(path) }

  /// The line and column of an offset, both from 1; a column counts UTF-8 bytes, as clang and swiftc do.
  ///
  /// An offset past the end is read as the end.
  /// - Complexity: O(log lines).
  public func location(of utf8Offset: Int) -> SourceLocation {
    let end = min(max(utf8Offset, 0), bytes.count)
    let line = lineIndex(of: end)
    return SourceLocation(line: line + 1, column: end - lineStarts[line] + 1)
  }

  /// The bytes of the line that holds an offset, without its line ending, as a range of offsets.
  ///
  /// Between the two bytes of `\r\n` it is empty, so that who steps past the end of a line moves on.
  /// - Complexity: O(log lines).
  public func lineRange(around utf8Offset: Int) -> Range<Int> {
    let offset = min(max(utf8Offset, 0), bytes.count)
    if offset > 0, offset < bytes.count, bytes[offset] == 0x0A, bytes[offset - 1] == 0x0D { return offset..<offset }
    let line = lineIndex(of: offset)
    let start = lineStarts[line]
    guard line + 1 < lineStarts.count else { return start..<bytes.count }
    var end = lineStarts[line + 1] - 1
    if end > start, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  private func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

/// A line and a column, both from 1; the column counts UTF-8 bytes.
public struct SourceLocation: Sendable, Hashable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A stretch of a file in UTF-8 offsets from 0, end excluded. An empty stretch is a point between two bytes.
public struct SourceSpan: Sendable, Hashable {
  public let start: Int
  public let end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }
}

/// A stretch of a certain file.
public struct SourcePlace: Sendable, Hashable {
  public let file: SourceFile
  public let span: SourceSpan

  public init(_ file: SourceFile, _ span: SourceSpan) {
    self.file = file
    self.span = span
  }

  /// `path:line:column`.
  public var description: String {
    let location = file.location(of: span.start)
    return "\(file.path):\(location.line):\(location.column)"
  }
}
