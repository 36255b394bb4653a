internal import IndexCharts
internal import ScoreLedger
internal import TemplateValues

/// The table of an edition, and who moved in it, as values for templates.
extension LedgerValues {
  /// So many rows are set one line each, with ways to jump among them.
  private static let denseSize = 20

  func table(_ table: EditionTable) -> TemplateValue {
    let title = ledger.calendar.firstDay(of: table.id).map { "\(table.id.text), \(Wording.date($0))" } ?? table.id.text
    let rows = table.standings.map { row($0) }
    return [
      "edition": edition(table.id), "caption": .text("\(settings.title), edition \(title)"),
      "size": .number(TemplateNumber(rows.count)), "rows": .list(rows.map { .map($0) }), "is_excerpt": false,
      "not_rated": .list(table.notRated.map(constituent)),
      "ends": charts.barEnds(table), "change_title": .text(changeTitle(table)),
      "is_dense": .boolean(rows.count + table.notRated.count > Self.denseSize),
      "has_sparklines": .boolean(rows.contains { $0["sparkline"].map { $0 != .none } ?? false }),
      "has_strategy": .boolean(
        table.standings.contains { $0.constituent.strategy != nil } || table.notRated.contains { $0.strategy != nil }),
      "has_change": .boolean(table.startsMethodology != nil || table.standings.contains { $0.change != nil }),
      "sparkline_title": .text(sparklineTitle(table)),
      "marks": marks(table.standings),
      "spread": fact(.spread, table.id),
      "risers": fact(.risers, table.id), "fallers": fact(.fallers, table.id), "unchanged": fact(.unchanged, table.id),
      "methodology": .optional(table.methodology?.name),
    ]
  }

  /// Which marks standings carry, for the legend below them.
  func marks(_ standings: [Standing]) -> TemplateValue {
    [
      "gains": .boolean(standings.contains { ($0.change?.units ?? 0) > 0 }),
      "losses": .boolean(standings.contains { ($0.change?.units ?? 0) < 0 }),
      "ties": .boolean(standings.contains(where: \.isTied)),
      "implied": .boolean(standings.contains { $0.provenance == .implied }),
      "corrected": .boolean(standings.contains { !$0.corrections.isEmpty }),
      "breaks": .boolean(standings.contains { !$0.isComparable }),
      "new": .boolean(standings.contains { $0.record.entry == .new }),
      "returning": .boolean(standings.contains { $0.record.entry == .returning }),
    ]
  }

  private func row(_ standing: Standing) -> TemplateMap {
    newMap(standing).setting([
      "bar": charts.bar(of: standing),
      "sparkline": charts.sparkline(of: standing.constituent.id, in: standing.edition),
    ])
  }

  /// What the column of changes is called: by the cadence, if the table before is of the edition before.
  private func changeTitle(_ table: EditionTable) -> String {
    let cadence = ledger.calendar.cadence
    guard cadence.hasRhythm, let previous = ledger.previousTable(of: table.id),
      ledger.calendar.previous(of: table.id) == previous.id
    else { return "Change" }
    return cadence.period.capitalisedFirst
  }

  /// `12 editions`, or how many there are so far.
  private func sparklineTitle(_ table: EditionTable) -> String {
    "\(min(Sparkline.editions, (ledger.position(of: table.id) ?? 0) + 1)) editions"
  }

  private func fact(_ fact: TableFact, _ edition: EditionID) -> TemplateValue {
    (try? ledger.value(of: fact, in: edition)).map { .text(answers.text($0)) } ?? TemplateValue.none
  }

  // MARK: Movers

  /// Who rose, fell and stood still, the largest change first.
  func movers(_ table: EditionTable) -> TemplateValue {
    func sorted(_ isIncluded: (Int) -> Bool) -> TemplateValue {
      .list(table.movers.filter { isIncluded($0.change?.units ?? 0) }.map(standing))
    }
    return ["up": sorted { $0 > 0 }, "down": sorted { $0 < 0 }, "unchanged": sorted { $0 == 0 }]
  }

  // MARK: News

  /// What an edition says first; what the author wrote in its note comes before what the facts say.
  func news(_ table: EditionTable, note: EditionNote?) -> TemplateValue {
    let news = EditionNews(table, words)
    let headline = note?.title.map { FactSentence(stringLiteral: $0) } ?? news.headline
    return [
      "headline": headline.value, "length": .number(TemplateNumber(headline.text.count)),
      "text": .text(headline.text), "standfirst": news.standfirst.value,
    ]
  }
}
