/// A text as it was read: its path relative to the project and its bytes.
///
/// Offsets into it count UTF-8 bytes from 0. Lines and columns are derived from offsets only when a person is told.
public struct SourceFile: Sendable, Hashable {
  public let path: String
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  public static func == (left: SourceFile, right: SourceFile) -> Bool { left.path == right.path }

  public func hash(into hasher: inout Hasher) { hasher.combine(path) }

  /// The line and column of an offset, both from 1; a column counts UTF-8 bytes, as clang and swiftc do.
  ///
  /// An offset past the end is read as the end. `\n`, `\r\n` and a lone `\r` each end a line.
  /// - Complexity: O(offset).
  public func location(of utf8Offset: Int) -> SourceLocation {
    let end = min(max(utf8Offset, 0), bytes.count)
    var line = 1
    var lineStart = 0
    var index = 0
    while index < end {
      let byte = bytes[index]
      index += 1
      let isReturnOfPair = byte == 0x0D && index < bytes.count && bytes[index] == 0x0A
      if byte == 0x0A || (byte == 0x0D && !isReturnOfPair) {
        line += 1
        lineStart = index
      }
    }
    return SourceLocation(line: line, column: end - lineStart + 1)
  }

  /// The bytes of the line that holds an offset, without its line ending, as a range of offsets.
  public func lineRange(around utf8Offset: Int) -> Range<Int> {
    let offset = min(max(utf8Offset, 0), bytes.count)
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return start..<end
  }
}

/// The lines of a file, for many places in it.
public struct LineIndex: Sendable {
  private let starts: [Int]
  private let end: Int

  /// - Complexity: O(length of the file).
  public init(_ file: SourceFile) {
    var starts = [0]
    for (index, byte) in file.bytes.enumerated() {
      let isReturnOfPair = byte == 0x0D && index + 1 < file.bytes.count && file.bytes[index + 1] == 0x0A
      if byte == 0x0A || (byte == 0x0D && !isReturnOfPair) { starts.append(index + 1) }
    }
    self.starts = starts
    end = file.bytes.count
  }

  /// As `SourceFile.location(of:)` tells it.
  /// - Complexity: O(log lines).
  public func location(of utf8Offset: Int) -> SourceLocation {
    let offset = min(max(utf8Offset, 0), end)
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourceLocation(line: low + 1, column: offset - starts[low] + 1)
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
