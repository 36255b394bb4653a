internal import HTMLEscaping

/// The HTML of a body, whose links begin with the site's address already, made fit for a feed. A quotation mark in a text
/// is printed as an entity, so that none but attributes are meant.
struct FeedMarkup {
  /// The site's.
  let url: String
  /// Of the page that the body is of.
  let page: String

  /// What leads to a place of the page itself, such as a footnote, leads there from everywhere; what leads to another
  /// page bears the address that this page calls its own.
  func absolute(_ html: [UInt8]) -> String {
    let text = String(decoding: html, as: UTF8.self)
      .replacing(" href=\"#", with: " href=\"\(HTMLText.escaped(page))#")
    let start = " href=\"" + HTMLText.escaped(url)
    let parts = text.split(separator: start, omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts.first ?? "")) { result, part in
      let address = part.prefix { $0 != "\"" }
      let path = address.prefix { $0 != "#" && $0 != "?" }
      let isPage = path == "index.html" || path.hasSuffix("/index.html")
      result += start + (isPage ? path.dropLast("index.html".count) : path) + part[path.endIndex...]
    }
  }
}
