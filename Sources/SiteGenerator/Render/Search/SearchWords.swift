internal import Foundation

/// Texts as the words that readers look for: lower case, without diacritics. `search.js` does the same to a query.
enum SearchWords {
  /// Letters that no decomposition turns into plain ones.
  private static let plain: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
  ]

  /// Every word of a text once.
  static func words(in text: [UInt8]) -> Set<String> {
    var words: Set<String> = []
    var start = 0
    while start < text.count {
      guard isInWord(text[start]) else {
        start += 1
        continue
      }
      var end = start
      var isASCII = true
      while end < text.count, isInWord(text[end]) {
        isASCII = isASCII && text[end] < 0x80
        end += 1
      }
      let run = text[start..<end]
      if isASCII {
        words.insert(String(decoding: run.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self))
      } else {
        words.formUnion(folded(String(decoding: run, as: UTF8.self)))
      }
      start = end
    }
    return words
  }

  /// A text to sort by.
  static func key(of text: String) -> String { folded(text).joined(separator: " ") }

  /// What is beyond ASCII may be a letter; whether it is, is asked of the few runs that hold it.
  private static func isInWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80
  }

  private static func folded(_ run: String) -> [String] {
    var words = [""]
    for scalar in run.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: continue
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .letterNumber, .otherNumber:
        words[words.count - 1] += plain[scalar] ?? String(scalar)
      default: words.append("")
      }
    }
    return words.filter { !$0.isEmpty }
  }

  /// What finished HTML says: tags left out, and entities too, which stand for punctuation alone.
  static func text(of html: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var ending: UInt8?
    for byte in html {
      switch (byte, ending) {
      case (UInt8(ascii: "<"), nil): ending = UInt8(ascii: ">")
      case (UInt8(ascii: "&"), nil): ending = UInt8(ascii: ";")
      case (_, nil): text.append(byte)
      case (_, let end?) where byte == end:
        if end == UInt8(ascii: ";") { text.append(UInt8(ascii: " ")) }
        ending = nil
      default: break
      }
    }
    return text
  }
}
