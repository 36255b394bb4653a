internal import HTMLEscaping
internal import ScoreLedger

/// A feed as Atom (RFC 4287).
struct AtomWriter {
  let feed: Feed

  func text() -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(escaped(feed.language))\">\n"
    text += element("title", feed.title) + element("id", feed.page)
    if let description = feed.description { text += element("subtitle", description) }
    text += link("self", "application/atom+xml", feed.atomAddress)
    text += link("alternate", "application/feed+json", feed.jsonAddress)
    text += link("alternate", "text/html", feed.page)
    if let updated = feed.updated { text += element("updated", Feed.time(updated)) }
    text += author(feed.publisher)
    return text + feed.entries.map(entry).joined() + "</feed>\n"
  }

  private func entry(_ entry: Feed.Entry) -> String {
    var text = "<entry>\n" + element("title", entry.title) + element("id", entry.id)
    text += link("alternate", "text/html", entry.address)
    text += element("published", Feed.time(entry.published)) + element("updated", Feed.time(entry.updated))
    for name in entry.authors { text += author(name) }
    for tag in entry.tags { text += "<category term=\"\(escaped(tag))\"/>\n" }
    if let summary = entry.summary { text += element("summary", summary) }
    return text + "<content type=\"html\">\(escaped(entry.html))</content>\n</entry>\n"
  }

  private func link(_ relation: String, _ type: String, _ address: String) -> String {
    "<link rel=\"\(relation)\" type=\"\(type)\" href=\"\(escaped(address))\"/>\n"
  }

  private func author(_ name: String) -> String { "<author>\n\(element("name", name))</author>\n" }

  private func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>\n" }

  /// Text for XML, which has no place for control characters and for what is no character at all.
  private func escaped(_ text: String) -> String {
    HTMLText.escaped(
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.filter {
            $0.value >= 0x20 && $0.value != 0xFFFE && $0.value != 0xFFFF || $0 == "\n" || $0 == "\t"
          })))
  }
}
