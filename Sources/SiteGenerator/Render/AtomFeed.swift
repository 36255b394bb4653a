internal import Markdown
internal import ScoreLedger

/// feed.xml: Atom (RFC 4287), the latest articles whole, every time from the content.
struct AtomFeed {
  static let longest = 20

  let plan: SitePlan
  let url: String
  /// The body of an article with absolute links.
  let body: (Article) throws(RenderError) -> [UInt8]

  func text() throws(RenderError) -> String {
    let settings = plan.content.settings
    let feedURL = HTMLText.escaped(url + Address.feed.text)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(HTMLText.escaped(settings.language))\">\n"
    text += element("title", settings.title) + element("id", url)
    if let tagline = settings.tagline { text += element("subtitle", tagline) }
    text += "<link rel=\"self\" type=\"application/atom+xml\" href=\"\(feedURL)\"/>\n"
    text += "<link rel=\"alternate\" type=\"text/html\" href=\"\(HTMLText.escaped(url))\"/>\n"
    text += element("updated", updated)
    text += author(settings.publisher ?? settings.title)
    for article in plan.articles.prefix(Self.longest) { text += try entry(article) }
    return text + "</feed>\n"
  }

  private var updated: String {
    let day = plan.articles.first?.date ?? plan.ledger.current.flatMap { plan.ledger.calendar.firstDay(of: $0.id) }
    return time(day?.iso ?? "1970-01-01")
  }

  private func entry(_ article: Article) throws(RenderError) -> String {
    let address = url + Address.article(article.slug).permalink
    var text = "<entry>\n" + element("title", article.title) + element("id", address)
    text += "<link rel=\"alternate\" type=\"text/html\" href=\"\(HTMLText.escaped(address))\"/>\n"
    text += element("published", time(article.date.iso)) + element("updated", time(article.date.iso))
    for name in article.authors { text += author(name) }
    for tag in article.tags { text += "<category term=\"\(HTMLText.escaped(tag))\"/>\n" }
    if let summary = article.summary { text += element("summary", summary) }
    let html = String(decoding: try body(article), as: UTF8.self)
    text += "<content type=\"html\">\(escaped(html))</content>\n"
    return text + "</entry>\n"
  }

  private func author(_ name: String) -> String { "<author>\(element("name", name))</author>\n" }

  private func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>\n" }

  /// Text for XML, which has no place for control characters.
  private func escaped(_ text: String) -> String {
    HTMLText.escaped(
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })))
  }

  /// Articles carry days; a feed wants a time, so a day starts at midnight UTC.
  private func time(_ day: String) -> String { day + "T00:00:00Z" }
}
