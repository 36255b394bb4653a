internal import Diagnostics

/// A score that takes part in a ranking.
struct RatedScore {
  let score: Score
  let provenance: Provenance
  /// How it came into the ledger before any correction.
  let origin: Provenance
  let places: [SourcePlace]
  var changePlaces: [SourcePlace] = []
  var rankPlaces: [SourcePlace] = []
  /// Oldest first.
  var corrections: [Correction] = []
  var dimensions: [String: Score] = [:]
}

/// Makes the tables of a ledger one after the other, oldest first, and keeps the records between them.
struct TableMaker {
  let scale: Scale
  let constituents: [Constituent]
  let methodology: Methodology
  private var records: [String: (record: Record, edition: EditionID)] = [:]
  private(set) var tables: [EditionTable] = []

  init(scale: Scale, constituents: [Constituent], methodology: Methodology) {
    self.scale = scale
    self.constituents = constituents
    self.methodology = methodology
  }

  /// Ranks the scores of one edition: the best first, equal ones share a rank, and the next rank leaves room for them.
  /// Changes and movements are against the table made before.
  ///
  /// - Parameter scores: by constituent id.
  /// - Complexity: O(n log n) in constituents.
  mutating func add(_ edition: EditionID, ranking scores: [String: RatedScore]) {
    let earlier = tables.last
    let breakingVersion = earlier.flatMap { methodology.breakBetween($0.id, edition) }
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
      let rank = sharesAbove ? standings[index - 1].rank : index + 1
      let previous = earlier?.standing(of: constituent.id)
      let change = breakingVersion == nil ? previous.map { row.score.change(since: $0.score) } : nil
      let last = records[constituent.id]
      let entry: Record.Entry =
        earlier == nil ? .first : last == nil ? .new : previous == nil ? .returning : .staying
      let record = Record(
        row.score, rank: rank, in: edition, change: change, after: last?.record,
        isComparable: last.map { methodology.breakBetween($0.edition, edition) == nil } ?? true, entry: entry)
      records[constituent.id] = (record, edition)
      standings.append(
        Standing(
          constituent: constituent, edition: edition, score: row.score, rank: rank,
          isTied: sharesAbove || sharesBelow, change: change, previousScore: previous?.score,
          previousRank: previous?.rank, isComparable: previous == nil || breakingVersion == nil, record: record,
          provenance: row.provenance, origin: row.origin, places: row.places,
          changePlaces: row.changePlaces, rankPlaces: row.rankPlaces, corrections: row.corrections,
          dimensions: row.dimensions))
    }
    let notRated = constituents.filter { scores[$0.id] == nil && $0.isMember(in: edition) }
    tables.append(
      EditionTable(
        id: edition, standings: standings, notRated: notRated, methodology: methodology.version(of: edition),
        startsMethodology: breakingVersion))
  }
}
