/// The character references of HTML and XML that this program prints, and every numeric one.
enum CharacterReferences {
  private static let named: [(name: [UInt8], scalar: Unicode.Scalar)] = [
    (Array("amp;".utf8), "&"), (Array("lt;".utf8), "<"), (Array("gt;".utf8), ">"), (Array("quot;".utf8), "\""),
    (Array("apos;".utf8), "'"), (Array("nbsp;".utf8), "\u{A0}"),
  ]

  /// Appends a text with its references replaced. What is no reference, or an unknown one, stays as it is written.
  /// - Complexity: O(length of the text).
  static func append(_ text: ArraySlice<UInt8>, to result: inout [UInt8]) {
    var rest = text
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<ampersand]
      rest = rest[(ampersand + 1)...]
      if let (scalar, length) = reference(at: rest) {
        result += String(Character(scalar)).utf8
        rest = rest.dropFirst(length)
      } else {
        result.append(UInt8(ascii: "&"))
      }
    }
    result += rest
  }

  static func decoded(_ text: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    append(text, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// The reference that follows an ampersand, with its length up to and including the semicolon.
  private static func reference(at text: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
    if text.first == UInt8(ascii: "#") { return numeric(text) }
    guard let found = named.first(where: { text.starts(with: $0.name) }) else { return nil }
    return (found.scalar, found.name.count)
  }

  private static func numeric(_ text: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
    let isHexadecimal = text.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
    let radix: UInt32 = isHexadecimal ? 16 : 10
    let digits = text.dropFirst(isHexadecimal ? 2 : 1)
    var value: UInt32 = 0
    var end = digits.startIndex
    while end < digits.endIndex, let digit = digit(digits[end]), digit < radix {
      // Past the last scalar the value no longer matters, only that it stays there.
      value = min(value * radix + digit, 0x11_0000)
      end += 1
    }
    guard end > digits.startIndex, end < digits.endIndex, digits[end] == UInt8(ascii: ";"), value > 0,
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, end + 1 - text.startIndex)
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
