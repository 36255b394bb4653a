internal import Diagnostics

/// Turns statements into tables: agreement, then implied scores, then corrections, then ranks and changes, then what is
/// stated of those, then what was released.
///
/// The edition before another is the newest older one with a stated score; where there is none it is the one before by
/// the calendar. So a change across a gap in the ledger, stated or computed, is against the newest table before the
/// gap. A stated change implies the score there if nobody states it; from an implied score nothing is implied further.
struct LedgerMerger {
  private let constituents: [Constituent]
  private let scale: Scale
  private let calendar: EditionCalendar
  private let methodology: Methodology
  private let corrections: [Correction]
  private let chains: [Cell: CorrectionChain]
  private let agreed: Agreement
  private let cells: CellNumbers
  private var problems: [LedgerProblem] = []
  private var correctionProblems: [CorrectionProblem]
  /// Whether corrections after the day are known, by which articles may be mended already: then what articles state of
  /// changes and ranks is not compared with a ledger that does not hold those corrections.
  private let isRetrospective: Bool
  private var settled = CellTable<Settled>()
  /// Scores that contradict their corrections.
  private var mismatched: Set<Cell> = []
  /// Scores that would be implied, had there been no error.
  private var withheld: Set<Cell> = []

  /// Statements about constituents that the index does not have are left out, as is a second one of the same id.
  init(
    _ statements: [Statement], constituents: [Constituent], scale: Scale, calendar: EditionCalendar,
    methodology: Methodology, corrections: [Correction], asOf: CalendarDate?
  ) {
    var ids: Set<String> = []
    let constituents = constituents.filter { ids.insert($0.id).inserted }
    let cells = CellNumbers(constituents)
    self.constituents = constituents
    self.cells = cells
    self.scale = scale
    self.calendar = calendar
    self.methodology = methodology
    let fitting = corrections.filter { correction in
      cells.place(of: correction.constituent).map { constituents[$0].isMember(in: correction.edition) } ?? false
    }
    self.corrections = fitting.filter { correction in asOf.map { correction.date <= $0 } ?? true }
    (chains, correctionProblems) = CorrectionChain.chains(fitting, cells, asOf: asOf)
    isRetrospective = chains.values.contains(where: \.hasLater)
    var known: [Int] = []
    var knownCells: [Cell] = []
    known.reserveCapacity(statements.count)
    knownCells.reserveCapacity(statements.count)
    // Of what a file states most is about one constituent.
    var (last, place) = (String?.none, Int?.none)
    for index in statements.indices {
      if statements[index].constituent != last {
        last = statements[index].constituent
        place = cells.place(of: statements[index].constituent)
      }
      guard let place else { continue }
      let edition = statements[index].edition
      if constituents[place].isMember(in: edition) {
        known.append(index)
        knownCells.append(cells.cell(edition, constituents[place].id, at: place))
      } else {
        problems.append(.notMember(constituents[place], edition, statements[index].place))
      }
    }
    for correction in corrections {
      guard let place = cells.place(of: correction.constituent),
        !constituents[place].isMember(in: correction.edition)
      else { continue }
      problems.append(.notMember(constituents[place], correction.edition, correction.wasPlace))
    }
    // A statement is much to copy.
    let areAll = known.count == statements.count
    agreed = Agreement(areAll ? statements : known.map { statements[$0] }, knownCells, chains: chains)
  }

  mutating func merge(releases: [Release]) -> (ledger: Ledger, diagnostics: [Diagnostic]) {
    for (cell, score) in agreed.scores.entries { settle(score, .stated, cell) }
    for (cell, chain) in chains where settled[cell] == nil && chain.published == nil && !chain.corrections.isEmpty {
      settled.set(Settled(chain), for: cell)
    }
    implyScores()
    for (cell, chain) in chains where settled[cell] == nil && !withheld.contains(cell) {
      // Of an edition that comes after the day nothing is stated yet.
      if chain.corrections.isEmpty { continue }
      correctionProblems.append(.ofNothing(chain))
      settled.set(Settled(chain), for: cell)
    }
    let order = settled.entries.indices.sorted { settled.entries[$0].cell.number < settled.entries[$1].cell.number }
    let tables = tables(of: order, arePublished: false)
    let isHistoryAsked = !corrections.isEmpty
    let ledger = Ledger(
      scale: scale, calendar: calendar, constituents: constituents, methodology: methodology, tables: tables,
      publishedTables: isHistoryAsked ? self.tables(of: order, arePublished: true) : tables,
      corrections: corrections.sorted(by: Self.isNewer))
    if !isRetrospective {
      checkRanks(ledger)
      problems += DimensionCheck(agreed: agreed, settled: settled, methodology: methodology).problems()
    }
    let disputed = settled.entries.lazy.filter(\.value.isDisputed).map(\.cell)
    let doubtful = withheld.union(mismatched).union(disputed)
    let check = ReleaseCheck(ledger: ledger, cells: cells, chains: chains, doubtful: doubtful)
    let releaseProblems = check.problems(of: releases)
    var all = (agreed.conflicts + problems).compactMap { $0.diagnostic(on: scale) }
    all += ((isRetrospective ? [] : agreed.outdated) + correctionProblems).compactMap { $0.diagnostic(on: scale) }
    all += releaseProblems.map { $0.diagnostic(on: scale) }
    return (ledger, all.sortedByPlace())
  }

  private static func isNewer(_ left: Correction, than right: Correction) -> Bool {
    if left.date != right.date { return left.date > right.date }
    if left.edition != right.edition { return left.edition.ordinal > right.edition.ordinal }
    if left.constituent != right.constituent { return left.constituent < right.constituent }
    let (first, second) = (left.wasPlace, right.wasPlace)
    return (first.file.path, first.span.start) < (second.file.path, second.span.start)
  }

  private mutating func settle(_ score: Agreed<Score>, _ origin: Provenance, _ cell: Cell) {
    let chain = chains[cell]
    if let chain, !chain.holds(score.value), let place = score.places.first, !score.isDisputed {
      correctionProblems.append(.mismatch(chain, score.value, origin, place))
      mismatched.insert(cell)
      settled.set(Settled(score, origin, nil), for: cell)
    } else {
      settled.set(Settled(score, origin, chain), for: cell)
    }
  }

  // MARK: Implied scores

  /// The place among the settled of a score that articles state or corrections add: only from such a one a change implies
  /// another.
  private func known(_ cell: Cell) -> Int? {
    settled.place(of: cell).flatMap { settled.entries[$0].value.origin == .implied ? nil : $0 }
  }

  /// The edition that the changes of each scored edition are against.
  private func editionsBefore() -> [EditionID: EditionID] {
    let editions = Self.editions(settled.entries.lazy.filter { $0.value.current != nil }.map(\.cell.edition))
    let scored = editions.sorted { calendar.isOrdered($0, before: $1) }
    var result: [EditionID: EditionID] = [:]
    for edition in Self.editions(agreed.changes.entries.lazy.map(\.cell.edition)).subtracting(editions) {
      result[edition] = scored.last { calendar.isOrdered($0, before: edition) } ?? calendar.previous(of: edition)
    }
    for (index, edition) in scored.enumerated() {
      result[edition] = index > 0 ? scored[index - 1] : calendar.previous(of: edition)
    }
    return result
  }

  /// - Parameter editions: neighbours are mostly the same.
  private static func editions(_ editions: some Sequence<EditionID>) -> Set<EditionID> {
    var found: Set<EditionID> = []
    var last: EditionID?
    for edition in editions where edition != last {
      found.insert(edition)
      last = edition
    }
    return found
  }

  private mutating func implyScores() {
    let before = editionsBefore()
    var (edition, earlier) = (EditionID?.none, EditionID?.none)
    for (cell, change) in agreed.changes.entries {
      if cell.edition != edition { (edition, earlier) = (cell.edition, before[cell.edition]) }
      let previous = earlier.map { cells.cell($0, cell.constituent, at: cells.place(of: cell)) }
      guard let place = change.places.first else { continue }
      guard let score = known(cell) else {
        if !change.isDisputed { problems.append(.changeWithoutScore(cell, place)) }
        withhold(previous)
        continue
      }
      guard !change.isDisputed, !settled.entries[score].value.isDisputed else {
        withhold(previous)
        continue
      }
      guard let earlier, let previous else {
        problems.append(.changeWithoutEdition(cell, place))
        continue
      }
      if !constituents[cells.place(of: cell)].isMember(in: earlier) {
        problems.append(.changeOfNewcomer(cell, place, in: earlier))
      } else if let version = methodology.breakBetween(earlier, cell.edition) {
        problems.append(.changeAcrossMethodologies(cell, place, version, since: earlier))
        withhold(previous)
      } else if known(previous) != nil {
        checkChange(cell, change, against: previous)
      } else {
        imply(previous, cell, change, settled.entries[score].value)
      }
    }
  }

  /// A stated change against a score that is stated, too.
  private mutating func checkChange(_ cell: Cell, _ change: Agreed<ScoreChange>, against previous: Cell) {
    guard let score = settled.place(of: cell), let known = settled.place(of: previous),
      let place = change.places.first, !settled.entries[known].value.isDisputed, !isRetrospective,
      let now = settled.entries[score].value.current
    else { return }
    guard let then = settled.entries[known].value.current else {
      problems.append(.changeOfNewcomer(cell, place, in: previous.edition))
      return
    }
    if now.change(since: then) != change.value {
      let (score, earlier) = (settled.entries[score].value, settled.entries[known].value)
      problems.append(.changeMismatch(cell, change, score: score, earlier: earlier, in: previous.edition))
    }
  }

  /// The score that a stated change tells of the edition before.
  private mutating func imply(_ previous: Cell, _ cell: Cell, _ change: Agreed<ScoreChange>, _ score: Settled) {
    guard let place = change.places.first else { return }
    // The change belongs to the score that is written before it in its file.
    let wordings = agreed.written[cell] ?? []
    let here = wordings.filter { $0.place.file == place.file }
    let wording = here.last { $0.place.span.start <= place.span.start } ?? here.first ?? wordings.last
    guard let stated = wording?.score ?? score.current else { return }
    let expected = stated.before(change.value)
    guard scale.contains(expected) else {
      problems.append(.impliedOutOfScale(cell, change, implied: expected, in: previous.edition))
      withhold(previous)
      return
    }
    settle(Agreed(value: expected, places: change.places, isDisputed: false), .implied, previous)
    if let chain = chains[cell], let now = score.current, now != stated, !isRetrospective {
      correctionProblems.append(
        .changeOfOldScore(chain, change.value, stated: stated, now: now, implied: expected, place))
    } else {
      checkChange(cell, change, against: previous)
    }
  }

  private mutating func withhold(_ cell: Cell?) {
    if let cell, known(cell) == nil { withheld.insert(cell) }
  }

  // MARK: Tables

  /// - Parameter order: the places of all that is settled, by the numbers of their cells.
  private func tables(of order: [Int], arePublished: Bool) -> [EditionTable] {
    var maker = TableMaker(scale: scale, constituents: constituents, methodology: methodology)
    var rows: [RatedScore] = []
    for (index, place) in order.enumerated() {
      if let row = row(at: place, isPublished: arePublished) { rows.append(row) }
      let edition = settled.entries[place].cell.edition
      guard index + 1 == order.count || settled.entries[order[index + 1]].cell.edition != edition else { continue }
      if !rows.isEmpty { maker.add(edition, ranking: rows) }
      rows.removeAll(keepingCapacity: true)
    }
    return maker.tables
  }

  private func row(at place: Int, isPublished: Bool) -> RatedScore? {
    let (cell, one) = settled.entries[place]
    guard let value = isPublished ? one.published : one.current else { return nil }
    return RatedScore(
      constituent: cells.place(of: cell), score: value,
      provenance: isPublished || one.corrections.isEmpty ? one.origin : .corrected, origin: one.origin,
      places: one.places.isEmpty ? one.corrections.map(\.nowPlace) : one.places,
      changePlaces: agreed.changes[cell]?.places ?? [], rankPlaces: agreed.ranks[cell]?.places ?? [],
      corrections: one.corrections, dimensions: agreed.dimensions[cell]?.mapValues(\.value) ?? [:])
  }

  // MARK: Stated ranks

  /// Ranks are not checked where a score is disputed or withheld: it may be the reason why a rank seems wrong.
  private mutating func checkRanks(_ ledger: Ledger) {
    var unsettled = Set(withheld.map(\.edition))
    for (cell, score) in settled.entries where score.isDisputed { unsettled.insert(cell.edition) }
    for (cell, rank) in agreed.ranks.entries where !rank.isDisputed {
      guard let place = rank.places.first else { continue }
      let table = ledger.table(cell.edition)
      guard let table, let standing = table.standing(of: cell.constituent) else {
        if let correction = settled[cell]?.corrections.last {
          problems.append(.rankOfWithdrawnScore(cell, place, correction))
          continue
        }
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
