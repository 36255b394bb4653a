public import ScoreLedger

/// The ledger as charts read it: every score at the place of its table, found without a search.
public struct FieldSeries: Sendable {
  public let ledger: Ledger
  /// What a constituent is called.
  let noun: (one: String, many: String)
  /// Of every constituent, its score in each table in the scale's units; nil where it is not rated.
  private let scores: [[Int?]]
  private let places: [String: Int]
  /// Where each table stands in time: the first day of its edition, or its place where an edition has no day.
  let times: [Int]
  /// How far the scores of any one constituent lie apart in the twelve tables up to each.
  let ranges: [Int]
  /// How far the scores of each table lie apart.
  let spreads: [Int128]

  /// - Complexity: O(points of the ledger).
  public init(ledger: Ledger, noun: (one: String, many: String)) {
    self.ledger = ledger
    self.noun = noun
    let constituents = ledger.constituents
    let places = Dictionary(constituents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var scores = constituents.map { _ in [Int?](repeating: nil, count: ledger.tables.count) }
    for (position, table) in ledger.tables.enumerated() {
      for standing in table.standings {
        if let place = places[standing.constituent.id] { scores[place][position] = standing.score.units }
      }
    }
    self.places = places
    self.scores = scores
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

  func name(of id: String) -> String { places[id].map { ledger.constituents[$0].name } ?? id }
}
