internal import IndexCharts
internal import ScoreLedger
internal import Synchronization

/// Fingerprints of the tables of all editions.
final class TableIngredients: Sendable {
  private struct Window: Hashable {
    let end: Int
    let editions: Int?
  }

  /// Everything that the tables follow from, but for index.yml.
  let all: Fingerprint
  private let positions: [EditionID: Int]
  /// Of each as pages show it: a row holds the line of its last editions.
  private let tables: [Fingerprint]
  private let none = Fingerprint(of: [])
  /// What charts ask of all tables, whatever they show: whether they stand in time, and whether they are two.
  private let shape: String
  private let windows = Mutex<[Window: Fingerprint]>([:])

  init(_ ledger: Ledger) {
    let tables = ledger.tables
    positions = Dictionary(tables.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let days = tables.compactMap { ledger.calendar.firstDay(of: $0.id)?.dayNumber }
    let isInOrder = days.count == tables.count && zip(days, days.dropFirst()).allSatisfy { $0 < $1 }
    shape = "\(isInOrder) \(tables.count == 2)"
    let members = Self.members(of: ledger)
    let rows = tables.map(Self.rows)
    self.tables = tables.indices.map { position in
      var recipe = FingerprintBuilder("table")
      recipe.add(members)
      for rows in rows[FieldSeries.window(endingAt: position, editions: Sparkline.editions)] { recipe.add(rows) }
      return recipe.fingerprint
    }
    // Without corrections the ledger is what was published.
    let published = ledger.corrections.isEmpty ? [] : ledger.publishedTables.map(Self.rows)
    all = Self.all(rows, published, ledger.corrections)
  }

  /// Of no table where no article scores the edition.
  func table(_ edition: EditionID) -> Fingerprint { positions[edition].map { tables[$0] } ?? none }

  /// - Parameter editions: how many, at most; nil for all.
  func window(upTo edition: EditionID?, editions: Int?) -> Fingerprint {
    let window = Window(end: edition.flatMap { positions[$0] }.map { $0 + 1 } ?? tables.count, editions: editions)
    if let known = windows.withLock({ $0[window] }) { return known }
    var recipe = FingerprintBuilder("window")
    recipe.add(shape)
    for table in tables[..<window.end].suffix(editions ?? window.end) { recipe.add(table) }
    let fingerprint = recipe.fingerprint
    windows.withLock { $0[window] = fingerprint }
    return fingerprint
  }

  /// What rows say of the editions in which constituents joined and left: whether they have a page.
  private static func members(of ledger: Ledger) -> Fingerprint {
    var recipe = FingerprintBuilder("members")
    for constituent in ledger.constituents {
      for edition in [constituent.joined, constituent.left] {
        let table = edition.flatMap(ledger.table)
        recipe.add(table.map { $0.isImplied ? 1 : 2 })
      }
    }
    return recipe.fingerprint
  }

  /// What the standings of one table say, and what its place among the others makes of it.
  private static func rows(of table: EditionTable) -> Fingerprint {
    var recipe = FingerprintBuilder("rows")
    recipe.add(table.id.text)
    recipe.add(table.methodology?.name)
    recipe.add(table.startsMethodology?.name)
    recipe.add(table.standings.count)
    for standing in table.standings {
      recipe.add(standing.constituent.id)
      recipe.add(standing.score.units)
      recipe.add(standing.rank)
      recipe.add(standing.isTied)
      recipe.add(standing.change?.units)
      recipe.add(standing.previousScore?.units)
      recipe.add(standing.previousRank)
      recipe.add(standing.isComparable)
      recipe.add(standing.record.entry.rawValue)
      recipe.add(standing.provenance.name)
      recipe.add(standing.origin.name)
      recipe.add(standing.corrections.count)
      if let first = standing.corrections.first { recipe.add(first.was?.units) }
      recipe.add(standing.dimensions.count)
      for (name, score) in standing.dimensions.sorted(by: { $0.key < $1.key }) {
        recipe.add(name)
        recipe.add(score.units)
      }
    }
    recipe.add(table.notRated.map(\.id))
    return recipe.fingerprint
  }

  private static func all(
    _ rows: [Fingerprint], _ published: [Fingerprint], _ corrections: [Correction]
  ) -> Fingerprint {
    var recipe = FingerprintBuilder("ledger")
    for tables in [rows, published] {
      recipe.add(tables.count)
      for table in tables { recipe.add(table) }
    }
    for correction in corrections {
      recipe.add(correction.edition.text)
      recipe.add(correction.constituent)
      recipe.add(correction.was?.units)
      recipe.add(correction.now?.units)
      recipe.add(correction.reason)
      recipe.add(correction.date)
      recipe.add(correction.foundBy)
    }
    return recipe.fingerprint
  }
}
