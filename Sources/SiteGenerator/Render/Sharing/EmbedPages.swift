internal import ScoreLedger
internal import TemplateEngine
internal import TemplateValues

/// Small pages for other sites to show in a frame: the league table and the charts of constituents, of the current
/// edition, and pinned to one.
///
/// Pinned are the table of every edition, and the chart of every article's subject as of the article's edition: so
/// their number grows with what is published, never with the product of editions and constituents.
struct EmbedPages: Sendable {
  /// A pinned chart goes back so many editions: if each held them all, a site would grow with the square of its years.
  private static let mostPinnedEditions = 60

  private struct Embed {
    let path: SitePath
    let title: String
    /// The whole page that it is a part of.
    let page: SitePath
    let edition: EditionID
    let isPinned: Bool
  }

  private let plan: SitePlan
  private let templates: TemplateSet
  private let values: LedgerValues
  private let tables: TableValues
  private let site: TemplateValue
  private let ingredients: Ingredients?

  /// - Parameter pages: made with the same values.
  init(_ pages: PageRenderer, _ ingredients: Ingredients? = nil) {
    self.ingredients = ingredients
    plan = pages.plan
    templates = pages.templates
    values = pages.values
    tables = pages.tables
    site = pages.site
  }

  func files() -> [SiteFile] {
    guard let current = plan.ledger.current else { return [] }
    let settings = plan.content.settings
    var files = [table(current, at: Address.embeddedTable(), page: Address.front, isPinned: false)]
    for table in plan.ledger.tables {
      let page = Address.edition(table.id)
      files.append(self.table(table, at: Address.embeddedTable(in: table.id), page: page, isPinned: true))
    }
    for constituent in settings.constituents where !plan.ledger.history(of: constituent.id).isEmpty {
      files.append(
        chart(constituent, in: current.id, at: Address.embeddedChart(constituent.id, settings), isPinned: false))
    }
    for (table, constituent) in plan.subjects {
      let path = Address.embeddedChart(constituent.id, in: table.id, settings)
      files.append(chart(constituent, in: table.id, at: path, isPinned: true))
    }
    return files
  }

  private func table(
    _ table: EditionTable, at path: SitePath, page: SitePath, isPinned: Bool
  ) -> SiteFile {
    SiteFile(path, ingredients.recipe { $0.table(table.id) }) { () throws(RenderError) in
      let title = plan.content.settings.title
      var context = context(
        Embed(
          path: path, title: "\(title), \(isPinned ? "edition \(table.id.text)" : "the current edition")", page: page,
          edition: table.id,
          isPinned: isPinned))
      context["table"] = tables[table.id]
      return try templates.page("embed-table.html", context)
    }
  }

  private func chart(
    _ constituent: Constituent, in edition: EditionID, at path: SitePath, isPinned: Bool
  ) -> SiteFile {
    let recipe = ingredients.recipe {
      $0.tables(upTo: edition, editions: isPinned ? Self.mostPinnedEditions : nil)
    }
    return SiteFile(path, recipe) { () throws(RenderError) in
      try templates.page("embed-chart.html", values(ofChart: constituent, in: edition, at: path, isPinned: isPinned))
    }
  }

  private func values(
    ofChart constituent: Constituent, in edition: EditionID, at path: SitePath, isPinned: Bool
  ) -> TemplateMap {
    let settings = plan.content.settings
    var context = context(
      Embed(
        path: path, title: "\(constituent.name) in \(settings.title)" + (isPinned ? ", edition \(edition.text)" : ""),
        page: Address.constituent(constituent.id, settings), edition: edition, isPinned: isPinned))
    let end = plan.ledger.tablesUpTo(edition)
    let editions = isPinned ? min(end, Self.mostPinnedEditions) : end
    let history = plan.ledger.tables[..<end].suffix(editions).compactMap { $0.standing(of: constituent.id) }
    let standing = plan.ledger.table(edition)?.standing(of: constituent.id)
    context["constituent"] = values.constituent(constituent)
    context["standing"] = standing.map(values.standing) ?? TemplateValue.none
    context["size"] = .number(TemplateNumber(plan.ledger.table(edition)?.standings.count ?? 0))
    let chart = values.charts.history(
      of: constituent.id, until: edition, editions: editions, identifier: "history")
    context["chart"] = chart
    // A chart brings its own table.
    context["history"] = chart == TemplateValue.none ? .list(history.reversed().map(values.standing)) : []
    return context
  }

  private func context(_ embed: Embed) -> TemplateMap {
    let url = plan.content.settings.url
    return [
      "root": .text(embed.path.rootPrefix), "site": site, "subject": "", "caption": "",
      "page": [
        "kind": "embed", "section": "", "title": .text(embed.title),
        "canonical": .optional(url.map { $0 + embed.page.permalink }), "is_404": false, "is_front": false,
        "policy": .html(TrustedHTML(trusted: Array(ContentPolicy.page(of: plan).element.utf8))),
      ],
      "edition": values.edition(embed.edition),
      "embed": ["page": .text(embed.page.link), "is_pinned": .boolean(embed.isPinned)],
    ]
  }
}
