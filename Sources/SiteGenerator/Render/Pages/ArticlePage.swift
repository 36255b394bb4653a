internal import ScoreLedger
internal import TemplateValues

/// Articles and their archive.
extension PageRenderer {
  func articleArchive() -> PageContent {
    PageContent(
      template: "articles.html", kind: "articles", section: "articles", title: "Articles",
      description: "Every article of \(settings.title), the newest first.",
      values: [
        "articles": .list(articleValues.map { .map($0) }), "months": .list(months),
        "is_long": .boolean(articleValues.count > 100),
      ])
  }

  /// The articles by the month of their date, the newest first.
  private var months: [TemplateValue] {
    zip(plan.articles, articleValues).map { $0 }.runs { article, _ in
      "\(article.date.monthName) \(article.date.year)"
    }.map { month, articles in ["title": .text(month), "articles": .list(articles.map { .map($0.1) })] }
  }

  private var citations: Citations { Citations(settings: settings, ledger: plan.ledger) }

  /// How an edition is cited, for partials/cite.html.
  func citation(of edition: EditionID) -> TemplateValue { citations.edition(edition) }

  func article(_ index: Int, root: String) throws(RenderError) -> PageContent {
    let article = plan.articles[index]
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
        "table": tables[article.edition],
        "subject": .text(article.constituentID ?? ""),
        "field": plan.ledger.table(article.edition).map { charts.field($0, subject: article.constituentID) }
          ?? TemplateValue.none,
        "newer": index > 0 ? .map(articleValues[index - 1]) : TemplateValue.none,
        "older": index + 1 < articleValues.count ? .map(articleValues[index + 1]) : TemplateValue.none,
      ])
  }
}
