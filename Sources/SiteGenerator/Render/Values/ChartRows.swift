internal import IndexCharts
internal import ScoreLedger
internal import Synchronization
internal import TemplateValues

/// The rows of charts' tables as values: a constituent's charts of editions that follow one another share all but a few.
final class ChartRows: Sendable {
  /// Of so many tables, the newest, rows are kept.
  private static let most = 64

  /// Values of one constituent, by the positions of their tables: the newest first.
  private typealias Kept = [(position: Int, value: TemplateValue)]

  /// By constituent the rows of the chart that was made last, and the cells of the chart of ranks.
  private let last = Mutex<[String: Kept]>([:])
  private let ranks = Mutex<[String: Kept]>([:])

  func rows(of chart: HistoryChart) -> [TemplateValue] {
    let known = last.withLock { $0[chart.id] } ?? []
    let rows = Self.values(at: chart.positions, known) { Self.value(chart.row(at: $0)) }
    last.withLock { $0[chart.id] = Array(rows.prefix(Self.most)) }
    return rows.map(\.value)
  }

  func rows(of chart: RankChart) -> [TemplateValue] {
    chart.order.map { constituent in
      let known = ranks.withLock { $0[constituent.id] } ?? []
      let cells = Self.values(at: chart.positions.reversed(), known) {
        Self.value(chart.cell(of: constituent, at: $0))
      }
      ranks.withLock { $0[constituent.id] = Array(cells.prefix(Self.most)) }
      return .list([Self.value(Chart.Cell(constituent.name))] + cells.reversed().map(\.value))
    }
  }

  /// - Parameters:
  ///   - positions: the newest first.
  ///   - make: what is not known.
  private static func values(
    at positions: some Sequence<Int>, _ known: Kept, _ make: (Int) -> TemplateValue
  ) -> Kept {
    var next = 0
    return positions.map { position in
      while next < known.count, known[next].position > position { next += 1 }
      if next < known.count, known[next].position == position { return known[next] }
      return (position, make(position))
    }
  }

  static func value(_ row: [Chart.Cell]) -> TemplateValue { .list(row.map(value)) }

  private static func value(_ cell: Chart.Cell) -> TemplateValue {
    [
      "text": .text(cell.text), "fact": .optional(cell.fact?.rawValue),
      "constituent": .optional(cell.constituent), "edition": .optional(cell.edition?.text),
    ]
  }
}
