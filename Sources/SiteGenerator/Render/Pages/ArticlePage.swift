internal import Markdown
internal import ScoreLedger
internal import TemplateValues

/// Articles and their archive.
extension PageRenderer {
  /// - Parameter number: of a page behind the first; nil for that.
  func articleArchive(page number: Int? = nil) -> PageContent {
    let archive = plan.archive
    let shown = number.map(archive.older) ?? archive.first
    let articles = shown.map { articleValues[$0] }
    let (older, newer) = (number.map { $0 - 1 } ?? archive.olderPages, number.map { $0 + 1 })
    return PageContent(
      template: "articles.html", kind: "articles", section: "articles",
      title: number.map { "Articles, page \($0)" } ?? "Articles",
      description: number.map { "Older articles of \(settings.title), page \($0)." }
        ?? "Every article of \(settings.title), the newest first.",
      values: [
        "articles": .list(articles.map { .map($0) }), "months": .list(months(of: shown)),
        "is_long": .boolean(articles.count > 100), "total": .number(TemplateNumber(plan.articles.count)),
        "older": older > 0 ? archivePage(older) : .none,
        "newer": newer.map { archivePage($0 > archive.olderPages ? nil : $0) } ?? .none,
      ])
  }

  private func archivePage(_ number: Int?) -> TemplateValue {
    [
      "path": .text((number.map(Address.articles(page:)) ?? Address.articles).link),
      "title": .text(number.map { "Articles, page \($0)" } ?? "The newest articles"),
    ]
  }

  /// The articles by the month of their date, the newest first.
  private func months(of shown: Range<Int>) -> [TemplateValue] {
    shown.map { $0 }.runs { "\(plan.articles[$0].date.monthName) \(plan.articles[$0].date.year)" }.map {
      month, indices in ["title": .text(month), "articles": .list(indices.map { .map(articleValues[$0]) })]
    }
  }

  /// So many rows stand below an article; of a longer table the first, and those around its subject.
  private static let (longestTable, firstRows, rowsAround) = (100, 10, 5)

  private func table(of article: Article) -> TemplateValue {
    let table = tables[article.edition]
    guard case .map(var map) = table, case .list(let rows)? = map["rows"], rows.count > Self.longestTable else {
      return table
    }
    let standings = plan.ledger.table(article.edition)?.standings ?? []
    let subject = standings.firstIndex { $0.constituent.id == article.constituentID }
    map["rows"] = .list(
      rows.indices.filter { row in
        row < Self.firstRows || subject.map { abs($0 - row) <= Self.rowsAround } ?? false
      }.map { rows[$0] })
    map["not_rated"] = []
    map["is_excerpt"] = true
    return .map(map)
  }

  /// How an edition is cited, for partials/cite.html.
  func citation(of edition: EditionID) -> TemplateValue { citations.edition(edition) }

  func article(_ index: Int, root: String) throws(RenderError) -> PageContent {
    var article = plan.articles[index]
    article.body = article.body.held
    let body = try bodies.value(
      of: article.body,
      at: BodyPlace(
        edition: article.edition, subject: article.constituentID, root: root, kind: "article",
        statistics: article.statistics))
    let title = plan.distinctTitle(of: article)
    // An edition that no article scores has no page and no data.
    let isScored = plan.ledger.table(article.edition) != nil
    return PageContent(
      template: "article.html", kind: "article", section: "articles", title: title,
      description: article.summary ?? "\(title), in \(settings.title).",
      values: [
        "article": .map(ArticleValues.whole(article, summary: articleValues[index], body: body)),
        "citation": citations.article(article),
        "csv": isScored ? .text(Address.editionCSV(article.edition).link) : TemplateValue.none,
        "json": isScored ? .text(Address.editionJSON(article.edition).link) : TemplateValue.none,
        "table": table(of: article),
        "subject": .text(article.constituentID ?? ""),
        "field": plan.ledger.table(article.edition).map { charts.field($0, subject: article.constituentID) }
          ?? TemplateValue.none,
        "newer": index > 0 ? .map(articleValues[index - 1]) : TemplateValue.none,
        "older": index + 1 < articleValues.count ? .map(articleValues[index + 1]) : TemplateValue.none,
      ])
  }
}
