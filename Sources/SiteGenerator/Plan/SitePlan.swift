internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Which pages there are and what each shows; no text yet.
struct SitePlan: Sendable {
  enum Page: Sendable {
    case front
    case articles
    case article(Int)
    case constituents
    case constituent(Constituent)
    case editions
    case edition(Int)
    case page(Int)
    case corrections
    case data
    case notFound
  }

  struct PlannedPage: Sendable {
    let path: SitePath
    let page: Page
    /// The newest date of what the page shows; nil where no content dates it.
    let modified: CalendarDate?
  }

  let content: ParsedContent
  let ledger: Ledger
  /// Articles, newest first; of one day, in the order of their slugs.
  let articles: [Article]
  let pages: [PlannedPage]
  /// Indices into `articles` of those that state a constituent's score or are about it.
  let articlesByConstituent: [String: [Int]]
  let articlesByEdition: [EditionID: [Int]]
  /// Whether pages have a picture to be shared with.
  var hasCards = false

  init(_ content: ParsedContent, ledger: Ledger) {
    self.content = content
    self.ledger = ledger
    let sorted = content.articles.sorted { left, right in
      left.date != right.date ? left.date > right.date : left.slug.text < right.slug.text
    }
    articles = sorted
    var byConstituent: [String: [Int]] = [:]
    var byEdition: [EditionID: [Int]] = [:]
    for (index, article) in articles.enumerated() {
      var ids = Set(article.statements.map(\.constituent))
      if let subject = article.constituentID { ids.insert(subject) }
      for id in ids { byConstituent[id, default: []].append(index) }
      byEdition[article.edition, default: []].append(index)
    }
    articlesByConstituent = byConstituent
    articlesByEdition = byEdition
    let newest = articles.first?.date
    let settings = content.settings
    var pages = [
      PlannedPage(path: Address.front, page: .front, modified: newest),
      PlannedPage(path: Address.articles, page: .articles, modified: newest),
      PlannedPage(path: Address.constituents(settings), page: .constituents, modified: newest),
      PlannedPage(path: Address.editions, page: .editions, modified: newest),
      PlannedPage(path: Address.corrections, page: .corrections, modified: nil),
      PlannedPage(path: Address.data, page: .data, modified: newest),
      PlannedPage(path: Address.notFound, page: .notFound, modified: nil),
    ]
    for (index, article) in articles.enumerated() {
      pages.append(PlannedPage(path: Address.article(article.slug), page: .article(index), modified: article.date))
    }
    for constituent in settings.constituents {
      let modified = byConstituent[constituent.id]?.first.map { sorted[$0].date }
      pages.append(
        PlannedPage(
          path: Address.constituent(constituent.id, settings), page: .constituent(constituent), modified: modified))
    }
    for (index, table) in ledger.tables.enumerated() {
      let modified = byEdition[table.id]?.first.map { sorted[$0].date }
      pages.append(PlannedPage(path: Address.edition(table.id), page: .edition(index), modified: modified))
    }
    for (index, page) in content.pages.enumerated() {
      pages.append(PlannedPage(path: Address.page(page.slug), page: .page(index), modified: nil))
    }
    self.pages = pages.sorted { $0.path < $1.path }
  }

  /// Old addresses with the page that each leads to.
  var redirects: [(from: SitePath, to: SitePath)] {
    articles.flatMap { article in article.aliases.map { ($0, Address.article(article.slug)) } }
      + content.pages.flatMap { page in page.aliases.map { ($0, Address.page(page.slug)) } }
  }

  /// Notes on editions that no article scores.
  func problems() -> [Diagnostic] {
    content.notes.filter { ledger.table($0.edition) == nil }.map { note in
      Diagnostic(
        id: "note-without-edition", "no article states a score of \(note.edition.text)",
        at: .file(path: note.file.path), help: "write an article of that edition, or delete the note")
    }
  }
}
