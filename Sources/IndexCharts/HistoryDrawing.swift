internal import ScoreLedger

extension HistoryChart {
  /// The least width of the drawing by the class of the place it stands in.
  private static let widths = [("broad", 3800), ("medium", ChartFrame.widePlot - 200), ("narrow", 1500)]

  func drawing(_ words: HistoryWords) -> [UInt8] {
    var svg = SVGMarkup()
    let ticks = ticks
    let label = endLabel
    let left = ticks.map { TextWidth.estimate($0.text) }.max() ?? 0
    let bottom = top + Self.height
    ChartFrame.open(
      &svg, kind: "line-plot",
      gutters: [ChartFrame.gutter("left", left + 60), ChartFrame.gutter("right", label.gutter), "narrow-right-2"],
      height: bottom + 190, words: words.description)
    let frame = field.frames.frame(
      HistoryFrame.Key(window: window, reach: axis.reach, ticks: axis.ticks, top: top)
    ) { self.frame(ticks, bottom) }
    svg.append(frame.axes)
    ChartFrame.stretched(&svg, width: duration, top: top, height: Self.height) { svg in
      for line in frame.context where line.id != id { svg.append(line.markup) }
      svg.empty("path", ["class": "subject", "d": path(of: id, width: duration, height: Self.height)])
    }
    drawVersions(&svg, bottom)
    drawGap(&svg, bottom)
    drawMarks(&svg)
    drawEndLabel(label, &svg)
    svg.close("svg")
    return svg.bytes
  }

  private var ticks: [(y: Int, text: String)] {
    axis.ticks.map { (y($0), axis.text($0, on: field.ledger.scale)) }
  }

  /// What does not tell whose history it is.
  private func frame(_ ticks: [(y: Int, text: String)], _ bottom: Int) -> HistoryFrame {
    var axes = SVGMarkup()
    for tick in ticks {
      ChartFrame.line(
        &axes, kind: tick.y == bottom ? "axis" : "grid", from: (Hundredths(0), tick.y), to: (.whole, tick.y))
      ChartFrame.text(
        &axes, tick.text, x: Hundredths(0), y: tick.y + ChartFrame.baseline, shift: -60, anchor: "end")
    }
    drawTime(&axes, bottom)
    guard !hasBand else {
      let band = band
      var svg = SVGMarkup()
      svg.empty("path", ["class": "band", "d": band.area])
      for edge in band.edges { svg.empty("path", ["class": "context", "d": edge]) }
      return HistoryFrame(axes: axes, context: [(nil, svg)])
    }
    let lines = field.ledger.constituents.map { one in
      (id: one.id, path: path(of: one.id, width: duration, height: Self.height))
    }
    let context = lines.filter { !$0.path.isEmpty }.map { line -> (id: String?, markup: SVGMarkup) in
      var svg = SVGMarkup()
      svg.empty("path", ["class": "context", "d": line.path])
      return (line.id, svg)
    }
    return HistoryFrame(axes: axes, context: context)
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
    for x in versions.map({ middle(before: $0.position) }) {
      ChartFrame.line(&svg, kind: "version", from: (x, 20), to: (x, bottom))
    }
    for (kind, width) in Self.widths {
      svg.open("g", ["class": kind])
      var end = Int.min
      for (position, version) in versions {
        let x = middle(before: position)
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
    for index in standings.indices {
      let position = standings[index].position
      let isAlone =
        (position == window.lowerBound || scores[position - 1] == nil)
        && (position + 1 == window.upperBound || scores[position + 1] == nil)
      let isDotted = isAlone || window.count <= 8
      let hasMark =
        standings[index].standing.provenance != .stated || !standings[index].standing.corrections.isEmpty
      // Most points have none, and a standing is much to copy.
      guard isDotted || hasMark else { continue }
      let standing = standings[index].standing
      let place = x(position)
      let valid = y(standing.score.units)
      if let was = standing.corrections.first?.was, was != standing.score {
        let published = y(was.units)
        ChartFrame.line(&svg, kind: "link", from: (place, published), to: (place, valid))
        ChartFrame.dot(&svg, kind: "hollow", x: place, y: published, radius: ".3em")
        ChartFrame.dot(&svg, kind: "dot", x: place, y: valid, radius: ".3em")
      } else if standing.provenance == .implied {
        ChartFrame.dot(&svg, kind: "hollow", x: place, y: valid, radius: ".3em")
      } else if isDotted {
        ChartFrame.dot(&svg, kind: "dot", x: place, y: valid, radius: ".25em")
      }
    }
  }

}

/// The name and the score at the end of the line.
private struct EndLabel {
  let x: Hundredths
  let y: Int
  let isAtEnd: Bool
  let lines: [String]
  let oneLine: String
  let gutter: Int
}

extension HistoryChart {
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
    let under = standings.indices.filter { field.times[standings[$0].position] >= end - share }.map {
      y(standings[$0].standing.score.units)
    }
    let (highest, lowest) = (min(under.min() ?? label.y, label.y), max(under.max() ?? label.y, label.y))
    let (above, below) = (highest - 60, lowest + 130)
    let fitsBelow = below < top + Self.height - 40
    let isAboveNearer = label.y - highest <= lowest - label.y
    return above > top + 60 && (isAboveNearer || !fitsBelow) ? above : fitsBelow ? below : max(label.y - 85, top + 50)
  }
}

extension HistoryChart {
  /// The lines alone for a file of its own, such as a card, which frames and names them itself: a group of elements from
  /// the origin to `width` and `height`, in colours that need no style sheet.
  public func plainDrawing(width: Int, height: Int, subject: String, context: String) -> String {
    var svg = SVGMarkup()
    svg.open("g", ["fill": "none", "stroke-linejoin": "round", "stroke-linecap": "round"])
    for path in (hasBand ? [] : others).map({ path(of: $0, width: width, height: height) }) where !path.isEmpty {
      svg.empty("path", ["d": path, "stroke": context, "stroke-width": "1.5"])
    }
    svg.empty("path", ["d": path(of: id, width: width, height: height), "stroke": subject, "stroke-width": "4"])
    if let last = standings.last {
      let x = x(last.position).count * width / Hundredths.whole.count
      let y = height - axis.reach.share(last.standing.score.units, of: height)
      svg.empty("circle", ["cx": "\(x)", "cy": "\(y)", "r": "7", "fill": subject])
    }
    svg.close("g")
    return svg.text
  }
}
