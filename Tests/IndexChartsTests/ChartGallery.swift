import Foundation
import IndexCharts
import ScoreLedger
import Testing

/// Pages with every chart of small and large fields, to look at and for label-collisions.py. Written only where
/// CHART_GALLERY names a folder.
struct ChartGallery {
  private static let folder = ProcessInfo.processInfo.environment["CHART_GALLERY"]

  private static let editions = [2, 3, 60, 1000]

  @Test(.enabled(if: Self.folder != nil), arguments: Self.editions, [2, 7, 12, 50])
  func page(editions: Int, constituents: Int) throws {
    try write(
      "\(editions)x\(constituents)",
      ChartFixture(editions: editions, constituents: constituents, seed: editions + constituents, hasMarks: true))
  }

  @Test(.enabled(if: Self.folder != nil))
  func otherScalesAndCadences() throws {
    let open = Scale(minimum: nil, maximum: nil, decimals: 2, unit: "%", better: .lower)
    let days = (1...14).map { "2026-0\($0 / 4 + 1)-\(10 + $0)" }
    try write("monthly", ChartFixture(editions: 30, scale: open, cadence: .monthly, hasMarks: true))
    try write("quarterly", ChartFixture(editions: 9, scale: open, cadence: .quarterly))
    try write("yearly", ChartFixture(editions: 25, constituents: 12, cadence: .yearly))
    try write("daily", ChartFixture(editions: 40, constituents: 12, cadence: .daily, hasMarks: true))
    try write("irregular", ChartFixture(editions: 14, cadence: .irregular(days)))
    try write(
      "named",
      ChartFixture(editions: 4, cadence: .irregular(["spring-games", "summer-games", "autumn-games", "winter-games"])))
    let large = Scale(minimum: Score(units: 0), maximum: nil, decimals: 0, unit: "points", better: .higher)
    try write("200", ChartFixture(editions: 20, constituents: 200, scale: large, cadence: .halfYearly))
  }

  private func write(_ name: String, _ fixture: ChartFixture) throws {
    let field = try fixture.field()
    let ledger = field.ledger
    guard let folder = Self.folder, let table = ledger.current else { return }
    let all = 0..<ledger.tables.count
    var parts: [String] = [
      "<div class=strip-box>" + FieldStrip(table, on: ledger.scale).openScale(subject: nil, isNamed: true) + "</div>",
      "<div class=strip-box>" + text(FieldStrip(table, on: ledger.scale).markup(subject: "C1")) + "</div>",
      "<div class=strip-box>" + text(FieldStrip(table, on: ledger.scale).markup(subject: "C4")) + "</div>",
    ]
    let scale = TableScale(table, on: ledger.scale)
    parts.append(
      "<table class=league>"
        + table.standings.prefix(12).map { standing in
          "<tr><th>\(standing.constituent.name)<td class=scale>\(ScoreBar(of: standing, on: scale).markup)<td>"
            + (Sparkline(of: standing.constituent.id, at: all.count - 1, in: field)?.markup ?? "")
        }.joined() + "</table>")
    if let bars = MoverBars(table, of: field) {
      parts.append(
        "<figure class='chart'><figcaption><p class=chart-title>\(bars.title)</p><p class=chart-subtitle>"
          + "\(bars.subtitle)</p></figcaption><table class=mover-bars>"
          + bars.rows.map {
            "<tr><th scope=row>\($0.standing.constituent.name)<td class=mover-bar>\($0.bar)<td class=mover-change>"
              + "<span class=change>\(ledger.scale.text($0.change))</span><td class=mover-scores>"
              + "\($0.standing.previousScore.map(ledger.scale.text) ?? "") to \(ledger.scale.text($0.standing.score))"
          }.joined() + "</table><p class=mover-still>\(bars.unchanged.map(\.name).joined(separator: ", "))</p>"
          + "<p class=chart-note>\(bars.note ?? "")</p></figure>")
    }
    let two = SlopeChart(of: "C1", (all.upperBound - 2, all.upperBound - 1), of: field)?.chart()
    let histories = ["C0", "C1", "C4"].map { id in
      all.count == 2 ? nil : HistoryChart(of: id, in: all, of: field)?.chart()
    }
    let ranks = RankChart(endingAt: all.count - 1, subjects: [], of: field)?.chart()
    for chart in [two] + histories + [ranks] {
      guard let chart else { continue }
      parts.append(
        "<figure class='chart chart-\(chart.kind.rawValue)'><figcaption><p class=chart-title>\(chart.title)</p>"
          + "<p class=chart-subtitle>\(chart.subtitle)</p></figcaption>\(text(chart.markup))"
          + "<p class=chart-note>\(chart.note ?? "")</p></figure>")
    }
    let html = """
      <!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">
      <meta name=color-scheme content="light dark"><title>\(name)</title><link rel=stylesheet href=site.css>
      <style>.page > * { margin-block: 2rem; display: block; } table.league { display: table }</style>
      <body><main class=page>\(parts.joined(separator: "\n"))</main>
      """
    try html.write(toFile: "\(folder)/\(name).html", atomically: true, encoding: .utf8)
  }
}
