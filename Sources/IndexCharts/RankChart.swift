internal import HTMLEscaping
public import ScoreLedger

/// The ranks of the field over editions: a line each, named at its end.
///
/// Those that share a rank are drawn side by side, so that no line hides another.
public struct RankChart: Sendable {
  /// A larger field is drawn to this rank alone.
  static let mostRows = 50
  static let rowsOfLargeField = 30
  /// Lines times editions that one drawing holds.
  private static let mostPoints = 1200
  private static let narrowEditions = 12
  private static let top = 220

  let field: FieldSeries
  let window: Range<Int>
  let highlights: [String]
  /// How many rows are drawn.
  let rows: Int
  /// By constituent, the row in each table of the window; nil where it is not rated or lies below the last row.
  private let lines: [String: [Int?]]

  /// - Parameters:
  ///   - subjects: who is highlighted; nobody means the biggest climber and the biggest faller.
  /// - Returns: nil with fewer than two editions, or fewer than two constituents.
  public init?(endingAt position: Int, subjects: [String], of field: FieldSeries) {
    let tables = field.ledger.tables
    guard tables.indices.contains(position) else { return nil }
    let size = tables[position].standings.count
    rows = size > Self.mostRows ? Self.rowsOfLargeField : size
    guard rows > 1 else { return nil }
    window = FieldSeries.window(endingAt: position, editions: min(60, max(Self.narrowEditions, Self.mostPoints / rows)))
    guard window.count > 1 else { return nil }
    self.field = field
    var lines: [String: [Int?]] = [:]
    for (offset, position) in window.enumerated() {
      // Places rather than standings, which are much to copy.
      let standings = tables[position].standings
      for row in standings.indices.prefix(rows) {
        lines[standings[row].constituent.id, default: Array(repeating: nil, count: window.count)][offset] = row
      }
    }
    self.lines = lines
    let known = subjects.filter { lines[$0] != nil }
    // Only who is named at the end is worth a colour.
    let named = Set(tables[position].standings.prefix(rows).map(\.constituent.id))
    highlights = known.isEmpty ? RankWords.movers(in: tables[window], among: named).map(\.constituent.id) : known
  }

  /// - Parameter hasRows: false for who takes the rows one by one.
  public func chart(hasRows: Bool = true) -> Chart {
    let words = RankWords(self)
    return Chart(
      kind: .ranks, title: words.title, subtitle: words.subtitle,
      markup: drawing(window, kind: "rank-plot wide", words)
        + drawing(window.suffix(Self.narrowEditions), kind: "rank-plot narrow", words), note: words.note,
      columns: [field.noun.one.capitalisedFirst] + window.map { field.ledger.tables[$0].id.text },
      rows: hasRows ? tableRows : [])
  }

  /// Whether any line has a gap.
  var hasGap: Bool {
    lines.values.contains { line in
      guard let first = line.firstIndex(where: { $0 != nil }) else { return false }
      return line[first...].contains { $0 == nil }
    }
  }

  var hasTie: Bool { field.ledger.tables[window].contains { $0.standings.prefix(rows).contains { $0.isTied } } }

  // MARK: Drawing

  private var step: Int { rows > 30 ? 135 : rows > 16 ? 150 : 190 }

  private func y(_ row: Int) -> Int { Self.top + row * step }

  private func drawing(_ shown: Range<Int>, kind: String, _ words: RankWords) -> [UInt8] {
    var svg = SVGMarkup()
    let isNarrow = kind.hasSuffix("narrow")
    let tables = field.ledger.tables
    let first = tables[shown.lowerBound].standings.prefix(rows)
    let last = tables[shown.upperBound - 1].standings.prefix(rows)
    let limit = isNarrow ? ChartFrame.narrowLabel : ChartFrame.wideLabel
    let labels = last.map { standing in
      let rank = Self.rank(standing)
      return rank + " " + TextWidth.fitted(standing.constituent.name, limit - TextWidth.estimate(rank + " "))
    }
    let bottom = y(rows - 1)
    let left = (first.map { TextWidth.estimate(Self.rank($0)) }.max() ?? 0) + 90
    ChartFrame.open(
      &svg, kind: kind,
      gutters: [
        ChartFrame.gutter("left", left),
        ChartFrame.gutter("right", (labels.map(TextWidth.estimate).max() ?? 0) + 110),
      ], height: bottom + 80, words: words.description)
    let count = shown.count - 1
    func x(_ position: Int) -> Hundredths { ValueSpan(0, count).position(position - shown.lowerBound) }
    if isNarrow {
      drawEnds(shown, bottom, left, &svg)
    } else {
      let time = TimeAxis(shown.map { tables[$0].id }, at: shown.map(x), calendar: field.ledger.calendar)
      time.draw(&svg, widths: [("broad", 3800), ("medium", ChartFrame.widePlot - 200)]) { label, svg in
        ChartFrame.text(&svg, label.text, x: label.x, y: 100, anchor: label.anchor)
        ChartFrame.line(&svg, kind: "grid", from: (label.x, 140), to: (label.x, bottom + 60))
      }
    }
    let order = field.ledger.constituents.map(\.id).filter { lines[$0] != nil && !highlights.contains($0) }
    ChartFrame.stretched(&svg, width: count * 100, top: 0, height: bottom + 80) { svg in
      for path in order.map({ path(of: $0, shown) }) where !path.isEmpty {
        svg.empty("path", ["class": "context", "d": path])
      }
      for (index, id) in highlights.enumerated().reversed() {
        let path = path(of: id, shown)
        guard !path.isEmpty else { continue }
        svg.empty("path", ["class": "halo", "d": path])
        svg.empty("path", ["class": index == 0 ? "subject" : "counterpart", "d": path])
      }
    }
    for (row, standing) in first.enumerated() {
      let kind = self.kind(of: standing.constituent.id)
      ChartFrame.dot(&svg, kind: ("dot " + kind), x: Hundredths(0), y: y(row), radius: ".22em")
      ChartFrame.text(
        &svg, Self.rank(standing), kind: kind, x: Hundredths(0), y: y(row) + ChartFrame.baseline, shift: -65,
        anchor: "end")
    }
    for (row, standing) in last.enumerated() {
      let kind = self.kind(of: standing.constituent.id)
      ChartFrame.dot(
        &svg, kind: "dot " + kind, x: .whole, y: y(row), radius: kind == "" ? ".26em" : ".38em")
      ChartFrame.text(
        &svg, labels[row], kind: kind.isEmpty ? "label" : kind, x: .whole, y: y(row) + ChartFrame.baseline, shift: 80)
    }
    svg.close("svg")
    return svg.bytes
  }

  /// On a phone the first and the last edition alone: `2026-W09` and `W20`.
  private func drawEnds(_ shown: Range<Int>, _ bottom: Int, _ left: Int, _ svg: inout SVGMarkup) {
    let (first, last) = (endText(shown.lowerBound), endText(shown.upperBound - 1))
    let year = first.prefix { $0 != "-" } + "-"
    let short = last.hasPrefix(year) && year.count < last.count ? String(last.dropFirst(year.count)) : last
    // The first reaches into the gutter of the ranks.
    for (x, text, shift) in [(Hundredths(0), first, -left), (.whole, short, -50)] {
      ChartFrame.text(&svg, TextWidth.fitted(text, 560), x: x, y: 100, shift: shift)
      ChartFrame.line(&svg, kind: "grid", from: (x, 140), to: (x, bottom + 60))
    }
  }

  /// The id, or for one as long as a day that day.
  private func endText(_ position: Int) -> String {
    let id = field.ledger.tables[position].id
    guard TextWidth.estimate(id.text) > 560, let day = field.ledger.calendar.firstDay(of: id) else { return id.text }
    return "\(day.day) \(day.shortMonthName)"
  }

  private func kind(of id: String) -> String {
    highlights.firstIndex(of: id).map { $0 == 0 ? "name" : "name second" } ?? ""
  }

  static func rank(_ standing: Standing) -> String { (standing.isTied ? "=" : "") + String(standing.rank) }

  /// Level from edition to edition, and a curve where the row changes; broken where there is no row.
  private func path(of id: String, _ shown: Range<Int>) -> String {
    guard let line = lines[id] else { return "" }
    // What most steps are made of is the same again and again.
    var path: [UInt8] = []
    path.reserveCapacity(shown.count * 16)
    func add(_ text: StaticString, _ number: Int) {
      path.append(text)
      path.appendDecimal(number)
    }
    var last: Int?
    var level = 0
    for position in shown {
      let row = line[position - window.lowerBound]
      defer { last = row }
      if let row, let last, row == last {
        level += 1
        continue
      }
      if level > 0 { add("h", level * 100) }
      level = 0
      guard let row else { continue }
      if let last {
        let rise = (row - last) * step
        add("c50 0 50 ", rise)
        add(" 100 ", rise)
      } else {
        // A dash for an edition alone.
        add("M", (position - shown.lowerBound) * 100)
        add(" ", y(row))
        path += "h1h-1".utf8
      }
    }
    if level > 0 { add("h", level * 100) }
    return String(decoding: path, as: UTF8.self)
  }

  // MARK: Table

  /// The positions of the tables that are shown, a column each.
  public var positions: Range<Int> { window }

  /// Of whom the chart's own table has rows: those of the last edition by rank, and the others that are drawn.
  public var order: [Constituent] {
    let order = (field.ledger.tables[window].last?.standings ?? []).prefix(rows).map(\.constituent)
    let ids = Set(order.map(\.id))
    return order + field.ledger.constituents.filter { lines[$0.id] != nil && !ids.contains($0.id) }
  }

  /// A rank: the same in every chart that shows it.
  public func cell(of constituent: Constituent, at position: Int) -> Chart.Cell {
    let ranks = field.ranks(of: constituent.id)
    guard ranks.indices.contains(position), let rank = ranks[position] else { return Chart.Cell("–") }
    return Chart.Cell(
      String(rank), .rank, constituent: constituent.id, edition: field.ledger.tables[position].id)
  }

  private var tableRows: [[Chart.Cell]] {
    order.map { constituent in
      [Chart.Cell(constituent.name)] + window.map { cell(of: constituent, at: $0) }
    }
  }
}
