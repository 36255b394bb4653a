/// Texts as YAML that the program writes.
enum WrittenYAML {
  /// A text as one scalar on one line: as it is where nothing in it means anything to YAML, otherwise in double quotes.
  static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// A text for a comment: on one line, without control characters.
  static func comment(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").unicodeScalars
      .filter { isPrintable($0) }.reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  /// What other readers of YAML take for something else than text.
  private static let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]

  /// Stricter than YAML: letters, digits and marks that mean nothing anywhere.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, first.properties.isAlphabetic,
      last != " ", !words.contains(text.lowercased())
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || " .,;!?'()/&+%$’–—_-".unicodeScalars.contains(scalar)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case let scalar where isPrintable(scalar): result.unicodeScalars.append(scalar)
      case let scalar:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (letter, width) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
        result += "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
      }
    }
    return result + "\""
  }

  /// Whether YAML lets a character stand as itself within a line.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF: false
    // The last two of every plane are no characters.
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }
}
