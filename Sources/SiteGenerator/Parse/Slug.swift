/// A part of a URL and a folder's name: lower-case letters and digits of any script and single hyphens.
public struct Slug: Sendable, Hashable {
  public let text: String

  /// Nil unless the text is a slug already.
  public init?(_ text: String) {
    let isValid = text.allSatisfy { ($0.isLetter || $0.isNumber) && !$0.isUppercase || $0 == "-" || $0 == "_" }
    guard isValid, !text.isEmpty, text.utf8.count <= 200, text.first != "-", text.last != "-" else { return nil }
    self.text = text
  }

  /// The slug a file's name gives: letters lower-cased, everything between words one hyphen; nil where nothing is left.
  public init?(name: String) {
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
}
