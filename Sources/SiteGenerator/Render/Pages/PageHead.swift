internal import ScoreLedger
internal import TemplateValues

/// What the head of a page says of it, for browsers, search engines and readers of feeds.
extension PageRenderer {
  func head(of planned: SitePlan.PlannedPage, _ content: PageContent) -> TemplateMap {
    let isNotFound = planned.path == Address.notFound
    let canonical = isNotFound ? nil : settings.url.map { $0 + planned.path.permalink }
    var published: CalendarDate?
    if case .article(let index) = planned.page { published = plan.articles[index].date }
    let policy = if case .search = planned.page { ContentPolicy.search.value } else { self.policy }
    let sharing = SharingValues(plan)
    return [
      "card": sharing.card(of: planned), "markdown": sharing.markdown(of: planned),
      "status": .optional(plan.status(of: planned.page)?.words),
      "kind": .text(content.kind), "section": .text(content.section), "title": .text(content.title),
      "description": .text(content.description), "canonical": .optional(canonical),
      "is_404": .boolean(isNotFound), "is_front": .boolean(planned.path == Address.front),
      "modified": planned.modified.map(LedgerValues.date) ?? TemplateValue.none,
      "published": published.map(LedgerValues.date) ?? TemplateValue.none,
      "policy": policy,
      "alternates": .list(alternates(of: planned.page)),
      "structured": structured.graph(of: planned, content).map { .html($0.script) } ?? TemplateValue.none,
    ]
  }

  /// What the page is in other formats: its own feed and data before the site's.
  private func alternates(of page: SitePlan.Page) -> [TemplateValue] {
    func link(_ type: String, _ title: String, _ path: SitePath) -> TemplateValue {
      ["type": .text(type), "title": .text(title), "path": .text(path.link)]
    }
    func feed(_ title: String, _ address: FeedAddress) -> [TemplateValue] {
      guard plan.hasFeeds else { return [] }
      return [link("application/atom+xml", title, address.atom), link("application/feed+json", title, address.json)]
    }
    var links: [TemplateValue] = []
    switch page {
    case .constituent(let constituent):
      links = feed(
        "\(constituent.name) · \(settings.title)", Address.constituentFeed(constituent.id, settings))
    case .corrections: links = feed("Corrections · \(settings.title)", Address.correctionsFeed)
    case .edition(let index):
      let id = plan.ledger.tables[index].id
      let title = "Scores of edition \(id.text)"
      links = [
        link("text/csv", title, Address.editionCSV(id)), link("application/json", title, Address.editionJSON(id)),
      ]
    case .data:
      links = [
        link("text/csv", "Every score", Address.scoresCSV), link("application/json", "Every score", Address.scoresJSON),
      ]
    default: break
    }
    return links + feed(settings.title, Address.feed)
  }
}
