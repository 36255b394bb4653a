public import ScoreLedger

/// The whole field of an edition on one line, a tick each.
public struct FieldStrip: Sendable {
  /// The width at which labels must not meet, in hundredths of one em: a phone's.
  private static let narrowest = 2000

  private let table: EditionTable
  private let scale: TableScale
  private let words: Scale
  private let subject: Standing?

  public init(_ table: EditionTable, subject: String?, on scale: Scale) {
    self.table = table
    self.scale = TableScale(table, on: scale)
    words = scale
    self.subject = subject.flatMap(table.standing)
  }

  private func position(_ standing: Standing) -> Hundredths { scale.span.position(standing.score.units) }

  /// The line with the subject named above it, and the last and the first below.
  public var markup: String {
    var svg = SVGMarkup()
    let named = namesBelow(excluding: subject)
    svg.open(
      "svg",
      [
        "class": "field-line", "role": "img", "aria-label": description, "width": "100%",
        "height": named.contains { $0.row > 0 } ? "5.4em" : "4.2em",
      ])
    svg.empty("rect", ["class": "track", "y": "2em", "width": "100%", "height": "1"])
    for end in ["0", "100%"] {
      svg.empty("rect", ["class": "end", "x": end, "y": "1.7em", "width": "1", "height": ".6em"])
    }
    for standing in table.standings where standing.constituent.id != subject?.constituent.id {
      svg.empty(
        "rect", ["class": "place", "x": position(standing).percent, "y": "1.5em", "width": "2", "height": "1em"])
    }
    if let subject {
      svg.empty(
        "rect",
        ["class": "place subject", "x": position(subject).percent, "y": "1.25em", "width": "4", "height": "1.5em"])
      label(placed(subject, row: 0), y: Hundredths(95), kind: "subject", &svg)
    }
    for name in named { label(name, y: Hundredths(365 + 125 * name.row), kind: "", &svg) }
    svg.close("svg")
    return svg.text
  }

  /// The signature under the masthead: ticks on a rule that has no end. The table says the same, so it is hidden from
  /// screen readers.
  public func openScale(isNamed: Bool) -> String {
    var svg = SVGMarkup()
    let named = isNamed ? namesBelow(excluding: nil) : []
    svg.open(
      "svg",
      [
        "class": isNamed ? "open-scale named" : "open-scale", "aria-hidden": "true", "width": "100%",
        "height": named.isEmpty ? "12" : named.contains { $0.row > 0 } ? "3.6em" : "2.4em",
      ])
    for standing in table.standings where standing.constituent.id != subject?.constituent.id {
      svg.empty(
        "rect",
        ["class": "place", "x": position(standing).percent, "y": isNamed ? "0" : "4", "width": "2", "height": "8"])
    }
    if let subject {
      svg.empty("rect", ["class": "place subject", "x": position(subject).percent, "width": "4", "height": "12"])
    }
    for name in named { label(name, y: Hundredths(185 + 120 * name.row), kind: "", &svg) }
    svg.close("svg")
    return svg.text
  }

  private var description: String {
    let all = ([subject] + [table.standings.first, table.standings.last]).compactMap { $0 }
    let shown = all.enumerated().filter { offset, one in
      !all[..<offset].contains { $0.constituent.id == one.constituent.id }
    }.map { "\($0.element.constituent.name) \(words.text($0.element.score))" }
    return "The field from \(words.text(scale.low)) to \(words.text(scale.high)): " + shown.joined(separator: ", ")
  }

  // MARK: Labels

  private struct PlacedName {
    let text: String
    let x: Hundredths
    let anchor: String
    let row: Int
    /// From where to where it reaches on the narrowest line.
    let reach: ClosedRange<Int>
  }

  private func placed(_ standing: Standing, row: Int) -> PlacedName {
    let score = " " + words.text(standing.score)
    let name = TextWidth.fitted(standing.constituent.name, Self.narrowest - 100 - TextWidth.estimate(score))
    let width = TextWidth.estimate(name + score) * Hundredths.whole.count / Self.narrowest
    let x = position(standing)
    let whole = Hundredths.whole.count
    func label(at x: Hundredths, _ anchor: String, from start: Int) -> PlacedName {
      PlacedName(text: name + score, x: x, anchor: anchor, row: row, reach: start...start + width)
    }
    if x.count * 100 < whole * 12 { return label(at: Hundredths(0), "start", from: 0) }
    if x.count * 100 > whole * 88 { return label(at: .whole, "end", from: whole - width) }
    if x.count >= width / 2, x.count + width / 2 <= whole { return label(at: x, "middle", from: x.count - width / 2) }
    // Beside its tick, if it has no room around it.
    if x.count >= width { return label(at: x, "end", from: x.count - width) }
    if x.count + width <= whole { return label(at: x, "start", from: x.count) }
    return x.count * 2 < whole
      ? label(at: Hundredths(0), "start", from: 0) : label(at: .whole, "end", from: whole - width)
  }

  /// The last and the first, in two rows where they would meet in one.
  private func namesBelow(excluding subject: Standing?) -> [PlacedName] {
    guard let first = table.standings.first, let last = table.standings.last else { return [] }
    let isHidden = { (standing: Standing) in standing.constituent.id == subject?.constituent.id }
    var names = isHidden(last) ? [] : [placed(last, row: 0)]
    if first.constituent.id != last.constituent.id, !isHidden(first) {
      let name = placed(first, row: 0)
      names.append(names.contains { $0.reach.overlaps(name.reach) } ? placed(first, row: 1) : name)
    }
    return names
  }

  private func label(_ name: PlacedName, y: Hundredths, kind: String, _ svg: inout SVGMarkup) {
    svg.element(
      "text",
      [
        "class": kind, "x": name.x.percent, "y": y.em, "text-anchor": name.anchor == "start" ? "" : name.anchor,
      ], name.text)
  }
}
