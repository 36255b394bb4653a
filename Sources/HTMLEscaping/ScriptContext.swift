/// Where in a script the next byte stands: in code, or in what only looks like code.
struct ScriptContext: Hashable, Sendable {
  enum State: Hashable, Sendable {
    case code, slash, single, double, template, regularExpression, characterClass, lineComment, blockComment
  }

  var state = State.code
  /// The last byte of code that is no white space; 0 at the start, 1 where branches disagree.
  private var last: UInt8 = 0
  /// The word that is being written, or was written last.
  private var word = ""
  private var isWordOpen = false
  private var isEscaped = false

  /// Words behind which a slash starts a regular expression.
  private static let wordsBeforeExpressions: Set<String> = [
    "return", "typeof", "case", "do", "else", "in", "of", "instanceof", "new", "delete", "void", "throw", "await",
    "yield",
  ]

  mutating func advance(over byte: UInt8) throws(ContextProblem) {
    if isEscaped {
      isEscaped = false
      return
    }
    switch state {
    case .code: advanceInCode(byte)
    case .slash:
      switch byte {
      case UInt8(ascii: "/"): state = .lineComment
      case UInt8(ascii: "*"): (state, last) = (.blockComment, 0)
      default:
        state = try startsExpression() ? (byte == UInt8(ascii: "[") ? .characterClass : .regularExpression) : .code
        if state == .code {
          last = UInt8(ascii: "/")
          advanceInCode(byte)
        } else {
          isEscaped = byte == UInt8(ascii: "\\")
        }
      }
    case .single: close(byte, at: UInt8(ascii: "'"))
    case .double: close(byte, at: UInt8(ascii: "\""))
    case .template: close(byte, at: UInt8(ascii: "`"))
    case .regularExpression:
      if byte == UInt8(ascii: "[") { state = .characterClass } else { close(byte, at: UInt8(ascii: "/")) }
    case .characterClass:
      if byte == UInt8(ascii: "]") { state = .regularExpression } else { isEscaped = byte == UInt8(ascii: "\\") }
    case .lineComment: if byte == 0x0A || byte == 0x0D { state = .code }
    case .blockComment:
      // What stands before a comment is not remembered.
      (state, last) = byte == UInt8(ascii: "/") && last == UInt8(ascii: "*") ? (.code, 1) : (.blockComment, byte)
    }
  }

  private mutating func advanceInCode(_ byte: UInt8) {
    let isWord =
      byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || (0x30...0x39).contains(byte)
      || (0x61...0x7A).contains(byte | 0x20)
    switch byte {
    case UInt8(ascii: "/"): state = .slash
    case UInt8(ascii: "'"): state = .single
    case UInt8(ascii: "\""): state = .double
    case UInt8(ascii: "`"): state = .template
    case 0x20, 0x09...0x0D: isWordOpen = false
    default:
      if !isWord || !isWordOpen { word = "" }
      if isWord, word.utf8.count < 12 { word.unicodeScalars.append(UnicodeScalar(byte)) }
      (isWordOpen, last) = (isWord, byte)
    }
  }

  private mutating func close(_ byte: UInt8, at end: UInt8) {
    if byte == end { (state, last, word) = (.code, UInt8(ascii: ")"), "") }
    isEscaped = byte == UInt8(ascii: "\\")
  }

  private func startsExpression() throws(ContextProblem) -> Bool {
    if last == 1 { throw .unclearSlash }
    if !word.isEmpty { return Self.wordsBeforeExpressions.contains(word) }
    return last != UInt8(ascii: ")") && last != UInt8(ascii: "]") && last != UInt8(ascii: "}")
  }

  /// Behind a value, which reads as an operand.
  mutating func passValue() {
    if state == .code { (last, word) = (UInt8(ascii: ")"), "") }
  }

  func joined(with other: ScriptContext) -> ScriptContext? {
    guard state == other.state, isEscaped == other.isEscaped else { return nil }
    var result = self
    if self != other { (result.last, result.word, result.isWordOpen) = (1, "", false) }
    return result
  }
}
