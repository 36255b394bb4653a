/// A text as it was read: its path relative to the project and its bytes.
///
/// Offsets into it count UTF-8 bytes from 0. Lines and columns are derived from offsets only when a person is told.
/// Copies share one text.
public struct SourceFile: Sendable, Hashable {
  /// Reads a file again.
  public typealias Reading = @Sendable () -> Result<[UInt8], ChangedSource>

  private let text: SourceText

  public var path: String { text.path }

  /// The text. Whoever looks at many bytes asks for it once.
  public var bytes: [UInt8] { text.bytes }

  /// - Parameter reading: reads the file again, so that its bytes can be let go; nil for a text that is in no file.
  public init(path: String, bytes: [UInt8], reading: Reading? = nil) {
    text = SourceText(path: path, bytes: bytes, read: reading)
  }

  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// A file that is not read before somebody asks for its bytes.
  /// - Parameter fingerprint: of what it is known to hold.
  public init(path: String, fingerprint: SourceFingerprint, reading: @escaping Reading) {
    text = SourceText(path: path, fingerprint: fingerprint, read: reading)
  }

  /// Has the bytes stay in memory until they are let go.
  /// - Throws: where the file holds others by now or cannot be read.
  public func hold() throws(ChangedSource) { try text.hold() }

  /// Gives the memory of the bytes back; whoever asks for them from now on has the file read again.
  public func letGo() { text.letGo() }

  /// The bytes as they were read first.
  /// - Throws: where they were let go, and the file holds others by now or cannot be read.
  public func unchangedBytes() throws(ChangedSource) -> [UInt8] { try text.unchangedBytes() }

  /// Of the bytes as they were read first.
  public var fingerprint: SourceFingerprint { text.fingerprint }

  /// Whether another value is of the very same reading.
  public func isSame(as other: SourceFile) -> Bool { text === other.text }

  public static func == (left: SourceFile, right: SourceFile) -> Bool {
    left.text === right.text || left.path == right.path
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(path) }

  /// The line and column of an offset, both from 1; a column counts UTF-8 bytes, as clang and swiftc do.
  ///
  /// An offset past the end is read as the end.
  /// - Complexity: O(log lines).
  public func location(of utf8Offset: Int) -> SourceLocation {
    let starts = text.lineStarts
    let end = min(max(utf8Offset, 0), text.length)
    let line = Self.lineIndex(of: end, starts)
    return SourceLocation(line: line + 1, column: end - Int(starts[line]) + 1)
  }

  /// The bytes of the line that holds an offset, without its line ending, as a range of offsets.
  ///
  /// Between the two bytes of `\r\n` it is empty, so that who steps past the end of a line moves on.
  /// - Complexity: O(log lines), once the lines are known.
  public func lineRange(around utf8Offset: Int) -> Range<Int> {
    let bytes = text.bytes
    let offset = min(max(utf8Offset, 0), bytes.count)
    if offset > 0, offset < bytes.count, bytes[offset] == 0x0A, bytes[offset - 1] == 0x0D { return offset..<offset }
    let starts = text.lineStarts
    let line = Self.lineIndex(of: offset, starts)
    let start = min(Int(starts[line]), bytes.count)
    guard line + 1 < starts.count else { return start..<bytes.count }
    var end = min(max(Int(starts[line + 1]) - 1, start), bytes.count)
    if end > start, end < bytes.count, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  private static func lineIndex(of offset: Int, _ starts: [UInt32]) -> Int {
    var (low, high) = (0, starts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

extension [UInt8] {
  /// The line that holds an offset, as a file tells it.
  /// - Complexity: O(length of the line).
  public func lineRange(around utf8Offset: Int) -> Range<Int> {
    withUnsafeBufferPointer { $0.lineRange(around: utf8Offset) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The line that holds an offset, as a file tells it.
  /// - Complexity: O(length of the line).
  public func lineRange(around utf8Offset: Int) -> Range<Int> {
    let offset = Swift.min(Swift.max(utf8Offset, 0), count)
    if offset > 0, offset < count, self[offset] == 0x0A, self[offset - 1] == 0x0D { return offset..<offset }
    var start = offset
    while start > 0, self[start - 1] != 0x0A, self[start - 1] != 0x0D { start -= 1 }
    let feed = ByteSearch.first(0x0A, in: self, offset..<count) ?? count
    return start..<(ByteSearch.first(0x0D, in: self, offset..<feed) ?? feed)
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
