/// A word, a number or a sign of running text, with where it stands in UTF-8 offsets.
struct ProseToken {
  enum Kind: Hashable {
    /// In lower case.
    case word(String)
    /// Digits, with the separator between their groups.
    case number(ExactNumber, separator: String)
    /// `6th`.
    case ordinal(Int)
    case sign(Unicode.Scalar)
  }

  let kind: Kind
  let range: Range<Int>
  /// Whether white space stands before it.
  let isSpaced: Bool

  var word: String? {
    if case .word(let word) = kind { return word }
    return nil
  }

  var sign: Unicode.Scalar? {
    if case .sign(let sign) = kind { return sign }
    return nil
  }
}

/// Splits running text into tokens. A hyphen between letters parts two words, so that `seventy-one` is two.
struct ProseTokenizer {
  private let scalars: [Unicode.Scalar]
  private let offsets: [Int]
  private var index = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var offset = 0
    var offsets: [Int] = []
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    self.offsets = offsets + [offset]
  }

  /// - Complexity: O(length of the text).
  mutating func tokens() -> [ProseToken] {
    var tokens: [ProseToken] = []
    var isSpaced = false
    while index < scalars.count {
      let start = index
      if scalars[index].properties.isWhitespace {
        index += 1
        isSpaced = true
        continue
      }
      let kind = next()
      tokens.append(ProseToken(kind: kind, range: offsets[start]..<offsets[index], isSpaced: isSpaced))
      isSpaced = false
    }
    return tokens
  }

  private mutating func next() -> ProseToken.Kind {
    let scalar = scalars[index]
    if Self.isDigit(scalar) { return number() }
    guard scalar.properties.isAlphabetic else {
      index += 1
      if scalar == "-", index >= 2, index < scalars.count, scalars[index - 2].properties.isAlphabetic,
        scalars[index].properties.isAlphabetic
      {
        return word()
      }
      return .sign(scalar)
    }
    return word()
  }

  private mutating func word() -> ProseToken.Kind {
    let start = index
    while index < scalars.count, scalars[index].properties.isAlphabetic || Self.isDigit(scalars[index]) { index += 1 }
    return .word(String(String.UnicodeScalarView(scalars[start..<index])).lowercased())
  }

  /// Digits in groups of three, a fraction, and an ordinal's ending.
  private mutating func number() -> ProseToken.Kind {
    var digits = takeDigits()
    var separator = ""
    while digits.count <= 15, index < scalars.count, Self.separators.contains(scalars[index]), groupFollows(index + 1),
      separator.isEmpty ? digits.count <= 3 : separator == String(scalars[index])
    {
      separator = String(scalars[index])
      index += 1
      digits += takeDigits()
    }
    var decimals = 0
    if index + 1 < scalars.count, scalars[index] == ".", Self.isDigit(scalars[index + 1]) {
      index += 1
      let fraction = takeDigits()
      decimals = fraction.count
      digits += fraction
    }
    guard digits.count <= 18, let units = Int(digits) else { return .word(digits) }
    let letters = scalars[index...].prefix { $0.properties.isAlphabetic }
    if decimals == 0, ["st", "nd", "rd", "th"].contains(String(String.UnicodeScalarView(letters)).lowercased()) {
      index += 2
      return .ordinal(units)
    }
    if !letters.isEmpty {
      index += letters.count
      return .word(digits + String(String.UnicodeScalarView(letters)).lowercased())
    }
    return .number(ExactNumber(units: units, decimals: decimals), separator: separator)
  }

  private mutating func takeDigits() -> String {
    let start = index
    while index < scalars.count, Self.isDigit(scalars[index]) { index += 1 }
    return String(String.UnicodeScalarView(scalars[start..<index]))
  }

  /// Whether exactly three digits stand at an index.
  private func groupFollows(_ start: Int) -> Bool {
    guard start + 3 <= scalars.count, scalars[start..<start + 3].allSatisfy(Self.isDigit) else { return false }
    return start + 3 == scalars.count || !Self.isDigit(scalars[start + 3])
  }

  private static let separators: Set<Unicode.Scalar> = [",", "\u{A0}", "\u{2009}", "\u{202F}", " ", "'", "’"]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
