internal import ScoreLedger

/// A constituent's scores over time, with the field behind them.
public struct HistoryChart: Sendable {
  static let height = 1800
  /// More lines than this, or more points, become a band.
  private static let mostLines = 20
  private static let mostPoints = 2400
  /// The least width of the drawing by the class of the place it stands in.
  private static let widths = [("broad", 3800), ("medium", ChartFrame.widePlot - 200), ("narrow", 1500)]

  let field: FieldSeries
  let id: String
  /// The positions of the tables that are shown.
  let window: Range<Int>
  /// The constituent's standings in them.
  let standings: [(position: Int, standing: Standing)]
  let axis: ValueAxis
  private let isBand: Bool

  /// The editions from the first that rates the constituent to the last; to the last it is part of, if it has left.
  /// - Parameter window: positions of tables.
  /// - Returns: nil where fewer than two of them rate it.
  public init?(of id: String, in window: Range<Int>, of field: FieldSeries) {
    let tables = field.ledger.tables
    let all = window.clamped(to: tables.indices).compactMap { position in
      tables[position].standing(of: id).map { (position: position, standing: $0) }
    }
    guard let first = all.first, let last = all.last, all.count > 1 else { return nil }
    let isMember = tables[window.upperBound - 1].notRated.contains { $0.id == id }
    self.field = field
    self.id = id
    self.window = first.position..<(isMember ? window.upperBound : last.position + 1)
    standings = all
    let others = self.window.flatMap { position in
      [tables[position].standings.first, tables[position].standings.last].compactMap { $0?.score.units }
    }
    let published = all.compactMap { $0.standing.corrections.first?.was?.units }
    let reach = ValueSpan(others + published + [first.standing.score.units])
    axis = ValueAxis(reach ?? ValueSpan(0, 1))
    let lines = field.ledger.constituents.count
    isBand = lines > Self.mostLines || lines * self.window.count > Self.mostPoints
  }

  /// - Parameter title: an author's, instead of what the ledger says.
  public func chart(title: String? = nil) -> Chart {
    let words = HistoryWords(self)
    return Chart(
      kind: .history, title: title ?? words.title, subtitle: words.subtitle, drawing: drawing(words),
      note: words.note, columns: ["Edition", "Rank", "Score", "Change"], rows: rows)
  }

  /// The same as a slope chart, where two editions are all there is.
  public var slope: SlopeChart? {
    window.count == 2 ? SlopeChart(of: id, (window.lowerBound, window.lowerBound + 1), of: field) : nil
  }

  /// Whether the field is drawn as a band from its lowest to its highest.
  var hasBand: Bool { isBand && field.ledger.constituents.count > 1 }

  /// The versions that start within, with where their lines stand, and whether the scores before them compare.
  var versions: [(x: Hundredths, version: Methodology.Version)] {
    let ledger = field.ledger
    return ledger.methodology.versions.dropFirst().compactMap { version in
      guard let since = version.since,
        let position = window.dropFirst().first(where: {
          !ledger.calendar.isOrdered(ledger.tables[$0].id, before: since)
        }),
        ledger.calendar.isOrdered(ledger.tables[position - 1].id, before: since)
      else { return nil }
      return (Hundredths((x(position - 1).count + x(position).count) / 2), version)
    }
  }

  /// The stretches of positions within that have no score.
  var gaps: [Range<Int>] {
    let rated = standings.map(\.position) + (window.last == standings.last?.position ? [] : [window.upperBound])
    return zip(rated, rated.dropFirst()).filter { $1 > $0 + 1 }.map { $0 + 1..<$1 }
  }

  // MARK: Geometry

  private var times: ArraySlice<Int> { field.times[window] }
  private var start: Int { field.times[window.lowerBound] }
  private var duration: Int { field.times[window.upperBound - 1] - start }

  func x(_ position: Int) -> Hundredths { ValueSpan(start, start + duration).position(field.times[position]) }

  var top: Int { versions.isEmpty ? 60 : 200 }

  func y(_ units: Int) -> Int { top + Self.height - axis.reach.share(units, of: Self.height) }

  /// The points of a line in the stretched drawing, broken where there is no score and where scores do not compare.
  private func path(_ scores: [Int?]) -> String {
    var path = ""
    var isOpen = false
    for position in window {
      if position > window.lowerBound, field.ledger.tables[position].startsMethodology != nil { isOpen = false }
      guard let score = scores[position] else {
        isOpen = false
        continue
      }
      path += (isOpen ? " " : "M") + "\(field.times[position] - start) \(y(score) - top)"
      isOpen = true
    }
    return path
  }

  /// The lowest and the highest of the field, to and fro.
  private var band: (area: String, edges: [String]) {
    let step = max(1, window.count / 240)
    var (low, high): ([String], [String]) = ([], [])
    for start in stride(from: window.lowerBound, to: window.upperBound, by: step) {
      let group = start..<min(start + step, window.upperBound)
      let scores = group.flatMap { position in
        [field.ledger.tables[position].standings.first, field.ledger.tables[position].standings.last].compactMap {
          $0?.score.units
        }
      }
      guard let span = ValueSpan(scores) else { continue }
      // The last group ends where the drawing does.
      let time =
        (group.contains(window.upperBound - 1) ? field.times[window.upperBound - 1] : field.times[start]) - self.start
      low.append("\(time) \(y(span.low) - top)")
      high.append("\(time) \(y(span.high) - top)")
    }
    return (
      "M" + (high + low.reversed()).joined(separator: " ") + "z",
      ["M" + high.joined(separator: " "), "M" + low.joined(separator: " ")]
    )
  }

  // MARK: Drawing

  private func drawing(_ words: HistoryWords) -> String {
    var svg = SVGMarkup()
    let scale = field.ledger.scale
    let ticks = axis.ticks.map { (y: y($0), text: axis.text($0, on: scale)) }
    let label = endLabel
    let left = ticks.map { TextWidth.estimate($0.text) }.max() ?? 0
    let bottom = top + Self.height
    ChartFrame.open(
      &svg, kind: "line-plot",
      gutters: [ChartFrame.gutter("left", left + 60), ChartFrame.gutter("right", label.gutter), "narrow-right-2"],
      height: bottom + 190, words: words.description)
    for tick in ticks {
      ChartFrame.line(
        &svg, kind: tick.y == bottom ? "axis" : "grid", from: (Hundredths(0), tick.y), to: (.whole, tick.y))
      ChartFrame.text(
        &svg, tick.text, x: Hundredths(0), y: tick.y + ChartFrame.baseline, shift: -60, anchor: "end")
    }
    drawTime(&svg, bottom)
    ChartFrame.stretched(&svg, width: duration, top: top, height: Self.height) { svg in
      if hasBand {
        let band = band
        svg.empty("path", ["class": "band", "d": band.area])
        for edge in band.edges { svg.empty("path", ["class": "context", "d": edge]) }
      } else {
        let others = field.ledger.constituents.map(\.id).filter { $0 != id }
        for path in others.map({ path(field.scores(of: $0)) }) where !path.isEmpty {
          svg.empty("path", ["class": "context", "d": path])
        }
      }
      svg.empty("path", ["class": "subject", "d": path(field.scores(of: id))])
    }
    drawVersions(&svg, bottom)
    drawGap(&svg, bottom)
    drawMarks(&svg)
    drawEndLabel(label, &svg)
    svg.close("svg")
    return svg.text
  }

  private func drawTime(_ svg: inout SVGMarkup, _ bottom: Int) {
    let editions = window.map { field.ledger.tables[$0].id }
    let axis = TimeAxis(editions, at: window.map(x), calendar: field.ledger.calendar)
    axis.draw(&svg, widths: Self.widths) { label, svg in
      ChartFrame.line(&svg, kind: "axis", from: (label.x, bottom), to: (label.x, bottom + 35))
      ChartFrame.text(&svg, label.text, x: label.x, y: bottom + 145, anchor: label.anchor)
    }
  }

  private func drawVersions(_ svg: inout SVGMarkup, _ bottom: Int) {
    guard !versions.isEmpty else { return }
    for (x, _) in versions { ChartFrame.line(&svg, kind: "version", from: (x, 20), to: (x, bottom)) }
    for (kind, width) in Self.widths {
      svg.open("g", ["class": kind])
      var end = Int.min
      for (x, version) in versions {
        let words = TextWidth.fitted("Methodology \(version.name)", 900)
        let size = TextWidth.estimate(words) + 40
        let place = x.count * width / Hundredths.whole.count
        let isLeft = place + size > width
        let start = isLeft ? place - size : place
        // Where there is no room, the note below tells of it.
        guard end == Int.min || start >= end + 60 else { continue }
        end = start + size
        ChartFrame.text(
          &svg, words, kind: "label", x: x, y: 100, shift: isLeft ? -40 : 40, anchor: isLeft ? "end" : "")
      }
      svg.close("g")
    }
  }

  /// The longest gap is named, unless the label at the end of the line is near.
  private func drawGap(_ svg: inout SVGMarkup, _ bottom: Int) {
    guard let gap = gaps.max(by: { $0.count < $1.count }), let last = standings.last else { return }
    let scores = field.scores(of: id)
    let sides = [scores[gap.lowerBound - 1], gap.upperBound < window.upperBound ? scores[gap.upperBound] : nil]
    let ends = sides.compactMap { $0.map(y) }
    let line = ends.reduce(0, +) / max(ends.count, 1)
    let middle = Hundredths((x(gap.lowerBound).count + x(gap.upperBound - 1).count) / 2)
    let isNearLabel = abs(bottom - y(last.standing.score.units)) < 700 && middle.count > 3000
    let width = x(min(gap.upperBound, window.upperBound - 1)).count - x(gap.lowerBound - 1).count
    guard bottom - line > 420, !isNearLabel, width > 150 else { return }
    ChartFrame.line(&svg, kind: "leader", from: (middle, line + 45), to: (middle, bottom - 150))
    let anchor = middle.count < 1800 ? "start" : middle.count > 8200 ? "end" : "middle"
    ChartFrame.text(&svg, "not rated", kind: "label halo", x: middle, y: bottom - 50, anchor: anchor)
  }

  private func drawMarks(_ svg: inout SVGMarkup) {
    let scores = field.scores(of: id)
    for (position, standing) in standings {
      let place = x(position)
      let valid = y(standing.score.units)
      if let was = standing.corrections.first?.was, was != standing.score {
        let published = y(was.units)
        ChartFrame.line(&svg, kind: "link", from: (place, published), to: (place, valid))
        ChartFrame.dot(&svg, kind: "hollow", x: place, y: published, radius: ".3em")
        ChartFrame.dot(&svg, kind: "dot", x: place, y: valid, radius: ".3em")
      } else if standing.provenance == .implied {
        ChartFrame.dot(&svg, kind: "hollow", x: place, y: valid, radius: ".3em")
      } else {
        let isAlone =
          (position == window.lowerBound || scores[position - 1] == nil)
          && (position + 1 == window.upperBound || scores[position + 1] == nil)
        if isAlone || window.count <= 8 { ChartFrame.dot(&svg, kind: "dot", x: place, y: valid, radius: ".25em") }
      }
    }
  }

  // MARK: The label at the end

  private struct EndLabel {
    let x: Hundredths
    let y: Int
    let isAtEnd: Bool
    let lines: [String]
    let oneLine: String
    let gutter: Int
  }

  private var endLabel: EndLabel {
    guard let last = standings.last else {
      return EndLabel(x: .whole, y: 0, isAtEnd: true, lines: [], oneLine: "", gutter: 0)
    }
    let score = field.ledger.scale.text(last.standing.score)
    let name = field.name(of: id)
    let isAtEnd = last.position == window.upperBound - 1
    var lines = TextWidth.lines(name, ChartFrame.wideLabel - TextWidth.estimate(" " + score), atMost: 2)
    if let end = lines.popLast() { lines.append(end + " " + score) }
    let widest = lines.map(TextWidth.estimate).max() ?? 0
    let limit = ChartFrame.narrowPlot + 500 - TextWidth.estimate(" " + score)
    return EndLabel(
      x: x(last.position), y: y(last.standing.score.units), isAtEnd: isAtEnd, lines: lines,
      oneLine: TextWidth.fitted(name, limit) + " " + score, gutter: isAtEnd ? widest + 110 : 100)
  }

  private func drawEndLabel(_ label: EndLabel, _ svg: inout SVGMarkup) {
    ChartFrame.dot(&svg, kind: "dot end", x: label.x, y: label.y, radius: ".38em")
    guard label.isAtEnd else {
      let anchor = label.x.count < 4000 ? "start" : "end"
      ChartFrame.text(
        &svg, label.oneLine, kind: "name halo", x: label.x, y: max(label.y - 85, top + 50), anchor: anchor)
      return
    }
    for (offset, line) in label.lines.enumerated() {
      let y = label.y + ChartFrame.baseline + (2 * offset - label.lines.count + 1) * 60
      ChartFrame.text(&svg, line, kind: "name wide", x: label.x, y: y, shift: 75)
    }
    ChartFrame.text(
      &svg, label.oneLine, kind: "name halo narrow", x: label.x, y: clearLine(for: label), shift: 40, anchor: "end")
  }

  /// The baseline for a label that stands over the end of the line: above what the line does there, or below it.
  private func clearLine(for label: EndLabel) -> Int {
    let share = TextWidth.estimate(label.oneLine) * duration / ChartFrame.narrowPlot
    let end = field.times[window.upperBound - 1]
    let under = standings.filter { field.times[$0.position] >= end - share }.map { y($0.standing.score.units) }
    let (highest, lowest) = (min(under.min() ?? label.y, label.y), max(under.max() ?? label.y, label.y))
    let (above, below) = (highest - 60, lowest + 130)
    let fitsBelow = below < top + Self.height - 40
    let isAboveNearer = label.y - highest <= lowest - label.y
    return above > top + 60 && (isAboveNearer || !fitsBelow) ? above : fitsBelow ? below : max(label.y - 85, top + 50)
  }

  // MARK: Table

  private var rows: [[Chart.Cell]] {
    let scale = field.ledger.scale
    return standings.reversed().map { _, standing in
      func cell(_ text: String, _ fact: Fact?) -> Chart.Cell {
        Chart.Cell(text, fact, constituent: id, edition: standing.edition)
      }
      let mark = (standing.provenance == .implied ? "*" : "") + (standing.corrections.isEmpty ? "" : "†")
      return [
        Chart.Cell(standing.edition.text), cell(String(standing.rank), .rank),
        cell(scale.text(standing.score) + mark, .score),
        standing.change.map { cell(scale.text($0), .change) } ?? cell(standing.isComparable ? "–" : "≠", nil),
      ]
    }
  }
}
