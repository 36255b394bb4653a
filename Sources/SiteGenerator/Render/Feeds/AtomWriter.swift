internal import HTMLEscaping
internal import ScoreLedger

/// A feed as Atom (RFC 4287).
struct AtomWriter {
  let feed: Feed

  func bytes() -> [UInt8] {
    var xml = XMLBytes()
    xml.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    xml.markup("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
    xml.text(feed.language)
    xml.markup("\">\n")
    xml.element("title", feed.title)
    xml.element("id", feed.page)
    if let description = feed.description { xml.element("subtitle", description) }
    xml.link("self", "application/atom+xml", feed.atomAddress)
    xml.link("alternate", "application/feed+json", feed.jsonAddress)
    xml.link("alternate", "text/html", feed.page)
    if let updated = feed.updated { xml.element("updated", Feed.time(updated)) }
    xml.author(feed.publisher)
    for entry in feed.entries { write(entry, to: &xml) }
    xml.markup("</feed>\n")
    return xml.bytes
  }

  private func write(_ entry: Feed.Entry, to xml: inout XMLBytes) {
    xml.markup("<entry>\n")
    xml.element("title", entry.title)
    xml.element("id", entry.id)
    xml.link("alternate", "text/html", entry.address)
    xml.element("published", Feed.time(entry.published))
    xml.element("updated", Feed.time(entry.updated))
    for name in entry.authors { xml.author(name) }
    for tag in entry.tags {
      xml.markup("<category term=\"")
      xml.text(tag)
      xml.markup("\"/>\n")
    }
    if let summary = entry.summary { xml.element("summary", summary) }
    xml.markup("<content type=\"html\">")
    entry.html.withUnsafeBufferPointer { xml.text($0) }
    xml.markup("</content>\n</entry>\n")
  }
}

/// XML as it grows.
private struct XMLBytes {
  private(set) var bytes: [UInt8] = []

  /// Appends what is XML already.
  mutating func markup(_ text: String) { bytes += text.utf8 }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { self.text($0) }
  }

  /// Appends text, but for control characters and for what is no character at all: XML has no place for them.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    // Hardly any text holds one, and all bytes are asked at once.
    var suspects: UInt8 = 0
    for byte in text { suspects |= byte < 0x20 && byte != 0x09 && byte != 0x0A || byte == 0xEF ? 1 : 0 }
    if suspects == 0 { return bytes.appendHTMLText(text) }
    var start = 0
    var offset = 0
    while offset < text.count {
      let length = Self.excludedLength(in: text, at: offset)
      if length > 0 {
        bytes.appendHTMLText(UnsafeBufferPointer(rebasing: text[start..<offset]))
        start = offset + length
      }
      offset += max(length, 1)
    }
    bytes.appendHTMLText(UnsafeBufferPointer(rebasing: text[start...]))
  }

  /// How many bytes at an offset are a character that XML excludes; 0 where it is none.
  @inline(__always)
  private static func excludedLength(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    switch text[offset] {
    case 0x09, 0x0A: 0
    case 0..<0x20: 1
    // U+FFFE and U+FFFF.
    case 0xEF where offset + 2 < text.count && text[offset + 1] == 0xBF && text[offset + 2] >= 0xBE: 3
    default: 0
    }
  }

  mutating func element(_ name: String, _ text: String) {
    markup("<\(name)>")
    self.text(text)
    markup("</\(name)>\n")
  }

  mutating func link(_ relation: String, _ type: String, _ address: String) {
    markup("<link rel=\"\(relation)\" type=\"\(type)\" href=\"")
    text(address)
    markup("\"/>\n")
  }

  mutating func author(_ name: String) {
    markup("<author>\n")
    element("name", name)
    markup("</author>\n")
  }
}
