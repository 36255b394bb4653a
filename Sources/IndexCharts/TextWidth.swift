/// How wide a text may become in the fonts of charts, in hundredths of one em: an estimate on the safe side, since nothing
/// is measured where nothing is displayed.
enum TextWidth {
  static func estimate(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  /// The text, or as much of it as fits with an ellipsis behind it.
  static func fitted(_ text: String, _ limit: Int) -> String {
    guard estimate(text) > limit else { return text }
    var (fitted, rest) = ("", limit - width("…"))
    for character in text {
      rest -= estimate(String(character))
      guard rest >= 0 else { break }
      fitted.append(character)
    }
    while fitted.last == " " { fitted.removeLast() }
    return fitted + "…"
  }

  /// The words of a text on as few lines as it takes; what has no room on the last line gives way to an ellipsis.
  static func lines(_ text: String, _ limit: Int, atMost count: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, lines.count == count || estimate(last + " " + word) <= limit {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { fitted($0, limit) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "i", "j", "l", "f", "t", "r", "I", " ", ".", ",", "'", "’", ":", ";", "-", "(", ")": 38
    case "m", "w", "M", "W", "%", "&", "…": 92
    case "a"..."z": 60
    case "0"..."9": 64
    case "A"..."Z": 73
    case _ where scalar.value < 0x2E80: scalar.properties.canonicalCombiningClass == .notReordered ? 68 : 0
    default: 105
    }
  }
}
