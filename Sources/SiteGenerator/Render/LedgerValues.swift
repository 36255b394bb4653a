internal import ScoreLedger
internal import TemplateEngine

/// What the ledger holds, as values for templates. Paths are relative to the site's root.
struct LedgerValues {
  let settings: IndexSettings
  let ledger: Ledger
  private let wording: Wording

  init(settings: IndexSettings, ledger: Ledger) {
    self.settings = settings
    self.ledger = ledger
    wording = Wording(scale: settings.scale)
  }

  static func date(_ date: CalendarDate) -> TemplateValue {
    ["iso": .text(date.iso), "text": .text(Wording.date(date)), "long": .text(Wording.longDate(date))]
  }

  func constituent(_ constituent: Constituent) -> TemplateValue {
    [
      "id": .text(constituent.id), "name": .text(constituent.name), "category": .optional(constituent.category),
      "strategy": .optional(constituent.strategy),
      "path": .text(Address.constituent(constituent.id, settings).link),
    ]
  }

  func edition(_ id: EditionID) -> TemplateValue {
    [
      "id": .text(id.text), "title": .text("Edition \(id.text)"),
      "date": ledger.calendar.firstDay(of: id).map(Self.date) ?? TemplateValue.none,
      "path": .text(Address.edition(id).link),
      "is_implied": .boolean(ledger.table(id)?.isImplied ?? false),
    ]
  }

  func standing(_ standing: Standing) -> TemplateValue {
    let scale = settings.scale
    let previous = standing.change.map { Score(units: standing.score.units - $0.units) }
    return [
      "constituent": constituent(standing.constituent), "edition": edition(standing.edition),
      "rank": .number(TemplateNumber(standing.rank)),
      "tied": .boolean(standing.isTied),
      "tied_with": .list(tied(with: standing).map { .text($0) }), "score": .text(scale.text(standing.score)),

      "change": standing.change.map(change) ?? TemplateValue.none,
      "movement": standing.previousRank.map { movement(from: $0, to: standing.rank) } ?? TemplateValue.none,
      "previous_score": previous.map { .text(scale.text($0)) } ?? TemplateValue.none,
      "implied": .boolean(standing.provenance == .implied), "bar": bar(standing.score),
    ]
  }

  func table(_ table: EditionTable) -> TemplateValue {
    let title = ledger.calendar.firstDay(of: table.id).map { "\(table.id.text), \(Wording.date($0))" } ?? table.id.text
    return [
      "edition": edition(table.id), "caption": .text("\(settings.title), edition \(title)"),
      "size": .number(TemplateNumber(table.standings.count)), "rows": .list(table.standings.map(standing)),
      "not_rated": .list(table.notRated.map(constituent)),
      "has_implied": .boolean(table.standings.contains { $0.provenance == .implied }),
      "has_ties": .boolean(table.standings.contains(where: \.isTied)),
      "has_change": .boolean(table.standings.contains { $0.change != nil }),
    ]
  }

  /// Who rose, fell and stood still, the largest change first.
  func movers(_ table: EditionTable) -> TemplateValue {
    let moved = table.standings.filter { $0.change != nil }
    func sorted(_ isIncluded: (Int) -> Bool) -> TemplateValue {
      let chosen = moved.filter { isIncluded($0.change?.units ?? 0) }
      return .list(
        chosen.enumerated().sorted { left, right in
          let sizes = (abs(left.element.change?.units ?? 0), abs(right.element.change?.units ?? 0))
          return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : left.offset < right.offset
        }.map { standing($0.element) })
    }
    return ["up": sorted { $0 > 0 }, "down": sorted { $0 < 0 }, "unchanged": sorted { $0 == 0 }]
  }

  private func change(_ change: ScoreChange) -> TemplateValue {
    let direction = change.units > 0 ? "up" : change.units < 0 ? "down" : "unchanged"
    return [
      "text": .text(settings.scale.text(change)),
      "glyph": .text(change.units > 0 ? "▲" : change.units < 0 ? "▼" : "—"), "direction": .text(direction),
      "words": .text(wording.change(change)),
    ]
  }

  private func movement(from old: Int, to new: Int) -> TemplateValue {
    [
      "direction": .text(new < old ? "up" : new > old ? "down" : "unchanged"),
      "words": .text(Wording.movement(from: old, to: new)),
    ]
  }

  private func tied(with standing: Standing) -> [String] {
    guard standing.isTied, let table = ledger.table(standing.edition) else { return [] }
    return table.standings.filter {
      $0.score == standing.score && $0.constituent.id != standing.constituent.id
    }.map(\.constituent.name)
  }

  /// Where a score lies on a bounded scale, in per cent with one decimal.
  private func bar(_ score: Score) -> TemplateValue {
    guard let minimum = settings.scale.minimum, let maximum = settings.scale.maximum, minimum < maximum else {
      return .none
    }
    let (offset, isTooLarge) = (score.units - minimum.units).multipliedReportingOverflow(by: 1000)
    guard !isTooLarge else { return .none }
    return .number(TemplateNumber(significand: offset / (maximum.units - minimum.units), scale: 1))
  }
}

extension TemplateValue {
  static func optional(_ text: String?) -> TemplateValue { text.map { .text($0) } ?? TemplateValue.none }
}
