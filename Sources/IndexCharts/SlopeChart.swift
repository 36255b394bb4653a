internal import ScoreLedger

/// The whole field in two editions, a line each.
public struct SlopeChart: Sendable {
  static let gap = 130
  private static let top = 200
  private static let leastHeight = 1700
  /// A larger field is drawn around the subject alone, so many places up and down.
  private static let mostConstituents = 50
  private static let neighbours = 15

  let field: FieldSeries
  let subject: String
  let earlier: EditionTable
  let later: EditionTable
  /// Who is drawn, in each of them.
  let starts: [Standing]
  let ends: [Standing]
  private let span: ValueSpan
  private let height: Int

  /// - Parameter positions: of the two tables.
  /// - Returns: nil where either of them does not rate the subject.
  public init?(of subject: String, _ positions: (earlier: Int, later: Int), of field: FieldSeries) {
    let (earlier, later) = (field.ledger.tables[positions.earlier], field.ledger.tables[positions.later])
    guard earlier.standing(of: subject) != nil,
      let place = later.standings.firstIndex(where: { $0.constituent.id == subject })
    else { return nil }
    if later.standings.count > Self.mostConstituents {
      let near = max(0, place - Self.neighbours)..<min(later.standings.count, place + Self.neighbours + 1)
      let shown = Set(later.standings[near].map(\.constituent.id))
      (starts, ends) = (earlier.standings.filter { shown.contains($0.constituent.id) }, Array(later.standings[near]))
    } else {
      (starts, ends) = (earlier.standings, later.standings)
    }
    (self.earlier, self.later) = (earlier, later)
    span = ValueSpan((starts + ends).map(\.score.units)) ?? ValueSpan(0, 0)
    let most = max(Set(starts.map(\.score)).count, Set(ends.map(\.score)).count)
    height = max(Self.leastHeight, (most - 1) * Self.gap)
    self.field = field
    self.subject = subject
  }

  public func chart(title: String? = nil) -> Chart {
    Chart(
      kind: .slope, title: title ?? self.title, subtitle: subtitle, markup: drawing, note: note,
      columns: [field.noun.one.capitalisedFirst, earlier.id.text, later.id.text, "Change"], rows: rows)
  }

  // MARK: Drawing

  /// Those that share a score, as one label.
  private struct Group {
    let y: Int
    let score: String
    let names: [String]
    let isSubject: Bool
    let isImplied: Bool
    var labelY = 0

    /// `Meta, Amazon`, or with many `Meta and 4 more`, in little room `Meta +4`.
    func names(_ limit: Int, isShort: Bool = false) -> String {
      let all = names.joined(separator: ", ")
      guard names.count > 1, TextWidth.estimate(all) > limit else { return TextWidth.fitted(all, limit) }
      let more = isShort ? " +\(names.count - 1)" : " and \(names.count - 1) more"
      return TextWidth.fitted(names[0], limit - TextWidth.estimate(more)) + more
    }
  }

  private func y(_ standing: Standing) -> Int { Self.top + height - span.share(standing.score.units, of: height) }

  /// From the top.
  private func groups(_ standings: [Standing]) -> [Group] {
    var groups: [Group] = []
    let sorted = field.ledger.scale.better == .higher ? standings : standings.reversed()
    var start = 0
    while start < sorted.count {
      let end = sorted[start...].firstIndex { $0.score != sorted[start].score } ?? sorted.count
      // The subject is named first, and bold.
      let members = sorted[start..<end].sorted { one, other in
        one.constituent.id == subject && other.constituent.id != subject
      }
      groups.append(
        Group(
          y: y(sorted[start]), score: field.ledger.scale.text(sorted[start].score),
          names: members.map(\.constituent.name), isSubject: members.contains { $0.constituent.id == subject },
          isImplied: members.allSatisfy { $0.provenance == .implied }))
      start = end
    }
    let places = LabelPlacement.spread(
      groups.map(\.y), gap: Self.gap, within: Self.top...Self.top + height)
    for (index, place) in places.enumerated() { groups[index].labelY = place }
    return groups
  }

  private var drawing: [UInt8] {
    var svg = SVGMarkup()
    let (left, right) = (groups(starts), groups(ends))
    let limit = 1200
    let texts = (
      left: left.map { $0.names(limit) + " " + $0.score }, right: right.map { $0.score + " " + $0.names(limit) }
    )
    func widest(_ texts: [String]) -> Int { texts.map(TextWidth.estimate).max() ?? 0 }
    let scores = widest(left.map(\.score))
    let narrow = right.map { $0.score + " " + $0.names(ChartFrame.narrowLabel - 200, isShort: true) }
    let bottom = Self.top + height
    ChartFrame.open(
      &svg, kind: "slope-plot",
      gutters: [
        ChartFrame.gutter("left", widest(texts.left) + 120), ChartFrame.gutter("right", widest(texts.right) + 120),
        ChartFrame.gutter("narrow-left", max(scores + 120, 280)),
        ChartFrame.gutter("narrow-right", widest(narrow) + 120),
      ], height: bottom + 80, words: description)
    for (x, table) in [(Hundredths(0), earlier), (.whole, later)] {
      let name = table.id.text
      ChartFrame.text(&svg, TextWidth.fitted(name, 760), kind: "wide", x: x, y: 100, anchor: "middle")
      ChartFrame.text(
        &svg, TextWidth.fitted(name, 580), kind: "narrow", x: x, y: 100, anchor: x.count == 0 ? "middle" : "start")
      ChartFrame.line(&svg, kind: "grid", from: (x, 150), to: (x, bottom + 60))
    }
    ChartFrame.stretched(&svg, width: 100, top: 0, height: bottom + 80) { svg in
      for standing in ends where standing.constituent.id != subject { line(standing, "counterpart", &svg) }
      if let own = later.standing(of: subject) { line(own, "subject", &svg) }
    }
    for (groups, x) in [(left, Hundredths(0)), (right, .whole)] {
      for group in groups {
        let kind = group.isImplied ? "hollow" : "dot"
        ChartFrame.dot(
          &svg, kind: group.isSubject ? kind + " own" : kind, x: x, y: group.y,
          radius: group.isSubject ? ".32em" : ".26em")
      }
    }
    drawLeaders(left, at: "0", sign: -1, &svg)
    drawLeaders(right, at: "100%", sign: 1, &svg)
    for (index, group) in left.enumerated() {
      let kind = group.isSubject ? "name" : "label"
      let y = group.labelY + ChartFrame.baseline
      ChartFrame.text(
        &svg, texts.left[index], kind: kind + " wide", x: Hundredths(0), y: y, shift: -90, anchor: "end")
      ChartFrame.text(&svg, group.score, kind: kind + " narrow", x: Hundredths(0), y: y, shift: -90, anchor: "end")
    }
    for (index, group) in right.enumerated() {
      let kind = group.isSubject ? "name" : "label"
      let y = group.labelY + ChartFrame.baseline
      ChartFrame.text(&svg, texts.right[index], kind: kind + " wide", x: .whole, y: y, shift: 90)
      ChartFrame.text(&svg, narrow[index], kind: kind + " narrow", x: .whole, y: y, shift: 90)
    }
    svg.close("svg")
    return svg.bytes
  }

  private func line(_ standing: Standing, _ kind: String, _ svg: inout SVGMarkup) {
    guard let before = earlier.standing(of: standing.constituent.id), standing.isComparable else { return }
    svg.empty("path", ["class": kind, "d": "M0 \(y(before))L100 \(y(standing))"])
  }

  /// Short strokes from points to labels that had to move.
  private func drawLeaders(_ groups: [Group], at x: String, sign: Int, _ svg: inout SVGMarkup) {
    let paths = groups.filter { abs($0.labelY - $0.y) > 20 }.map { group in
      "M\(sign * 36) \(group.y)L\(sign * 80) \(group.labelY)"
    }
    guard !paths.isEmpty else { return }
    let size = Self.top + height
    svg.open(
      "svg",
      [
        "class": "over", "x": x == "0" ? "" : x, "width": "1em", "height": Hundredths(size).em,
        "viewBox": "0 0 100 \(size)",
      ])
    svg.empty("path", ["class": "leader", "d": paths.joined()])
    svg.close("svg")
  }

  // MARK: Table

  private var rows: [[Chart.Cell]] {
    let scale = field.ledger.scale
    return ends.map { standing in
      let id = standing.constituent.id
      func cell(_ standing: Standing?) -> Chart.Cell {
        guard let standing else { return Chart.Cell("–") }
        let mark = (standing.provenance == .implied ? "*" : "") + (standing.corrections.isEmpty ? "" : "†")
        return Chart.Cell(scale.text(standing.score) + mark, .score, constituent: id, edition: standing.edition)
      }
      return [
        Chart.Cell(standing.constituent.name), cell(earlier.standing(of: id)), cell(standing),
        standing.change.map { Chart.Cell(scale.text($0), .change, constituent: id, edition: later.id) }
          ?? Chart.Cell(standing.isComparable ? "–" : "≠"),
      ]
    }
  }
}
