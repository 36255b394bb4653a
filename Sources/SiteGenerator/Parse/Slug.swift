/// A part of a URL and a folder's name: lower-case letters and digits of any script and single hyphens.
public struct Slug: Sendable, Hashable {
  public let text: String

  /// Nil unless the text is a slug already.
  public init?(_ text: String) {
    if Self.isPlain(text) {
      self.text = text
      return
    }
    let isValid = text.allSatisfy { ($0.isLetter || $0.isNumber) && !$0.isUppercase || $0 == "-" || $0 == "_" }
    guard isValid, !text.isEmpty, text.utf8.count <= 200, text.first != "-", text.last != "-" else { return nil }
    self.text = text
  }

  /// The slug a file's name gives: letters lower-cased, everything between words one hyphen; nil where nothing is left.
  public init?(name: String) {
    if Self.isPlain(name), !zip(name.utf8, name.utf8.dropFirst()).contains(where: { $0 == 0x2D && $1 == 0x2D }) {
      self.init(name)
      return
    }
    var slug = ""
    for character in name.lowercased() {
      if character.isLetter || character.isNumber || character == "_" {
        slug.append(character)
      } else if !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    self.init(slug)
  }

  /// Whether a text is a slug of lower-case ASCII, as most are.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8
    guard !bytes.isEmpty, bytes.count <= 200, bytes.first != 0x2D, bytes.last != 0x2D else { return false }
    return bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 0x2D || $0 == 0x5F }
  }
}
