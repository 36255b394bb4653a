import ScoreLedger
import Testing

@testable import IndexCharts

struct WordsTests {
  private func bars(of field: FieldSeries, most: Int = 10) -> MoverBars? {
    field.ledger.current.flatMap { MoverBars($0, of: field, most: most) }
  }

  private func field(_ rows: [String], scale: Scale = points) throws -> FieldSeries {
    FieldSeries(ledger: try ledger(rows, scale: scale), noun: ("harbour", "harbours"))
  }

  @Test(arguments: [
    (["60 50", "61 50", "62 50", "62 50", "63 50", "64 50"], "Oss & Co has gained in four of the last five editions"),
    (["60 50", "61 50", "62 50", "63 50"], "Oss & Co has gained in each of the last three editions"),
    (["64 50", "63 50", "62 50", "61 50", "60 50", "59 50"], "Oss & Co has lost in each of the last five editions"),
    (["60 50", "63 50", "61 50"], "Oss & Co is at 61, up one point since 2026-W18"),
    (["60 50", "63 50", "60 50"], "Oss & Co is at 60, as in 2026-W18"),
    (["60 50", "63 50", "- 50"], "Oss & Co was last rated in 2026-W19, at 63"),
    (
      ["60 50", "61 50", "60 50", "61 50", "60 50", "61 50", "60 50", "65 50"], "Oss & Co is at 65, its highest so far"
    ),
  ])
  func theTitleOfAHistoryIsItsNews(rows: [String], title: String) throws {
    let field = try field(rows)
    #expect(HistoryChart(of: "OSS", in: 0..<rows.count, of: field)?.chart().title == title)
    #expect(HistoryChart(of: "OSS", in: 0..<rows.count, of: field)?.chart(title: "Mine").title == "Mine")
  }

  @Test func aHistorySaysWhatIsMeasuredAndWhatItsMarksMean() throws {
    let chart = try #require(
      HistoryChart(of: "C0", in: 0..<24, of: try ChartFixture(editions: 24, constituents: 3, hasMarks: true).field())
    ).chart()
    #expect(
      chart.subtitle
        == "Score, 0 to 100, weekly, 2025-W49 to 2026-W20, and the two other harbours. The scale starts at 60")
    #expect(
      chart.note
        == "A gap in the line: not rated in that edition. Hollow with a dotted link: 2026-W15 was first published as 72 "
        + "and corrected to 66 on 15 April 2026. Methodology 2: scores do not compare with those before it. "
        + "Methodology 3: the scores before it were restated.")
  }

  @Test(arguments: [
    (["69 74", "70 78"], "Oss & Co gained one point in a week when Isle gained four"),
    (["69 74", "73 74"], "Oss & Co gained four points, the largest move of the two"),
    (["69 74", "69 72"], "Oss & Co stood still in a week when Isle lost two points"),
    (["69 74", "69 74"], "Oss & Co stood still, as did every other harbour"),
    (["69 74", "71 76"], "Oss & Co gained two points"),
  ])
  func theTitleOfASlopeSetsItsMoveAgainstTheLargest(rows: [String], title: String) throws {
    #expect(SlopeChart(of: "OSS", (0, 1), of: try field(rows))?.chart().title == title)
  }

  @Test(arguments: [
    (["60 50", "55 70"], [], "Isle climbs from second to first; Oss & Co, first in 2026-W19, is second"),
    (["60 50", "55 50"], [], "No rank has changed since 2026-W19: Oss & Co leads"),
    (["60 50", "55 50"], ["ISLE"], "Isle is second, as in 2026-W19"),
    (["60 50", "50 55"], ["OSS"], "Oss & Co falls from first to second"),
  ])
  func theTitleOfRanksNamesWhoClimbsAndWhoFalls(rows: [String], subjects: [String], title: String) throws {
    let chart = try #require(RankChart(endingAt: 1, subjects: subjects, of: try field(rows))).chart()
    #expect(chart.title == title)
    #expect(chart.subtitle == "Rank among two harbours, weekly, 2026-W19 to 2026-W20")
    #expect(chart.note == nil)
  }

  @Test(arguments: [
    (["60 50", "64 48"], "Oss & Co gained four points; Isle lost two"),
    (["60 50", "61 51"], "Oss & Co and Isle gained one point each"), (["60 50", "60 47"], "Isle lost three points"),
  ])
  func theTitleOfMoversNamesTheLargestGainAndLoss(rows: [String], title: String) throws {
    let bars = try #require(self.bars(of: try field(rows)))
    #expect(bars.title == title)
    #expect(bars.subtitle == "Change in points, 2026-W19 to 2026-W20")
  }

  @Test func whoMovedLessIsCountedAndWhoStoodStillGathered() throws {
    let field = try ChartFixture(editions: 2, constituents: 50).field()
    let bars = try #require(self.bars(of: field, most: 3))
    let changes = bars.rows.map(\.change.units)
    #expect(changes.count == 6 && changes == changes.sorted(by: >))
    #expect(bars.unchanged.count > 2)
    let rose = field.ledger.current?.standings.count { ($0.change?.units ?? 0) > 0 } ?? 0
    let fell = field.ledger.current?.standings.count { ($0.change?.units ?? 0) < 0 } ?? 0
    #expect(
      bars.note
        == "\(FactWords.count(rose - 3).capitalisedFirst) more gained less; \(FactWords.count(fell - 3)) more lost less."
    )
    #expect(self.bars(of: try self.field(["60 50", "60 50"])) == nil)
  }

  @Test func aShareRisesByPercentagePoints() throws {
    let scale = Scale(minimum: nil, maximum: nil, decimals: 1, unit: "%", better: .lower)
    let bars = try #require(self.bars(of: try field(["60 50", "65 50"], scale: scale)))
    #expect(bars.title == "Oss & Co rose 0.5 percentage points")
  }
}
