internal import IndexCharts
internal import ScoreLedger
internal import TemplateValues

/// Charts, as values for templates.
struct ChartValues {
  private let settings: IndexSettings
  private let ledger: Ledger
  private let field: FieldSeries
  private let scales: [EditionID: TableScale]
  private let strips: [EditionID: Shared<FieldStrip, Never>]
  /// The masthead's scales that were drawn already, by the subject.
  private let openScales: [String: Shared<TemplateValue, Never>]
  private let rows = ChartRows()

  init(settings: IndexSettings, ledger: Ledger) {
    self.settings = settings
    self.ledger = ledger
    let scale = settings.scale
    let strips = Dictionary(ledger.tables.map { table in (table.id, Shared { FieldStrip(table, on: scale) }) }) {
      first, _ in first
    }
    self.strips = strips
    let current = ledger.current.flatMap { strips[$0.id] }
    openScales =
      current.map { strip in
        let subjects = ledger.constituents.map(\.id) + [""]
        return Dictionary(
          subjects.map { subject in
            (
              subject,
              Shared { Self.trusted(strip.value().openScale(subject: subject.isEmpty ? nil : subject, isNamed: true)) }
            )
          }
        ) { first, _ in first }
      } ?? [:]
    scales = Dictionary(ledger.tables.map { ($0.id, TableScale($0, on: settings.scale)) }) { first, _ in first }
    field = FieldSeries(ledger: ledger, noun: (settings.noun.one, settings.noun.many))
  }

  private static func trusted(_ markup: String) -> TemplateValue { .html(TrustedHTML(trusted: Array(markup.utf8))) }

  /// The last twelve editions up to one; none where there are fewer than three.
  func sparkline(of id: String, in edition: EditionID) -> TemplateValue {
    ledger.position(of: edition).flatMap { Sparkline(of: id, at: $0, in: field) }.map { Self.trusted($0.markup) }
      ?? TemplateValue.none
  }

  /// A score on the common scale of its table.
  func bar(of standing: Standing) -> TemplateValue {
    scales[standing.edition].map { Self.trusted(ScoreBar(of: standing, on: $0).markup) } ?? TemplateValue.none
  }

  /// The ends of the scale that the bars of a table lie on.
  func barEnds(_ table: EditionTable) -> TemplateValue {
    let scale = TableScale(table, on: settings.scale)
    return ["low": .text(settings.scale.text(scale.low)), "high": .text(settings.scale.text(scale.high))]
  }

  /// The whole field on one line, the subject named.
  func field(_ table: EditionTable, subject: String?) -> TemplateValue {
    strips[table.id].map { .html(TrustedHTML(trusted: $0.value().markup(subject: subject))) } ?? TemplateValue.none
  }

  /// The masthead's scale without an end, of the current edition; none before the first.
  /// - Parameter subject: a constituent; nil for nobody.
  func openScale(subject: String?) -> TemplateValue {
    (openScales[subject ?? ""] ?? openScales[""])?.value() ?? TemplateValue.none
  }

  /// A constituent's scores up to an edition, or to the newest; a slope chart where two editions are known, and none
  /// where there are fewer.
  /// - Parameters:
  ///   - title: what an author wrote over it, instead of what the ledger says.
  ///   - isTableShown: whether the page has the same table anyway.
  func history(
    of id: String, until edition: EditionID?, editions: Int?, identifier: String, title: String? = nil,
    isTableShown: Bool = false
  ) -> TemplateValue {
    let count = edition.map(ledger.tablesUpTo) ?? ledger.tables.count
    let window = FieldSeries.window(endingAt: count - 1, editions: editions ?? count)
    guard let history = HistoryChart(of: id, in: window, of: field) else { return .none }
    if let slope = history.slope { return map(slope.chart(title: title), identifier, isTableShown) }
    let rows = isTableShown ? [] : rows.rows(of: history)
    return map(history.chart(title: title, hasRows: false), rows: rows, identifier, isTableShown)
  }

  /// The ranks of the field over the last editions up to one; none where there are fewer than two.
  /// - Parameter subjects: who is highlighted; nobody means the biggest climber and the biggest faller.
  func ranks(until edition: EditionID, subjects: [String], identifier: String) -> TemplateValue {
    guard let position = ledger.position(of: edition),
      let chart = RankChart(endingAt: position, subjects: subjects, of: field)
    else { return .none }
    return map(chart.chart(hasRows: false), rows: rows.rows(of: chart), identifier, false)
  }

  private func map(_ chart: Chart, _ identifier: String, _ isTableShown: Bool) -> TemplateValue {
    map(chart, rows: isTableShown ? [] : chart.rows.map(ChartRows.value), identifier, isTableShown)
  }

  private func map(
    _ chart: Chart, rows: [TemplateValue], _ identifier: String, _ isTableShown: Bool
  ) -> TemplateValue {
    [
      "kind": .text(chart.kind.rawValue), "id": .text(identifier), "title": .text(chart.title),
      "subtitle": .text(chart.subtitle), "svg": .html(TrustedHTML(trusted: chart.markup)),
      "note": .optional(chart.note),
      "columns": .list(chart.columns.map { .text($0) }), "rows": .list(rows),
      "is_table_shown": .boolean(isTableShown),
    ]
  }

  /// Who moved since the edition before, as a table with bars; none where nobody has.
  /// - Parameter values: makes the standings.
  func movers(_ table: EditionTable, identifier: String, values: LedgerValues) -> TemplateValue {
    guard let bars = MoverBars(table, of: field) else { return .none }
    return [
      "kind": "movers", "id": .text(identifier), "title": .text(bars.title), "subtitle": .text(bars.subtitle),
      "svg": TemplateValue.none, "note": .optional(bars.note),
      "columns": .list([.text(settings.noun.one.capitalisedFirst), "Change", "Scores"]),
      "rows": .list(
        bars.rows.map { row in
          ["bar": Self.trusted(row.bar), "standing": values.standing(row.standing)]
        }),
      "unchanged": .list(bars.unchanged.map(values.constituent)), "is_table_shown": true,
    ]
  }
}
