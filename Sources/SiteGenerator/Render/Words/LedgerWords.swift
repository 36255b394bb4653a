internal import ScoreLedger

/// The phrases that sentences about the ledger are made of.
struct LedgerWords {
  let settings: IndexSettings
  let ledger: Ledger
  private let amounts: FactWords

  init(settings: IndexSettings, ledger: Ledger) {
    self.settings = settings
    self.ledger = ledger
    amounts = FactWords(scale: settings.scale)
  }

  /// Whether a score that rises is one that gets better.
  var isHigherBetter: Bool { settings.scale.better == .higher }

  func score(_ standing: Standing) -> FactSentence {
    value(settings.scale.text(standing.score), .score, standing)
  }

  /// `fourth`, `joint fourth`.
  func rank(_ standing: Standing) -> FactSentence {
    value(Self.rank(standing.rank, isTied: standing.isTied), .rank, standing)
  }

  /// The rank in the table before.
  func previousRank(_ rank: Int, isTied: Bool, _ standing: Standing) -> FactSentence {
    value(Self.rank(rank, isTied: isTied), .previousRank, standing)
  }

  /// The size of the change, without a direction: `four points`.
  func change(_ standing: Standing) -> FactSentence {
    guard let change = standing.change else { return "" }
    return value(amounts.amount(change.units), .change, standing)
  }

  /// What lies between two scores: `four points`.
  func gap(_ standing: Standing, to other: Standing) -> FactSentence {
    let amount = amounts.amount(standing.score.change(since: other.score).units)
    return FactSentence(
      amount,
      showing: FactSentence.Reference(
        fact: Fact.gap.rawValue, constituent: standing.constituent.id, edition: standing.edition,
        other: other.constituent.id))
  }

  /// How many places the rank moved, without a direction: `two places`.
  func places(_ standing: Standing) -> FactSentence {
    guard let movement = standing.movement else { return "" }
    let size = Int(clamping: movement.magnitude)
    return value(FactWords.count(size) + (size == 1 ? " place" : " places"), .movement, standing)
  }

  func count(_ fact: TableFact, in table: EditionTable) -> FactSentence {
    guard case .count(let count)? = try? ledger.value(of: fact, in: table.id) else { return "" }
    return FactSentence(
      FactWords.count(count),
      showing: FactSentence.Reference(fact: fact.rawValue, constituent: nil, edition: table.id))
  }

  /// A number that is no fact of its own.
  func count(_ count: Int) -> String { FactWords.count(count) }

  /// `second`, `13th`.
  func ordinal(_ number: Int) -> String { FactWords.ordinal(number) }

  /// `one company`, `seven companies`.
  func constituents(_ count: Int) -> String {
    "\(FactWords.count(count)) \(count == 1 ? settings.noun.one : settings.noun.many)"
  }

  /// The names of those in a table, or how many there are if they are more than two.
  func names(_ standings: [Standing]) -> FactSentence {
    guard standings.count <= 2 else { return "\(constituents(standings.count))" }
    return "\(standings.map(\.constituent.name).joined(separator: " and "))"
  }

  /// When the changes of a table came about: against the edition before by the calendar in the words of the cadence,
  /// otherwise by the edition's name.
  func since(_ previous: EditionTable, to table: EditionTable) -> String {
    guard ledger.calendar.previous(of: table.id) == previous.id else { return "since edition \(previous.id.text)" }
    let cadence = ledger.calendar.cadence
    guard cadence.hasRhythm else { return "since edition \(previous.id.text)" }
    if cadence == .weekly, let day = ledger.calendar.firstDay(of: table.id) {
      return "in the week to \(day.day) \(day.monthName)"
    }
    return "since the \(cadence.period) before"
  }

  private static func rank(_ rank: Int, isTied: Bool) -> String { (isTied ? "joint " : "") + FactWords.ordinal(rank) }

  private func value(_ text: String, _ fact: Fact, _ standing: Standing) -> FactSentence {
    FactSentence(
      text,
      showing: FactSentence.Reference(
        fact: fact.rawValue, constituent: standing.constituent.id, edition: standing.edition))
  }
}
