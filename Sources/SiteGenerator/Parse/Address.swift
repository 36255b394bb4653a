internal import ScoreLedger

/// The address of every kind of page.
enum Address {
  static let front = SitePath.page()
  static let articles = SitePath.page("articles")
  static let editions = SitePath.page("editions")
  static let corrections = SitePath.page("corrections")
  static let data = SitePath.page("data")
  static let search = SitePath.page("search")
  static let notFound = SitePath.file("404.html")
  static let feed = FeedAddress(atom: .file("feed.xml"), json: .file("feed.json"))
  static let sitemap = SitePath.file("sitemap.xml")
  static let robots = SitePath.file("robots.txt")
  static let scoresCSV = SitePath.file("data/scores.csv")
  static let scoresJSON = SitePath.file("data/scores.json")
  static let correctionsCSV = SitePath.file("data/corrections.csv")
  static let scoresSchema = SitePath.file("data/scores.schema.json")
  static let correctionsSchema = SitePath.file("data/corrections.schema.json")
  static let dataPackage = SitePath.file("data/datapackage.json")
  static let correctionsFeed = FeedAddress(
    atom: .file("corrections/feed.xml"), json: .file("corrections/feed.json"))
  /// Rules for hosts that read them.
  static let headers = SitePath.file("_headers")
  static let redirects = SitePath.file("_redirects")
  /// Tells a host of pages that folders with an underscore are pages, too.
  static let noJekyll = SitePath.file(".nojekyll")
  static let languageModels = SitePath.file("llms.txt")

  /// A page of the archive behind the first, counted from the oldest.
  static func articles(page number: Int) -> SitePath { .page("articles", "page", String(number)) }

  static func article(_ slug: Slug) -> SitePath { .page("articles", slug.text) }

  static func edition(_ id: EditionID) -> SitePath { .page("editions", id.pathComponent) }

  static func editionCSV(_ id: EditionID) -> SitePath { .file("data/editions/\(id.pathComponent).csv") }

  static func editionJSON(_ id: EditionID) -> SitePath { .file("data/editions/\(id.pathComponent).json") }

  static func page(_ slug: Slug) -> SitePath { .page(slug.text) }

  static func constituents(_ settings: IndexSettings) -> SitePath { .page(settings.noun.many) }

  static func constituent(_ id: String, _ settings: IndexSettings) -> SitePath {
    .page(settings.noun.many, id.lowercased())
  }

  static func constituentFeed(_ id: String, _ settings: IndexSettings) -> FeedAddress {
    let folder = "\(settings.noun.many)/\(id.lowercased())/"
    return FeedAddress(atom: .file(folder + "feed.xml"), json: .file(folder + "feed.json"))
  }

  static let searchDocuments = SitePath.file("search/documents.json")

  /// One of the parts of the search's words, counted from 1. The titles name it by its contents, so that no browser
  /// joins the titles of one build to the words of another.
  static func searchWords(_ number: Int, _ bytes: [UInt8]) -> SitePath {
    .file("search/" + FingerprintedName.name("words-\(number).json", bytes))
  }

  /// One of the parts of a sitemap that is too long for one file, counted from 1.
  static func sitemapPart(_ number: Int) -> SitePath { .file("sitemap-\(number).xml") }

  /// The picture that a page is shared with, beside it.
  static func card(for page: SitePath) -> SitePath { .file(page.folder + "card.png") }

  /// A page's Markdown, beside it: its address with `.md` behind, as llmstxt.org has it.
  static func markdown(of page: SitePath) -> SitePath { .file(page.text + ".md") }

  /// Without an edition, of the current one for ever.
  static func badge(_ id: String, in edition: EditionID? = nil) -> SitePath {
    .file(badge(id, in: edition, "svg"))
  }

  /// The same for shields.io.
  static func badgeJSON(_ id: String) -> SitePath { .file(badge(id, in: nil, "json")) }

  private static func badge(_ id: String, in edition: EditionID?, _ kind: String) -> String {
    "badges/" + (edition.map { "editions/\($0.pathComponent)/" } ?? "") + "\(id.lowercased()).\(kind)"
  }

  /// The table for other sites to show; the addresses of embedded pages are those of the whole ones behind `embed/`.
  static func embeddedTable(in edition: EditionID? = nil) -> SitePath {
    edition.map { .page("embed", "editions", $0.pathComponent) } ?? .page("embed")
  }

  /// A constituent's chart for other sites to show.
  static func embeddedChart(_ id: String, in edition: EditionID? = nil, _ settings: IndexSettings) -> SitePath {
    edition.map { .page("embed", "editions", $0.pathComponent, id.lowercased()) }
      ?? .page("embed", settings.noun.many, id.lowercased())
  }

  /// Folders and files at the root, in lower case, that only the site itself writes into.
  static func closedFolders(_ settings: IndexSettings) -> Set<String> {
    [
      settings.noun.many, "editions", "data", "search", "assets", "media", "corrections", feed.atom.text,
      feed.json.text, sitemap.text, robots.text, notFound.text, front.text, headers.text, redirects.text,
      noJekyll.text, "badges", "embed", languageModels.text, StagedFiles.name, ShardManifest.path,
    ]
  }

  /// Addresses that no document may take.
  static func reserved(_ settings: IndexSettings) -> [SitePath] {
    [
      front, articles, editions, corrections, data, search, notFound, sitemap, robots, scoresCSV, scoresJSON,
      constituents(settings), .page("assets"), .page("media"), embeddedTable(), .page("badges"), languageModels,
    ]
  }
}

/// Where a feed is published in its two formats.
struct FeedAddress {
  let atom: SitePath
  let json: SitePath
}
