internal import ScoreLedger
internal import TemplateValues

/// Pages beside the editions: those of Content/pages, the corrections, and the one for no page.
extension PageRenderer {
  func standingPage(_ page: StandingPage, root: String) throws(RenderError) -> PageContent {
    let body = try bodies.value(
      of: page.body, at: BodyPlace(edition: plan.ledger.current?.id, subject: nil, root: root, kind: "page"))
    let versions = page.slug.text == "methodology" ? settings.methodology.versions : []
    return PageContent(
      template: "page.html", kind: "page", section: page.slug.text, title: page.title,
      description: page.summary ?? "\(page.title) of \(settings.title).",
      values: [
        "title": .text(page.title), "summary": .optional(page.summary),
        "sections": ArticleValues.sections(of: page.body),
        "body": body, "methodologies": .list(versions.reversed().map(values.methodology)),
      ])
  }

  func corrections() -> PageContent {
    PageContent(
      template: "corrections.html", kind: "corrections", section: "corrections", title: "Corrections",
      description: "Every correction to \(settings.title), with both values.",
      values: [
        "corrections": .list(plan.ledger.corrections.map(values.correction)), "days": .list(correctionDays),
        "feed": plan.hasFeeds ? .text(Address.correctionsFeed.atom.link) : TemplateValue.none,
        "csv": .text(Address.correctionsCSV.link),
      ])
  }

  /// The corrections by the day on which they were made, the newest first.
  private var correctionDays: [TemplateValue] {
    plan.ledger.corrections.runs(by: \.date).map { day, corrections in
      ["date": LedgerValues.date(day), "corrections": .list(corrections.map(values.correction))]
    }
  }

  func notFound() -> PageContent {
    let current = plan.ledger.current.map { "edition \($0.id.text)" }
    let newest = plan.articles.first.map { ", such as “\($0.title)”" } ?? ""
    let ways = [
      ("The league table", Address.front, current.map { "as it stands in \($0)" } ?? "none yet"),
      ("Every \(settings.noun.one)", Address.constituents(settings), "with its scores, ranks and records"),
      ("Articles", Address.articles, "the newest first\(newest)"),
      ("Search", Address.search, "every article, edition and \(settings.noun.one)"),
    ]
    return PageContent(
      template: "not-found.html", kind: "not-found", section: "", title: "No such page",
      description: "This page does not exist.",
      values: ["suggestions": .list(ways.map { ["title": .text($0), "path": .text($1.link), "text": .text($2)] })])
  }
}

extension Array {
  /// The elements in runs that have a value in common.
  func runs<Key: Equatable>(by key: (Element) -> Key) -> [(key: Key, elements: [Element])] {
    var runs: [(key: Key, elements: [Element])] = []
    for element in self {
      let key = key(element)
      if runs.last?.key == key { runs[runs.count - 1].elements.append(element) } else { runs.append((key, [element])) }
    }
    return runs
  }
}
