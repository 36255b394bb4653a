internal import Diagnostics

/// A score that takes part in a ranking.
struct RatedScore {
  /// Of its constituent in index.yml.
  let constituent: Int
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
  /// By the places of constituents, as of the last table that rates each.
  private var records: [(record: Record, edition: EditionID)?]
  /// By the places of constituents, where each stands in the last table.
  private var positions: [Int?]
  private(set) var tables: [EditionTable] = []

  init(scale: Scale, constituents: [Constituent], methodology: Methodology) {
    self.scale = scale
    self.constituents = constituents
    self.methodology = methodology
    records = Array(repeating: nil, count: constituents.count)
    positions = Array(repeating: nil, count: constituents.count)
  }

  /// Ranks the scores of one edition: the best first, equal ones share a rank, and the next rank leaves room for them.
  /// Changes and movements are against the table made before.
  ///
  /// - Parameter scores: in the order of index.yml.
  /// - Complexity: O(n log n) in constituents.
  mutating func add(_ edition: EditionID, ranking scores: [RatedScore]) {
    let earlier = tables.last
    let breakingVersion = earlier.flatMap { methodology.breakBetween($0.id, edition) }
    let order = scores.indices.sorted { left, right in
      guard scores[left].score == scores[right].score else {
        return scale.isBetter(scores[left].score, than: scores[right].score)
      }
      return left < right
    }
    var standings: [Standing] = []
    standings.reserveCapacity(order.count)
    var rank = 0
    var newPositions: [Int?] = Array(repeating: nil, count: constituents.count)
    for (index, place) in order.enumerated() {
      let row = scores[place]
      let constituent = constituents[row.constituent]
      let sharesAbove = index > 0 && scores[order[index - 1]].score == row.score
      let sharesBelow = index + 1 < order.count && scores[order[index + 1]].score == row.score
      if !sharesAbove { rank = index + 1 }
      let position = positions[row.constituent]
      let previousScore = position.flatMap { earlier?.standings[$0].score }
      let change = breakingVersion == nil ? previousScore.map { row.score.change(since: $0) } : nil
      let last = records[row.constituent]
      let entry: Record.Entry =
        earlier == nil ? .first : last == nil ? .new : position == nil ? .returning : .staying
      let record = Record(
        row.score, rank: rank, in: edition, change: change, after: last?.record,
        isComparable: last.map { methodology.breakBetween($0.edition, edition) == nil } ?? true, entry: entry)
      records[row.constituent] = (record, edition)
      newPositions[row.constituent] = index
      standings.append(
        Standing(
          constituent: constituent, edition: edition, score: row.score, rank: rank,
          isTied: sharesAbove || sharesBelow, change: change, previousScore: previousScore,
          previousRank: position.flatMap { earlier?.standings[$0].rank },
          isComparable: position == nil || breakingVersion == nil, record: record,
          provenance: row.provenance, origin: row.origin, places: row.places,
          changePlaces: row.changePlaces, rankPlaces: row.rankPlaces, corrections: row.corrections,
          dimensions: row.dimensions))
    }
    positions = newPositions
    let notRated = constituents.indices.filter { newPositions[$0] == nil && constituents[$0].isMember(in: edition) }
      .map { constituents[$0] }
    tables.append(
      EditionTable(
        id: edition, standings: standings, notRated: notRated, methodology: methodology.version(of: edition),
        startsMethodology: breakingVersion))
  }
}
