internal import Diagnostics

/// A score that takes part in a ranking.
struct RatedScore {
  let score: Score
  let provenance: Provenance
  let places: [SourcePlace]

  init(_ agreed: Agreed<Score>, _ provenance: Provenance) {
    score = agreed.value
    places = agreed.places
    self.provenance = provenance
  }
}

extension EditionTable {
  /// Ranks the scores of one edition: the best first, equal ones share a rank, and the next rank leaves room for them.
  ///
  /// - Parameters:
  ///   - scores: by constituent id.
  ///   - earlier: the newest older table, which changes and movements are against.
  /// - Complexity: O(n log n) in constituents.
  init(
    _ edition: EditionID, ranking scores: [String: RatedScore], of constituents: [Constituent], on scale: Scale,
    before earlier: EditionTable?
  ) {
    let rated = constituents.enumerated().compactMap { order, constituent in
      scores[constituent.id].map { (order: order, constituent: constituent, row: $0) }
    }.sorted { left, right in
      guard left.row.score == right.row.score else { return scale.isBetter(left.row.score, than: right.row.score) }
      return left.order < right.order
    }
    var standings: [Standing] = []
    for (index, (_, constituent, row)) in rated.enumerated() {
      let sharesAbove = index > 0 && rated[index - 1].row.score == row.score
      let sharesBelow = index + 1 < rated.count && rated[index + 1].row.score == row.score
      let previous = earlier?.standing(of: constituent.id)
      standings.append(
        Standing(
          constituent: constituent, edition: edition, score: row.score,
          rank: sharesAbove ? standings[index - 1].rank : index + 1, isTied: sharesAbove || sharesBelow,
          change: previous.map { row.score.change(since: $0.score) }, previousRank: previous?.rank,
          provenance: row.provenance, places: row.places))
    }
    self.init(id: edition, standings: standings, notRated: constituents.filter { scores[$0.id] == nil })
  }
}
