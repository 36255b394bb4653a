internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Every page that is something to read as Markdown, beside its HTML: for programs that read, and for people who quote.
///
/// A body is its author's own, with what the ledger answers filled in; all else is made from the ledger.
struct MarkdownPages: Sendable {
  let plan: SitePlan
  private let answers: IndexAnswers

  init(_ plan: SitePlan) {
    self.plan = plan
    answers = IndexAnswers(settings: plan.content.settings, ledger: plan.ledger)
  }

  private var settings: IndexSettings { plan.content.settings }

  func files() -> [SiteFile] {
    plan.pages.filter { $0.hasMarkdown }.map { page in
      SiteFile(Address.markdown(of: page.path)) { () throws(RenderError) in Array(try text(of: page).utf8) }
    }
  }

  private func text(of planned: SitePlan.PlannedPage) throws(RenderError) -> String {
    let links = MarkdownLinks(settings: settings, page: planned.path)
    let tables = MarkdownTables(settings: settings, ledger: plan.ledger, links: links)
    var parts = try parts(of: planned.page, links, tables).map(\.trimmedLines).filter { !$0.isEmpty }
    let end = parts.dropFirst().firstIndex { !$0.hasPrefix("> ") } ?? parts.count
    parts.insert("<\(links.address(planned.path))>", at: end)
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// A page's blocks, some of which may be empty.
  private func parts(
    of page: SitePlan.Page, _ links: MarkdownLinks, _ tables: MarkdownTables
  ) throws(RenderError) -> [String] {
    let ledger = plan.ledger
    switch page {
    case .front:
      let current = ledger.current
      return [title(settings.title), quotation(settings.tagline), paragraph(settings.description)]
        + section("Edition " + (current?.id.text ?? ""), current.map { tables.league($0) })
        + section("What moved", current.flatMap(tables.movers))
        + section("Latest articles", articles(plan.articles.prefix(12).map { $0 }, links))
    case .articles: return [title("Articles"), articles(plan.articles, links) ?? ""]
    case .article(let index): return try article(plan.articles[index], links, tables)
    case .constituents:
      let current = ledger.current
      let notRated = (current?.notRated ?? settings.constituents).map { "- \(links.constituent($0))\n" }
      return [title(settings.noun.many.capitalisedFirst), current.map { tables.league($0) } ?? ""]
        + section("Not rated", notRated.isEmpty ? nil : notRated.joined())
    case .constituent(let constituent): return try self.constituent(constituent, links, tables)
    case .editions: return [title("Editions"), editions(links)]
    case .edition(let index): return try edition(ledger.tables[index], links, tables)
    case .page(let index):
      let page = plan.content.pages[index]
      return [
        title(page.title), quotation(page.summary), page.status.map { "- Status: \($0.words)\n" } ?? "",
        try body(page.body, ledger.current?.id, links, tables),
      ]
    case .corrections:
      let all = ledger.corrections
      return [title("Corrections"), all.isEmpty ? "Nothing has been corrected." : tables.corrections(all)]
    case .data: return data(links)
    case .search, .notFound: return []
    }
  }

  // MARK: Pages

  private func article(
    _ article: Article, _ links: MarkdownLinks, _ tables: MarkdownTables
  ) throws(RenderError) -> [String] {
    let subject = article.constituentID.flatMap(plan.ledger.constituent)
    let table = plan.ledger.table(article.edition)
    let edition = table == nil ? MarkdownText.escaped(article.edition.text) : links.edition(article.edition)
    var facts = ["Published: \(article.date.iso)", "Edition: \(edition)"]
    if !article.authors.isEmpty {
      facts.insert("By: " + MarkdownText.escaped(article.authors.joined(separator: ", ")), at: 0)
    }
    if let status = article.status { facts.insert("Status: \(status.words)", at: 0) }
    if let subject { facts.append("About: \(links.constituent(subject))") }
    var stated = Set(article.statements.filter { $0.edition == article.edition }.map(\.constituent))
    if let subject { stated.insert(subject.id) }
    let rows = table?.standings.filter { stated.contains($0.constituent.id) } ?? []
    let hasFigures = article.body.blocks.contains { $0.name == "stats" }
    return [
      title(article.title), quotation(article.summary), facts.map { "- \($0)\n" }.joined(),
      try body(article.body, article.edition, links, tables, figures: figures(article)),
    ] + section("In figures", hasFigures ? nil : figures(article))
      + section(
        "Scores in edition \(article.edition.text)", table.flatMap { rows.isEmpty ? nil : tables.league($0, rows) })
  }

  private func constituent(
    _ constituent: Constituent, _ links: MarkdownLinks, _ tables: MarkdownTables
  ) throws(RenderError) -> [String] {
    let profile = plan.profiles[constituent.id]
    let current = plan.ledger.current
    let history = plan.ledger.history(of: constituent.id)
    let corrections = plan.correctionsByConstituent[constituent.id] ?? []
    let facts = [
      ("Id", constituent.id), ("Category", constituent.category ?? ""), ("Strategy", constituent.strategy ?? ""),
    ]
    .filter { !$0.1.isEmpty }.map { "- \($0): \(MarkdownText.escaped($1))\n" }
    let about = (plan.articlesByConstituent[constituent.id] ?? []).map { plan.articles[$0] }
    let text = try profile.map { profile throws(RenderError) in try body(profile.body, current?.id, links, tables) }
    return [
      title(constituent.name), quotation(profile?.summary), facts.joined(),
      text ?? "",
    ] + section("Scores", history.isEmpty ? nil : tables.history(history)) + section("Articles", articles(about, links))
      + section("Corrections", corrections.isEmpty ? nil : tables.corrections(corrections))
  }

  private func edition(
    _ table: EditionTable, _ links: MarkdownLinks, _ tables: MarkdownTables
  ) throws(RenderError) -> [String] {
    let note = plan.notes[table.id]
    let day = plan.ledger.calendar.firstDay(of: table.id).map { "\(settings.title), \(Wording.date($0))." }
    let corrections = plan.correctionsByEdition[table.id] ?? []
    let files = [("CSV", Address.editionCSV(table.id)), ("JSON", Address.editionJSON(table.id))]
    let notRated = table.notRated.map(links.constituent).joined(separator: ", ")
    let text = try note.map { note throws(RenderError) in try body(note.body, table.id, links, tables).trimmedLines }
    return [
      title(note?.title ?? "Edition \(table.id.text)"), quotation(note?.summary), day.map(MarkdownText.escaped) ?? "",
      tables.league(table), notRated.isEmpty ? "" : "Not rated: " + notRated,
    ] + section("What moved", tables.movers(table))
      + section(
        "Note", text.flatMap { $0.isEmpty ? nil : $0 })
      + section("Articles", articles((plan.articlesByEdition[table.id] ?? []).map { plan.articles[$0] }, links))
      + section("Corrections", corrections.isEmpty ? nil : tables.corrections(corrections))
      + section("Data", files.map { "- \(links.link($0, $1))\n" }.joined())
  }

  private func editions(_ links: MarkdownLinks) -> String {
    MarkdownText.table(
      [("Edition", .start), ("Date", .start), ("First", .start), ("Score", .end), ("Rated", .end)],
      plan.ledger.tables.reversed().map { table in
        let leader = table.standings.first
        return [
          links.edition(table.id), plan.ledger.calendar.firstDay(of: table.id)?.iso ?? "",
          leader.map { links.constituent($0.constituent) } ?? "", leader.map { settings.scale.text($0.score) } ?? "",
          "\(table.standings.count)",
        ]
      })
  }

  private func data(_ links: MarkdownLinks) -> [String] {
    let data = DataFiles(settings: settings, ledger: plan.ledger)
    func columns<Row>(_ table: DataTable<Row>) -> String {
      MarkdownText.table(
        [("Column", .start), ("Type", .start), ("Meaning", .start)],
        table.fields.map {
          [MarkdownText.escaped($0.name), $0.kind.rawValue, MarkdownText.escaped($0.description)]
        })
    }
    let files = [
      ("scores.csv", Address.scoresCSV), ("scores.json", Address.scoresJSON),
      ("corrections.csv", Address.correctionsCSV),
      ("datapackage.json", Address.dataPackage),
    ]
    return [title("Data"), files.map { "- \(links.link($0, $1))\n" }.joined()]
      + section("Columns of scores.csv", columns(data.scores))
      + section("Columns of corrections.csv", columns(data.corrections))
  }

  // MARK: Parts

  private func title(_ text: String) -> String { "# " + MarkdownText.escaped(text) }

  private func quotation(_ text: String?) -> String { text.map { "> " + MarkdownText.escaped($0) } ?? "" }

  private func paragraph(_ text: String?) -> String { text.map(MarkdownText.escaped) ?? "" }

  private func section(_ title: String, _ content: String?) -> [String] {
    content.map { ["## " + MarkdownText.escaped(title), $0] } ?? []
  }

  private func articles(_ articles: [Article], _ links: MarkdownLinks) -> String? {
    if articles.isEmpty { return nil }
    return articles.map { article in
      let summary = article.summary.map { ": " + MarkdownText.escaped($0) } ?? ""
      return "- \(article.date.iso) \(links.link(article.title, Address.article(article.slug)))\(summary)\n"
    }.joined()
  }

  /// The large figures of an article's front matter.
  private func figures(_ article: Article) -> String? {
    let lines = article.statistics.map {
      "- **\(MarkdownText.escaped($0.value))** \(MarkdownText.escaped($0.label))\n"
    }
    return lines.isEmpty ? nil : lines.joined()
  }

  /// - Parameter figures: what stands for the block of that name.
  private func body(
    _ body: MarkdownBody, _ edition: EditionID?, _ links: MarkdownLinks, _ tables: MarkdownTables,
    figures: String? = nil
  ) throws(RenderError) -> String {
    do throws(ChangedSource) {
      let bytes = try body.markdown(
        address: { path, fragment in links.address(path.map { SitePath.file($0) } ?? Address.front, fragment) },
        value: { answers.replacement(for: $0, in: edition).map(MarkdownText.escaped) },
        block: { block($0, edition, tables, figures) ?? "" })
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      throw RenderError(
        diagnostic: Diagnostic(
          id: Diagnostic.inputOutputID, "the file changed while the site was built", at: .file(path: error.path),
          help: "build again"))
    }
  }

  private func block(
    _ block: MarkdownBody.Block, _ edition: EditionID?, _ tables: MarkdownTables, _ figures: String?
  ) -> String? {
    guard let url = try? answers.urls.read(block.name), case .block(let content) = url.target else { return nil }
    let asked = url.edition ?? edition
    let table = asked.flatMap(plan.ledger.table)
    switch content {
    case .table: return table.map { tables.league($0).trimmedLines }
    case .movers: return table.flatMap(tables.movers)?.trimmedLines
    case .stats: return figures?.trimmedLines
    case .weights: return plan.ledger.weighted(asked).map { tables.weights($0).trimmedLines }
    case .chart(let id):
      let shown = plan.ledger.charted(id, upTo: asked, editions: url.editions)
      let title = block.text.isEmpty ? "" : "**\(MarkdownText.escaped(block.text))**\n\n"
      return shown.isEmpty ? nil : title + tables.history(Array(shown)).trimmedLines
    }
  }
}

extension SitePlan.PlannedPage {
  /// Whether the page is something to read.
  var hasMarkdown: Bool { path != Address.notFound && path != Address.search }
}

extension String {
  /// Without empty lines at either end.
  fileprivate var trimmedLines: String {
    guard let end = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[...end].drop { $0.isNewline })
  }
}
