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
    var offset = 0
    while offset < text.count {
      // One append for many bytes, most of which stand for themselves. The stack takes no more than a kilobyte.
      let end = Swift.min(text.count, offset + 1024 / Self.longestEscape)
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { buffer in
        var count = 0
        while offset < end {
          let length = Self.escapedLength(in: text, at: offset)
          if length == 0 {
            buffer[count] = text[offset]
            count &+= 1
            offset &+= 1
          } else {
            count = Self.writeEscape(of: text[offset], last: text[offset + length - 1], to: buffer, at: count)
            offset &+= length
          }
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
      }
    }
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

  private static var longestEscape: Int { 6 }

  /// - Returns: where the escape ends.
  private static func writeEscape(
    of first: UInt8, last: UInt8, to buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) -> Int {
    let short: UInt8? =
      switch first {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): first
      case 0x0A: UInt8(ascii: "n")
      case 0x0D: UInt8(ascii: "r")
      case 0x09: UInt8(ascii: "t")
      default: nil
      }
    buffer[start] = UInt8(ascii: "\\")
    if let short {
      buffer[start + 1] = short
      return start + 2
    }
    buffer[start + 1] = UInt8(ascii: "u")
    let isSeparator = first == 0xE2
    buffer[start + 2] = isSeparator ? UInt8(ascii: "2") : UInt8(ascii: "0")
    buffer[start + 3] = UInt8(ascii: "0")
    let code = isSeparator ? last &- 0x80 : first
    buffer[start + 4] = digit(code >> 4)
    buffer[start + 5] = digit(code & 15)
    return start + longestEscape
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
