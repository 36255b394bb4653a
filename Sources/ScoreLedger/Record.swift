/// What a constituent's standings up to an edition say of it, that edition included. Later editions play no part.
///
/// Peaks, lows and streaks count from the last edition whose methodology made scores incomparable.
public struct Record: Sendable, Hashable {
  public struct Extreme: Sendable, Hashable {
    public let score: Score
    /// The first edition that reached it.
    public let edition: EditionID
  }

  public struct Streak: Sendable, Hashable {
    public let direction: Direction
    /// Changes in a row that go this way, the edition's own included.
    public let length: Int
  }

  /// How a constituent comes into an edition.
  public enum Entry: String, Sendable, Hashable {
    /// The ledger's first table.
    case first
    /// Rated for the first time, while others were rated before.
    case new
    /// Rated before, but not in the edition before.
    case returning = "back"
    case staying
  }

  /// The highest score, whichever end of the scale is the better one.
  public let peak: Extreme
  public let low: Extreme
  /// The rank nearest to 1, and the first edition that reached it.
  public let bestRank: Int
  public let bestRankEdition: EditionID
  public let timesRated: Int
  /// Editions at rank 1, shared ones included.
  public let timesFirst: Int
  public let firstEdition: EditionID
  /// Nil where there is no change.
  public let streak: Streak?
  public let entry: Entry

  /// - Parameter isComparable: whether the scores since the record before are made as this one is.
  init(
    _ score: Score, rank: Int, in edition: EditionID, change: ScoreChange?, after record: Record?, isComparable: Bool,
    entry: Entry
  ) {
    let here = Extreme(score: score, edition: edition)
    let earlier = isComparable ? record : nil
    peak = earlier.flatMap { $0.peak.score >= score ? $0.peak : nil } ?? here
    low = earlier.flatMap { $0.low.score <= score ? $0.low : nil } ?? here
    let isBest = record.map { rank < $0.bestRank } ?? true
    bestRank = isBest ? rank : record?.bestRank ?? rank
    bestRankEdition = isBest ? edition : record?.bestRankEdition ?? edition
    timesRated = (record?.timesRated ?? 0) + 1
    timesFirst = (record?.timesFirst ?? 0) + (rank == 1 ? 1 : 0)
    firstEdition = record?.firstEdition ?? edition
    streak = change.map { change in
      let before = record?.streak.flatMap { $0.direction == change.direction ? $0.length : nil } ?? 0
      return Streak(direction: change.direction, length: before + 1)
    }
    self.entry = entry
  }
}
