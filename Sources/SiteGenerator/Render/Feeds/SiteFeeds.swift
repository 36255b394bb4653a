internal import HTMLEscaping
internal import ScoreLedger

/// Every feed of the site: of all articles, of each constituent, of the corrections.
struct SiteFeeds {
  private static let longest = 20

  private let plan: SitePlan
  private let settings: IndexSettings
  /// Where the site stands; ends in a slash.
  private let url: String
  /// An article's body with absolute links.
  private let body: (Article) throws(RenderError) -> [UInt8]
  /// Entries by the place of their article in the plan: the site's feed and a constituent's share them.
  private var articleEntries: [Int: Feed.Entry] = [:]

  init(_ plan: SitePlan, url: String, body: @escaping (Article) throws(RenderError) -> [UInt8]) {
    self.plan = plan
    settings = plan.content.settings
    self.url = url
    self.body = body
  }

  /// The files of all feeds; none where no article was published, since a feed needs a day.
  mutating func files() throws(RenderError) -> [(path: SitePath, bytes: [UInt8])] {
    guard let start = plan.articles.last?.date else { return [] }
    var files = Self.files(of: try articles(), at: Address.feed)
    files += Self.files(of: corrections(start: start), at: Address.correctionsFeed)
    for constituent in settings.constituents {
      let feed = try self.constituent(constituent, plan.correctionsByConstituent[constituent.id] ?? [], start: start)
      files += Self.files(of: feed, at: Address.constituentFeed(constituent.id, settings))
    }
    return files
  }

  private static func files(of feed: Feed, at address: FeedAddress) -> [(path: SitePath, bytes: [UInt8])] {
    [
      (address.atom, Array(AtomWriter(feed: feed).text().utf8)),
      (address.json, Array(JSONFeedWriter(feed: feed).text().utf8)),
    ]
  }

  // MARK: Feeds

  private mutating func articles() throws(RenderError) -> Feed {
    var entries: [Feed.Entry] = []
    for index in plan.articles.indices.prefix(Self.longest) { entries.append(try entry(ofArticle: index)) }
    return feed(settings.title, settings.tagline, page: Address.front, Address.feed, entries)
  }

  private func corrections(start: CalendarDate) -> Feed {
    feed(
      "Corrections · \(settings.title)", "Every correction, with both values and the reason.",
      page: Address.corrections, Address.correctionsFeed, plan.ledger.corrections.prefix(Self.longest).map(entry),
      promise: ("Corrections will appear here", "No correction has been published yet."), start: start)
  }

  /// The articles about a constituent and the corrections of its scores.
  private mutating func constituent(
    _ constituent: Constituent, _ corrections: [Correction], start: CalendarDate
  ) throws(RenderError) -> Feed {
    var entries: [Feed.Entry] = []
    for index in plan.articlesAboutConstituent[constituent.id, default: []].prefix(Self.longest) {
      entries.append(try entry(ofArticle: index))
    }
    entries += corrections.prefix(Self.longest).map(entry)
    let newest = entries.enumerated().sorted { left, right in
      left.element.published != right.element.published
        ? left.element.published > right.element.published : left.offset < right.offset
    }.map(\.element)
    return feed(
      "\(constituent.name) · \(settings.title)",
      "Articles about \(constituent.name), and corrections of its scores.",
      page: Address.constituent(constituent.id, settings), Address.constituentFeed(constituent.id, settings),
      Array(newest.prefix(Self.longest)),
      promise: (
        "Articles about \(constituent.name) will appear here",
        "No article about \(constituent.name) has been published yet."
      ), start: start)
  }

  private func feed(
    _ title: String, _ description: String?, page: SitePath, _ address: FeedAddress, _ entries: [Feed.Entry],
    promise: (title: String, text: String)? = nil, start: CalendarDate? = nil
  ) -> Feed {
    let page = url + page.permalink
    let atom = url + address.atom.link
    var entries = entries
    // Who subscribes before there is anything sees that it worked, and readers' programs distrust an empty feed.
    if entries.isEmpty, let promise, let start {
      entries.append(
        Feed.Entry(
          id: atom + "#start", address: page, title: promise.title, published: start, updated: start,
          html: "<p>\(HTMLText.escaped(promise.text))</p>\n"))
    }
    return Feed(
      title: title, description: description, language: settings.language,
      publisher: settings.publisher ?? settings.title, page: page, atomAddress: atom,
      jsonAddress: url + address.json.link, entries: entries)
  }

  // MARK: Entries

  private mutating func entry(ofArticle index: Int) throws(RenderError) -> Feed.Entry {
    if let known = articleEntries[index] { return known }
    let article = plan.articles[index]
    let address = url + Address.article(article.slug).permalink
    let entry = Feed.Entry(
      id: address, address: address, title: article.title, published: article.date,
      updated: plan.modified.article(article), authors: article.authors, tags: article.tags,
      summary: article.summary,
      html: FeedMarkup(url: url, page: address).text(try body(article)))
    articleEntries[index] = entry
    return entry
  }

  private func entry(of correction: Correction) -> Feed.Entry {
    let name = plan.ledger.constituent(correction.constituent)?.name ?? correction.constituent
    let (was, now) = (settings.scale.ratingText(correction.was), settings.scale.ratingText(correction.now))
    let edition = HTMLText.escaped(url + Address.edition(correction.edition).permalink)
    let finder = correction.foundBy.map { " Found by \(HTMLText.escaped($0))." } ?? ""
    let html = """
      <p>\(HTMLText.escaped(correction.reason))</p>
      <p>\(HTMLText.escaped(name)) in <a href="\(edition)">edition \(correction.edition.text)</a>: was \(was), is now \(now).\(finder)</p>

      """
    let address = url + Address.corrections.permalink + "#" + HTMLText.percentEncoded(correction.anchor)
    return Feed.Entry(
      id: address, address: address, title: "\(name), edition \(correction.edition.text): \(now), not \(was)",
      published: correction.date, updated: correction.date, html: html)
  }
}
