internal import ScoreLedger
internal import TemplateEngine
internal import TemplateValues

/// Small pages for other sites to show in a frame: the league table and the charts of constituents, of the current
/// edition, and pinned to one.
///
/// Pinned are the table of every edition, and the chart of every article's subject as of the article's edition: so
/// their number grows with what is published, never with the product of editions and constituents.
///
/// One reference for all of its files: each would hold the whole plan.
final class EmbedPages: Sendable {
  private struct Embed: Sendable {
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
  private let policy: TemplateValue

  /// - Parameter pages: made with the same values.
  init(_ pages: PageRenderer) {
    plan = pages.plan
    templates = pages.templates
    values = pages.values
    tables = pages.tables
    site = pages.site
    policy = pages.policy
  }

  /// Of the current edition, and the table of each.
  var files: [SiteFile] {
    guard let current = plan.ledger.current else { return [] }
    let settings = plan.content.settings
    var files = [table(current, at: Address.embeddedTable(), page: Address.front, isPinned: false)]
    for table in plan.ledger.tables {
      let page = Address.edition(table.id)
      files.append(self.table(table, at: Address.embeddedTable(in: table.id), page: page, isPinned: true))
    }
    let newest = plan.ledger.tables.count - 1
    for (place, constituent) in settings.constituents.enumerated()
    where plan.ledger.tables.contains(where: { $0.rates(constituent.id) }) {
      let subject = SitePlan.Subject(table: newest, constituent: place)
      files.append(chart(of: subject, at: Address.embeddedChart(constituent.id, settings), isPinned: false))
    }
    return files
  }

  /// The charts that are pinned to an edition.
  func files(of subjects: [SitePlan.Subject], _ family: Int?) -> [SiteFile] {
    let settings = plan.content.settings
    return subjects.map { subject in
      let path = Address.embeddedChart(
        settings.constituents[subject.constituent].id, in: plan.ledger.tables[subject.table].id, settings)
      return chart(of: subject, at: path, isPinned: true, family)
    }
  }

  private func chart(
    of subject: SitePlan.Subject, at path: SitePath, isPinned: Bool, _ family: Int? = nil
  ) -> SiteFile {
    let edition = plan.ledger.tables[subject.table].id
    let editions = isPinned ? SitePlan.mostPinnedEditions : nil
    return SiteFile(
      path, .tables(upTo: edition, editions: editions), neighbourhood: plan.neighbourhood(of: subject), family: family
    ) { [self] () throws(RenderError) in
      let settings = plan.content.settings
      let constituent = settings.constituents[subject.constituent]
      let title = "\(constituent.name) in \(settings.title)" + (isPinned ? ", edition \(edition.text)" : "")
      let page = Address.constituent(constituent.id, settings)
      let embed = Embed(path: path, title: title, page: page, edition: edition, isPinned: isPinned)
      return try templates.page("embed-chart.html", values(ofChart: constituent, embed))
    }
  }

  private func table(
    _ table: EditionTable, at path: SitePath, page: SitePath, isPinned: Bool
  ) -> SiteFile {
    SiteFile(path, .table(table.id), neighbourhood: plan.neighbourhood(of: table.id)) { [self] () throws(RenderError) in
      let title = plan.content.settings.title
      let embed = Embed(
        path: path, title: "\(title), \(isPinned ? "edition \(table.id.text)" : "the current edition")", page: page,
        edition: table.id, isPinned: isPinned)
      return try templates.page("embed-table.html", context(embed, [("table", tables[table.id])]))
    }
  }

  private func values(ofChart constituent: Constituent, _ embed: Embed) -> TemplateMap {
    let ledger = plan.ledger
    let end = ledger.tablesUpTo(embed.edition)
    let editions = embed.isPinned ? min(end, SitePlan.mostPinnedEditions) : end
    let chart = values.charts.history(
      of: constituent.id, until: embed.edition, editions: editions, identifier: "history")
    var history: TemplateValue = []
    // A chart brings its own table.
    if case .none = chart {
      let standings = ledger.tables[..<end].suffix(editions).compactMap { $0.standing(of: constituent.id) }
      history = .list(standings.reversed().map(values.standing))
    }
    let table = ledger.table(embed.edition)
    return context(
      embed,
      [
        ("constituent", values.constituent(constituent)),
        ("standing", table?.standing(of: constituent.id).map(values.standing) ?? TemplateValue.none),
        ("size", .number(TemplateNumber(table?.standings.count ?? 0))), ("chart", chart), ("history", history),
      ])
  }

  private func context(_ embed: Embed, _ shown: [(String, TemplateValue)]) -> TemplateMap {
    let url = plan.content.settings.url
    let common: [(String, TemplateValue)] = [
      ("root", .text(embed.path.rootPrefix)), ("site", site), ("subject", ""), ("caption", ""),
      (
        "page",
        [
          "kind": "embed", "section": "", "title": .text(embed.title),
          "canonical": .optional(url.map { $0 + embed.page.permalink }), "is_404": false, "is_front": false,
          "policy": policy,
        ]
      ),
      ("edition", values.edition(embed.edition)),
      ("embed", ["page": .text(embed.page.link), "is_pinned": .boolean(embed.isPinned)]),
    ]
    return TemplateMap(common + shown)
  }
}
