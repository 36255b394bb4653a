internal import HTMLEscaping

/// The HTML of a body, whose links begin with the site's address already, made fit for a feed: its reader has neither
/// the page nor its stylesheet. A quotation mark in a text is printed as an entity, so that none but attributes are meant.
struct FeedMarkup {
  /// The site's.
  let url: String
  /// Of the page that the body is of.
  let page: String

  func text(_ html: [UInt8]) -> String {
    absolute(String(decoding: Self.inWords(html), as: UTF8.self))
  }

  /// What leads to a place of the page itself, such as a footnote, leads there from everywhere; what leads to another
  /// page bears the address that this page calls its own.
  private func absolute(_ html: String) -> String {
    let text = html.replacing(" href=\"#", with: " href=\"\(HTMLText.escaped(page))#")
    let start = " href=\"" + HTMLText.escaped(url)
    let parts = text.split(separator: start, omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts.first ?? "")) { result, part in
      let address = part.prefix { $0 != "\"" }
      let path = address.prefix { $0 != "#" && $0 != "?" }
      let isPage = path == "index.html" || path.hasSuffix("/index.html")
      result += start + (isPage ? path.dropLast("index.html".count) : path) + part[path.endIndex...]
    }
  }

  /// Leaves out what is hidden from screen readers: glyphs and bars that the stylesheet shapes, and whose meaning stands
  /// beside them in words that it hides.
  static func inWords(_ html: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = html[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")), let end = rest[start...].firstIndex(of: UInt8(ascii: ">"))
    {
      let tag = rest[start...end]
      let isDecoration = tag.firstRange(of: Array(" aria-hidden=\"true\"".utf8)) != nil
      let next = isDecoration ? self.end(of: tag, in: rest) : nil
      result += rest[..<(next == nil ? end + 1 : start)]
      rest = rest[(next ?? end + 1)...]
    }
    return result + rest
  }

  /// Behind the closing tag of an element; nil where it has none.
  private static func end(of tag: ArraySlice<UInt8>, in html: ArraySlice<UInt8>) -> Int? {
    let name = Array(tag.dropFirst().prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") })
    let closing = Array("</".utf8) + name + [UInt8(ascii: ">")]
    var depth = 1
    var index = tag.endIndex
    while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      let found = html[start...]
      if found.starts(with: closing) {
        depth -= 1
        if depth == 0 { return start + closing.count }
      } else if found.dropFirst().starts(with: name), found.dropFirst(1 + name.count).first.map(isNameEnd) == true {
        depth += 1
      }
      index = start + 1
    }
    return nil
  }

  private static func isNameEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: ">") }
}
