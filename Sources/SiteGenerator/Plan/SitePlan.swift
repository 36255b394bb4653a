internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Which pages there are and what each shows; no text yet.
struct SitePlan: Sendable {
  enum Page: Sendable {
    case front
    case articles
    /// A page of the archive behind the first, counted from the oldest.
    case olderArticles(Int)
    case article(Int)
    case constituents
    case constituent(Constituent)
    case editions
    case edition(Int)
    case page(Int)
    case corrections
    case data
    case search
    case notFound

    var isArticle: Bool { if case .article = self { true } else { false } }
  }

  struct PlannedPage: Sendable {
    let path: SitePath
    let page: Page
    /// The newest date of what the page shows; nil where no content dates it.
    let modified: CalendarDate?
  }

  let content: ParsedContent
  let ledger: Ledger
  private let arranged: ArrangedArticles
  let archive: ArticleArchive
  let pages: [PlannedPage]
  let notes: [EditionID: EditionNote]
  let profiles: [String: Profile]
  let correctionsByConstituent: [String: [Correction]]
  let correctionsByEdition: [EditionID: [Correction]]
  let releasedEditions: Set<EditionID>
  let modified: ModifiedDays
  /// Whether pages have a picture to be shared with.
  var hasCards = false
  /// Whether pages are shown to who edits them, by a server that adds a script of its own.
  var isPreview = false

  /// - Parameter arranged: the articles of the content, where they were arranged already.
  init(_ content: ParsedContent, ledger: Ledger, _ arranged: ArrangedArticles? = nil) {
    self.content = content
    self.ledger = ledger
    let arranged = arranged ?? ArrangedArticles(content.articles)
    self.arranged = arranged
    let articles = arranged.articles
    archive = ArticleArchive(count: articles.count)
    let modified = ModifiedDays(articles: articles, arranged.groups, expired: content.expired, ledger: ledger)
    self.modified = modified
    notes = Dictionary(content.notes.map { ($0.edition, $0) }) { first, _ in first }
    profiles = Dictionary(content.profiles.map { ($0.constituentID, $0) }) { first, _ in first }
    correctionsByConstituent = Dictionary(grouping: ledger.corrections, by: \.constituent)
    correctionsByEdition = Dictionary(grouping: ledger.corrections, by: \.edition)
    releasedEditions = Set(content.releases.map(\.edition))
    let settings = content.settings
    let current = ledger.current.flatMap { modified.edition($0.id) }
    var pages = [
      PlannedPage(path: Address.front, page: .front, modified: modified.newest),
      PlannedPage(path: Address.articles, page: .articles, modified: modified.newestArticle),
      PlannedPage(path: Address.constituents(settings), page: .constituents, modified: current),
      PlannedPage(path: Address.editions, page: .editions, modified: modified.newest),
      PlannedPage(path: Address.corrections, page: .corrections, modified: modified.newestCorrection),
      PlannedPage(path: Address.data, page: .data, modified: modified.newest),
      PlannedPage(path: Address.search, page: .search, modified: modified.newest),
      PlannedPage(path: Address.notFound, page: .notFound, modified: nil),
    ]
    pages.reserveCapacity(pages.count + articles.count + ledger.tables.count + settings.constituents.count)
    // In the order of their files, which is nearly that of their paths.
    for index in arranged.places {
      let day = modified.day(articles[index].date, in: articles[index].edition)
      pages.append(PlannedPage(path: articles[index].path, page: .article(index), modified: day))
    }
    for number in 0..<archive.olderPages {
      let newest = articles[archive.older(number + 1).lowerBound].date
      pages.append(
        PlannedPage(path: Address.articles(page: number + 1), page: .olderArticles(number + 1), modified: newest))
    }
    for constituent in settings.constituents {
      pages.append(
        PlannedPage(
          path: Address.constituent(constituent.id, settings), page: .constituent(constituent),
          modified: modified.constituent(constituent.id)))
    }
    for (index, table) in ledger.tables.enumerated() {
      pages.append(
        PlannedPage(path: Address.edition(table.id), page: .edition(index), modified: modified.edition(table.id)))
    }
    for (index, page) in content.pages.enumerated() {
      pages.append(PlannedPage(path: Address.page(page.slug), page: .page(index), modified: nil))
    }
    self.pages = pages.sorted { $0.path < $1.path }
  }

  /// Articles, newest first; of one day, the longest first, since it leads the front page.
  var articles: [Article] { arranged.articles }

  /// Places in `articles` of those that state a constituent's score or are about it.
  var articlesByConstituent: [String: [Int]] { arranged.groups.byConstituent }

  /// Places in `articles` of those that are about a constituent.
  var articlesAboutConstituent: [String: [Int]] { arranged.groups.aboutConstituent }

  var articlesByEdition: [EditionID: [Int]] { arranged.groups.byEdition }

  /// The places of all pages: of those of an edition's articles by the edition's place in the ledger, and of all others.
  var pageGroups: (byEdition: [(table: Int, pages: [Int])], loose: [Int]) {
    var groups = [[Int]](repeating: [], count: ledger.tables.count)
    var loose: [Int] = []
    for (place, page) in pages.enumerated() {
      if case .article(let index) = page.page, let table = ledger.position(of: articles[index].edition) {
        groups[table].append(place)
      } else {
        loose.append(place)
      }
    }
    return (groups.indices.filter { !groups[$0].isEmpty }.map { ($0, groups[$0]) }, loose)
  }

  /// Old addresses with the page that each leads to.
  var redirects: [(from: SitePath, to: SitePath)] {
    articles.flatMap { article in article.aliases.map { ($0, article.path) } }
      + content.pages.flatMap { page in page.aliases.map { ($0, Address.page(page.slug)) } }
  }

  /// Why readers do not see a page yet; nil where they do.
  func status(of page: Page) -> PublicationStatus? {
    switch page {
    case .article(let index): articles[index].status
    case .page(let index): content.pages[index].status
    default: nil
    }
  }

  /// An article's title as it is told apart from others where its page is not seen: in a browser's tabs, in results.
  func distinctTitle(of article: Article) -> String {
    arranged.sharedTitles.contains(article.title) ? "\(article.title), \(Wording.date(article.date))" : article.title
  }

  /// Whether there are feeds: they need an address and a day.
  var hasFeeds: Bool { content.settings.url != nil && !articles.isEmpty }

  /// Notes on editions that no article scores.
  func problems() -> [Diagnostic] {
    content.notes.filter { ledger.table($0.edition) == nil }.map { note in
      Diagnostic(
        id: "note-without-edition", "no article states a score of \(note.edition.text)",
        at: .file(path: note.file.path), help: "write an article of that edition, or delete the note")
    }
  }
}
