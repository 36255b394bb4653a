/// What can be asked of a constituent in an edition. The raw values are the words of `index:` URLs.
public enum Fact: String, Sendable, CaseIterable {
  case score
  case rank
  case change
  case previous
  case previousRank = "previous-rank"
  case movement
  case peak
  case peakEdition = "peak-edition"
  case low
  case lowEdition = "low-edition"
  case bestRank = "best-rank"
  case bestRankEdition = "best-rank-edition"
  case streak
  case timesFirst = "times-first"
  case timesRated = "times-rated"
  case firstEdition = "first-edition"
  case entry
  case gap

  /// What it means, for the codebook and for `site explain`. No edition after the one asked about plays a part.
  public var meaning: String {
    switch self {
    case .score: "the score"
    case .rank: "the place by score, the best first; equal scores share a rank"
    case .change: "the score less the one in the edition before"
    case .previous: "the score in the edition before"
    case .previousRank: "the rank in the edition before"
    case .movement: "places risen since the edition before; negative where it fell"
    case .peak: "the highest score since the methodology last made scores incomparable"
    case .peakEdition: "the first edition that reached the peak"
    case .low: "the lowest score since the methodology last made scores incomparable"
    case .lowEdition: "the first edition that reached the low"
    case .bestRank: "the rank nearest to 1 so far"
    case .bestRankEdition: "the first edition that reached the best rank"
    case .streak: "changes in a row that go the same way, this edition's included"
    case .timesFirst: "editions at rank 1 so far, shared ones included"
    case .timesRated: "editions that rate it so far"
    case .firstEdition: "the first edition that rates it"
    case .entry:
      "new: rated for the first time; back: not rated in the edition before; staying; first: the ledger's first edition"
    case .gap: "the score less that of the constituent after `to=`, without its sign"
    }
  }
}

/// What can be asked of a whole edition. The raw values are the words of `index:` URLs.
public enum TableFact: String, Sendable, CaseIterable {
  case rated
  case leader
  case spread
  case mean
  case biggestRise = "biggest-rise"
  case biggestFall = "biggest-fall"
  case risers
  case fallers
  case unchanged

  public var meaning: String {
    switch self {
    case .rated: "how many constituents are rated"
    case .leader: "who is at rank 1"
    case .spread: "the highest score less the lowest"
    case .mean: "the mean of all scores, to one decimal more than the scale has, halves away from zero"
    case .biggestRise: "whose score rose most since the edition before"
    case .biggestFall: "whose score fell most since the edition before"
    case .risers: "how many scores rose since the edition before"
    case .fallers: "how many scores fell since the edition before"
    case .unchanged: "how many scores stood still since the edition before"
    }
  }
}

/// The answer to a question about the ledger.
public enum FactValue: Sendable {
  /// A score, a gap, a spread: in units of the scale's last decimal.
  case score(Score)
  /// In units of one decimal more than the scale has.
  case mean(Score)
  case rank(Int, isTied: Bool)
  case change(ScoreChange)
  case movement(Int)
  case count(Int)
  case edition(EditionID)
  case constituents([Constituent])
  case word(String)
}

/// Why the ledger has no answer.
public enum MissingFact: Error, Hashable {
  /// No article scores the edition.
  case noTable(EditionID)
  case notRated(String, EditionID)
  /// There is no edition before, or it does not rate the constituent.
  case nothingBefore(String, EditionID)
  case notComparable(String, EditionID, Methodology.Version)
  /// No score went that way.
  case nothingMoved(EditionID)
}

extension MissingFact {
  /// In words, without a full stop.
  public var words: String {
    switch self {
    case .noTable(let edition): "no article states a score of \(edition.text)"
    case .notRated(let id, let edition): "\(id) is not rated in \(edition.text)"
    case .nothingBefore(let id, let edition): "\(id) has no score in the edition before \(edition.text)"
    case .notComparable(let id, let edition, let version):
      "\(edition.text) starts methodology \(version.name), so \(id) has no change"
    case .nothingMoved(let edition): "no score moved that way in \(edition.text)"
    }
  }
}

extension Ledger {
  /// - Parameter other: the constituent that `gap` is measured to.
  /// - Complexity: O(1).
  public func value(
    of fact: Fact, _ constituent: String, in edition: EditionID, to other: String? = nil
  ) throws(MissingFact) -> FactValue {
    let standing = try standing(of: constituent, in: edition)
    let record = standing.record
    switch fact {
    case .score: return .score(standing.score)
    case .rank: return .rank(standing.rank, isTied: standing.isTied)
    case .change: return .change(try comparable(standing.change, standing))
    case .previous: return .score(try before(standing.previousScore, standing))
    case .previousRank:
      let rank = try before(standing.previousRank, standing)
      return .rank(rank, isTied: previousTable(of: edition)?.standing(of: constituent)?.isTied ?? false)
    case .movement: return .movement(try comparable(standing.movement, standing))
    case .peak: return .score(record.peak.score)
    case .peakEdition: return .edition(record.peak.edition)
    case .low: return .score(record.low.score)
    case .lowEdition: return .edition(record.low.edition)
    case .bestRank: return .rank(record.bestRank, isTied: false)
    case .bestRankEdition: return .edition(record.bestRankEdition)
    case .streak: return .count(try comparable(record.streak, standing).length)
    case .timesFirst: return .count(record.timesFirst)
    case .timesRated: return .count(record.timesRated)
    case .firstEdition: return .edition(record.firstEdition)
    case .entry: return .word(record.entry.rawValue)
    case .gap:
      let there = try self.standing(of: other ?? constituent, in: edition)
      let change = standing.score.change(since: there.score)
      return .score(Score(units: change.units < 0 ? -max(change.units, -Int.max) : change.units))
    }
  }

  /// - Complexity: O(number of constituents).
  public func value(of fact: TableFact, in edition: EditionID) throws(MissingFact) -> FactValue {
    guard let table = table(edition), let first = table.standings.first, let last = table.standings.last else {
      throw .noTable(edition)
    }
    switch fact {
    case .rated: return .count(table.standings.count)
    case .leader: return .constituents(table.standings.filter { $0.rank == 1 }.map(\.constituent))
    case .spread:
      let change = first.score.change(since: last.score)
      return .score(Score(units: change.units < 0 ? -max(change.units, -Int.max) : change.units))
    case .mean:
      let sum = table.standings.reduce(Int128(0)) { $0 + Int128($1.score.units) }
      return .mean(Score(units: Int(clamping: rounded(sum * 10, Int128(table.standings.count)))))
    case .biggestRise: return .constituents(try movers(in: table) { $0.units > 0 ? $0.units : nil })
    case .biggestFall: return .constituents(try movers(in: table) { $0.units < 0 ? -max($0.units, -Int.max) : nil })
    case .risers: return .count(try changes(in: table) { $0 > 0 })
    case .fallers: return .count(try changes(in: table) { $0 < 0 })
    case .unchanged: return .count(try changes(in: table) { $0 == 0 })
    }
  }

  /// Those that moved furthest one way; of equal changes all of them, in the order of their ranks.
  /// - Parameter size: of a change that goes that way; nil for one that does not.
  private func movers(
    in table: EditionTable, _ size: (ScoreChange) -> Int?
  ) throws(MissingFact) -> [Constituent] {
    let sizes = table.standings.map { $0.change.flatMap(size) }
    guard let largest = sizes.compactMap({ $0 }).max() else { throw .nothingMoved(table.id) }
    return zip(table.standings, sizes).filter { $0.1 == largest }.map(\.0.constituent)
  }

  /// How many changes go a way; none does where no constituent has a change.
  private func changes(in table: EditionTable, _ isIncluded: (Int) -> Bool) throws(MissingFact) -> Int {
    let changes = table.standings.compactMap(\.change?.units)
    if changes.isEmpty { throw .nothingMoved(table.id) }
    return changes.count(where: isIncluded)
  }

  private func standing(of constituent: String, in edition: EditionID) throws(MissingFact) -> Standing {
    guard let table = table(edition) else { throw .noTable(edition) }
    guard let standing = table.standing(of: constituent) else { throw .notRated(constituent, edition) }
    return standing
  }

  private func before<Value>(_ value: Value?, _ standing: Standing) throws(MissingFact) -> Value {
    guard let value else { throw .nothingBefore(standing.constituent.id, standing.edition) }
    return value
  }

  private func comparable<Value>(_ value: Value?, _ standing: Standing) throws(MissingFact) -> Value {
    if let value { return value }
    if !standing.isComparable, let version = table(standing.edition)?.startsMethodology {
      throw .notComparable(standing.constituent.id, standing.edition, version)
    }
    throw .nothingBefore(standing.constituent.id, standing.edition)
  }
}
