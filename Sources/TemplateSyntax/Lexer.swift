internal import Diagnostics

/// Cuts a template into tokens.
///
///     template = { text | comment | raw | "{{" inside "}}" | "{%" inside "%}" }
struct Lexer {
  let bytes: [UInt8]
  private(set) var position = 0
  private(set) var tokens: [Token] = []

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// All tokens of a file, without the `end`.
  static func tokens(of file: SourceFile) throws(LocatedProblem) -> [Token] {
    var lexer = Lexer(file.bytes)
    while lexer.position < lexer.bytes.count { try lexer.scanOutside() }
    return lexer.tokens
  }

  mutating func add(_ kind: Token.Kind, to end: Int) {
    tokens.append(Token(kind: kind, span: SourceSpan(position, end)))
    position = end
  }

  func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func has(_ text: StaticString, at offset: Int) -> Bool {
    text.withUTF8Buffer { offset + $0.count <= bytes.count && bytes[offset..<offset + $0.count].elementsEqual($0) }
  }

  private mutating func scanOutside() throws(LocatedProblem) {
    var end = position
    while end < bytes.count, !(bytes[end] == UInt8(ascii: "{") && [0x7B, 0x25, 0x23].contains(byte(at: end + 1))) {
      end += 1
    }
    if end > position { add(.text, to: end) }
    guard end < bytes.count else { return }
    switch byte(at: position + 1) {
    case UInt8(ascii: "#"): try scanComment()
    case UInt8(ascii: "%"):
      if let mark = rawMark("raw", at: position) { try scanRaw(after: mark) } else { try scanInside(isTag: true) }
    default: try scanInside(isTag: false)
    }
  }

  private mutating func scanComment() throws(LocatedProblem) {
    // The `-` of `{#-` opens; it does not also close, as in `{#-#}`.
    var end = position + (isSign(byte(at: position + 2)) ? 3 : 2)
    while !has("#}", at: end) {
      guard end < bytes.count else { throw unclosed("{#", by: "#}") }
      end += 1
    }
    let opened = position + (isSign(byte(at: position + 2)) ? 3 : 2)
    let trim = Token.Trim(
      before: byte(at: position + 2) == UInt8(ascii: "-"), after: end > opened && bytes[end - 1] == UInt8(ascii: "-"))
    add(.comment(trim), to: end + 2)
  }

  private mutating func scanRaw(after mark: (trim: Token.Trim, end: Int)) throws(LocatedProblem) {
    let opening = SourceSpan(position, mark.end)
    add(.rawMark(mark.trim), to: mark.end)
    var end = position
    while end < bytes.count {
      if has("{%", at: end), let closing = rawMark("endraw", at: end) {
        if end > position { add(.text, to: end) }
        add(.rawMark(closing.trim), to: closing.end)
        return
      }
      end += 1
    }
    throw LocatedProblem(.unclosedDelimiter("{% raw %}", closing: "{% endraw %}"), opening)
  }

  /// Reads `{% word %}` with its signs, if it stands at `start`.
  private func rawMark(_ word: StaticString, at start: Int) -> (trim: Token.Trim, end: Int)? {
    var offset = start + 2
    if isSign(byte(at: offset)) { offset += 1 }
    while isSpace(byte(at: offset)) { offset += 1 }
    guard has(word, at: offset) else { return nil }
    offset += word.utf8CodeUnitCount
    while isSpace(byte(at: offset)) { offset += 1 }
    let sign = byte(at: offset)
    if isSign(sign) { offset += 1 }
    guard has("%}", at: offset) else { return nil }
    let trim = Token.Trim(before: byte(at: start + 2) == UInt8(ascii: "-"), after: sign == UInt8(ascii: "-"))
    return (trim, offset + 2)
  }

  private mutating func scanInside(isTag: Bool) throws(LocatedProblem) {
    let missing = unclosed(isTag ? "{%" : "{{", by: isTag ? "%}" : "}}")
    let sign = byte(at: position + 2)
    let trim = Token.Trim(before: sign == UInt8(ascii: "-"))
    add(isTag ? .tagOpen(trim) : .outputOpen(trim), to: position + (isSign(sign) ? 3 : 2))
    // A `}}` that closes two maps closes no output.
    var braces = 0
    while position < bytes.count {
      let sign = bytes[position]
      let close = position + (sign == UInt8(ascii: "-") || (isTag && sign == UInt8(ascii: "+")) ? 1 : 0)
      if isTag ? has("%}", at: close) : has("}}", at: close) && braces == 0 {
        let trim = Token.Trim(after: sign == UInt8(ascii: "-"))
        return add(isTag ? .tagClose(trim) : .outputClose(trim), to: close + 2)
      }
      // The next delimiter shows that this one was forgotten, and where.
      if has("{%", at: position) || has("{{", at: position) { throw missing }
      try scanWord()
      if tokens.last?.kind == .symbol("{") { braces += 1 }
      if tokens.last?.kind == .symbol("}") { braces = max(0, braces - 1) }
    }
    throw missing
  }

  private func unclosed(_ opening: String, by closing: String) -> LocatedProblem {
    LocatedProblem(.unclosedDelimiter(opening, closing: closing), SourceSpan(position, position + 2))
  }

  private func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
}

/// White space of ASCII, with its four separators, as Python strips it.
func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
}
