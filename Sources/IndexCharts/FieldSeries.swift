public import ScoreLedger

/// The ledger as charts read it: every score at the place of its table, found without a search.
///
/// One object, since every chart holds it.
public final class FieldSeries: Sendable {
  public let ledger: Ledger
  /// What a constituent is called.
  let noun: (one: String, many: String)
  /// Of every constituent, its score in each table in the scale's units; nil where it is not rated.
  private let scores: [[Int?]]
  /// In the same way its ranks.
  private let ranks: [[Int?]]
  private let places: [String: Int]
  /// Of every constituent its standings with the places of their tables, the oldest first.
  private let histories: [[(position: Int, standing: Standing)]]
  /// Where each table stands in time: the first day of its edition, or its place where an edition has no day.
  let times: [Int]
  /// How far the scores of any one constituent lie apart in the twelve tables up to each.
  let ranges: [Int]
  /// How far the scores of each table lie apart.
  let spreads: [Int128]
  /// The scores of the first and of the last of each table; nil where it has none.
  let ends: [(first: Int, last: Int)?]
  let words: FactWords
  /// What the histories of many constituents have in common.
  let frames = HistoryFrames()

  /// - Complexity: O(points of the ledger).
  public init(ledger: Ledger, noun: (one: String, many: String)) {
    self.ledger = ledger
    self.noun = noun
    words = FactWords(scale: ledger.scale)
    let constituents = ledger.constituents
    let places = Dictionary(constituents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var scores = constituents.map { _ in [Int?](repeating: nil, count: ledger.tables.count) }
    var ranks = scores
    var histories = constituents.map { _ in [(position: Int, standing: Standing)]() }
    for (position, table) in ledger.tables.enumerated() {
      for standing in table.standings {
        guard let place = places[standing.constituent.id] else { continue }
        scores[place][position] = standing.score.units
        ranks[place][position] = standing.rank
        histories[place].append((position, standing))
      }
    }
    self.places = places
    self.histories = histories
    self.scores = scores
    self.ranks = ranks
    ends = ledger.tables.map { table in
      table.standings.last.map { (table.standings[0].score.units, $0.score.units) }
    }
    spreads = ledger.tables.map { ValueSpan($0.standings.lazy.map(\.score.units))?.length ?? 0 }
    let days = ledger.tables.compactMap { ledger.calendar.firstDay(of: $0.id)?.dayNumber }
    let isInOrder = days.count == ledger.tables.count && zip(days, days.dropFirst()).allSatisfy { $0 < $1 }
    times = isInOrder ? days : Array(ledger.tables.indices)
    ranges = ledger.tables.indices.map { position in
      let window = Self.window(endingAt: position, editions: Sparkline.editions)
      return scores.reduce(0) { range, series in
        let length = ValueSpan(series[window].lazy.compactMap { $0 })?.length ?? 0
        return max(range, Int(clamping: length))
      }
    }
  }

  /// The positions of the last tables up to one.
  public static func window(endingAt position: Int, editions: Int) -> Range<Int> {
    max(0, position + 1 - max(editions, 1))..<position + 1
  }

  /// A constituent's scores by the places of tables; empty for one that the ledger does not know.
  func scores(of id: String) -> [Int?] { places[id].map { scores[$0] } ?? [] }

  /// Its ranks in the same way.
  func ranks(of id: String) -> [Int?] { places[id].map { ranks[$0] } ?? [] }

  /// A constituent's standings in some tables.
  /// - Complexity: O(log tables).
  func standings(of id: String, in window: Range<Int>) -> ArraySlice<(position: Int, standing: Standing)> {
    guard let history = places[id].map({ histories[$0] }) else { return [] }
    func start(_ position: Int) -> Int {
      var (low, high) = (0, history.count)
      while low < high {
        let middle = (low + high) / 2
        if history[middle].position < position { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return history[start(window.lowerBound)..<start(window.upperBound)]
  }

  func name(of id: String) -> String { places[id].map { ledger.constituents[$0].name } ?? id }
}
