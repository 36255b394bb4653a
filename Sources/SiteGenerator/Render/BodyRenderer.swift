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
  /// The large figures of its front matter.
  var statistics: [Statistic] = []
}

/// Bodies with their links, values and blocks filled in; blocks are partial templates.
struct BodyRenderer {
  let settings: IndexSettings
  let ledger: Ledger
  let templates: TemplateSet
  let values: LedgerValues
  let tables: TableValues
  /// The values of every page.
  let site: TemplateValue
  private var answers: IndexAnswers { values.answers }
  private var charts: ChartValues { values.charts }

  init(
    settings: IndexSettings, ledger: Ledger, templates: TemplateSet, values: LedgerValues,
    tables: TableValues, site: TemplateValue
  ) {
    self.settings = settings
    self.ledger = ledger
    self.templates = templates
    self.values = values
    self.tables = tables
    self.site = site
  }

  func value(of body: MarkdownBody, at place: BodyPlace) throws(RenderError) -> TemplateValue {
    .html(TrustedHTML(trusted: try html(of: body, at: place)))
  }

  func html(of body: MarkdownBody, at place: BodyPlace) throws(RenderError) -> [UInt8] {
    var blocks: [MarkdownBody.Block: [UInt8]] = [:]
    let ids = body.blocks.isEmpty ? [] : body.printed.ids
    for (index, block) in body.blocks.enumerated() where blocks[block] == nil {
      var identifier = "chart-\(index + 1)"
      while ids.contains(identifier) { identifier += "-here" }
      blocks[block] = try html(of: block, identifier: identifier, at: place)
    }
    return body.html(root: place.root) {
      blocks[$0] ?? []
    } value: {
      answers.markup($0, in: place.edition)
    }
  }

  /// - Parameter identifier: what a chart is called on its page.
  private func html(
    of block: MarkdownBody.Block, identifier: String, at place: BodyPlace
  ) throws(RenderError) -> [UInt8] {
    guard let url = try? answers.urls.read(block.name), case .block(let content) = url.target else { return [] }
    var context: TemplateMap = [
      "root": .text(place.root), "site": site, "page": ["kind": .text(place.kind)],
      "subject": .text(place.subject ?? ""),
    ]
    let asked = url.edition ?? place.edition
    // A feed's reader has no style sheet for a drawing: the table stands for it.
    let isDrawn = place.kind != "feed"
    switch content {
    case .table:
      guard let table = asked.map({ tables[$0] }), table != TemplateValue.none else { return [] }
      context["table"] = table
      return try templates.page("partials/league-table.html", context)
    case .movers:
      guard let table = asked.flatMap(ledger.table) else { return [] }
      let chart = isDrawn ? charts.movers(table, identifier: identifier, values: values) : TemplateValue.none
      if chart != TemplateValue.none { return try draw(chart, context) }
      context["movers"] = values.movers(table)
      return try templates.page("partials/movers.html", context)
    case .stats:
      context["stats"] = ArticleValues.statistics(place.statistics)
      return try templates.page("partials/cards.html", context)
    case .weights:
      guard let version = ledger.weighted(asked) else { return [] }
      context["methodology"] = values.methodology(version)
      return try templates.page("partials/weights.html", context)
    case .chart(let id):
      let title = block.text.isEmpty ? nil : block.text
      let chart =
        isDrawn
        ? charts.history(of: id, until: asked, editions: url.editions, identifier: identifier, title: title)
        : TemplateValue.none
      if chart != TemplateValue.none { return try draw(chart, context) }
      let shown = ledger.charted(id, upTo: asked, editions: url.editions)
      context["caption"] = .text(block.text)
      context["constituent"] =
        ledger.constituent(id).map(values.constituent) ?? TemplateValue.none
      context["history"] = .list(shown.reversed().map(values.standing))
      return try templates.page("partials/history.html", context)
    }
  }

  private func draw(_ chart: TemplateValue, _ context: TemplateMap) throws(RenderError) -> [UInt8] {
    var context = context
    context["chart"] = chart
    return try templates.page("partials/chart.html", context)
  }
}

extension Ledger {
  /// What a chart's table shows: the last editions up to one, or where none of them rates the constituent those after.
  func charted(_ id: String, upTo edition: EditionID?, editions: Int?) -> ArraySlice<Standing> {
    let known = history(of: id, upTo: edition)
    let shown = known.isEmpty ? history(of: id) : known
    return shown.suffix(editions ?? shown.count)
  }
}

extension TemplateSet {
  func page(_ template: String, _ context: TemplateMap) throws(RenderError) -> [UInt8] {
    do { return try render(template, context) } catch { throw RenderError(diagnostic: error.diagnostic) }
  }
}
