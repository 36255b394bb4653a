internal import Diagnostics

/// What can be wrong with a JSON text, as facts.
enum JSONProblem {
  case expected(String, found: String)
  case unclosed(String, opened: SourcePlace)
  case trailing
  case trailingComma
  case comment
  /// A word that JSON does not know, and the one that it has for it.
  case unknownWord(String, meant: String?)
  case unquotedKey(String)
  case apostrophe
  case notFinite(String)
  case leadingZero(String)
  case malformedNumber(String)
  case numberTooLarge(String)
  case unclosedText
  case controlCharacter(UInt8)
  case unknownEscape(String)
  case loneSurrogate(String)
  case duplicateKey(String, first: SourcePlace)
  case tooDeep(limit: Int)

  func diagnostic(at place: SourcePlace) -> Diagnostic {
    Diagnostic(id: id, message, at: place, notes: notes, help: help)
  }

  private var id: String {
    switch self {
    case .duplicateKey: "duplicate-key"
    case .numberTooLarge, .tooDeep: "json-limit"
    default: "json"
    }
  }

  private var message: String {
    switch self {
    case .expected(let wanted, let found): "\(wanted) is expected here, not \(found)"
    case .unclosed(let bracket, _): "the \(bracket) is not closed"
    case .trailing: "text stands behind the end of the value"
    case .trailingComma: "a comma stands behind the last member"
    case .comment: "JSON has no comments"
    case .unknownWord(let word, _): "`\(word)` is no value of JSON"
    case .unquotedKey(let key): "the key `\(key)` needs quotes"
    case .apostrophe: "text stands in double quotes"
    case .notFinite(let word): "`\(word)` is no number of JSON"
    case .leadingZero(let number): "\(number) has a leading zero"
    case .malformedNumber(let number): "`\(number)` is no number"
    case .numberTooLarge(let number): "\(number) has more digits than a number can hold"
    case .unclosedText: "the quote is not closed on this line"
    case .controlCharacter(let byte): "control character 0x\(String(byte, radix: 16, uppercase: true)) stands in a text"
    case .unknownEscape(let escape): "`\(escape)` is no escape of JSON"
    case .loneSurrogate(let escape): "`\(escape)` is half a character"
    case .duplicateKey(let key, _): "\(key) stands here a second time"
    case .tooDeep(let limit): "values stand inside one another more than \(limit) levels deep"
    }
  }

  private var notes: [Diagnostic.Note] {
    switch self {
    case .unclosed(_, let opened): [Diagnostic.Note("it was opened here", at: opened)]
    case .duplicateKey(_, let first): [Diagnostic.Note("it stands here first", at: first)]
    default: []
    }
  }

  private var help: String {
    switch self {
    case .expected: "write it here, or remove what stands here"
    case .unclosed(let bracket, _): "end it with \(bracket == "{" ? "}" : "]")"
    case .trailing: "a file holds one value; remove what follows it"
    case .trailingComma: "remove the comma"
    case .comment: "remove it"
    case .unknownWord(_, let meant): meant.map { "did you mean \($0)?" } ?? "put quotes around text"
    case .unquotedKey(let key): "write \"\(key)\""
    case .apostrophe: "write \" in place of '"
    case .notFinite: "write null, or a text in quotes"
    case .leadingZero(let number): "write \(Self.withoutLeadingZeros(number))"
    case .malformedNumber: "write digits, then perhaps a point and digits, like -1.50"
    case .numberTooLarge: "put it in quotes, as text; a number has at most 18 digits, and 30 places behind its point"
    case .unclosedText: "end the text with \", and write a line break as \\n"
    case .controlCharacter(let byte):
      "write \\u" + String(repeating: "0", count: byte < 16 ? 3 : 2) + String(byte, radix: 16, uppercase: true)
    case .unknownEscape: "escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uHHHH"
    case .loneSurrogate: "write both halves, like \\uD83D\\uDE00, or the character itself"
    case .duplicateKey: "keep one of them"
    case .tooDeep: "make the data flatter"
    }
  }

  private static func withoutLeadingZeros(_ number: String) -> String {
    let sign = number.hasPrefix("-") ? "-" : ""
    let digits = number.dropFirst(sign.count).drop { $0 == "0" }
    return sign + (digits.first?.isNumber == true ? String(digits) : "0" + digits)
  }
}
