public import ScoreLedger

/// The common scale of an edition's table: the bounds of the index's scale, or what its scores reach.
public struct TableScale: Sendable {
  let span: ValueSpan
  /// Where bars begin: at zero, at an end, or nowhere, where the scores are far from zero and close together.
  let origin: Int?

  public init(_ table: EditionTable, on scale: Scale) {
    if let minimum = scale.minimum?.units, let maximum = scale.maximum?.units, minimum < maximum {
      span = ValueSpan(minimum, maximum)
      origin = min(max(0, minimum), maximum)
      return
    }
    let reach = ValueSpan(table.standings.map(\.score.units)) ?? ValueSpan(0, 0)
    let low = scale.minimum?.units ?? reach.low
    let high = scale.maximum?.units ?? reach.high
    let isFarFromZero = low > 0 && Int128(low) > Int128(high) - Int128(low)
    let axis = isFarFromZero ? ValueAxis(ValueSpan(low, high)).reach : ValueSpan(min(low, 0), max(high, 0))
    span = axis
    origin = isFarFromZero ? nil : min(max(0, axis.low), axis.high)
  }

  public var low: Score { Score(units: span.low) }
  public var high: Score { Score(units: span.high) }

  func position(_ units: Int) -> Hundredths {
    // Down to a tenth of one per cent, as the audit reads widths back.
    let share =
      span.length > 0 ? (Int128(min(max(units, span.low), span.high)) - Int128(span.low)) * 1000 / span.length : 500
    return Hundredths(Int(share) * 10)
  }
}

/// A score on the common scale of its table, with the change as the end of the bar: solid if gained, hollow if lost.
public struct ScoreBar: Sendable {
  private let standing: Standing
  private let scale: TableScale

  public init(of standing: Standing, on scale: TableScale) {
    self.standing = standing
    self.scale = scale
  }

  /// Where the score's tick stands, as the audit reads it back.
  public var tick: String { scale.position(standing.score.units).percent }

  public var markup: String {
    var svg = SVGMarkup()
    let end = scale.position(standing.score.units)
    svg.open("svg", ["class": "bar", "aria-hidden": "true", "width": "100%", "height": "10"])
    svg.empty("rect", ["class": "track", "y": "4.5", "width": "100%", "height": "1"])
    if let origin = scale.origin.map(scale.position) {
      if origin.count > 0 {
        svg.empty("rect", ["class": "zero", "x": origin.percent, "y": "1", "width": "1", "height": "8"])
      }
      bar("fill", origin, end, &svg)
    }
    if let change = standing.change?.units, change != 0, let before = standing.previousScore?.units {
      bar(change > 0 ? "gained" : "lost", scale.position(before), end, &svg)
    }
    svg.empty("rect", ["class": "tick", "data-fact": "bar", "x": end.percent, "width": "2", "height": "10"])
    svg.close("svg")
    return svg.text
  }

  private func bar(_ kind: String, _ first: Hundredths, _ second: Hundredths, _ svg: inout SVGMarkup) {
    let (start, end) = (min(first, second), max(first, second))
    guard start < end else { return }
    svg.empty(
      "rect",
      [
        "class": kind, "x": start.percent, "y": "3", "width": Hundredths(end.count - start.count).percent,
        "height": "4",
      ])
  }
}
