internal import ScoreLedger
internal import TemplateValues

/// What the ledger holds, as values for templates. Paths are relative to the site's root.
struct LedgerValues {
  let settings: IndexSettings
  let ledger: Ledger
  private let reader: ClaimReader
  private let answers: IndexAnswers

  init(settings: IndexSettings, ledger: Ledger) {
    self.settings = settings
    self.ledger = ledger
    reader = ClaimReader(unit: settings.scale.unit)
    answers = IndexAnswers(settings: settings, ledger: ledger)
  }

  static func date(_ date: CalendarDate) -> TemplateValue {
    ["iso": .text(date.iso), "text": .text(Wording.date(date)), "long": .text(Wording.longDate(date))]
  }

  func constituent(_ constituent: Constituent) -> TemplateValue {
    [
      "id": .text(constituent.id), "name": .text(constituent.name), "category": .optional(constituent.category),
      "strategy": .optional(constituent.strategy),
      "aliases": .list(constituent.aliases.map { .text($0) }),
      "joined": constituent.joined.map(edition) ?? TemplateValue.none,
      "left": constituent.left.map(edition) ?? TemplateValue.none,
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
    return [
      "constituent": constituent(standing.constituent), "edition": edition(standing.edition),
      "rank": .number(TemplateNumber(standing.rank)),
      "tied": .boolean(standing.isTied),
      "tied_with": .list(tied(with: standing).map { .text($0) }), "score": .text(scale.text(standing.score)),
      "change": standing.change.map(change) ?? TemplateValue.none,
      "movement": standing.movement.map(movement) ?? TemplateValue.none,
      "previous_score": standing.isComparable ? .optional(standing.previousScore.map(scale.text)) : TemplateValue.none,
      "implied": .boolean(standing.provenance == .implied), "comparable": .boolean(standing.isComparable),
      "new": .boolean(standing.record.entry == .new), "returning": .boolean(standing.record.entry == .returning),
      "corrected": .boolean(!standing.corrections.isEmpty),
      "published_score": .optional(standing.corrections.first.map { scale.ratingText($0.was) }),
      "dimensions": .list(dimensions(standing)), "bar": bar(standing.score),
    ]
  }

  /// The scores in the dimensions of the methodology, in its order.
  private func dimensions(_ standing: Standing) -> [TemplateValue] {
    guard !standing.dimensions.isEmpty else { return [] }
    return (ledger.methodology.version(of: standing.edition)?.dimensions ?? []).compactMap { dimension in
      standing.dimensions[dimension.id].map {
        [
          "id": .text(dimension.id), "name": .text(dimension.name), "weight": .text(dimension.weightText),
          "score": .text(settings.scale.text($0)),
        ]
      }
    }
  }

  /// What a constituent's standings say up to an edition.
  func record(_ standing: Standing) -> TemplateValue {
    let record = standing.record
    func extreme(_ extreme: Record.Extreme) -> TemplateValue {
      ["score": .text(settings.scale.text(extreme.score)), "edition": edition(extreme.edition)]
    }
    let streak = record.streak.map { streak -> TemplateValue in
      [
        "length": .number(TemplateNumber(streak.length)),
        "direction": .text(streak.direction.rawValue),
      ]
    }
    return [
      "peak": extreme(record.peak), "low": extreme(record.low),
      "best_rank": .number(TemplateNumber(record.bestRank)), "best_rank_edition": edition(record.bestRankEdition),
      "times_rated": .number(TemplateNumber(record.timesRated)),
      "times_first": .number(TemplateNumber(record.timesFirst)), "first_edition": edition(record.firstEdition),
      "streak": streak ?? TemplateValue.none,
    ]
  }

  /// A correction with both values.
  func correction(_ correction: Correction) -> TemplateValue {
    let subject = settings.constituents.first { $0.id == correction.constituent }
    return [
      "id": .text(correction.anchor), "edition": edition(correction.edition),
      "constituent": subject.map(constituent) ?? TemplateValue.none,
      "was": .text(settings.scale.ratingText(correction.was)), "now": .text(settings.scale.ratingText(correction.now)),
      "reason": .text(correction.reason), "date": Self.date(correction.date),
      "found_by": .optional(correction.foundBy),
      "path": .text(Address.corrections.link + "#" + correction.anchor),
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
      "has_change": .boolean(table.startsMethodology != nil || table.standings.contains { $0.change != nil }),
      "has_corrected": .boolean(table.standings.contains { !$0.corrections.isEmpty }),
      "has_new": .boolean(table.standings.contains { $0.record.entry == .new || $0.record.entry == .returning }),
      "spread": fact(.spread, table.id), "mean": fact(.mean, table.id),
      "methodology": .optional(table.methodology?.name),
      "starts_methodology": .optional(table.startsMethodology?.name),
    ]
  }

  private func fact(_ fact: TableFact, _ edition: EditionID) -> TemplateValue {
    (try? ledger.value(of: fact, in: edition)).map { .text(answers.text($0)) } ?? TemplateValue.none
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
      "words": .text(
        reader.filling(for: .change(ExactNumber(units: change.units, decimals: settings.scale.decimals)))),
    ]
  }

  private func movement(_ places: Int) -> TemplateValue {
    [
      "direction": .text(places > 0 ? "up" : places < 0 ? "down" : "unchanged"),
      "words": .text(reader.filling(for: .movement(places))),
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
    Self.barSize(score, on: settings.scale).map { .number(TemplateNumber(significand: $0, scale: 1)) } ?? .none
  }

  /// In tenths of one per cent.
  private static func barSize(_ score: Score, on scale: Scale) -> Int? {
    guard let minimum = scale.minimum, let maximum = scale.maximum, minimum < maximum else { return nil }
    let (offset, isTooLarge) = (score.units - minimum.units).multipliedReportingOverflow(by: 1000)
    return isTooLarge ? nil : offset / (maximum.units - minimum.units)
  }

  /// The width of a score's bar in per cent, as templates print it.
  static func barWidth(_ score: Score, on scale: Scale) -> String? {
    barSize(score, on: scale).map { "\($0 / 10).\($0 % 10)" }
  }
}

extension Correction {
  /// Where the corrections page tells of it.
  var anchor: String { "\(edition.pathComponent)-\(constituent.lowercased())-\(date.iso)" }
}

extension TemplateValue {
  static func optional(_ text: String?) -> TemplateValue { text.map { .text($0) } ?? TemplateValue.none }
}
