internal import Markdown
internal import ScoreLedger
internal import TemplateEngine
internal import TemplateValues

/// Where a body is printed.
struct BodyPlace {
  /// The edition that its blocks and values are of, where they name none.
  let edition: EditionID?
  /// The constituent that it is about.
  let subject: String?
  /// What stands before a path of the site.
  let root: String
  /// The kind of its page.
  let kind: String
}

/// Bodies with their links, values and blocks filled in; blocks are partial templates.
struct BodyRenderer {
  let settings: IndexSettings
  let ledger: Ledger
  let templates: TemplateSet
  let values: LedgerValues
  let tables: [EditionID: TemplateValue]
  /// The values of every page.
  let site: TemplateValue
  private let answers: IndexAnswers

  init(
    settings: IndexSettings, ledger: Ledger, templates: TemplateSet, values: LedgerValues,
    tables: [EditionID: TemplateValue], site: TemplateValue
  ) {
    self.settings = settings
    self.ledger = ledger
    self.templates = templates
    self.values = values
    self.tables = tables
    self.site = site
    answers = IndexAnswers(settings: settings, ledger: ledger)
  }

  func value(of body: MarkdownBody, at place: BodyPlace) throws(RenderError) -> TemplateValue {
    .html(TrustedHTML(trusted: try html(of: body, at: place)))
  }

  func html(of body: MarkdownBody, at place: BodyPlace) throws(RenderError) -> [UInt8] {
    var blocks: [MarkdownBody.Block: [UInt8]] = [:]
    for block in body.blocks where blocks[block] == nil { blocks[block] = try html(of: block, at: place) }
    return body.html(root: place.root) {
      blocks[$0] ?? []
    } value: {
      answers.markup($0, in: place.edition)
    }
  }

  private func html(of block: MarkdownBody.Block, at place: BodyPlace) throws(RenderError) -> [UInt8] {
    guard let url = try? answers.urls.read(block.name), case .block(let content) = url.target else { return [] }
    var context: TemplateMap = [
      "root": .text(place.root), "site": site, "page": ["kind": .text(place.kind)],
      "subject": .text(place.subject ?? ""),
    ]
    let asked = url.edition ?? place.edition
    switch content {
    case .table:
      guard let table = asked.flatMap({ tables[$0] }) else { return [] }
      context["table"] = table
      return try templates.page("partials/league-table.html", context)
    case .movers:
      guard let table = asked.flatMap(ledger.table) else { return [] }
      context["movers"] = values.movers(table)
      return try templates.page("partials/movers.html", context)
    case .chart(let id):
      let all = ledger.history(of: id)
      let known = all.filter { standing in
        asked.map { standing.edition == $0 || ledger.calendar.isOrdered(standing.edition, before: $0) } ?? true
      }
      let shown = (known.isEmpty ? all : known).suffix(url.editions ?? all.count)
      context["caption"] = .text(block.text)
      context["constituent"] =
        settings.constituents.first { $0.id == id }.map(values.constituent) ?? TemplateValue.none
      context["history"] = .list(shown.reversed().map(values.standing))
      return try templates.page("partials/history.html", context)
    }
  }
}

extension TemplateSet {
  func page(_ template: String, _ context: TemplateMap) throws(RenderError) -> [UInt8] {
    do { return try render(template, context) } catch { throw RenderError(diagnostic: error.diagnostic) }
  }
}
