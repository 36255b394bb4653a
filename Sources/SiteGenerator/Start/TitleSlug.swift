internal import Foundation

extension Slug {
  /// In bytes; a long title is cut behind a word.
  private static let longestOfTitle = 80

  /// The slug that a title gives a file: Latin letters without their accents, since any keyboard can type them and every
  /// disk writes them alike; letters of other scripts as they are. Nil where nothing is left.
  init?(title: String) {
    var plain = ""
    for character in title.lowercased() where !"'’‘ʼ".contains(character) { plain += Self.withoutAccent(character) }
    guard let whole = Slug(name: plain) ?? Slug(name: Self.cut(plain)) else { return nil }
    if whole.text.utf8.count <= Self.longestOfTitle {
      self = whole
    } else if let short = Slug(name: Self.cut(whole.text)) {
      self = short
    } else {
      return nil
    }
  }

  private static let letters: [Character: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n",
    "ŧ": "t", "ĸ": "k", "ſ": "s",
  ]

  private static func withoutAccent(_ character: Character) -> String {
    if let known = letters[character] { return known }
    let parts = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
    guard let base = parts.first, ("a"..."z").contains(base) || ("0"..."9").contains(base) else {
      return String(character).precomposedStringWithCanonicalMapping
    }
    return String(base)
  }

  /// As many whole words as there is room for; of one long word its start.
  private static func cut(_ text: String) -> String {
    var words = ""
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
      guard words.utf8.count + 1 + word.utf8.count <= longestOfTitle else { break }
      words += (words.isEmpty ? "" : "-") + word
    }
    if !words.isEmpty { return words }
    return text.reduce(into: "") { if $0.utf8.count + $1.utf8.count <= longestOfTitle { $0.append($1) } }
  }
}
