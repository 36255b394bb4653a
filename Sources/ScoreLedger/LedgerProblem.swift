internal import Diagnostics

/// Where statements contradict each other, or what follows from them. Internal: the words are all that leaves.
enum LedgerProblem {
  /// Values of one cell that differ: the odd one out, and the others, the one that stands first.
  case conflict(Cell, odd: Testimony, others: [Testimony])
  case changeWithoutScore(Cell, SourcePlace)
  /// A change in the first edition that the calendar has.
  case changeWithoutEdition(Cell, SourcePlace)
  /// A change against an edition that does not rate the constituent, and cannot.
  case changeOfNewcomer(Cell, SourcePlace, in: EditionID)
  case changeAcrossMethodologies(Cell, SourcePlace, Methodology.Version, since: EditionID)
  case changeMismatch(Cell, Agreed<ScoreChange>, score: Settled, earlier: Settled, in: EditionID)
  case impliedOutOfScale(Cell, Agreed<ScoreChange>, implied: Score, in: EditionID)
  case rankWithoutScore(Cell, SourcePlace)
  /// A rank of a score that a correction withdrew.
  case rankOfWithdrawnScore(Cell, SourcePlace, Correction)
  /// With the standings that do have the stated rank.
  case rankMismatch(Standing, stated: Int, SourcePlace, holders: [Standing])
  /// Something is said of a constituent in an edition before it joined or after it left.
  case notMember(Constituent, EditionID, SourcePlace)
  /// A dimension that the methodology of the edition does not have.
  case foreignDimension(Cell, String, SourcePlace, known: [String])
  case dimensionsMissing(Cell, [String], SourcePlace)
  case dimensionsWithoutScore(Cell, SourcePlace)
  case dimensionsDoNotAddUp(Cell, expected: Score, score: Settled, SourcePlace)
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
      guard let now = score.current, let then = earlier.current else { return nil }
      let actual = scale.text(now.change(since: then))
      let notes = [(earlier, edition), (score, cell.edition)].compactMap { score, edition in
        Self.origin(of: score, in: edition, scale)
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
    case .changeOfNewcomer(let cell, let place, let edition):
      return Diagnostic(
        id: "change-without-edition", "\(cell.constituent) is not rated in \(edition.text): nothing to change against",
        at: place, help: "delete the change")
    case .changeAcrossMethodologies(let cell, let place, let version, let edition):
      return Diagnostic(
        id: "change-across-methodologies",
        "scores since methodology \(version.name) do not compare with \(edition.text), so \(cell.constituent) has no "
          + "change", at: place,
        help: "delete the change, or write `rebased: true` in index.yml if the scores before were restated")
    case .notMember(let constituent, let edition, let place): return notMember(constituent, edition, place)
    case .foreignDimension(let cell, let dimension, let place, let known):
      return Diagnostic(
        id: "unknown-dimension", "the methodology of \(cell.edition.text) has no dimension `\(dimension)`", at: place,
        help: known.isEmpty
          ? "add `dimensions` to `methodology` in index.yml" : "write one of \(known.joined(separator: ", "))")
    case .dimensionsMissing(let cell, let missing, let place):
      return Diagnostic(
        id: "dimension-missing", "\(cell.constituent) has no score in \(missing.joined(separator: ", "))", at: place,
        help: "state every dimension, or none")
    case .dimensionsWithoutScore(let cell, let place):
      return Diagnostic(
        id: "dimensions-without-score", "\(cell.constituent) has dimensions in \(cell.edition.text) and no score",
        at: place, help: "state the score, too")
    case .dimensionsDoNotAddUp(let cell, let expected, let score, let place):
      return score.current.map {
        Diagnostic(
          id: "dimensions-do-not-add-up",
          "the dimensions of \(cell.constituent) give \(scale.text(expected)) by their weights, and its score is "
            + scale.text($0), at: place, notes: Self.origin(of: score, in: cell.edition, scale).map { [$0] } ?? [],
          help: "correct a dimension or the score")
      }
    case .rankOfWithdrawnScore(let cell, let place, let correction):
      return Diagnostic(
        id: "rank-mismatch", "\(cell.constituent) has no rank in \(cell.edition.text) since its score is withdrawn",
        at: place, notes: [Diagnostic.Note("withdrawn here", at: correction.nowPlace)], help: "delete the rank")
    case .rankWithoutScore(let cell, let place):
      return Diagnostic(
        id: "rank-without-score", "\(cell.constituent) has a rank in \(cell.edition.text) and no score", at: place,
        help: "state the score, too")
    case .rankMismatch(let standing, let stated, let place, let holders):
      let notes = ([standing] + holders.prefix(3)).compactMap { one in
        (one.corrections.last?.nowPlace ?? one.places.first).map { Diagnostic.Note(Self.rankedBy(one, scale), at: $0) }
      }
      return Diagnostic(
        id: "rank-mismatch",
        "\(standing.constituent.id) is stated at rank \(stated) and ranks \(standing.rank)"
          + (standing.isTied ? ", tied," : "") + " on its score of \(scale.text(standing.score))",
        at: place, notes: notes, help: "write \(standing.rank), or leave the rank out: it is computed")
    }
  }

  private func notMember(_ constituent: Constituent, _ edition: EditionID, _ place: SourcePlace) -> Diagnostic {
    let joined = constituent.joined.flatMap { edition.ordinal < $0.ordinal ? $0 : nil }
    let reason = joined.map { "it joins in \($0.text)" } ?? "it left in \(constituent.left?.text ?? "")"
    return Diagnostic(
      id: "not-in-index", "\(constituent.id) is not in the index in \(edition.text): \(reason)", at: place,
      help: "delete the statement, or mend `\(joined == nil ? "left" : "joined")` in index.yml")
  }

  /// Where a score comes from.
  private static func origin(of score: Settled, in edition: EditionID, _ scale: Scale) -> Diagnostic.Note? {
    guard let value = score.current else { return nil }
    if let correction = score.corrections.last {
      return Diagnostic.Note("\(scale.text(value)) in \(edition.text) is corrected here", at: correction.nowPlace)
    }
    return score.places.first.map {
      Diagnostic.Note("\(scale.text(value)) in \(edition.text) is stated here", at: $0)
    }
  }

  private static func rankedBy(_ standing: Standing, _ scale: Scale) -> String {
    let origin =
      switch standing.provenance {
      case .stated: "stated here"
      case .implied: "implied by the change here"
      case .corrected: "corrected here"
      }
    return "\(standing.constituent.id) ranks \(standing.rank): \(scale.text(standing.score)) is \(origin)"
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
      case .dimension(let dimension, _): ("dimension-conflict", "in \(dimension) is")
      }
    let whereElse = there.file == here.file ? "elsewhere in this file" : "in \(there.file.path)"
    var notes = others.flatMap { note($0.places[...], scale.text($0.written), "") }
    notes += note(odd.places.dropFirst(), scale.text(odd.written), ", too")
    return Diagnostic(
      id: id,
      "\(cell.constituent) \(verb) \(scale.text(odd.written)) here and \(scale.text(standing.written)) \(whereElse)",
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
    case .dimension(_, let score): text(score)
    }
  }
}
