import ScoreLedger
import Testing

@testable import IndexCharts

struct GeometryTests {
  @Test(arguments: [
    (0, "0%"), (10_000, "100%"), (3750, "37.5%"), (5, "0.05%"), (-60, "-0.6%"), (-205, "-2.05%"), (99, "0.99%"),
  ])
  func hundredthsArePrintedShort(count: Int, text: String) { #expect(Hundredths(count).percent == text) }

  @Test func aShareIsRoundedAndStaysInside() {
    let span = ValueSpan(10, 13)
    #expect([9, 10, 11, 12, 13, 14].map { span.share($0, of: 100) } == [0, 0, 33, 67, 100, 100])
    #expect(ValueSpan(7, 7).share(7, of: 100) == 50)
    #expect(ValueSpan(.min, .max).share(0, of: 1000) == 500)
  }

  @Test(arguments: [
    (43, 86, [40, 60, 80]), (34, 100, [25, 50, 75, 100]), (0, 100, [0, 50, 100]), (62, 63, [62, 63]),
    (70, 70, [70, 71]),
    (-37, 41, [-50, -25, 0, 25]), (1480, 1950, [1400, 1600, 1800]), (0, 0, [0, 1]), (-3, -1, [-3, -2, -1]),
  ])
  func ticksAreFewAndRound(low: Int, high: Int, ticks: [Int]) {
    #expect(ValueAxis(ValueSpan(low, high)).ticks == ticks)
  }

  @Test func ticksDropTheDecimalsThatNoneNeeds() {
    let scale = Scale(minimum: nil, maximum: nil, decimals: 2, unit: "%", better: .higher)
    func texts(_ low: Int, _ high: Int) -> [String] {
      let axis = ValueAxis(ValueSpan(low, high))
      return axis.ticks.map { axis.text($0, on: scale) }
    }
    #expect(texts(225, 864) == ["2", "4", "6", "8"])
    #expect(texts(-40, 60) == ["−0.5", "0.0", "0.5"])
    #expect(texts(101, 103) == ["1.01", "1.02", "1.03"])
  }

  @Test(arguments: 0..<200)
  func axesHoldAllValues(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let limit = [10, 1000, 1_000_000, Int.max / 2].randomElement(using: &random) ?? 10
    let values = ValueSpan(
      Int.random(in: -limit...limit, using: &random), Int.random(in: -limit...limit, using: &random))
    let axis = ValueAxis(values)
    #expect(axis.reach.low <= values.low && axis.reach.high >= values.high, "\(values)")
    #expect((2...5).contains(axis.ticks.count), "\(values)")
    #expect(axis.ticks.allSatisfy { axis.reach.low <= $0 && $0 <= axis.reach.high }, "\(values)")
  }

  @Test func labelsThatMeetArePushedApart() {
    #expect(LabelPlacement.spread([10, 50, 90], gap: 20, within: 0...100) == [10, 50, 90])
    #expect(LabelPlacement.spread([50, 50], gap: 20, within: 0...100) == [40, 60])
    #expect(LabelPlacement.spread([0, 0, 5], gap: 20, within: 0...100) == [0, 20, 40])
    #expect(LabelPlacement.spread([95, 100], gap: 20, within: 0...100) == [80, 100])
    #expect(LabelPlacement.spread([], gap: 20, within: 0...100).isEmpty)
  }

  @Test(arguments: 0..<100)
  func labelsKeepTheirOrderAndTheirDistance(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...50, using: &random)
    let height = 130 * count + Int.random(in: 0...2000, using: &random)
    let wanted = (0..<count).map { _ in Int.random(in: 0...height, using: &random) }.sorted()
    let places = LabelPlacement.spread(wanted, gap: 130, within: 0...height)
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 130 }, "seed \(seed)")
    #expect(places.allSatisfy { (0...height).contains($0) }, "seed \(seed)")
    // Who has room stays where it is.
    if zip(wanted, wanted.dropFirst()).allSatisfy({ $1 - $0 >= 130 }) { #expect(places == wanted, "seed \(seed)") }
  }

  @Test func longNamesGiveWayToAnEllipsis() {
    #expect(TextWidth.fitted("Oss", 400) == "Oss")
    #expect(TextWidth.fitted("Kestrel Roads and the Outer Anchorage", 1200) == "Kestrel Roads and th…")
    #expect(TextWidth.fitted("港港港港", 350) == "港港…")
    #expect(
      TextWidth.lines("Kestrel Roads and the Outer Anchorage of Saint Brendan", 1300, atMost: 2) == [
        "Kestrel Roads and the", "Outer Anchorage of Sai…",
      ])
  }

  @Test(arguments: [
    (Cadence.weekly, 60, 3800, "May 2025 Jul Sep Nov Jan 2026 Mar May"), (.weekly, 60, 1500, "Jul 2025 Jan 2026"),
    (.weekly, 3, 3800, "27 Apr 2026 4 May 11 May"), (.weekly, 1000, 1800, "2010 2015 2020 2025"),
    (.monthly, 14, 3800, "May 2025 Jul Sep Nov Jan 2026 Mar May"), (.quarterly, 5, 3800, "Q2 2025 Q3 Q4 Q1 2026 Q2"),
    (.halfYearly, 3, 3800, "H1 2025 H2 H1 2026"), (.yearly, 4, 3800, "2023 2024 2025 2026"),
    (.yearly, 25, 1500, "2010 2020"), (.daily, 5, 3800, "7 May 2026 8 May 9 May 10 May 11 May"),
    (.irregular(["spring", "summer", "autumn"]), 3, 3800, "spring summer autumn"),
  ])
  func timeTicksFitTheCadence(cadence: Cadence, editions: Int, width: Int, labels: String) throws {
    let ledger = try ChartFixture(editions: editions, constituents: 2, cadence: cadence).ledger()
    let span = ValueSpan(0, ledger.tables.count - 1)
    let axis = TimeAxis(
      ledger.tables.map(\.id), at: ledger.tables.indices.map(span.position), calendar: ledger.calendar)
    #expect(axis.labels(width: width).map(\.text).joined(separator: " ") == labels)
  }
}
