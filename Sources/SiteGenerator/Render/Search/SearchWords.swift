internal import Foundation

/// Texts as the words that readers look for: lower case, without diacritics. `search.js` does the same to a query.
struct SearchWords {
  /// Letters that no decomposition turns into plain ones.
  private static let plain: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
  ]
  /// What ends a word in a folded scalar.
  private static let end: UInt8 = 0

  /// What scalars beyond ASCII are folded to, and by the scalar the place of that from 1: the tables of Unicode are
  /// slow, and a language has few letters.
  private var foldings: [[UInt8]] = []
  private var places = [UInt16](repeating: 0, count: 0x1_0000)
  private var word: [UInt8] = []

  /// Every word of a text, in its order.
  mutating func read(_ text: [UInt8], _ found: (UnsafeBufferPointer<UInt8>) -> Void) {
    let lower = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    lower.withUnsafeBufferPointer { text in
      var offset = 0
      while offset < text.count {
        let start = offset
        while offset < text.count, Self.isPlain(text[offset]) { offset += 1 }
        if offset < text.count, text[offset] >= 0x80 {
          offset = readFolding(text, from: start, found)
        } else {
          if offset > start { found(UnsafeBufferPointer(rebasing: text[start..<offset])) }
          offset += 1
        }
      }
    }
  }

  /// A letter or a digit of ASCII, in lower case.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte &- 0x30 < 10 }

  /// Reads on where a run holds what is beyond ASCII, up to the end of the run.
  private mutating func readFolding(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ found: (UnsafeBufferPointer<UInt8>) -> Void
  ) -> Int {
    var offset = start
    while offset < text.count {
      let byte = text[offset]
      if Self.isPlain(byte) {
        word.append(byte)
        offset += 1
      } else if byte >= 0x80 {
        let (scalar, length) = Self.scalar(in: text, at: offset)
        for byte in folding(of: scalar) { if byte == Self.end { finish(found) } else { word.append(byte) } }
        offset += length
      } else {
        break
      }
    }
    finish(found)
    return offset
  }

  private mutating func finish(_ found: (UnsafeBufferPointer<UInt8>) -> Void) {
    if word.isEmpty { return }
    word.withUnsafeBufferPointer(found)
    word.removeAll(keepingCapacity: true)
  }

  /// A text to sort by.
  static func key(of text: String) -> String {
    var words = SearchWords()
    var key: [String] = []
    words.read(Array(text.utf8)) { key.append(String(decoding: $0, as: UTF8.self)) }
    return key.joined(separator: " ")
  }

  // MARK: Scalars

  /// What is no UTF-8 is read byte by byte as U+FFFD.
  private static func scalar(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> (Unicode.Scalar, length: Int) {
    let first = text[offset]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, offset + length <= text.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for byte in text[(offset + 1)..<(offset + length)] { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) } ?? ("\u{FFFD}", 1)
  }

  private mutating func folding(of scalar: Unicode.Scalar) -> [UInt8] {
    let value = Int(scalar.value)
    guard value < places.count else { return Self.folded(scalar) }
    if places[value] == 0 {
      // As many are different as have a place.
      guard foldings.count < UInt16.max else { return Self.folded(scalar) }
      foldings.append(Self.folded(scalar))
      places[value] = UInt16(foldings.count)
    }
    return foldings[Int(places[value]) - 1]
  }

  private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
    var folded: [UInt8] = []
    for scalar in String(scalar).lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: continue
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .letterNumber, .otherNumber:
        folded += (plain[scalar] ?? String(scalar)).utf8
      default: folded.append(end)
      }
    }
    return folded
  }

  // MARK: HTML

  /// What finished HTML says: tags left out, and entities too, which stand for punctuation alone.
  static func text(of html: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(html.count)
    html.withUnsafeBufferPointer { html in
      var offset = 0
      while let start = html[offset...].firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
        text.append(contentsOf: UnsafeBufferPointer(rebasing: html[offset..<start]))
        let isEntity = html[start] == UInt8(ascii: "&")
        let end = html[start...].firstIndex(of: isEntity ? UInt8(ascii: ";") : UInt8(ascii: ">"))
        if isEntity, end != nil { text.append(UInt8(ascii: " ")) }
        offset = end.map { $0 + 1 } ?? html.count
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: html[offset...]))
    }
    return text
  }
}
