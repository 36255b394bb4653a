/// A text as a JSON string with its quotes. Safe inside a script element too: `<` is escaped.
public func jsonString(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.appendJSONString(text)
  return String(decoding: bytes, as: UTF8.self)
}

extension [UInt8] {
  /// Appends a text as a JSON string with its quotes, as `jsonString` gives it.
  public mutating func appendJSONString(_ text: String) {
    var text = text
    text.withUTF8 { appendJSONString($0) }
  }

  /// - Parameter text: UTF-8.
  public mutating func appendJSONString(_ text: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    var start = 0
    var offset = 0
    while offset < text.count {
      let length = Self.escapedLength(in: text, at: offset)
      if length > 0 {
        append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<offset]))
        appendEscape(of: text[offset], last: text[offset + length - 1])
        start = offset + length
      }
      offset += Swift.max(length, 1)
    }
    append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    append(UInt8(ascii: "\""))
  }

  /// How many bytes at an offset are a character that JSON or a script cannot hold as itself; 0 where it can.
  @inline(__always)
  private static func escapedLength(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    switch text[offset] {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), 0x7F: 1
    // U+2028 and U+2029, which end a line of a script.
    case 0xE2 where offset + 2 < text.count && text[offset + 1] == 0x80 && text[offset + 2] & 0xFE == 0xA8: 3
    default: 0
    }
  }

  private mutating func appendEscape(_ byte: UInt8) {
    append(UInt8(ascii: "\\"))
    append(byte)
  }

  private mutating func appendEscape(of first: UInt8, last: UInt8) {
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): appendEscape(first)
    case 0x0A: appendEscape(UInt8(ascii: "n"))
    case 0x0D: appendEscape(UInt8(ascii: "r"))
    case 0x09: appendEscape(UInt8(ascii: "t"))
    case 0xE2: self += (last == 0xA8 ? "\\u2028" : "\\u2029").utf8
    default:
      self += "\\u00".utf8
      for digit in [first >> 4, first & 15] { append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
    }
  }
}
