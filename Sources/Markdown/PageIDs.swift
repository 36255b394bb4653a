internal import Diagnostics

/// The ids of a page: whoever gave one first keeps it.
struct PageIDs {
  enum Owner {
    /// The page around the body.
    case page
    case body(SourcePlace)
  }

  /// Those that the body prints.
  private(set) var printed: Set<String> = []
  private let reserved: StaticIDs
  private var places: [String: SourcePlace] = [:]
  /// The number to try next for a word that is taken, so that many equal headings stay linear.
  private var numbers: [String: Int] = [:]

  init(reserved: StaticIDs) { self.reserved = reserved }

  /// Takes an id that the text itself names.
  /// - Returns: who has it already, and then keeps it; nil where it was free.
  mutating func claim(_ id: String, at place: SourcePlace) -> Owner? {
    if let owner = owner(of: id) { return owner }
    printed.insert(id)
    places[id] = place
    return nil
  }

  private func owner(of id: String) -> Owner? {
    if let place = places[id] { return .body(place) }
    return reserved.contains(id) ? .page : nil
  }

  /// An id for a heading: letters and digits of any script in lower case, words joined by hyphens, free on the page.
  mutating func takeAutomatic(for title: String, at place: SourcePlace) -> String {
    let id = free(Self.slug(of: title))
    printed.insert(id)
    places[id] = place
    return id
  }

  /// The word itself, or with the first number that makes it free.
  mutating func free(_ word: String) -> String {
    // A computed id of the page may come to any that starts alike.
    let base = reserved.prefixes.contains(where: word.hasPrefix) ? "section-" + word : word
    if owner(of: base) == nil { return base }
    var number = numbers[base] ?? 2
    while owner(of: "\(base)-\(number)") != nil { number += 1 }
    numbers[base] = number + 1
    return "\(base)-\(number)"
  }

  static func slug(of title: String) -> String {
    if let slug = plainSlug(of: title) { return slug }
    var slug = ""
    for scalar in title.lowercased().unicodeScalars {
      if isLetterOrDigit(scalar) || (isMark(scalar) && !slug.isEmpty && slug.last != "-") {
        slug.unicodeScalars.append(scalar)
      } else if scalar.properties.isWhitespace || "-–—".unicodeScalars.contains(scalar) {
        if !slug.isEmpty, slug.last != "-" { slug.append("-") }
      }
    }
    while slug.last == "-" { slug.removeLast() }
    if slug.isEmpty { return "section" }
    // A footnote that is added later shall not rename a heading: their ids start so.
    return slug.hasPrefix("fn-") || slug.hasPrefix("fnref-") ? "section-" + slug : slug
  }

  /// Of a title in ASCII; nil for any other, and where nothing is left of it.
  private static func plainSlug(of title: String) -> String? {
    var slug: [UInt8] = []
    slug.reserveCapacity(title.utf8.count)
    for byte in title.utf8 {
      switch byte {
      case 97...122, 48...57: slug.append(byte)
      case 65...90: slug.append(byte | 0x20)
      case 0x20, 0x09...0x0D, UInt8(ascii: "-"): if let last = slug.last, last != 0x2D { slug.append(0x2D) }
      case 0x80...0xFF: return nil
      default: break
      }
    }
    while slug.last == 0x2D { slug.removeLast() }
    if slug.isEmpty { return nil }
    let text = String(decoding: slug, as: UTF8.self)
    return text.hasPrefix("fn-") || text.hasPrefix("fnref-") ? "section-" + text : text
  }

  /// Whether an id is one that an author may give: letters and digits of any script with `-`, `_` and `.` between.
  static func isWellFormed(_ id: Substring) -> Bool {
    guard let first = id.unicodeScalars.first, isLetterOrDigit(first), id.utf8.count <= 200 else { return false }
    return id.unicodeScalars.allSatisfy { isLetterOrDigit($0) || isMark($0) || "-_.".unicodeScalars.contains($0) }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}
