internal import Diagnostics

/// Reads the plain part of YAML that nearly all front matter is written in, without the library.
///
///     text    = { key ":" space value newline | key ":" newline block }
///     block   = { indent key ":" space value newline } | { indent "- " value newline }
///     value   = plain | '"' text '"' | "'" text "'" | list | group
///     list    = "[" value { "," space value } "]"
///     group   = "{" key ":" space value { "," space key ":" space value } "}"
///
/// It either reads what the library would have read, with the same places, or nothing at all: whatever looks unusual is
/// left to the library, and every mistake, too.
struct PlainYAML {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private var index: Int

  /// - Returns: the entries in their order; nil where the library has to read the text.
  static func read(_ bytes: [UInt8], _ extent: Range<Int>) -> [YAMLEntry]? {
    bytes.withUnsafeBufferPointer { bytes in
      var reader = PlainYAML(bytes: bytes, extent: extent)
      return reader.document()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, extent: Range<Int>) {
    self.bytes = bytes
    index = extent.lowerBound
    end = extent.upperBound
  }

  private func byte(at offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

  // MARK: Lines

  private mutating func document() -> [YAMLEntry]? {
    var entries: [YAMLEntry] = []
    while index < end {
      guard let (key, span) = key(), byte(at: index) == UInt8(ascii: ":") else { return nil }
      index += 1
      if byte(at: index) == 0x0A {
        index += 1
        guard let block = block() else { return nil }
        entries.append(YAMLEntry(key: key, keySpan: span, value: block))
      } else {
        guard skipSpaces() > 0, let value = value(isInline: false), endLine() else { return nil }
        entries.append(YAMLEntry(key: key, keySpan: span, value: value))
      }
    }
    return entries.isEmpty || Self.hasEqualKeys(entries) ? nil : entries
  }

  /// Lines that are indented alike, behind a key that stands alone on its line.
  private mutating func block() -> YAMLNode? {
    let start = index
    let indent = skipSpaces()
    guard indent > 0 else { return nil }
    index = start
    let span = firstLine(from: start + indent)
    if byte(at: start + indent) == UInt8(ascii: "-") {
      var items: [YAMLNode] = []
      while byte(at: index) == 0x20 {
        guard skipSpaces() == indent, byte(at: index) == UInt8(ascii: "-") else { return nil }
        index += 1
        guard skipSpaces() > 0, let value = value(isInline: false), endLine() else { return nil }
        items.append(value)
      }
      return .sequence(items, span)
    }
    var entries: [YAMLEntry] = []
    while byte(at: index) == 0x20 {
      guard skipSpaces() == indent, let (key, keySpan) = key(), byte(at: index) == UInt8(ascii: ":") else { return nil }
      index += 1
      guard skipSpaces() > 0, let value = value(isInline: false), endLine() else { return nil }
      entries.append(YAMLEntry(key: key, keySpan: keySpan, value: value))
    }
    return Self.hasEqualKeys(entries) ? nil : .mapping(entries, span)
  }

  private mutating func skipSpaces() -> Int {
    let start = index
    while byte(at: index) == 0x20 { index += 1 }
    return index - start
  }

  private mutating func endLine() -> Bool {
    guard index < end else { return true }
    guard bytes[index] == 0x0A else { return false }
    index += 1
    return true
  }

  /// What the library's marks say of a list or a group: from its start to the end of its line, without trailing spaces.
  private func firstLine(from start: Int) -> SourceSpan {
    var upper = ByteSearch.first(0x0A, in: bytes, start..<end) ?? end
    while upper > start, bytes[upper - 1] == 0x20 { upper -= 1 }
    return SourceSpan(start, upper)
  }

  private static func hasEqualKeys(_ entries: [YAMLEntry]) -> Bool {
    if entries.count > 8 { return Set(entries.map(\.key)).count < entries.count }
    return entries.indices.contains { index in entries[..<index].contains { $0.key == entries[index].key } }
  }

  // MARK: Values

  /// A letter or a digit, then letters, digits, `_`, `-` and `.`.
  private mutating func key() -> (text: String, span: SourceSpan)? {
    let start = index
    guard Self.isLetterOrDigit(byte(at: start)) else { return nil }
    while index < end, Self.isLetterOrDigit(bytes[index]) || "_-.".utf8.contains(bytes[index]) { index += 1 }
    guard index - start <= 100 else { return nil }
    return (text(start..<index), SourceSpan(start, index))
  }

  /// - Parameter isInline: whether it stands within brackets or braces.
  private mutating func value(isInline: Bool) -> YAMLNode? {
    switch byte(at: index) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted()
    case UInt8(ascii: "["): return isInline ? nil : list()
    case UInt8(ascii: "{"): return group()
    default: return plain(isInline: isInline)
    }
  }

  private mutating func list() -> YAMLNode? {
    let span = firstLine(from: index)
    index += 1
    var items: [YAMLNode] = []
    repeat {
      _ = skipSpaces()
      guard let item = value(isInline: true) else { return nil }
      items.append(item)
    } while separator()
    guard closes(UInt8(ascii: "]")) else { return nil }
    return .sequence(items, span)
  }

  private mutating func group() -> YAMLNode? {
    let span = firstLine(from: index)
    index += 1
    var entries: [YAMLEntry] = []
    repeat {
      _ = skipSpaces()
      guard let (key, keySpan) = key(), byte(at: index) == UInt8(ascii: ":") else { return nil }
      index += 1
      // A group within a group is rare, and this reader does not recur.
      guard skipSpaces() > 0, byte(at: index) != UInt8(ascii: "{"), let value = value(isInline: true) else {
        return nil
      }
      entries.append(YAMLEntry(key: key, keySpan: keySpan, value: value))
    } while separator()
    guard closes(UInt8(ascii: "}")), !Self.hasEqualKeys(entries) else { return nil }
    return .mapping(entries, span)
  }

  /// A comma with a space behind it.
  private mutating func separator() -> Bool {
    guard byte(at: index) == UInt8(ascii: ","), byte(at: index + 1) == 0x20 else { return false }
    index += 1
    return true
  }

  private mutating func closes(_ bracket: UInt8) -> Bool {
    guard byte(at: index) == bracket else { return false }
    index += 1
    return true
  }

  /// A text in quotes on one line that holds neither its quote nor a backslash.
  private mutating func quoted() -> YAMLNode? {
    let quote = bytes[index]
    let start = index + 1
    index = start
    while index < end, bytes[index] != quote {
      guard bytes[index] != UInt8(ascii: "\\"), skipScalar() else { return nil }
    }
    guard index < end else { return nil }
    // Spaces at the ends are kept, and an empty text is none too unusual.
    let scalar = YAMLScalar(
      text: text(start..<index), span: SourceSpan(start, index), isQuoted: true, isVerbatim: true)
    index += 1
    return .scalar(scalar)
  }

  private mutating func plain(isInline: Bool) -> YAMLNode? {
    let start = index
    guard startsPlain(at: start) else { return nil }
    var last = start
    while index < end, bytes[index] != 0x0A {
      let byte = bytes[index]
      if isInline {
        if ",]}".utf8.contains(byte) { break }
        guard byte == 0x20 || byte >= 0x80 || Self.isLetterOrDigit(byte) || "_./+-%".utf8.contains(byte) else {
          return nil
        }
      } else if byte == UInt8(ascii: "#") {
        guard index > start, bytes[index - 1] != 0x20 else { return nil }
      } else if byte == UInt8(ascii: ":") {
        guard index + 1 < end, bytes[index + 1] != 0x20, bytes[index + 1] != 0x0A else { return nil }
      }
      guard skipScalar() else { return nil }
      if byte != 0x20 { last = index }
    }
    // What ends in spaces is rare.
    guard last == index else { return nil }
    return .scalar(
      YAMLScalar(text: text(start..<last), span: SourceSpan(start, last), isQuoted: false, isVerbatim: true))
  }

  /// Whether a plain text starts here, with nothing that means something else to YAML.
  private func startsPlain(at start: Int) -> Bool {
    let first = byte(at: start)
    if Self.isLetterOrDigit(first) || first >= 0x80 { return true }
    guard "+-./(".utf8.contains(first) else { return false }
    return Self.isLetterOrDigit(byte(at: start + 1))
  }

  /// Passes over a character that the library takes as it is.
  private mutating func skipScalar() -> Bool {
    let byte = bytes[index]
    if byte < 0x80 {
      guard byte >= 0x20, byte != 0x7F else { return false }
      index += 1
      return true
    }
    // C1 controls, U+0085 among them; the line ends of Unicode; a byte order mark and what is no character.
    if byte == 0xC2, self.byte(at: index + 1) < 0xA0 { return false }
    if byte == 0xE2, self.byte(at: index + 1) == 0x80, self.byte(at: index + 2) & 0xFE == 0xA8 { return false }
    if byte == 0xEF { return false }
    index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    return index <= end
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
