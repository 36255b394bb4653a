internal import Diagnostics

/// Where statements contradict each other, or what follows from them. Internal: the words are all that leaves.
enum LedgerProblem {
  /// Values of one cell that differ: the odd one out, and the others, the one that stands first.
  case conflict(Cell, odd: Testimony, others: [Testimony])
  case changeWithoutScore(Cell, SourcePlace)
  /// A change in the first edition that the calendar has.
  case changeWithoutEdition(Cell, SourcePlace)
  case changeMismatch(Cell, Agreed<ScoreChange>, score: Agreed<Score>, earlier: Agreed<Score>, in: EditionID)
  case impliedOutOfScale(Cell, Agreed<ScoreChange>, implied: Score, in: EditionID)
  case rankWithoutScore(Cell, SourcePlace)
  /// With the standings that do have the stated rank.
  case rankMismatch(Standing, stated: Int, SourcePlace, holders: [Standing])
}

extension LedgerProblem {
  /// Nil only for a conflict without places, which no statement makes.
  func diagnostic(on scale: Scale) -> Diagnostic? {
    switch self {
    case .conflict(let cell, let odd, let others): return conflict(cell, odd, others, scale)
    case .changeWithoutScore(let cell, let place):
      return Diagnostic(
        id: "change-without-score", "\(cell.constituent) has a change in \(cell.edition.text) and no score", at: place,
        help: "state the score, too")
    case .changeWithoutEdition(let cell, let place):
      return Diagnostic(
        id: "change-without-edition", "\(cell.edition.text) is the first edition: nothing to change against", at: place,
        help: "delete the change")
    case .changeMismatch(let cell, let change, let score, let earlier, let edition):
      let actual = scale.text(score.value.change(since: earlier.value))
      let notes = [(earlier, edition), (score, cell.edition)].compactMap { agreed, edition in
        agreed.places.first.map {
          Diagnostic.Note("\(scale.text(agreed.value)) in \(edition.text) is stated here", at: $0)
        }
      }
      return change.places.first.map {
        Diagnostic(
          id: "change-mismatch",
          "\(cell.constituent) has changed by \(actual) since \(edition.text), not by \(scale.text(change.value))",
          at: $0, notes: notes, help: "write \(actual), or correct a score")
      }
    case .impliedOutOfScale(let cell, let change, let implied, let edition):
      return change.places.first.map {
        Diagnostic(
          id: "implied-out-of-scale",
          "the change \(scale.text(change.value)) puts \(cell.constituent) at \(scale.text(implied)) in "
            + "\(edition.text), outside the scale of \(scale.bounds)", at: $0, help: "correct the change or the score")
      }
    case .rankWithoutScore(let cell, let place):
      return Diagnostic(
        id: "rank-without-score", "\(cell.constituent) has a rank in \(cell.edition.text) and no score", at: place,
        help: "state the score, too")
    case .rankMismatch(let standing, let stated, let place, let holders):
      let notes = ([standing] + holders.prefix(3)).compactMap { one in
        one.places.first.map { Diagnostic.Note(Self.rankedBy(one, scale), at: $0) }
      }
      return Diagnostic(
        id: "rank-mismatch",
        "\(standing.constituent.id) is stated at rank \(stated) and ranks \(standing.rank)"
          + (standing.isTied ? ", tied," : "") + " on its score of \(scale.text(standing.score))",
        at: place, notes: notes, help: "write \(standing.rank), or leave the rank out: it is computed")
    }
  }

  private static func rankedBy(_ standing: Standing, _ scale: Scale) -> String {
    "\(standing.constituent.id) ranks \(standing.rank): \(scale.text(standing.score)) is "
      + (standing.provenance == .stated ? "stated here" : "implied by the change here")
  }

  private func conflict(_ cell: Cell, _ odd: Testimony, _ others: [Testimony], _ scale: Scale) -> Diagnostic? {
    guard let here = odd.places.first, let standing = others.first, let there = standing.places.first else {
      return nil
    }
    let (id, verb) =
      switch odd.value {
      case .score: ("score-conflict", "is")
      case .change: ("change-conflict", "changes by")
      case .rank: ("rank-conflict", "ranks")
      }
    let whereElse = there.file == here.file ? "elsewhere in this file" : "in \(there.file.path)"
    var notes = others.flatMap { note($0.places[...], scale.text($0.value), "") }
    notes += note(odd.places.dropFirst(), scale.text(odd.value), ", too")
    return Diagnostic(
      id: id,
      "\(cell.constituent) \(verb) \(scale.text(odd.value)) here and \(scale.text(standing.value)) \(whereElse)",
      at: here, notes: notes, help: "correct one of them, or state another edition")
  }

  private func note(_ places: ArraySlice<SourcePlace>, _ value: String, _ also: String) -> [Diagnostic.Note] {
    guard let first = places.first else { return [] }
    let more = places.count - 1
    let others = more == 0 ? "" : ", and in \(more) more \(more == 1 ? "place" : "places")"
    return [Diagnostic.Note("stated as \(value) here\(also)\(others)", at: first)]
  }
}

extension Scale {
  fileprivate func text(_ value: Statement.Value) -> String {
    switch value {
    case .score(let score): text(score)
    case .change(let change): text(change)
    case .rank(let rank): String(rank)
    }
  }
}
