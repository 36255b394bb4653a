/// A word, a number in digits or a single symbol of running text.
struct ClaimToken: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case word
    /// `separator` stands between groups of three digits; it is empty without groups.
    case number(ExactNumber, separator: String)
    case symbol
  }

  let kind: Kind
  /// The token in lower case.
  let word: String
  /// UTF-8 offsets in the text.
  let range: Range<Int>
  /// Whether another token stands right before this one, without white space.
  let isGlued: Bool
  /// Whether an empty line stands before the token.
  let opensParagraph: Bool

  static func tokens(of text: String) -> [ClaimToken] {
    var tokenizer = ClaimTokenizer(text)
    var tokens: [ClaimToken] = []
    while let token = tokenizer.next() { tokens.append(token) }
    return tokens
  }
}

/// Cuts text into tokens, scalar by scalar, so that a combining mark hides nothing.
private struct ClaimTokenizer {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  /// In UTF-8, of the scalar at `index`.
  private var offset = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func next() -> ClaimToken? {
    let start = index
    var lineBreaks = 0
    while let scalar = scalar(at: 0), Self.isWhitespace(scalar) {
      if scalar == "\n" { lineBreaks += 1 }
      skip()
    }
    guard let first = scalar(at: 0) else { return nil }
    let isGlued = index == start && start > 0
    let lower = offset
    let (kind, text) = isDigit(at: 0) ? number() : Self.isWordScalar(first) ? (.word, word()) : (.symbol, take())
    return ClaimToken(
      kind: kind, word: text, range: lower..<offset, isGlued: isGlued, opensParagraph: lineBreaks > 1)
  }

  private func scalar(at distance: Int) -> Unicode.Scalar? {
    index + distance < scalars.count ? scalars[index + distance] : nil
  }

  private func isDigit(at distance: Int) -> Bool { scalar(at: distance).map { ("0"..."9").contains($0) } ?? false }

  private static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isLetterOrDigit(scalar) }
    if scalar.properties.isAlphabetic { return true }
    switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }

  private mutating func skip() {
    offset += UTF8.width(scalars[index])
    index += 1
  }

  /// The scalars from a place up to here, in lower case.
  private func lowercased(from start: Int) -> String {
    let part = scalars[start..<index]
    guard part.allSatisfy(\.isASCII) else {
      var word = ""
      word.unicodeScalars.append(contentsOf: part)
      return word.lowercased()
    }
    return String(unsafeUninitializedCapacity: part.count) { buffer in
      for (offset, scalar) in part.enumerated() {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        buffer[offset] = ("A"..."Z").contains(scalar) ? byte | 0x20 : byte
      }
      return part.count
    }
  }

  private mutating func take() -> String {
    guard index < scalars.count else { return "" }
    skip()
    return lowercased(from: index - 1)
  }

  private mutating func word() -> String {
    let start = index
    while let scalar = scalar(at: 0), Self.isWordScalar(scalar) { skip() }
    return lowercased(from: start)
  }

  private mutating func digits() -> String {
    let start = index
    while isDigit(at: 0) { skip() }
    return lowercased(from: start)
  }

  private mutating func number() -> (ClaimToken.Kind, String) {
    var whole = digits()
    var fraction = ""
    var separator = ""
    while let mark = scalar(at: 0), ", \u{A0}\u{2009}\u{202F}".unicodeScalars.contains(mark),
      separator.isEmpty ? whole.unicodeScalars.count <= 3 : separator == String(mark),
      (1...3).allSatisfy(isDigit(at:)), !isDigit(at: 4)
    {
      separator = take()
      whole += digits()
    }
    if scalar(at: 0) == ".", isDigit(at: 1) {
      _ = take()
      fraction = digits()
    }
    let digits = whole + fraction
    // A longer number would not fit; as a word it is read by no rule.
    guard digits.utf8.count <= 15, let units = Int(digits) else { return (.word, digits) }
    return (.number(ExactNumber(units: units, decimals: fraction.utf8.count), separator: separator), digits)
  }
}
