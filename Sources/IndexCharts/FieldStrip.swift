public import ScoreLedger

/// The whole field of an edition on one line, a tick each.
public struct FieldStrip: Sendable {
  private let table: EditionTable
  private let scale: TableScale
  private let words: Scale
  /// Of all standings, as the line has them.
  private let ticks: SVGMarkup
  /// Where the tick of a constituent stands in them.
  private let places: [String: Range<Int>]
  /// The last and the first below the line; where both would meet, the first a row lower.
  private let last: PlacedName?
  private let first: PlacedName?
  private let lowerFirst: PlacedName?
  /// In words, what the line reaches.
  private let reach: String

  /// - Complexity: O(standings).
  public init(_ table: EditionTable, on scale: Scale) {
    self.table = table
    self.scale = TableScale(table, on: scale)
    words = scale
    reach = "The field from \(scale.text(self.scale.low)) to \(scale.text(self.scale.high)): "
    let span = self.scale.span
    var ticks = SVGMarkup()
    var places: [String: Range<Int>] = [:]
    for standing in table.standings {
      let start = ticks.length
      ticks.begin("rect", class: "place")
      ticks.attribute(" x=\"", span.position(standing.score.units), "%")
      ticks.finish("", " y=\"1.5em\" width=\"2\" height=\"1em\"/>")
      places[standing.constituent.id] = start..<ticks.length
    }
    (self.ticks, self.places) = (ticks, places)
    func placed(_ standing: Standing?, row: Int) -> PlacedName? {
      standing.map { PlacedName($0, row: row, x: span.position($0.score.units), on: scale) }
    }
    last = placed(table.standings.last, row: 0)
    first = placed(table.standings.first, row: 0)
    lowerFirst = placed(table.standings.first, row: 1)
  }

  private func position(_ standing: Standing) -> Hundredths { scale.span.position(standing.score.units) }

  /// The line with the subject named above it, and the last and the first below.
  public func markup(subject id: String?) -> [UInt8] {
    let subject = id.flatMap(table.standing)
    var svg = SVGMarkup()
    let named = namesBelow(excluding: subject)
    svg.open(
      "svg",
      [
        "class": "field-line", "role": "img", "aria-label": description(subject), "width": "100%",
        "height": named.contains { $0.row > 0 } ? "5.4em" : "4.2em",
      ])
    svg.append(Self.track)
    let own = id.flatMap { places[$0] } ?? 0..<0
    svg.append(ticks, 0..<own.lowerBound)
    svg.append(ticks, own.upperBound..<ticks.length)
    if let subject {
      svg.empty(
        "rect",
        ["class": "place subject", "x": position(subject).percent, "y": "1.25em", "width": "4", "height": "1.5em"])
      let name = PlacedName(subject, row: 0, x: position(subject), on: words)
      label(name, y: Hundredths(95), kind: "subject", &svg)
    }
    for name in named { label(name, y: Hundredths(365 + 125 * name.row), kind: "", &svg) }
    svg.close("svg")
    return svg.bytes
  }

  /// What is behind the ticks.
  private static let track = {
    var svg = SVGMarkup()
    svg.empty("rect", ["class": "track", "y": "2em", "width": "100%", "height": "1"])
    for end in ["0", "100%"] {
      svg.empty("rect", ["class": "end", "x": end, "y": "1.7em", "width": "1", "height": ".6em"])
    }
    return svg
  }()

  /// The signature under the masthead: ticks on a rule that has no end. The table says the same, so it is hidden from
  /// screen readers.
  public func openScale(subject id: String?, isNamed: Bool) -> String {
    let subject = id.flatMap(table.standing)
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

  private func description(_ subject: Standing?) -> String {
    var text = reach
    for (place, one) in [subject, table.standings.first, table.standings.last].enumerated() {
      guard let one else { continue }
      let isSaid = place > 0 && one === subject || place > 1 && one === table.standings.first
      if !isSaid { text += (text.utf8.count == reach.utf8.count ? "" : ", ") + word(one) }
    }
    return text
  }

  private func word(_ standing: Standing) -> String {
    standing.constituent.name + " " + words.text(standing.score)
  }

  // MARK: Labels

  /// The last and the first, in two rows where they would meet in one.
  private func namesBelow(excluding subject: Standing?) -> [PlacedName] {
    guard let first, let last, let lowerFirst else { return [] }
    var names = last.id == subject?.constituent.id ? [] : [last]
    if first.id != last.id, first.id != subject?.constituent.id {
      names.append(names.contains { $0.reach.overlaps(first.reach) } ? lowerFirst : first)
    }
    return names
  }

  private func label(_ name: PlacedName, y: Hundredths, kind: String, _ svg: inout SVGMarkup) {
    svg.begin("text", class: kind)
    svg.attribute(" x=\"", name.x, "%")
    svg.attribute(" y=\"", y, "em")
    if name.anchor != "start" { svg.attribute(" text-anchor=\"", name.anchor) }
    svg.end()
    svg.finish(name.text, "</text>")
  }
}

/// A name with its score under or over its tick.
private struct PlacedName {
  /// The width at which labels must not meet, in hundredths of one em: a phone's.
  private static let narrowest = 2000

  let id: String
  let text: String
  let x: Hundredths
  let anchor: String
  let row: Int
  /// From where to where it reaches on the narrowest line.
  let reach: ClosedRange<Int>

  /// - Parameter x: where its tick stands.
  init(_ standing: Standing, row: Int, x: Hundredths, on scale: Scale) {
    let score = " " + scale.text(standing.score)
    let limit = Self.narrowest - 100 - TextWidth.estimate(score)
    id = standing.constituent.id
    text = TextWidth.fitted(standing.constituent.name, limit) + score
    self.row = row
    let width = TextWidth.estimate(text) * Hundredths.whole.count / Self.narrowest
    let whole = Hundredths.whole.count
    let start: Int
    if x.count * 100 < whole * 12 {
      (self.x, anchor, start) = (Hundredths(0), "start", 0)
    } else if x.count * 100 > whole * 88 {
      (self.x, anchor, start) = (.whole, "end", whole - width)
    } else if x.count >= width / 2, x.count + width / 2 <= whole {
      (self.x, anchor, start) = (x, "middle", x.count - width / 2)
    } else if x.count >= width {
      // Beside its tick, if it has no room around it.
      (self.x, anchor, start) = (x, "end", x.count - width)
    } else if x.count + width <= whole {
      (self.x, anchor, start) = (x, "start", x.count)
    } else if x.count * 2 < whole {
      (self.x, anchor, start) = (Hundredths(0), "start", 0)
    } else {
      (self.x, anchor, start) = (.whole, "end", whole - width)
    }
    reach = start...start + width
  }
}
