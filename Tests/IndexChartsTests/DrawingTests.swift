import ScoreLedger
import Testing

@testable import IndexCharts

struct DrawingTests {
  private func field(_ rows: [String], scale: Scale = points) throws -> FieldSeries {
    FieldSeries(ledger: try ledger(rows, scale: scale), noun: ("harbour", "harbours"))
  }

  @Test func aSparklineLiesAroundItsOwnMiddle() throws {
    let field = try field(["70 60", "71 64", "- 60", "72 60"])
    #expect(
      Sparkline(of: "OSS", at: 3, in: field)?.markup
        == #"<svg class="spark" role="img" aria-label="70 to 72 over three editions" width="88" height="28" "#
        + #"viewBox="0 0 88 28"><path d="M62 19 69 14M84 9h2"/><circle cx="84" cy="9" r="2.5"/></svg>"#)
    #expect(Sparkline(of: "OSS", at: 1, in: field) == nil)
    #expect(Sparkline(of: "OSS", at: 2, in: field) == nil)
    #expect(Sparkline(of: "NOBODY", at: 3, in: field) == nil)
    #expect(
      Sparkline(of: "ISLE", at: 3, in: field)?.standalone(colour: "#123")
        == #"<svg class="spark" role="img" aria-label="60 to 60 over four editions" width="88" height="28" "#
        + ##"viewBox="0 0 88 28" xmlns="http://www.w3.org/2000/svg" color="#123"><path d="M62 24 69 4 77 24 84 24" "##
        + #"fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/>"#
        + #"<circle cx="84" cy="24" r="2.5" fill="currentColor"/></svg>"#)
  }

  @Test func aBarEndsInTheChange() throws {
    let table = try #require(try ledger(["70 60", "72 55"]).current)
    let scale = TableScale(table, on: points)
    let frame =
      #"<svg class="bar" aria-hidden="true" width="100%" height="10"><rect class="track" y="4.5" width="100%" height="1"/>"#
    #expect(
      table.standings.map { ScoreBar(of: $0, on: scale).markup } == [
        frame + #"<rect class="fill" x="0%" y="3" width="72%" height="4"/>"#
          + #"<rect class="gained" x="70%" y="3" width="2%" height="4"/>"#
          + #"<rect class="tick" data-fact="bar" x="72%" width="2" height="10"/></svg>"#,
        frame + #"<rect class="fill" x="0%" y="3" width="55%" height="4"/>"#
          + #"<rect class="lost" x="55%" y="3" width="5%" height="4"/>"#
          + #"<rect class="tick" data-fact="bar" x="55%" width="2" height="10"/></svg>"#,
      ])
  }

  @Test func barsOfAnOpenScaleBeginAtZero() throws {
    let open = Scale(minimum: nil, maximum: nil, decimals: 0, unit: "points", better: .lower)
    let table = try #require(try ledger(["-20 60"], scale: open).current)
    let scale = TableScale(table, on: open)
    #expect([scale.low, scale.high] == [Score(units: -20), Score(units: 60)])
    #expect(
      ScoreBar(of: table.standings[0], on: scale).markup
        == #"<svg class="bar" aria-hidden="true" width="100%" height="10"><rect class="track" y="4.5" width="100%" height="1"/>"#
        + #"<rect class="zero" x="25%" y="1" width="1" height="8"/><rect class="fill" x="0%" y="3" width="25%" height="4"/>"#
        + #"<rect class="tick" data-fact="bar" x="0%" width="2" height="10"/></svg>"#)
    // Far from zero and close together there is a scale, but no bar that would lie about it.
    let far = TableScale(try #require(try ledger(["1480 1510"], scale: open).current), on: open)
    #expect([far.low, far.high] == [Score(units: 1480), Score(units: 1510)] && far.origin == nil)
  }

  @Test func theFieldNamesItsSubjectAboveAndItsEndsBelow() throws {
    let table = try #require(try ledger(["95 61"]).current)
    #expect(
      text(FieldStrip(table, on: points).markup(subject: "ISLE"))
        == #"<svg class="field-line" role="img" aria-label="The field from 0 to 100: Isle 61, Oss &amp; Co 95" width="100%" height="4.2em">"#
        + #"<rect class="track" y="2em" width="100%" height="1"/><rect class="end" x="0" y="1.7em" width="1" height=".6em"/>"#
        + #"<rect class="end" x="100%" y="1.7em" width="1" height=".6em"/><rect class="place" x="95%" y="1.5em" width="2" height="1em"/>"#
        + #"<rect class="place subject" x="61%" y="1.25em" width="4" height="1.5em"/>"#
        + #"<text class="subject" x="61%" y="0.95em" text-anchor="middle">Isle 61</text>"#
        + #"<text x="100%" y="3.65em" text-anchor="end">Oss &amp; Co 95</text></svg>"#)
    #expect(
      FieldStrip(table, on: points).openScale(subject: nil, isNamed: false)
        == #"<svg class="open-scale" aria-hidden="true" width="100%" height="12"><rect class="place" x="95%" y="4" width="2" height="8"/>"#
        + #"<rect class="place" x="61%" y="4" width="2" height="8"/></svg>"#)
  }

  @Test func aRankLineIsLevelAndCurved() throws {
    let chart = try #require(RankChart(endingAt: 3, subjects: [], of: try field(["70 60", "70 60", "- 60", "60 70"])))
    let paths = text(chart.chart().markup).split(separator: "<path ").dropFirst().prefix(4).map {
      String($0.prefix { $0 != "/" })
    }
    #expect(
      paths == [
        #"class="halo" d="M0 220h1h-1h100M300 410h1h-1""#, #"class="counterpart" d="M0 220h1h-1h100M300 410h1h-1""#,
        #"class="halo" d="M0 410h1h-1h100c50 0 50 -190 100 -190h100""#,
        #"class="subject" d="M0 410h1h-1h100c50 0 50 -190 100 -190h100""#,
      ])
  }

  @Test func aHistoryIsBrokenWhereNothingIsRated() throws {
    let chart = try #require(
      HistoryChart(of: "OSS", in: 0..<4, of: try field(["70 60", "72 61", "- 60", "74 62"])))
    #expect(chart.path(of: "OSS", width: 30, height: 100) == "M0 29 10 14M30 0")
    #expect(chart.gaps == [2..<3])
    #expect(
      chart.plainDrawing(width: 30, height: 100, subject: "#0c5844", context: "#999")
        == ##"<g fill="none" stroke-linejoin="round" stroke-linecap="round"><path d="M0 100 10 93 20 100 30 86" "##
        + ##"stroke="#999" stroke-width="1.5"/><path d="M0 29 10 14M30 0" stroke="#0c5844" stroke-width="4"/>"##
        + ##"<circle cx="30" cy="0" r="7" fill="#0c5844"/></g>"##)
  }

  @Test func twoEditionsAreASlope() throws {
    let history = try #require(HistoryChart(of: "OSS", in: 0..<2, of: try field(["70 70", "72 69"])))
    let chart = try #require(history.slope).chart()
    #expect(
      text(chart.markup).contains(
        #"<text class="name wide" x="0%" y="13.68em" dx="-0.9em" text-anchor="end">Oss &amp; Co, Isle 70</text>"#))
    #expect(
      chart.rows.map { $0.map(\.text) } == [["Oss & Co", "70", "72", "+2"], ["Isle", "70", "69", "−1"]])
  }

  @Test(arguments: [2, 3, 30], [2, 7, 60])
  func theSameFieldIsDrawnTheSameAndWithinItsBounds(editions: Int, constituents: Int) throws {
    let fixture = ChartFixture(editions: editions, constituents: constituents, seed: editions, hasMarks: true)
    let drawings = try (0..<2).map { _ in
      let field = try fixture.field()
      return [
        HistoryChart(of: "C0", in: 0..<editions, of: field)?.chart().markup,
        SlopeChart(of: "C0", (editions - 2, editions - 1), of: field)?.chart().markup,
        RankChart(endingAt: editions - 1, subjects: [], of: field)?.chart().markup,
      ].compactMap { $0.map(text) }
    }
    #expect(drawings[0] == drawings[1])
    #expect(!drawings[0].isEmpty)
    for drawing in drawings[0] {
      for match in drawing.matches(of: /\s(?:cx|cy|x|y|x1|x2|y1|y2)="(-?[0-9.]+)(%|em)"/) {
        let value = try #require(Double(match.1))
        #expect(value >= 0 && (match.2 == "em" || value <= 100), "\(match.0)")
      }
      let heights = drawing.matches(of: /viewBox="0 0 (\d+) (\d+)"/).compactMap { Int($0.2) }
      for match in drawing.matches(of: /[ML ](\d+) (\d+)/) where match.0.first == "M" {
        #expect((Int(match.2) ?? .max) <= (heights.max() ?? 0), "\(match.0)")
      }
    }
  }
}
