public import ScoreLedger

/// Changes since the edition before as bars to both sides of zero, the largest gain first.
public struct MoverBars: Sendable {
  /// So many that stood still are rows of their own; more are told in one line.
  private static let mostUnchanged = 2

  public struct Row: Sendable {
    public let standing: Standing
    public let change: ScoreChange
    /// SVG that fills its cell.
    public let bar: String
  }

  private let field: FieldSeries
  private let table: EditionTable
  /// Who is drawn, from the largest gain to the largest loss.
  public let rows: [Row]
  /// Who stood still and is no row.
  public let unchanged: [Constituent]
  /// How many more moved either way than there are rows.
  private let more: (rose: Int, fell: Int)

  /// - Parameter most: rows each way; of those that moved less, only their number is told.
  /// - Returns: nil where nothing has moved.
  public init?(_ table: EditionTable, of field: FieldSeries, most: Int = 10) {
    let changes = table.standings.compactMap { standing in standing.change.map { (standing: standing, change: $0) } }
    // Of equal changes the better placed comes first.
    let sorted = changes.enumerated().sorted { one, other in
      one.element.change == other.element.change ? one.offset < other.offset : one.element.change > other.element.change
    }.map(\.element)
    let (rose, fell) = (sorted.filter { $0.change.units > 0 }, sorted.filter { $0.change.units < 0 })
    let still = sorted.filter { $0.change.units == 0 }
    guard !rose.isEmpty || !fell.isEmpty else { return nil }
    let isListed = still.count <= Self.mostUnchanged
    let shown = rose.prefix(most) + (isListed ? still : []) + fell.suffix(most)
    let span = ValueSpan(shown.map(\.change.units) + [0]) ?? ValueSpan(0, 0)
    rows = shown.map { Row(standing: $0.standing, change: $0.change, bar: Self.bar($0.change.units, span)) }
    unchanged = isListed ? [] : still.map(\.standing.constituent)
    more = (max(0, rose.count - most), max(0, fell.count - most))
    self.field = field
    self.table = table
  }

  private static func bar(_ change: Int, _ span: ValueSpan) -> String {
    var svg = SVGMarkup()
    let (zero, end) = (span.position(0), span.position(change))
    svg.open("svg", ["aria-hidden": "true", "width": "100%", "height": "100%"])
    if change == 0 {
      svg.empty("circle", ["class": "still", "cx": zero.percent, "cy": "50%", "r": "3.5"])
    } else {
      svg.empty(
        "rect",
        [
          "class": change > 0 ? "gained" : "lost", "x": min(zero, end).percent, "y": "50%",
          "width": Hundredths(abs(end.count - zero.count)).percent, "height": "10",
        ])
    }
    svg.empty("rect", ["class": "zero", "x": zero.percent, "width": "1", "height": "100%"])
    svg.close("svg")
    return svg.text
  }

  // MARK: Words

  /// `Meta gained four points; Apple lost two`.
  public var title: String {
    let words = field.words
    let verbs = field.ledger.scale.verbs
    func side(_ change: Int, _ verb: String, isFirst: Bool) -> String {
      let names = rows.filter { $0.change.units == change }.map(\.standing.constituent.name)
      let who =
        names.count == 1
        ? names[0]
        : names.count == 2
          ? "\(names[0]) and \(names[1])" : FactWords.count(names.count) + " " + field.noun.many
      return "\(who) \(verb) \(isFirst ? words.amount(change) : words.size(change))" + (names.count > 1 ? " each" : "")
    }
    let (best, worst) = (rows.first?.change.units ?? 0, rows.last?.change.units ?? 0)
    var parts: [String] = []
    if best > 0 { parts.append(side(best, verbs.rose, isFirst: true)) }
    if worst < 0 { parts.append(side(worst, verbs.fell, isFirst: parts.isEmpty)) }
    return parts.joined(separator: "; ").capitalisedFirst
  }

  /// `Change in points, 2026-W19 to 2026-W20`.
  public var subtitle: String {
    let unit = field.ledger.scale.unit
    let before = field.ledger.previousTable(of: table.id)
    let editions = before.map { "\($0.id.text) to \(table.id.text)" } ?? table.id.text
    return (unit.isEmpty ? "Change" : "Change in \(unit)") + ", " + editions
  }

  public var note: String? {
    var parts: [String] = []
    if more.rose > 0 { parts.append("\(FactWords.count(more.rose)) more \(field.ledger.scale.verbs.rose) less") }
    if more.fell > 0 { parts.append("\(FactWords.count(more.fell)) more \(field.ledger.scale.verbs.fell) less") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ").capitalisedFirst + "."
  }
}
