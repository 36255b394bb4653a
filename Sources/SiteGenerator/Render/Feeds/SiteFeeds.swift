internal import HTMLEscaping
internal import ScoreLedger

/// Every feed of the site: of all articles, of each constituent, of the corrections.
struct SiteFeeds: Sendable {
  private static let longest = 20

  private let plan: SitePlan
  private let settings: IndexSettings
  /// Where the site stands; ends in a slash.
  private let url: String
  /// An article's body with absolute links.
  private let body: @Sendable (Article) throws(RenderError) -> [UInt8]
  /// In the order of the plan's articles: the site's feed and a constituent's share them.
  private let articleEntries: SharedList<Feed.Entry, RenderError>

  init(_ plan: SitePlan, url: String, body: @escaping @Sendable (Article) throws(RenderError) -> [UInt8]) {
    self.plan = plan
    settings = plan.content.settings
    self.url = url
    self.body = body
    articleEntries = SharedList(plan.articles.count) { index throws(RenderError) in
      try Self.entry(of: plan.articles[index], in: plan, url: url, body: body)
    }
  }

  /// The files of all feeds; none where no article was published, since a feed needs a day.
  func files() -> [SiteFile] {
    guard let start = plan.articles.last?.date else { return [] }
    func recipe(_ articles: some Sequence<Int>) -> Recipe { .feed(Array(articles.prefix(Self.longest))) }
    var files = Self.files(at: Address.feed, recipe(plan.articles.indices)) { () throws(RenderError) in try articles() }
    files += Self.files(at: Address.correctionsFeed, recipe([])) { () throws(RenderError) in corrections(start: start) }
    for constituent in settings.constituents {
      let articles = recipe(plan.articlesAboutConstituent[constituent.id] ?? [])
      files += Self.files(at: Address.constituentFeed(constituent.id, settings), articles) { () throws(RenderError) in
        try self.constituent(constituent, plan.correctionsByConstituent[constituent.id] ?? [], start: start)
      }
    }
    return files
  }

  private static func files(
    at address: FeedAddress, _ recipe: Recipe,
    _ make: @escaping @Sendable () throws(RenderError) -> Feed
  ) -> [SiteFile] {
    let feed = Shared(make)
    return [
      SiteFile(address.atom, recipe) { () throws(RenderError) in AtomWriter(feed: try feed.value()).bytes() },
      SiteFile(address.json, recipe) { () throws(RenderError) in JSONFeedWriter(feed: try feed.value()).bytes() },
    ]
  }

  // MARK: Feeds

  private func articles() throws(RenderError) -> Feed {
    var entries: [Feed.Entry] = []
    for index in 0..<min(Self.longest, articleEntries.count) { entries.append(try articleEntries.value(index)) }
    return feed(settings.title, settings.tagline, page: Address.front, Address.feed, entries)
  }

  private func corrections(start: CalendarDate) -> Feed {
    feed(
      "Corrections · \(settings.title)", "Every correction, with both values and the reason.",
      page: Address.corrections, Address.correctionsFeed, plan.ledger.corrections.prefix(Self.longest).map(entry),
      promise: ("Corrections will appear here", "No correction has been published yet."), start: start)
  }

  /// The articles about a constituent and the corrections of its scores.
  private func constituent(
    _ constituent: Constituent, _ corrections: [Correction], start: CalendarDate
  ) throws(RenderError) -> Feed {
    var entries: [Feed.Entry] = []
    for index in plan.articlesAboutConstituent[constituent.id, default: []].prefix(Self.longest) {
      entries.append(try articleEntries.value(index))
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
          html: Array("<p>\(HTMLText.escaped(promise.text))</p>\n".utf8)))
    }
    return Feed(
      title: title, description: description, language: settings.language,
      publisher: settings.publisher ?? settings.title, page: page, atomAddress: atom,
      jsonAddress: url + address.json.link, entries: entries)
  }

  // MARK: Entries

  private static func entry(
    of article: Article, in plan: SitePlan, url: String, body: (Article) throws(RenderError) -> [UInt8]
  ) throws(RenderError) -> Feed.Entry {
    let address = url + article.path.permalink
    return Feed.Entry(
      id: address, address: address, title: article.title, published: article.date,
      updated: plan.modified.article(article), authors: article.authors, tags: article.tags,
      summary: article.summary,
      html: FeedMarkup(url: url, page: address).absolute(FeedMarkup.inWords(try body(article))))
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
      published: correction.date, updated: correction.date, html: Array(html.utf8))
  }
}
