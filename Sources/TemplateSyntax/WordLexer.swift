internal import Diagnostics
internal import TemplateValues

/// The tokens between the delimiters of a tag or an output.
///
///     word = name | integer | decimal | text | symbol | white space
extension Lexer {
  mutating func scanWord() throws(LocatedProblem) {
    var end = position
    switch bytes[position] {
    case let byte where isSpace(byte):
      while isSpace(self.byte(at: end)) { end += 1 }
      add(.whitespace, to: end)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      while isWordByte(byte(at: end)) { end += 1 }
      add(.name(String(decoding: bytes[position..<end], as: UTF8.self)), to: end)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try scanText()
    default: try scanSymbol()
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private func isWordByte(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower) || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  /// number = digits [ "." digits ]; after a dot only digits, so that `a.0.1` is two steps.
  private mutating func scanNumber() throws(LocatedProblem) {
    var end = position
    while isDigit(byte(at: end)) { end += 1 }
    let integerEnd = end
    if tokens.last?.kind != .symbol("."), byte(at: end) == UInt8(ascii: "."), isDigit(byte(at: end + 1)) {
      end += 1
      while isDigit(byte(at: end)) { end += 1 }
    }
    let digits = bytes[position..<end].filter(isDigit)
    var wordEnd = end
    while isWordByte(byte(at: wordEnd)) { wordEnd += 1 }
    let hasLeadingZero = integerEnd - position > 1 && bytes[position] == UInt8(ascii: "0")
    guard wordEnd == end, !hasLeadingZero else {
      throw LocatedProblem(.malformedNumber, SourceSpan(position, wordEnd))
    }
    guard let significand = Int(String(decoding: digits, as: UTF8.self)) else {
      throw LocatedProblem(.numberOverflow, SourceSpan(position, end))
    }
    add(.number(TemplateNumber(significand: significand, scale: max(0, end - integerEnd - 1))), to: end)
  }

  private mutating func scanText() throws(LocatedProblem) {
    let quote = bytes[position]
    var content: [UInt8] = []
    var end = position + 1
    while byte(at: end) != quote {
      guard end < bytes.count else {
        throw LocatedProblem(.unclosedText, SourceSpan(position, position + 1))
      }
      if bytes[end] == UInt8(ascii: "\\") {
        try scanEscape(at: &end, into: &content)
      } else {
        content.append(bytes[end])
        end += 1
      }
    }
    add(.textLiteral(String(decoding: content, as: UTF8.self)), to: end + 1)
  }

  /// escape = "\" ( "n" | "r" | "t" | "\" | quote | "x" 2 digits | "u" 4 digits | "U" 8 digits )
  private func scanEscape(at end: inout Int, into content: inout [UInt8]) throws(LocatedProblem) {
    let start = end
    end += 2
    switch byte(at: start + 1) {
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): content.append(bytes[start + 1])
    case let letter:
      let counts: [UInt8: Int] = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8]
      let digits = bytes[min(end, bytes.count)..<min(end + (counts[letter] ?? 0), bytes.count)]
      guard let count = counts[letter], digits.count == count, !digits.contains(UInt8(ascii: "+")),
        let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(value)
      else { throw LocatedProblem(.unknownEscape, SourceSpan(start, min(start + 2, bytes.count))) }
      content += String(scalar).utf8
      end += count
    }
  }

  private mutating func scanSymbol() throws(LocatedProblem) {
    let pairs: [StaticString] = ["==", "!=", "<=", ">=", "**", "//"]
    for pair in pairs where has(pair, at: position) { return add(.symbol("\(pair)"), to: position + 2) }
    guard ".,|()[]{}:<>=+-*/%~".utf8.contains(bytes[position]) else {
      var end = position + 1
      while byte(at: end) & 0xC0 == 0x80 { end += 1 }
      let character = String(decoding: bytes[position..<end], as: UTF8.self)
      throw LocatedProblem(.unexpectedCharacter(character), SourceSpan(position, end))
    }
    add(.symbol(String(UnicodeScalar(bytes[position]))), to: position + 1)
  }
}
