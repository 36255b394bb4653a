internal import ScoreLedger
internal import Synchronization
internal import TemplateValues

/// What the ledger holds, as values for templates. Paths are relative to the site's root.
///
/// One object, since whoever makes values holds it.
final class LedgerValues: Sendable {
  let settings: IndexSettings
  let ledger: Ledger
  let charts: ChartValues
  let words: LedgerWords
  let answers: IndexAnswers
  private let reader: ClaimReader
  /// Values that nearly every page shows, made once.
  private let constituents: [String: TemplateValue]
  private let editions: [EditionID: TemplateValue]
  /// Of each table of the ledger.
  private let standings: [EditionID: StandingMaps]

  init(settings: IndexSettings, ledger: Ledger) {
    self.settings = settings
    self.ledger = ledger
    constituents = Dictionary(
      ledger.constituents.map { ($0.id, Self.constituent($0, settings, ledger)) }
    ) { first, _ in first }
    editions = Dictionary(ledger.tables.map { ($0.id, Self.edition($0.id, ledger)) }) { first, _ in first }
    standings = Dictionary(ledger.tables.map { ($0.id, StandingMaps()) }) { first, _ in first }
    charts = ChartValues(settings: settings, ledger: ledger)
    words = LedgerWords(settings: settings, ledger: ledger)
    reader = ClaimReader(unit: settings.scale.unit)
    answers = IndexAnswers(settings: settings, ledger: ledger)
  }

  static func date(_ date: CalendarDate) -> TemplateValue {
    [
      "iso": .text(date.iso), "text": .text(Wording.date(date)), "long": .text(Wording.longDate(date)),
      "day": .text("\(Wording.weekday(date)) \(date.day) \(date.monthName)"),
    ]
  }

  func constituent(_ constituent: Constituent) -> TemplateValue {
    constituents[constituent.id] ?? Self.constituent(constituent, settings, ledger)
  }

  private static func constituent(
    _ constituent: Constituent, _ settings: IndexSettings, _ ledger: Ledger
  ) -> TemplateValue {
    func edition(_ id: EditionID) -> TemplateValue { Self.edition(id, ledger) }
    return [
      "id": .text(constituent.id), "name": .text(constituent.name), "category": .optional(constituent.category),
      "strategy": .optional(constituent.strategy),
      "aliases": .list(constituent.aliases.map { .text($0) }),
      "joined": constituent.joined.map(edition) ?? TemplateValue.none,
      "left": constituent.left.map(edition) ?? TemplateValue.none,
      "path": .text(Address.constituent(constituent.id, settings).link),
    ]
  }

  func edition(_ id: EditionID) -> TemplateValue { editions[id] ?? Self.edition(id, ledger) }

  private static func edition(_ id: EditionID, _ ledger: Ledger) -> TemplateValue {
    let table = ledger.table(id)
    return [
      "id": .text(id.text), "title": .text("Edition \(id.text)"),
      "date": ledger.calendar.firstDay(of: id).map(date) ?? TemplateValue.none,
      "path": .text(Address.edition(id).link),
      "is_implied": .boolean(table?.isImplied ?? false),
      // Only then it has a page.
      "is_scored": .boolean(table != nil),
    ]
  }

  /// - Parameter standing: one of the ledger's tables.
  func standing(_ standing: Standing) -> TemplateValue {
    let table = ledger.table(standing.edition)
    let known = standings[standing.edition]?.map(of: standing.constituent.id) {
      (table?.standings ?? []).map { ($0.constituent.id, newMap($0)) }
    }
    return .map(known ?? newMap(standing))
  }

  func newMap(_ standing: Standing) -> TemplateMap {
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
      "dimensions": .list(dimensions(standing)),
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

  /// A correction with both values.
  func correction(_ correction: Correction) -> TemplateValue {
    let subject = ledger.constituent(correction.constituent)
    return [
      "id": .text(correction.anchor), "edition": edition(correction.edition),
      "constituent": subject.map(constituent) ?? TemplateValue.none,
      "was": .text(settings.scale.ratingText(correction.was)), "now": .text(settings.scale.ratingText(correction.now)),
      "reason": .text(correction.reason), "date": Self.date(correction.date),
      "found_by": .optional(correction.foundBy),
      "path": .text(Address.corrections.link + "#" + correction.anchor),
    ]
  }

  private func change(_ change: ScoreChange) -> TemplateValue {
    [
      "text": .text(settings.scale.text(change)), "glyph": .text(change.direction.glyph),
      "direction": .text(change.direction.rawValue),
      "words": .text(
        reader.filling(for: .change(ExactNumber(units: change.units, decimals: settings.scale.decimals)))),
    ]
  }

  private func movement(_ places: Int) -> TemplateValue {
    let direction = Direction(places)
    return [
      "direction": .text(direction.rawValue), "glyph": .text(direction.glyph), "text": .text("\(places.magnitude)"),
      "words": .text(reader.filling(for: .movement(places))),
    ]
  }

  private func tied(with standing: Standing) -> [String] {
    guard standing.isTied, let table = ledger.table(standing.edition) else { return [] }
    return table.standings.filter {
      $0.score == standing.score && $0.constituent.id != standing.constituent.id
    }.map(\.constituent.name)
  }
}

extension Correction {
  /// Where the corrections page tells of it.
  var anchor: String { "\(edition.pathComponent)-\(constituent.lowercased())-\(date.iso)" }
}

extension TemplateValue {
  static func optional(_ text: String?) -> TemplateValue { text.map { .text($0) } ?? TemplateValue.none }
}

/// The standings of one table as values, made when the first page shows one of them.
private final class StandingMaps: Sendable {
  private final class Made: Sendable {
    let maps: [String: TemplateMap]

    init(_ maps: [String: TemplateMap]) { self.maps = maps }
  }

  private let made = AtomicLazyReference<Made>()

  /// - Parameter make: of all constituents that are rated; what it makes is the same each time.
  func map(of constituent: String, make: () -> [(String, TemplateMap)]) -> TemplateMap? {
    let made = made.load() ?? made.storeIfNil(Made(Dictionary(make()) { first, _ in first }))
    return made.maps[constituent]
  }
}
