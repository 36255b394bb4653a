internal import Diagnostics

/// Turns statements into tables: agreement, then implied scores, then ranks and changes, then what is stated of those.
///
/// The edition before another is the newest older one with a stated score; where there is none it is the one before by
/// the calendar. A stated change is against that edition, and implies the score there if nobody states it.
struct LedgerMerger {
  struct Cell: Hashable {
    let edition: EditionID
    let constituent: String
  }

  struct Agreed<Value> {
    let value: Value
    let places: [SourcePlace]
    let isDisputed: Bool
  }

  private let statements: [Statement]
  private let constituents: [Constituent]
  private let scale: Scale
  private let calendar: EditionCalendar
  private(set) var diagnostics: [Diagnostic] = []
  private var scores: [Cell: Agreed<Score>] = [:]
  private var changes: [Cell: Agreed<ScoreChange>] = [:]
  private var ranks: [Cell: Agreed<Int>] = [:]
  private var implied: [Cell: Agreed<Score>] = [:]

  init(_ statements: [Statement], constituents: [Constituent], scale: Scale, calendar: EditionCalendar) {
    self.statements = statements.sorted { left, right in
      (left.place.file.path, left.place.span.start) < (right.place.file.path, right.place.span.start)
    }
    self.constituents = constituents
    self.scale = scale
    self.calendar = calendar
  }

  mutating func merge() -> Ledger {
    var scorePlaces: [Cell: [(Score, SourcePlace)]] = [:]
    var changePlaces: [Cell: [(ScoreChange, SourcePlace)]] = [:]
    var rankPlaces: [Cell: [(Int, SourcePlace)]] = [:]
    for statement in statements {
      let cell = Cell(edition: statement.edition, constituent: statement.constituent)
      switch statement.value {
      case .score(let score): scorePlaces[cell, default: []].append((score, statement.place))
      case .change(let change): changePlaces[cell, default: []].append((change, statement.place))
      case .rank(let rank): rankPlaces[cell, default: []].append((rank, statement.place))
      }
    }
    let scale = scale
    for (cell, stated) in scorePlaces {
      scores[cell] = agree(stated, "score-conflict") { "\(cell.constituent) is \(scale.text($0))" }
    }
    for (cell, stated) in changePlaces {
      changes[cell] = agree(stated, "change-conflict") { "\(cell.constituent) has changed by \(scale.text($0))" }
    }
    for (cell, stated) in rankPlaces {
      ranks[cell] = agree(stated, "rank-conflict") { "\(cell.constituent) has rank \($0)" }
    }
    implyScores()
    let tables = tables()
    checkRanks(Dictionary(uniqueKeysWithValues: tables.map { ($0.id, $0) }))
    return Ledger(scale: scale, calendar: calendar, constituents: constituents, tables: tables)
  }

  // MARK: Agreement

  /// One value for a cell. Where statements differ, the one that most agree on stands for the rest of the merge, and
  /// each other is reported at its own place with the first place of that one.
  private mutating func agree<Value: Hashable>(
    _ stated: [(value: Value, place: SourcePlace)], _ id: String, _ words: (Value) -> String
  ) -> Agreed<Value>? {
    var order: [Value] = []
    var places: [Value: [SourcePlace]] = [:]
    for (value, place) in stated {
      if places[value] == nil { order.append(value) }
      places[value, default: []].append(place)
    }
    guard var winner = order.first else { return nil }
    for value in order where (places[value]?.count ?? 0) > (places[winner]?.count ?? 0) { winner = value }
    let agreed = places[winner] ?? []
    for value in order where value != winner {
      guard let wrong = places[value], let first = wrong.first, let right = agreed.first else { continue }
      let other = words(winner).split(separator: " ").last.map(String.init) ?? ""
      let whereElse = right.file == first.file ? "elsewhere in this file" : "in \(right.file.path)"
      let more = agreed.count > 1 ? ", and in \(agreed.count - 1) more \(agreed.count == 2 ? "place" : "places")" : ""
      diagnostics.append(
        Diagnostic(
          id: id, "\(words(value)) here and \(other) \(whereElse)", at: first,
          notes: [Diagnostic.Note("stated as \(other) here\(more)", at: right)]
            + wrong.dropFirst().map { Diagnostic.Note("also stated so here", at: $0) },
          help: "correct one of them, or state another edition"))
    }
    return Agreed(value: winner, places: agreed, isDisputed: order.count > 1)
  }

  // MARK: Implied scores

  /// The edition that changes of each edition are against.
  private func editionsBefore() -> [EditionID: EditionID] {
    let scored = Set(scores.keys.map(\.edition)).sorted { $0.ordinal < $1.ordinal }
    var result: [EditionID: EditionID] = [:]
    for (index, edition) in scored.enumerated() {
      result[edition] = index > 0 ? scored[index - 1] : calendar.previous(of: edition)
    }
    return result
  }

  private mutating func implyScores() {
    let before = editionsBefore()
    for (cell, change) in changes where !change.isDisputed {
      guard let place = change.places.first else { continue }
      guard let score = scores[cell] else {
        diagnostics.append(
          Diagnostic(
            id: "change-without-score", "\(cell.constituent) has a change in \(cell.edition.text) and no score",
            at: place, help: "state the score, too"))
        continue
      }
      guard !score.isDisputed else { continue }
      guard let earlier = before[cell.edition] else {
        diagnostics.append(
          Diagnostic(
            id: "change-without-edition", "\(cell.edition.text) is the first edition: nothing to change against",
            at: place, help: "delete the change"))
        continue
      }
      let previous = Cell(edition: earlier, constituent: cell.constituent)
      let expected = Score(units: score.value.units - change.value.units)
      if let known = scores[previous] {
        if known.value != expected, !known.isDisputed { report(change, of: cell, score, against: known, in: earlier) }
      } else if scale.contains(expected) {
        implied[previous] = Agreed(value: expected, places: change.places, isDisputed: false)
      } else {
        diagnostics.append(
          Diagnostic(
            id: "implied-out-of-scale",
            "the change \(scale.text(change.value)) puts \(cell.constituent) at \(scale.text(expected)) in "
              + "\(earlier.text), outside the scale", at: place, help: "correct the change or the score"))
      }
    }
  }

  private mutating func report(
    _ change: Agreed<ScoreChange>, of cell: Cell, _ score: Agreed<Score>, against known: Agreed<Score>,
    in earlier: EditionID
  ) {
    guard let place = change.places.first else { return }
    let actual = ScoreChange(units: score.value.units - known.value.units)
    var notes: [Diagnostic.Note] = []
    if let first = known.places.first {
      notes.append(Diagnostic.Note("\(scale.text(known.value)) in \(earlier.text) is stated here", at: first))
    }
    if let first = score.places.first {
      notes.append(Diagnostic.Note("\(scale.text(score.value)) in \(cell.edition.text) is stated here", at: first))
    }
    diagnostics.append(
      Diagnostic(
        id: "change-mismatch",
        "\(cell.constituent) has changed by \(scale.text(actual)) since \(earlier.text), not by "
          + scale.text(change.value), at: place, notes: notes,
        help: "write \(scale.text(actual)), or correct a score"))
  }

  // MARK: Tables

  private func tables() -> [EditionTable] {
    var cells: [EditionID: [String: (Agreed<Score>, Provenance)]] = [:]
    for (cell, score) in implied { cells[cell.edition, default: [:]][cell.constituent] = (score, .implied) }
    for (cell, score) in scores { cells[cell.edition, default: [:]][cell.constituent] = (score, .stated) }
    var tables: [EditionTable] = []
    for (edition, rows) in cells.sorted(by: { $0.key.ordinal < $1.key.ordinal }) {
      tables.append(table(edition, rows, before: tables.last))
    }
    return tables
  }

  private func table(
    _ edition: EditionID, _ rows: [String: (score: Agreed<Score>, provenance: Provenance)], before: EditionTable?
  ) -> EditionTable {
    let rated = constituents.enumerated().compactMap { index, constituent in
      rows[constituent.id].map { (index: index, constituent: constituent, row: $0) }
    }.sorted { left, right in
      let (first, second) = (left.row.score.value, right.row.score.value)
      guard first != second else { return left.index < right.index }
      return scale.better == .higher ? first > second : first < second
    }
    var standings: [Standing] = []
    for (index, entry) in rated.enumerated() {
      let score = entry.row.score.value
      let sharesAbove = index > 0 && rated[index - 1].row.score.value == score
      let sharesBelow = index + 1 < rated.count && rated[index + 1].row.score.value == score
      let previous = before?.standing(of: entry.constituent.id)
      standings.append(
        Standing(
          constituent: entry.constituent, edition: edition, score: score,
          rank: sharesAbove ? standings[index - 1].rank : index + 1, isTied: sharesAbove || sharesBelow,
          change: previous.map { ScoreChange(units: score.units - $0.score.units) }, previousRank: previous?.rank,
          provenance: entry.row.provenance, places: entry.row.score.places))
    }
    return EditionTable(
      id: edition, standings: standings, notRated: constituents.filter { rows[$0.id] == nil })
  }

  // MARK: Stated ranks

  private mutating func checkRanks(_ tables: [EditionID: EditionTable]) {
    let disputed = Set(scores.filter(\.value.isDisputed).keys.map(\.edition))
    for (cell, rank) in ranks where !rank.isDisputed && !disputed.contains(cell.edition) {
      guard let place = rank.places.first else { continue }
      guard let standing = tables[cell.edition]?.standing(of: cell.constituent) else {
        diagnostics.append(
          Diagnostic(
            id: "rank-without-score", "\(cell.constituent) has a rank in \(cell.edition.text) and no score",
            at: place, help: "state the score, too"))
        continue
      }
      guard standing.rank != rank.value else { continue }
      let tie = standing.isTied ? ", tied" : ""
      diagnostics.append(
        Diagnostic(
          id: "rank-mismatch",
          "\(cell.constituent) ranks \(standing.rank)\(tie) on its score of \(scale.text(standing.score)), "
            + "not \(rank.value)", at: place,
          notes: standing.places.first.map { [Diagnostic.Note("the score is stated here", at: $0)] } ?? [],
          help: "write \(standing.rank), or leave the rank out: it is computed"))
    }
  }
}
