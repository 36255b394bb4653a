internal import ScoreLedger
internal import TemplateValues

/// Pages beside the editions: those of Content/pages, the corrections, and the one for no page.
extension PageRenderer {
  func standingPage(_ page: StandingPage, root: String) throws(RenderError) -> PageContent {
    let body = try bodies.value(
      of: page.body, at: BodyPlace(edition: plan.ledger.current?.id, subject: nil, root: root, kind: "page"))
    return PageContent(
      template: "page.html", kind: "page", section: page.slug.text, title: page.title,
      description: page.summary ?? "\(page.title) of \(settings.title).",
      values: [
        "title": .text(page.title), "summary": .optional(page.summary),
        "headings": ArticleValues.headings(of: page.body), "body": body,
      ])
  }

  func corrections() -> PageContent {
    PageContent(
      template: "corrections.html", kind: "corrections", section: "corrections", title: "Corrections",
      description: "Every correction to \(settings.title), with both values.",
      values: [
        "corrections": .list(plan.ledger.corrections.map(values.correction)),
        "feed": plan.hasFeeds ? .text(Address.correctionsFeed.atom.link) : TemplateValue.none,
        "csv": .text(Address.correctionsCSV.link),
      ])
  }

  func notFound() -> PageContent {
    let ways = [
      ("The league table", Address.front), ("Articles", Address.articles), ("Editions", Address.editions),
      ("Search", Address.search),
    ]
    return PageContent(
      template: "not-found.html", kind: "not-found", section: "", title: "No such page",
      description: "This page does not exist.",
      values: ["suggestions": .list(ways.map { ["title": .text($0), "path": .text($1.link)] })])
  }
}
