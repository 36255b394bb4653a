internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import TemplateEngine
internal import TemplateValues

/// A page that could not be rendered.
struct RenderError: Error {
  let diagnostic: Diagnostic
}

/// The fourth stage: planned pages to HTML, by the templates.
struct PageRenderer {
  private static let latest = 12

  private let plan: SitePlan
  private let templates: TemplateSet
  private let values: LedgerValues
  private let answers: IndexAnswers
  private let articleValues: [TemplateMap]
  private let tables: [EditionID: TemplateValue]
  private let site: TemplateValue
  private let data: DataFiles

  init(_ plan: SitePlan, templates: TemplateSet, assets: AssetPaths) {
    self.plan = plan
    self.templates = templates
    let values = LedgerValues(settings: plan.content.settings, ledger: plan.ledger)
    self.values = values
    answers = IndexAnswers(settings: plan.content.settings, ledger: plan.ledger)
    data = DataFiles(settings: plan.content.settings, ledger: plan.ledger)
    articleValues = plan.articles.map { ArticleValues.summary($0, values) }
    tables = Dictionary(uniqueKeysWithValues: plan.ledger.tables.map { ($0.id, values.table($0)) })
    site = SiteValues(plan: plan, assets: assets).value
  }

  /// The bytes of one page.
  func render(_ planned: SitePlan.PlannedPage) throws(RenderError) -> [UInt8] {
    let (template, context) = try context(of: planned)
    return try render(template, context)
  }

  /// The template of one page, and all that it gets.
  func context(of planned: SitePlan.PlannedPage) throws(RenderError) -> (template: String, context: TemplateMap) {
    let root = planned.path == Address.notFound ? hostPath : planned.path.rootPrefix
    var context = common(root: root)
    let template = try fill(&context, with: planned, root: root)
    return (template, context)
  }

  /// The site's path on its host, from slash to slash: a host shows the 404 page at any depth, so no relative way fits.
  private var hostPath: String {
    let parts = (plan.content.settings.url ?? "").split(separator: "/", omittingEmptySubsequences: true).dropFirst(2)
    return parts.isEmpty ? "/" : "/" + parts.joined(separator: "/") + "/"
  }

  /// The body of an article for a feed: every link absolute.
  func feedBody(of article: Article, url: String) throws(RenderError) -> [UInt8] {
    try html(of: article.body, edition: article.edition, subject: article.constituentID, root: url, kind: "feed")
  }

  private func common(root: String) -> TemplateMap { ["root": .text(root), "site": site] }

  private func render(_ template: String, _ context: TemplateMap) throws(RenderError) -> [UInt8] {
    do { return try templates.render(template, context) } catch { throw RenderError(diagnostic: error.diagnostic) }
  }

  // MARK: Pages

  private func fill(
    _ context: inout TemplateMap, with planned: SitePlan.PlannedPage, root: String
  ) throws(RenderError) -> String {
    let settings = plan.content.settings
    func page(_ kind: String, _ section: String, _ title: String, _ description: String) {
      let isNotFound = planned.path == Address.notFound
      context["page"] = [
        "kind": .text(kind), "section": .text(section), "title": .text(title), "description": .text(description),
        "canonical": isNotFound ? TemplateValue.none : .optional(settings.url.map { $0 + planned.path.permalink }),
        "is_404": .boolean(isNotFound), "is_front": .boolean(planned.path == Address.front),
        "modified": planned.modified.map(LedgerValues.date) ?? TemplateValue.none,
      ]
    }
    switch planned.page {
    case .front:
      page(
        "front", "front", settings.title,
        settings.description ?? settings.tagline ?? "\(settings.title): the league table")
      fillFront(&context)
      return "front.html"
    case .articles:
      page("articles", "articles", "Articles", "Every article of \(settings.title), the newest first.")
      context["articles"] = .list(articleValues.map { .map($0) })
      return "articles.html"
    case .article(let index):
      let article = plan.articles[index]
      page("article", "articles", article.title, article.summary ?? "\(article.title), in \(settings.title).")
      try fillArticle(&context, index, root: root)
      return "article.html"
    case .constituents:
      page(
        "constituents", settings.noun.many, settings.noun.many.capitalisedFirst,
        "The \(settings.noun.many) of \(settings.title), with their scores and ranks.")
      context["table"] = plan.ledger.current.flatMap { tables[$0.id] } ?? TemplateValue.none
      context["rows"] = .list(plan.ledger.current?.standings.map(values.standing) ?? [])
      context["not_rated"] = .list((plan.ledger.current?.notRated ?? settings.constituents).map(values.constituent))
      return "constituents.html"
    case .constituent(let constituent):
      let profile = plan.content.profiles.first { $0.constituentID == constituent.id }
      page(
        "constituent", settings.noun.many, constituent.name,
        profile?.summary ?? "\(constituent.name) in \(settings.title): score, rank and history.")
      try fillConstituent(&context, constituent, profile, root: root)
      return "constituent.html"
    case .editions:
      page("editions", "editions", "Editions", "Every edition of \(settings.title), the newest first.")
      context["editions"] = .list(plan.ledger.tables.reversed().map(editionEntry))
      return "editions.html"
    case .edition(let index):
      let table = plan.ledger.tables[index]
      page(
        "edition", "editions", "Edition \(table.id.text)",
        plan.content.notes.first { $0.edition == table.id }?.summary
          ?? "The league table of \(settings.title) in edition \(table.id.text).")
      try fillEdition(&context, index, root: root)
      return "edition.html"
    case .page(let index):
      let standing = plan.content.pages[index]
      page("page", standing.slug.text, standing.title, standing.summary ?? "\(standing.title) of \(settings.title).")
      context["title"] = .text(standing.title)
      context["summary"] = .optional(standing.summary)
      context["headings"] = ArticleValues.headings(of: standing.body)
      context["body"] = try body(
        standing.body, edition: plan.ledger.current?.id, subject: nil, root: root, kind: "page")
      return "page.html"
    case .corrections:
      page("corrections", "corrections", "Corrections", "Every correction to \(settings.title), with both values.")
      context["corrections"] = .list(plan.ledger.corrections.map(values.correction))
      context["feed"] = settings.url == nil ? TemplateValue.none : .text(Address.correctionsFeed.link)
      context["csv"] = .text(Address.correctionsCSV.link)
      return "corrections.html"
    case .data:
      page("data", "data", "Data", "The scores of \(settings.title) as open data, with the codebook.")
      context["files"] = .list(dataFiles())
      let dataset = data.dataset(
        description: settings.description ?? "The scores of \(settings.title).", modified: planned.modified?.iso)
      context["dataset"] = .html(TrustedHTML(json: Array(dataset.utf8)))
      context["facts"] = .list(
        (Fact.allCases.map { ($0.rawValue, $0.meaning) } + TableFact.allCases.map { ($0.rawValue, $0.meaning) }).map {
          ["name": .text($0), "meaning": .text($1)]
        })
      return "data.html"
    case .notFound:
      page("not-found", "", "No such page", "This page does not exist.")
      context["suggestions"] = .list(
        [("The league table", Address.front), ("Articles", Address.articles), ("Editions", Address.editions)].map {
          ["title": .text($0.0), "path": .text($0.1.link)]
        })
      return "not-found.html"
    }
  }

  private func fillFront(_ context: inout TemplateMap) {
    let ledger = plan.ledger
    let current = ledger.current
    context["edition"] = current.map { values.edition($0.id) } ?? TemplateValue.none
    context["table"] = current.flatMap { tables[$0.id] } ?? TemplateValue.none
    context["previous_edition"] = ledger.tables.dropLast().last.map { values.edition($0.id) } ?? TemplateValue.none
    // The list of an irregular index is no announcement.
    var next: CalendarDate?
    if ledger.calendar.cadence.hasRhythm {
      next = current.flatMap { ledger.calendar.next(after: $0.id) }.flatMap(ledger.calendar.firstDay)
    }
    context["next_date"] = next.map(LedgerValues.date) ?? TemplateValue.none
    context["movers"] = current.map(values.movers) ?? ["up": [], "down": [], "unchanged": []]
    context["articles"] = .list(articleValues.prefix(Self.latest).map { .map($0) })
  }

  private func fillArticle(_ context: inout TemplateMap, _ index: Int, root: String) throws(RenderError) {
    let article = plan.articles[index]
    let body = try body(
      article.body, edition: article.edition, subject: article.constituentID, root: root, kind: "article")
    let value = ArticleValues.whole(article, summary: articleValues[index], body: body)
    let standing = article.constituentID.flatMap { plan.ledger.table(article.edition)?.standing(of: $0) }
    context["article"] = .map(value)
    context["record"] = standing.map(values.record) ?? TemplateValue.none
    context["table"] = tables[article.edition] ?? TemplateValue.none
    context["subject"] = .text(article.constituentID ?? "")
    context["newer"] = index > 0 ? .map(articleValues[index - 1]) : TemplateValue.none
    context["older"] = index + 1 < articleValues.count ? .map(articleValues[index + 1]) : TemplateValue.none
  }

  private func fillConstituent(
    _ context: inout TemplateMap, _ constituent: Constituent, _ profile: Profile?, root: String
  ) throws(RenderError) {
    let current = plan.ledger.current
    context["constituent"] = values.constituent(constituent)
    let history = plan.ledger.history(of: constituent.id).reversed().map(values.standing)
    let last = plan.ledger.tables.last { $0.standing(of: constituent.id) != nil }
    context["standing"] = current?.standing(of: constituent.id).map(values.standing) ?? TemplateValue.none
    context["history"] = .list(history)
    context["record"] = last?.standing(of: constituent.id).map(values.record) ?? TemplateValue.none
    context["record_edition"] = last.map { values.edition($0.id) } ?? TemplateValue.none
    context["has_break"] = .boolean(plan.ledger.tables.contains { $0.startsMethodology != nil })
    context["corrections"] = .list(
      plan.ledger.corrections.filter { $0.constituent == constituent.id }.map(values.correction))
    context["size"] = .number(TemplateNumber(current?.standings.count ?? 0))
    context["profile"] = TemplateValue.none
    if let profile {
      context["profile"] = [
        "summary": .optional(profile.summary), "headings": ArticleValues.headings(of: profile.body),
        "body": try body(
          profile.body, edition: current?.id, subject: constituent.id, root: root, kind: "constituent"),
      ]
    }
    context["articles"] = .list(
      (plan.articlesByConstituent[constituent.id] ?? []).map { index in
        var value = articleValues[index]
        let standing = plan.ledger.table(plan.articles[index].edition)?.standing(of: constituent.id)
        value["standing"] = standing.map(values.standing) ?? TemplateValue.none
        return .map(value)
      })
  }

  private func fillEdition(_ context: inout TemplateMap, _ index: Int, root: String) throws(RenderError) {
    let all = plan.ledger.tables
    let table = all[index]
    context["edition"] = values.edition(table.id)
    context["table"] = tables[table.id] ?? TemplateValue.none
    context["movers"] = values.movers(table)
    context["articles"] = .list((plan.articlesByEdition[table.id] ?? []).map { .map(articleValues[$0]) })
    context["corrections"] = .list(plan.ledger.corrections.filter { $0.edition == table.id }.map(values.correction))
    context["csv"] = .text(Address.editionCSV(table.id).link)
    context["json"] = .text(Address.editionJSON(table.id).link)
    context["is_released"] = .boolean(plan.content.releases.contains { $0.edition == table.id })
    context["older"] = index > 0 ? values.edition(all[index - 1].id) : TemplateValue.none
    context["newer"] = index + 1 < all.count ? values.edition(all[index + 1].id) : TemplateValue.none
    context["note"] = TemplateValue.none
    if let note = plan.content.notes.first(where: { $0.edition == table.id }) {
      context["note"] = [
        "title": .optional(note.title), "summary": .optional(note.summary),
        "headings": ArticleValues.headings(of: note.body),
        "body": try body(note.body, edition: table.id, subject: nil, root: root, kind: "edition"),
      ]
    }
  }

  // MARK: Values

  private func editionEntry(_ table: EditionTable) -> TemplateValue {
    [
      "edition": values.edition(table.id), "leader": table.standings.first.map(values.standing) ?? TemplateValue.none,
      "size": .number(TemplateNumber(table.standings.count)),
      "articles": .number(TemplateNumber(plan.articlesByEdition[table.id]?.count ?? 0)),
    ]
  }

  private func dataFiles() -> [TemplateValue] {
    func columns<Row>(_ table: DataTable<Row>) -> TemplateValue {
      .list(
        table.fields.map {
          ["name": .text($0.name), "type": .text($0.kind.rawValue), "description": .text($0.description)]
        })
    }
    let scores = columns(data.scores)
    let files = [
      ("scores.csv", Address.scoresCSV, "Every score of every edition, one row each, as CSV.", scores),
      ("scores.json", Address.scoresJSON, "The same rows as JSON.", TemplateValue.none),
      ("corrections.csv", Address.correctionsCSV, "Every correction, with both values.", columns(data.corrections)),
      (
        "datapackage.json", Address.dataPackage,
        "Both tables with their columns and types, as a Frictionless Data Package.", TemplateValue.none
      ),
    ]
    return files.map { title, path, description, columns in
      ["title": .text(title), "path": .text(path.link), "description": .text(description), "columns": columns]
    }
  }

  // MARK: Bodies

  private func body(
    _ body: MarkdownBody, edition: EditionID?, subject: String?, root: String, kind: String
  ) throws(RenderError) -> TemplateValue {
    .html(TrustedHTML(trusted: try html(of: body, edition: edition, subject: subject, root: root, kind: kind)))
  }

  /// A body with its links, values and blocks filled in; blocks are partial templates.
  private func html(
    of body: MarkdownBody, edition: EditionID?, subject: String?, root: String, kind: String
  ) throws(RenderError) -> [UInt8] {
    var blocks: [MarkdownBody.Block: [UInt8]] = [:]
    for block in body.blocks where blocks[block] == nil {
      blocks[block] = try html(of: block, edition: edition, subject: subject, root: root, kind: kind)
    }
    return body.html(root: root) {
      blocks[$0] ?? []
    } value: {
      answers.markup($0, in: edition)
    }
  }

  private func html(
    of block: MarkdownBody.Block, edition: EditionID?, subject: String?, root: String, kind: String
  ) throws(RenderError) -> [UInt8] {
    guard let url = try? answers.urls.read(block.name), case .block(let content) = url.target else { return [] }
    var context = common(root: root)
    context["page"] = ["kind": .text(kind)]
    context["subject"] = .text(subject ?? "")
    let asked = url.edition ?? edition
    switch content {
    case .table:
      guard let table = asked.flatMap({ tables[$0] }) else { return [] }
      context["table"] = table
      return try render("partials/league-table.html", context)
    case .movers:
      guard let table = asked.flatMap(plan.ledger.table) else { return [] }
      context["movers"] = values.movers(table)
      return try render("partials/movers.html", context)
    case .chart(let id):
      let all = plan.ledger.history(of: id)
      let known = all.filter { standing in
        asked.map { standing.edition == $0 || plan.ledger.calendar.isOrdered(standing.edition, before: $0) } ?? true
      }
      let shown = (known.isEmpty ? all : known).suffix(url.editions ?? all.count)
      context["caption"] = .text(block.text)
      context["constituent"] =
        plan.content.settings.constituents.first { $0.id == id }.map(values.constituent) ?? TemplateValue.none
      context["history"] = .list(shown.reversed().map(values.standing))
      return try render("partials/history.html", context)
    }
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
