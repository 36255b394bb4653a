internal import ScoreLedger

/// A value axis with few round ticks.
struct ValueAxis: Sendable {
  static let mostTicks = 4

  /// What the axis reaches: its lowest tick to the highest value or tick.
  let reach: ValueSpan
  /// Round values, the lowest first.
  let ticks: [Int]
  private let step: Int

  /// - Parameter values: what must lie on the axis.
  init(_ values: ValueSpan) {
    func tick(_ value: Int, _ step: Int128) -> Int128 {
      let value = Int128(value)
      return value >= 0 ? value / step : -((-value + step - 1) / step)
    }
    var steps = RoundSteps()
    var step = steps.next()
    while tick(values.high, step) - tick(values.low, step) + 1 > Int128(Self.mostTicks) { step = steps.next() }
    let first = tick(values.low, step)
    let last = max(tick(values.high, step), first + 1)
    ticks = (first...last).compactMap { Int(exactly: $0 * step) }
    self.step = Int(clamping: step)
    reach = ValueSpan(min(ticks.first ?? values.low, values.low), max(values.high, ticks.last ?? values.high))
  }

  /// A tick without the decimals that no tick needs.
  func text(_ tick: Int, on scale: Scale) -> String {
    var text = scale.text(Score(units: tick))
    var (power, dropped) = (10, 0)
    while dropped < scale.decimals, step % power == 0 {
      text.removeLast()
      power *= 10
      dropped += 1
    }
    if text.last == "." { text.removeLast() }
    return text
  }
}

/// 1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, …
private struct RoundSteps {
  private var power: Int128 = 1
  private var index = 0

  mutating func next() -> Int128 {
    let leading: [Int128] = power < 10 ? [10, 20, 50] : [10, 20, 25, 50]
    defer {
      index += 1
      if index == leading.count { (power, index) = (power * 10, 0) }
    }
    return leading[index] * power / 10
  }
}
