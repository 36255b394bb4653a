internal import IndexCharts
internal import ScoreLedger
internal import Synchronization
internal import TemplateValues

/// The rows of charts' tables as values: a constituent's charts of editions that follow one another share all but a few.
final class ChartRows: Sendable {
  /// Of so many tables, the newest, rows are kept.
  private static let most = 64

  /// By constituent the rows of the chart that was made last, by the positions of their tables.
  private let last = Mutex<[String: [Int: TemplateValue]]>([:])

  func rows(of chart: HistoryChart) -> [TemplateValue] {
    let known = last.withLock { $0[chart.id] } ?? [:]
    let positions = chart.positions
    let rows = positions.map { known[$0] ?? Self.value(chart.row(at: $0)) }
    let made = Dictionary(zip(positions, rows).prefix(Self.most)) { first, _ in first }
    last.withLock { $0[chart.id] = made }
    return rows
  }

  static func value(_ row: [Chart.Cell]) -> TemplateValue {
    .list(
      row.map { cell in
        [
          "text": .text(cell.text), "fact": .optional(cell.fact?.rawValue),
          "constituent": .optional(cell.constituent), "edition": .optional(cell.edition?.text),
        ]
      })
  }
}
