internal import Diagnostics
internal import HTMLEscaping

/// The HTML of a body, whose links begin with the site's address already, made fit for a feed: its reader has neither
/// the page nor its stylesheet. A quotation mark in a text is printed as an entity, so that none but attributes are meant.
struct FeedMarkup {
  private static let reference = Array(" href=\"".utf8)
  private static let decoration = Array(" aria-hidden=\"true\"".utf8)
  private static let pageFile = Array("index.html".utf8)

  /// As attributes have them: of the site, and of the page that the body is of.
  private let url: [UInt8]
  private let page: [UInt8]

  init(url: String, page: String) {
    self.url = Array(HTMLText.escaped(url).utf8)
    self.page = Array(HTMLText.escaped(page).utf8)
  }

  /// What leads to a place of the page itself, such as a footnote, leads there from everywhere; what leads to another
  /// page bears the address that this page calls its own.
  func absolute(_ html: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(html.count + html.count / 8)
    html.withUnsafeBufferPointer { html in
      var start = 0
      var offset = 0
      while let quote = ByteSearch.first(UInt8(ascii: "\""), in: html, offset..<html.count) {
        offset = quote + 1
        let address = offset
        guard html.has(Self.reference, at: address - Self.reference.count) else { continue }
        if address < html.count, html[address] == UInt8(ascii: "#") {
          result.append(contentsOf: html[start..<address])
          result += page
          start = address
        } else if html.has(url, at: address) {
          let end = Self.end(ofPathAt: address + url.count, in: html)
          let name = end - Self.pageFile.count
          guard name >= address + url.count, html.has(Self.pageFile, at: name),
            name == address + url.count || html[name - 1] == UInt8(ascii: "/")
          else { continue }
          result.append(contentsOf: html[start..<name])
          start = end
        }
      }
      result.append(contentsOf: html[start...])
    }
    return result
  }

  /// Where an attribute's address ends, or its fragment or query begins.
  private static func end(ofPathAt start: Int, in html: UnsafeBufferPointer<UInt8>) -> Int {
    html[start...].firstIndex {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?")
    } ?? html.count
  }

  /// Leaves out what is hidden from screen readers: glyphs and bars that the stylesheet shapes, and whose meaning stands
  /// beside them in words that it hides.
  static func inWords(_ html: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    html.withUnsafeBufferPointer { html in
      var rest = 0
      var offset = 0
      while let start = ByteSearch.first(UInt8(ascii: "<"), in: html, offset..<html.count),
        let end = ByteSearch.first(UInt8(ascii: ">"), in: html, start..<html.count)
      {
        offset = end + 1
        guard html.has(decoration, within: start..<end), let next = self.end(ofElementAt: start, tagEnd: end, in: html)
        else { continue }
        result.append(contentsOf: html[rest..<start])
        rest = next
        offset = next
      }
      result.append(contentsOf: html[rest...])
    }
    return result
  }

  /// Behind the closing tag of an element; nil where it has none.
  private static func end(ofElementAt start: Int, tagEnd: Int, in html: UnsafeBufferPointer<UInt8>) -> Int? {
    let name = Array(html[(start + 1)..<tagEnd].prefix { $0 != UInt8(ascii: " ") })
    let closing = Array("</".utf8) + name + [UInt8(ascii: ">")]
    var depth = 1
    var offset = tagEnd + 1
    while let start = html[offset...].firstIndex(of: UInt8(ascii: "<")) {
      offset = start + 1
      if html.has(closing, at: start) {
        depth -= 1
        if depth == 0 { return start + closing.count }
      } else if html.has(name, at: offset), offset + name.count < html.count, isNameEnd(html[offset + name.count]) {
        depth += 1
      }
    }
    return nil
  }

  private static func isNameEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: ">") }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether bytes stand at an offset.
  fileprivate func has(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset + bytes.count <= count else { return false }
    for index in bytes.indices where self[offset + index] != bytes[index] { return false }
    return true
  }

  /// Whether bytes stand somewhere in a range.
  fileprivate func has(_ bytes: [UInt8], within range: Range<Int>) -> Bool {
    guard range.count >= bytes.count else { return false }
    return (range.lowerBound...range.upperBound - bytes.count).contains { has(bytes, at: $0) }
  }
}
