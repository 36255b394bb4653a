internal import HTMLEscaping
internal import Markdown
internal import ScoreLedger

/// An Atom feed (RFC 4287); every time is from the content.
struct AtomFeed {
  struct Entry {
    let title: String
    /// The page's absolute address, which is the entry's id, too.
    let address: String
    let date: CalendarDate
    var authors: [String] = []
    var tags: [String] = []
    var summary: String?
    let html: [UInt8]
  }

  private static let longest = 20

  let settings: IndexSettings
  let title: String
  /// The absolute addresses of the feed and of the page that it is of.
  let (feedAddress, pageAddress): (String, String)
  let entries: [Entry]
  /// The day of the feed where it has no entry.
  let day: CalendarDate?

  /// The latest articles, whole.
  /// - Parameter body: an article's body with absolute links.
  static func articles(
    _ plan: SitePlan, url: String, body: (Article) throws(RenderError) -> [UInt8]
  ) throws(RenderError) -> AtomFeed {
    let settings = plan.content.settings
    var entries: [Entry] = []
    for article in plan.articles.prefix(longest) {
      entries.append(
        Entry(
          title: article.title, address: url + Address.article(article.slug).permalink, date: article.date,
          authors: article.authors, tags: article.tags, summary: article.summary, html: try body(article)))
    }
    return AtomFeed(
      settings: settings, title: settings.title, feedAddress: url + Address.feed.text, pageAddress: url,
      entries: entries, day: day(plan))
  }

  /// The latest corrections, with both values and the reason.
  static func corrections(_ plan: SitePlan, url: String) -> AtomFeed {
    let settings = plan.content.settings
    let page = url + Address.corrections.permalink
    let entries = plan.ledger.corrections.prefix(longest).map { correction in
      let name = settings.constituents.first { $0.id == correction.constituent }?.name ?? correction.constituent
      let (was, now) = (settings.scale.ratingText(correction.was), settings.scale.ratingText(correction.now))
      let html = "<p>\(HTMLText.escaped(correction.reason))</p>\n<p>Was \(was), is now \(now).</p>\n"
      return Entry(
        title: "\(name), edition \(correction.edition.text): \(now), not \(was)",
        address: page + "#" + correction.anchor,
        date: correction.date, html: Array(html.utf8))
    }
    return AtomFeed(
      settings: settings, title: "Corrections · \(settings.title)", feedAddress: url + Address.correctionsFeed.text,
      pageAddress: page, entries: Array(entries), day: day(plan))
  }

  private static func day(_ plan: SitePlan) -> CalendarDate? {
    plan.articles.first?.date ?? plan.ledger.current.flatMap { plan.ledger.calendar.firstDay(of: $0.id) }
  }

  func text() -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(HTMLText.escaped(settings.language))\">\n"
    text += element("title", title) + element("id", pageAddress)
    if let tagline = settings.tagline { text += element("subtitle", tagline) }
    text += "<link rel=\"self\" type=\"application/atom+xml\" href=\"\(HTMLText.escaped(feedAddress))\"/>\n"
    text += "<link rel=\"alternate\" type=\"text/html\" href=\"\(HTMLText.escaped(pageAddress))\"/>\n"
    text += element("updated", time(entries.map(\.date).max() ?? day))
    text += author(settings.publisher ?? settings.title)
    return text + entries.map(entry).joined() + "</feed>\n"
  }

  private func entry(_ entry: Entry) -> String {
    var text = "<entry>\n" + element("title", entry.title) + element("id", entry.address)
    text += "<link rel=\"alternate\" type=\"text/html\" href=\"\(HTMLText.escaped(entry.address))\"/>\n"
    text += element("published", time(entry.date)) + element("updated", time(entry.date))
    for name in entry.authors { text += author(name) }
    for tag in entry.tags { text += "<category term=\"\(escaped(tag))\"/>\n" }
    if let summary = entry.summary { text += element("summary", summary) }
    // What leads to a place of the article itself, such as a footnote, is relative to its page.
    text +=
      "<content type=\"html\" xml:base=\"\(HTMLText.escaped(entry.address))\">\(escaped(String(decoding: entry.html, as: UTF8.self)))</content>\n"
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

  /// Content carries days; a feed wants a time, so a day starts at midnight UTC.
  private func time(_ day: CalendarDate?) -> String { (day?.iso ?? "1970-01-01") + "T00:00:00Z" }
}
