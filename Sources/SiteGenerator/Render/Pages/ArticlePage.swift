internal import ScoreLedger
internal import TemplateValues

/// Articles and their archive.
extension PageRenderer {
  func articleArchive() -> PageContent {
    PageContent(
      template: "articles.html", kind: "articles", section: "articles", title: "Articles",
      description: "Every article of \(settings.title), the newest first.",
      values: ["articles": .list(articleValues.map { .map($0) })])
  }

  func article(_ index: Int, root: String) throws(RenderError) -> PageContent {
    let article = plan.articles[index]
    let body = try bodies.value(
      of: article.body,
      at: BodyPlace(edition: article.edition, subject: article.constituentID, root: root, kind: "article"))
    let standing = article.constituentID.flatMap { plan.ledger.table(article.edition)?.standing(of: $0) }
    let title = plan.distinctTitle(of: article)
    return PageContent(
      template: "article.html", kind: "article", section: "articles", title: title,
      description: article.summary ?? "\(title), in \(settings.title).",
      values: [
        "article": .map(ArticleValues.whole(article, summary: articleValues[index], body: body)),
        "record": standing.map(values.record) ?? TemplateValue.none,
        "table": tables[article.edition] ?? TemplateValue.none,
        "subject": .text(article.constituentID ?? ""),
        "newer": index > 0 ? .map(articleValues[index - 1]) : TemplateValue.none,
        "older": index + 1 < articleValues.count ? .map(articleValues[index + 1]) : TemplateValue.none,
      ])
  }
}
