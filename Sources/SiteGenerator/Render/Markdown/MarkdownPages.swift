internal import Diagnostics
internal import HTMLEscaping
internal import Markdown
internal import ScoreLedger

/// Every page that is something to read as Markdown, beside its HTML: for programs that read, and for people who quote.
///
/// A body is its author's own, with what the ledger answers filled in; all else is made from the ledger.
///
/// One reference for all of its files: each would hold the whole plan.
final class MarkdownPages: Sendable {
  let plan: SitePlan
  private let answers: IndexAnswers
  private let leagues: LeagueTexts

  init(_ plan: SitePlan) {
    self.plan = plan
    answers = IndexAnswers(settings: plan.content.settings, ledger: plan.ledger)
    leagues = LeagueTexts(settings: plan.content.settings, ledger: plan.ledger)
  }

  private var settings: IndexSettings { plan.content.settings }

  /// - Parameter place: of a page in the plan.
  func file(of place: Int, _ family: Int?) -> SiteFile {
    let page = plan.pages[place]
    return SiteFile(
      Address.markdown(of: page.path), .page(place), neighbourhood: plan.neighbourhood(of: page), family: family
    ) { [self] () throws(RenderError) in try bytes(of: plan.pages[place]) }
  }

  private func bytes(of planned: SitePlan.PlannedPage) throws(RenderError) -> [UInt8] {
    let links = MarkdownLinks(settings: settings, page: planned.path)
    let tables = MarkdownTables(settings: settings, ledger: plan.ledger, links: links, leagues: leagues)
    var parts = try parts(of: planned.page, links, tables).map(\.trimmedLines).filter { !$0.isEmpty }
    let end = parts.dropFirst().firstIndex { !$0.starts(with: "> ".utf8) } ?? parts.count
    parts.insert("<\(links.address(planned.path))>".bytes, at: end)
    var result: [UInt8] = []
    result.reserveCapacity(parts.reduce(0) { $0 + $1.count + 2 })
    for (position, part) in parts.enumerated() {
      if position > 0 { result.append("\n\n") }
      result += part
    }
    result.append("\n")
    return result
  }

  /// A page's blocks, some of which may be empty.
  private func parts(
    of page: SitePlan.Page, _ links: MarkdownLinks, _ tables: MarkdownTables
  ) throws(RenderError) -> [[UInt8]] {
    let ledger = plan.ledger
    switch page {
    case .front:
      let current = ledger.current
      return [title(settings.title), quotation(settings.tagline), paragraph(settings.description)]
        + section("Edition " + (current?.id.text ?? ""), current.map { tables.league($0) })
        + section("What moved", current.flatMap(tables.movers))
        + section("Latest articles", articles(plan.articles.prefix(12).map { $0 }, links))
    case .articles:
      let older = (1..<(plan.archive.olderPages + 1)).reversed().map { number in
        "- \(links.link("Articles, page \(number)", Address.articles(page: number)))\n"
      }
      return [title("Articles"), articles(Array(plan.articles[plan.archive.first]), links) ?? []]
        + section("Older articles", older.isEmpty ? nil : older.joined().bytes)
    case .olderArticles(let number):
      let shown = Array(plan.articles[plan.archive.older(number)])
      return [title("Articles, page \(number)"), articles(shown, links) ?? []]
    case .article(let index): return try article(plan.articles[index], links, tables)
    case .constituents:
      let current = ledger.current
      let notRated = (current?.notRated ?? settings.constituents).map { "- \(links.constituent($0))\n" }
      return [title(settings.noun.many.capitalisedFirst), current.map { tables.league($0) } ?? []]
        + section("Not rated", notRated.isEmpty ? nil : notRated.joined().bytes)
    case .constituent(let constituent): return try self.constituent(constituent, links, tables)
    case .editions: return [title("Editions"), editions(links)]
    case .edition(let index): return try edition(ledger.tables[index], links, tables)
    case .page(let index):
      let page = plan.content.pages[index]
      return [
        title(page.title), quotation(page.summary), page.status.map { "- Status: \($0.words)\n".bytes } ?? [],
        try body(page.body, ledger.current?.id, links, tables),
      ]
    case .corrections:
      let all = ledger.corrections
      return [title("Corrections"), all.isEmpty ? "Nothing has been corrected.".bytes : tables.corrections(all)]
    case .data: return data(links)
    case .search, .notFound: return []
    }
  }

  // MARK: Pages

  private func article(
    _ article: Article, _ links: MarkdownLinks, _ tables: MarkdownTables
  ) throws(RenderError) -> [[UInt8]] {
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
    let rows =
      table.map { table in
        stated.compactMap(table.position).sorted().map { table.standings[$0] }
      } ?? []
    let hasFigures = article.body.blocks.contains { $0.name == "stats" }
    return [
      title(article.title), quotation(article.summary), facts.map { "- \($0)\n" }.joined().bytes,
      try body(article.body, article.edition, links, tables, figures: figures(article)),
    ] + section("In figures", hasFigures ? nil : figures(article))
      + section(
        "Scores in edition \(article.edition.text)", rows.isEmpty ? nil : tables.league(rows))
  }

  private func constituent(
    _ constituent: Constituent, _ links: MarkdownLinks, _ tables: MarkdownTables
  ) throws(RenderError) -> [[UInt8]] {
    let profile = plan.profiles[constituent.id]
    let current = plan.ledger.current
    let history = plan.ledger.history(of: constituent.id)
    let corrections = plan.correctionsByConstituent[constituent.id] ?? []
    let facts = [
      ("Id", constituent.id), ("Category", constituent.category ?? ""), ("Strategy", constituent.strategy ?? ""),
    ]
    .filter { !$0.1.isEmpty }.map { "- \($0): \(MarkdownText.escaped($1))\n" }
    let about = plan.articlesByConstituent[constituent.id] ?? []
    let shown = about.prefix(PageRenderer.mostArticles).map { plan.articles[$0] }
    let rest = about.count - shown.count
    let archive = rest > 0 ? "- \(links.link("\(rest) more in the archive", Address.articles))\n".bytes : []
    let text = try profile.map { profile throws(RenderError) in try body(profile.body, current?.id, links, tables) }
    return [
      title(constituent.name), quotation(profile?.summary), facts.joined().bytes, text ?? [],
    ] + section("Scores", history.isEmpty ? nil : tables.history(history))
      + section("Articles", articles(shown, links).map { $0 + archive })
      + section("Corrections", corrections.isEmpty ? nil : tables.corrections(corrections))
  }

  private func edition(
    _ table: EditionTable, _ links: MarkdownLinks, _ tables: MarkdownTables
  ) throws(RenderError) -> [[UInt8]] {
    let note = plan.notes[table.id]
    let day = plan.ledger.calendar.firstDay(of: table.id).map { "\(settings.title), \(Wording.date($0))." }
    let corrections = plan.correctionsByEdition[table.id] ?? []
    let files = [("CSV", Address.editionCSV(table.id)), ("JSON", Address.editionJSON(table.id))]
    let notRated = table.notRated.map(links.constituent).joined(separator: ", ")
    let text = try note.map { note throws(RenderError) in try body(note.body, table.id, links, tables).trimmedLines }
    return [
      title(note?.title ?? "Edition \(table.id.text)"), quotation(note?.summary), paragraph(day),
      tables.league(table), notRated.isEmpty ? [] : ("Not rated: " + notRated).bytes,
    ] + section("What moved", tables.movers(table))
      + section(
        "Note", text.flatMap { $0.isEmpty ? nil : $0 })
      + section("Articles", articles((plan.articlesByEdition[table.id] ?? []).map { plan.articles[$0] }, links))
      + section("Corrections", corrections.isEmpty ? nil : tables.corrections(corrections))
      + section("Data", files.map { "- \(links.link($0, $1))\n" }.joined().bytes)
  }

  private func editions(_ links: MarkdownLinks) -> [UInt8] {
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

  private func data(_ links: MarkdownLinks) -> [[UInt8]] {
    let data = DataFiles(settings: settings, ledger: plan.ledger)
    func columns<Row>(_ table: DataTable<Row>) -> [UInt8] {
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
    return [title("Data"), files.map { "- \(links.link($0, $1))\n" }.joined().bytes]
      + section("Columns of scores.csv", columns(data.scores))
      + section("Columns of corrections.csv", columns(data.corrections))
  }

  // MARK: Parts

  private func title(_ text: String) -> [UInt8] { line("# ", text) }

  private func quotation(_ text: String?) -> [UInt8] { text.map { line("> ", $0) } ?? [] }

  private func paragraph(_ text: String?) -> [UInt8] { text.map { line("", $0) } ?? [] }

  private func line(_ mark: String, _ text: String) -> [UInt8] {
    var line = mark.bytes
    line.appendMarkdownText(text)
    return line
  }

  private func section(_ title: String, _ content: [UInt8]?) -> [[UInt8]] {
    content.map { [line("## ", title), $0] } ?? []
  }

  private func articles(_ articles: [Article], _ links: MarkdownLinks) -> [UInt8]? {
    if articles.isEmpty { return nil }
    var list: [UInt8] = []
    for article in articles {
      list.append("- ")
      list.appendText(article.date.iso)
      list.append(" [")
      list.appendMarkdownText(article.title)
      list.append("](")
      list.appendText(links.address(article.path))
      list.append(")")
      if let summary = article.summary {
        list.append(": ")
        list.appendMarkdownText(summary)
      }
      list.append("\n")
    }
    return list
  }

  /// The large figures of an article's front matter.
  private func figures(_ article: Article) -> [UInt8]? {
    let lines = article.statistics.map {
      "- **\(MarkdownText.escaped($0.value))** \(MarkdownText.escaped($0.label))\n"
    }
    return lines.isEmpty ? nil : lines.joined().bytes
  }

  /// - Parameter figures: what stands for the block of that name.
  private func body(
    _ body: MarkdownBody, _ edition: EditionID?, _ links: MarkdownLinks, _ tables: MarkdownTables,
    figures: [UInt8]? = nil
  ) throws(RenderError) -> [UInt8] {
    do throws(ChangedSource) {
      return try body.markdown(
        address: { path, fragment in links.address(path.map { SitePath.file($0) } ?? Address.front, fragment) },
        value: { answers.replacement(for: $0, in: edition).map(MarkdownText.escaped) },
        block: { block($0, edition, tables, figures) ?? [] })
    } catch { throw RenderError(diagnostic: error.diagnostic) }
  }

  private func block(
    _ block: MarkdownBody.Block, _ edition: EditionID?, _ tables: MarkdownTables, _ figures: [UInt8]?
  ) -> [UInt8]? {
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
      return shown.isEmpty ? nil : title.bytes + tables.history(Array(shown)).trimmedLines
    }
  }
}

extension SitePlan.PlannedPage {
  /// Whether the page is something to read.
  var hasMarkdown: Bool { path != Address.notFound && path != Address.search }
}

extension String {
  fileprivate var bytes: [UInt8] { Array(utf8) }
}

extension [UInt8] {
  /// Without empty lines at either end.
  fileprivate var trimmedLines: [UInt8] {
    guard let end = lastIndex(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }),
      let start = firstIndex(where: { !(0x0A...0x0D).contains($0) })
    else { return [] }
    if self[start] < 0x80, self[end] < 0x80 { return start == 0 && end == count - 1 ? self : Array(self[start...end]) }
    // What is beyond ASCII may be white space, too.
    let text = String(decoding: self, as: UTF8.self)
    guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return [] }
    return Array(text[...last].drop { $0.isNewline }.utf8)
  }
}
