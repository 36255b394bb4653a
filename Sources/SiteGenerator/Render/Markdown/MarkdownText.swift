internal import HTMLEscaping

/// Markdown that code writes: text that stays text, links and tables.
enum MarkdownText {
  /// A text on one line in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendMarkdownText(text)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func link(_ text: String, _ url: String) -> String { "[\(escaped(text))](\(address(url)))" }

  /// A URL for the parentheses of a link.
  static func address(_ url: String) -> String {
    guard url.utf8.contains(where: { $0 == 0x28 || $0 == 0x29 || $0 == 0x20 }) else { return url }
    return url.replacing("(", with: "%28").replacing(")", with: "%29").replacing(" ", with: "%20")
  }

  enum Alignment: String {
    case start = "---"
    case end = "---:"
  }

  /// - Parameter rows: cells that are Markdown already.
  static func table(_ columns: [(title: String, alignment: Alignment)], _ rows: [[String]]) -> [UInt8] {
    var table: [UInt8] = []
    table.appendRow(columns.map { escaped($0.title) })
    table.appendRow(columns.map(\.alignment.rawValue))
    for row in rows { table.appendRow(row) }
    return table
  }
}

extension [UInt8] {
  fileprivate mutating func appendRow(_ cells: [String]) {
    append("| ")
    for (position, cell) in cells.enumerated() {
      if position > 0 { append(" | ") }
      appendText(cell)
    }
    append(" |\n")
  }

  /// Appends a text on one line in which nothing is markup.
  mutating func appendMarkdownText(_ text: String) {
    var text = text
    text.withUTF8 { text in
      reserveCapacity(count + text.count + 8)
      let start = count
      // `&amp;` becomes `\&amp;`; a lone `&` is none.
      let hasEntities = text.contains(UInt8(ascii: ";"))
      var isBetweenWords = false
      var offset = 0
      while offset < text.count {
        let spaceLength = Self.spaceLength(in: text, at: offset)
        if spaceLength > 0 {
          isBetweenWords = count > start
          offset += spaceLength
          continue
        }
        if isBetweenWords { append(UInt8(ascii: " ")) }
        isBetweenWords = false
        let byte = text[offset]
        if Self.isMark(byte) || (count == start && Self.isLeadingMark(byte))
          || (byte == UInt8(ascii: "&") && hasEntities)
        {
          append(UInt8(ascii: "\\"))
        }
        append(byte)
        offset += 1
      }
      escapeListNumber(from: start)
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "~"),
      UInt8(ascii: "#"):
      true
    default: false
    }
  }

  /// At the start of a line they make a list, a rule or a heading of the line above.
  private static func isLeadingMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=")
  }

  /// `1. ` as `1\. `: a text is not the first of a list.
  private mutating func escapeListNumber(from start: Int) {
    guard let mark = self[start...].firstIndex(where: { !(0x30...0x39).contains($0) }), mark > start,
      self[mark] == UInt8(ascii: ".") || self[mark] == UInt8(ascii: ")"),
      mark + 1 == count || self[mark + 1] == UInt8(ascii: " ")
    else { return }
    insert(UInt8(ascii: "\\"), at: mark)
  }

  /// How many bytes at an offset are white space of Unicode; 0 where something else stands.
  @inline(__always)
  private static func spaceLength(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let byte = text[offset]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
    func next(_ distance: Int) -> UInt8 { offset + distance < text.count ? text[offset + distance] : 0 }
    switch (byte, next(1), next(2)) {
    case (0xC2, 0x85, _), (0xC2, 0xA0, _): return 2
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }
}
