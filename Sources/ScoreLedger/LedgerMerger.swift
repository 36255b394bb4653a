internal import Diagnostics

/// Turns statements into tables: agreement, then implied scores, then ranks and changes, then what is stated of those.
///
/// The edition before another is the newest older one with a stated score; where there is none it is the one before by
/// the calendar. So a change across a gap in the ledger, stated or computed, is against the newest table before the
/// gap. A stated change implies the score there if nobody states it; from an implied score nothing is implied further.
struct LedgerMerger {
  private let constituents: [Constituent]
  private let scale: Scale
  private let calendar: EditionCalendar
  private let agreed: Agreement
  private var problems: [LedgerProblem] = []
  private var implied: [Cell: Agreed<Score>] = [:]
  /// Scores that would be implied, had there been no error.
  private var withheld: Set<Cell> = []

  /// Statements about constituents that the index does not have are left out, as is a second one of the same id.
  init(_ statements: [Statement], constituents: [Constituent], scale: Scale, calendar: EditionCalendar) {
    var ids: Set<String> = []
    self.constituents = constituents.filter { ids.insert($0.id).inserted }
    self.scale = scale
    self.calendar = calendar
    agreed = Agreement(statements.filter { ids.contains($0.constituent) })
  }

  mutating func merge() -> (ledger: Ledger, diagnostics: [Diagnostic]) {
    implyScores()
    let ledger = Ledger(scale: scale, calendar: calendar, constituents: constituents, tables: tables())
    checkRanks(ledger)
    let all = agreed.conflicts + problems
    return (ledger, all.compactMap { $0.diagnostic(on: scale) }.sortedByPlace())
  }

  // MARK: Implied scores

  /// The edition that the changes of each scored edition are against.
  private func editionsBefore() -> [EditionID: EditionID] {
    let scored = Set(agreed.scores.keys.map(\.edition)).sorted { calendar.isOrdered($0, before: $1) }
    var result: [EditionID: EditionID] = [:]
    for (index, edition) in scored.enumerated() {
      result[edition] = index > 0 ? scored[index - 1] : calendar.previous(of: edition)
    }
    return result
  }

  private mutating func implyScores() {
    let before = editionsBefore()
    for (cell, change) in agreed.changes {
      let earlier = before[cell.edition]
      let previous = earlier.map { Cell(edition: $0, constituent: cell.constituent) }
      guard let place = change.places.first else { continue }
      guard let score = agreed.scores[cell] else {
        if !change.isDisputed { problems.append(.changeWithoutScore(cell, place)) }
        withhold(previous)
        continue
      }
      guard !change.isDisputed, !score.isDisputed else {
        withhold(previous)
        continue
      }
      guard let earlier, let previous else {
        problems.append(.changeWithoutEdition(cell, place))
        continue
      }
      if let known = agreed.scores[previous] {
        if !known.isDisputed, score.value.change(since: known.value) != change.value {
          problems.append(.changeMismatch(cell, change, score: score, earlier: known, in: earlier))
        }
        continue
      }
      let expected = score.value.before(change.value)
      if scale.contains(expected) {
        implied[previous] = Agreed(value: expected, places: change.places, isDisputed: false)
      } else {
        problems.append(.impliedOutOfScale(cell, change, implied: expected, in: earlier))
        withhold(previous)
      }
    }
  }

  private mutating func withhold(_ cell: Cell?) {
    if let cell, agreed.scores[cell] == nil { withheld.insert(cell) }
  }

  // MARK: Tables

  private func tables() -> [EditionTable] {
    var rows: [EditionID: [String: RatedScore]] = [:]
    for (cell, score) in implied {
      rows[cell.edition, default: [:]][cell.constituent] = RatedScore(score, .implied)
    }
    for (cell, score) in agreed.scores {
      rows[cell.edition, default: [:]][cell.constituent] = RatedScore(score, .stated)
    }
    var tables: [EditionTable] = []
    for (edition, scores) in rows.sorted(by: { calendar.isOrdered($0.key, before: $1.key) }) {
      tables.append(
        EditionTable(edition, ranking: scores, of: constituents, on: scale, before: tables.last))
    }
    return tables
  }

  // MARK: Stated ranks

  /// Ranks are not checked where a score is disputed or withheld: it may be the reason why a rank seems wrong.
  private mutating func checkRanks(_ ledger: Ledger) {
    var unsettled = Set(withheld.map(\.edition))
    for (cell, score) in agreed.scores where score.isDisputed { unsettled.insert(cell.edition) }
    for (cell, rank) in agreed.ranks where !rank.isDisputed {
      guard let place = rank.places.first else { continue }
      let table = ledger.table(cell.edition)
      guard let table, let standing = table.standing(of: cell.constituent) else {
        // A change without a score is reported already.
        if !withheld.contains(cell), agreed.changes[cell] == nil { problems.append(.rankWithoutScore(cell, place)) }
        continue
      }
      guard standing.rank != rank.value, !unsettled.contains(cell.edition) else { continue }
      let holders = table.standings.filter { $0.rank == rank.value }
      problems.append(.rankMismatch(standing, stated: rank.value, place, holders: holders))
    }
  }
}
