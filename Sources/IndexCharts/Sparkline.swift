internal import ScoreLedger

/// A constituent's last twelve editions in the height of a line of text.
///
/// All sparklines of an edition share the points that one pixel stands for, and each lies around its own middle: a small
/// move looks small beside a large one.
public struct Sparkline: Sendable {
  public static let editions = 12
  static let size = (width: 88, height: 28)
  private static let margin = 4

  /// Each stretch without a gap, in pixels from the top left.
  let stretches: [[(x: Int, y: Int)]]
  let words: String

  /// Nil where the constituent has no score in the edition, or fewer than three up to it.
  public init?(of id: String, at position: Int, in field: FieldSeries) {
    let window = FieldSeries.window(endingAt: position, editions: Self.editions)
    let all = field.scores(of: id)
    guard all.indices.contains(position), let last = all[position], let span = ValueSpan(all[window].compactMap { $0 }),
      all[window].count(where: { $0 != nil }) >= 3
    else { return nil }
    // Half a point in a field that lies wide apart is no mountain.
    let range = max(Int128(field.ranges[position]), field.spreads[position] / 10, 1)
    let height = Int128(Self.size.height - 2 * Self.margin)
    let twiceMiddle = Int128(span.low) + Int128(span.high)
    let room = (width: Self.size.width - 2 * Self.margin, steps: Self.editions - 1)
    var stretches: [[(x: Int, y: Int)]] = []
    var isOpen = false
    for index in window {
      if field.ledger.tables[index].startsMethodology != nil { isOpen = false }
      guard let score = all[index] else {
        isOpen = false
        continue
      }
      let steps = room.steps - (position - index)
      let rise = (Int128(score) * 2 - twiceMiddle) * height
      let x = Self.margin + (steps * room.width + room.steps / 2) / room.steps
      let y = Self.size.height / 2 - Int((abs(rise) + range) / (range * 2)) * (rise < 0 ? -1 : 1)
      if isOpen { stretches[stretches.count - 1].append((x, y)) } else { stretches.append([(x, y)]) }
      isOpen = true
    }
    self.stretches = stretches
    let first = all[window].compactMap { $0 }.first ?? last
    let scale = field.ledger.scale
    let count = FactWords.count(all[window].count(where: { $0 != nil }))
    words = "\(scale.text(Score(units: first))) to \(scale.text(Score(units: last))) over \(count) editions"
  }

  /// For a page, whose style sheet knows `.spark`.
  public var markup: String { drawing([:], line: [:], dot: [:]) }

  /// For a file of its own, in one colour.
  public func standalone(colour: String) -> String {
    drawing(
      ["xmlns": "http://www.w3.org/2000/svg", "color": colour],
      line: ["fill": "none", "stroke": "currentColor", "stroke-width": "1.5", "stroke-linejoin": "round"],
      dot: ["fill": "currentColor"])
  }

  private func drawing(
    _ root: SVGMarkup.Attributes, line: SVGMarkup.Attributes, dot: SVGMarkup.Attributes
  ) -> String {
    var svg = SVGMarkup()
    svg.open(
      "svg",
      [
        "class": "spark", "role": "img", "aria-label": words, "width": "\(Self.size.width)",
        "height": "\(Self.size.height)", "viewBox": "0 0 \(Self.size.width) \(Self.size.height)",
      ] + root)
    var path = ""
    for stretch in stretches {
      for (offset, point) in stretch.enumerated() { path += (offset == 0 ? "M" : " ") + "\(point.x) \(point.y)" }
      // A point alone is a short dash.
      if stretch.count == 1 { path += "h2" }
    }
    svg.empty("path", ["d": path] + line)
    if let last = stretches.last?.last {
      svg.empty("circle", ["cx": "\(last.x)", "cy": "\(last.y)", "r": "2.5"] + dot)
    }
    svg.close("svg")
    return svg.text
  }
}
