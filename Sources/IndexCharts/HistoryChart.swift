internal import ScoreLedger

/// A constituent's scores over time, with the field behind them.
public struct HistoryChart: Sendable {
  static let height = 1800
  /// More lines than this, or more points, become a band.
  private static let mostLines = 20
  private static let mostPoints = 2400

  let field: FieldSeries
  public let id: String
  /// The positions of the tables that are shown.
  let window: Range<Int>
  /// The constituent's standings in them.
  let standings: ArraySlice<(position: Int, standing: Standing)>
  let axis: ValueAxis
  /// The versions of the methodology that start within, each with the position of the first table by it.
  let versions: [(position: Int, version: Methodology.Version)]
  private let isBand: Bool

  /// The editions from the first that rates the constituent to the last; to the last it is part of, if it has left.
  /// - Parameter window: positions of tables.
  /// - Returns: nil where fewer than two of them rate it.
  public init?(of id: String, in window: Range<Int>, of field: FieldSeries) {
    let tables = field.ledger.tables
    let window = window.clamped(to: tables.indices)
    let all = field.standings(of: id, in: window)
    guard let first = all.first, let last = all.last, all.count > 1 else { return nil }
    let isMember = tables[window.upperBound - 1].notRated.contains { $0.id == id }
    self.field = field
    self.id = id
    self.window = first.position..<(isMember ? window.upperBound : last.position + 1)
    standings = all
    var reach = ValueSpan(first.standing.score.units, first.standing.score.units)
    for position in self.window {
      if let ends = field.ends[position] { reach = reach.including(ends.first).including(ends.last) }
    }
    for index in all.indices {
      if let was = all[index].standing.corrections.first?.was { reach = reach.including(was.units) }
    }
    axis = ValueAxis(reach)
    let lines = field.ledger.constituents.count
    isBand = lines > Self.mostLines || lines * self.window.count > Self.mostPoints
    versions = Self.versions(in: self.window, of: field.ledger)
  }

  /// - Complexity: O(versions times tables), and versions are few.
  private static func versions(
    in window: Range<Int>, of ledger: Ledger
  ) -> [(position: Int, version: Methodology.Version)] {
    ledger.methodology.versions.dropFirst().compactMap { version in
      guard let since = version.since else { return nil }
      func isBefore(_ position: Int) -> Bool { ledger.calendar.isOrdered(ledger.tables[position].id, before: since) }
      guard let position = window.dropFirst().first(where: { !isBefore($0) }), isBefore(position - 1) else {
        return nil
      }
      return (position, version)
    }
  }

  /// - Parameter title: an author's, instead of what the ledger says.
  /// - Parameter hasRows: false for who takes the rows one by one.
  public func chart(title: String? = nil, hasRows: Bool = true) -> Chart {
    let words = HistoryWords(self)
    return Chart(
      kind: .history, title: title ?? words.title, subtitle: words.subtitle, markup: drawing(words),
      note: words.note, columns: ["Edition", "Rank", "Score", "Change"],
      rows: hasRows ? positions.map(row) : [])
  }

  /// The positions of the tables that the chart's own table has rows for, the newest first.
  public var positions: [Int] { standings.indices.reversed().map { standings[$0].position } }

  /// The same as a slope chart, where two editions are all there is.
  public var slope: SlopeChart? {
    window.count == 2 ? SlopeChart(of: id, (window.lowerBound, window.lowerBound + 1), of: field) : nil
  }

  /// Whether the field is drawn as a band from its lowest to its highest.
  var hasBand: Bool { isBand && field.ledger.constituents.count > 1 }

  /// The stretches of positions within that have no score.
  var gaps: [Range<Int>] {
    let rated = positions.reversed() + (window.last == standings.last?.position ? [] : [window.upperBound])
    return zip(rated, rated.dropFirst()).filter { $1 > $0 + 1 }.map { $0 + 1..<$1 }
  }

  // MARK: Geometry

  private var start: Int { field.times[window.lowerBound] }
  var duration: Int { field.times[window.upperBound - 1] - start }

  func x(_ position: Int) -> Hundredths { ValueSpan(start, start + duration).position(field.times[position]) }

  /// Between two tables.
  func middle(before position: Int) -> Hundredths { Hundredths((x(position - 1).count + x(position).count) / 2) }

  var top: Int { versions.isEmpty ? 60 : 200 }

  func y(_ units: Int) -> Int { top + Self.height - axis.reach.share(units, of: Self.height) }

  /// The points of a line in a drawing of some size, broken where there is no score and where scores do not compare.
  func path(of id: String, width: Int, height: Int) -> String {
    let scores = field.scores(of: id)
    let span = ValueSpan(start, start + duration)
    var path = PathPoints()
    var isOpen = false
    for position in window {
      if position > window.lowerBound, field.ledger.tables[position].startsMethodology != nil { isOpen = false }
      guard let score = scores[position] else {
        isOpen = false
        continue
      }
      let x = span.share(field.times[position], of: width)
      path.add(x, height - axis.reach.share(score, of: height), startsLine: !isOpen)
      isOpen = true
    }
    return path.text
  }

  /// Everyone else, in the order of the index.
  var others: [String] { field.ledger.constituents.map(\.id).filter { $0 != id } }

  /// The lowest and the highest of the field, to and fro.
  var band: (area: String, edges: [String]) {
    let step = max(1, window.count / 240)
    var points: [(time: Int, low: Int, high: Int)] = []
    for start in stride(from: window.lowerBound, to: window.upperBound, by: step) {
      let group = start..<min(start + step, window.upperBound)
      guard let span = ValueSpan(group.lazy.compactMap { field.ends[$0] }.flatMap { [$0.first, $0.last] }) else {
        continue
      }
      // The last group ends where the drawing does.
      let time =
        (group.contains(window.upperBound - 1) ? field.times[window.upperBound - 1] : field.times[start]) - self.start
      points.append((time, y(span.low) - top, y(span.high) - top))
    }
    var (area, low, high) = (PathPoints(), PathPoints(), PathPoints())
    for (index, point) in points.enumerated() {
      area.add(point.time, point.high, startsLine: index == 0)
      high.add(point.time, point.high, startsLine: index == 0)
      low.add(point.time, point.low, startsLine: index == 0)
    }
    for point in points.reversed() { area.add(point.time, point.low, startsLine: false) }
    area.close()
    return (area.text, [high.text, low.text])
  }

  // MARK: Table

  /// The row of a position: the same in every chart of the constituent.
  public func row(at position: Int) -> [Chart.Cell] {
    guard let standing = field.standings(of: id, in: position..<position + 1).first?.standing else { return [] }
    let scale = field.ledger.scale
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
