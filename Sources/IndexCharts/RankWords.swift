internal import ScoreLedger

/// What a rank chart says.
struct RankWords {
  /// A constituent's way through a window.
  struct Way {
    let constituent: Constituent
    let first: Standing
    let last: Standing

    var climbed: Int { first.rank - last.rank }
  }

  private let chart: RankChart
  private let tables: ArraySlice<EditionTable>

  init(_ chart: RankChart) {
    self.chart = chart
    tables = chart.field.ledger.tables[chart.window]
  }

  /// The biggest climber and the biggest faller; of equal ones the better placed.
  static func movers(in tables: ArraySlice<EditionTable>, among ids: Set<String>) -> [Way] {
    let ways = (tables.last?.standings ?? []).map(\.constituent.id).filter(ids.contains).compactMap {
      way(of: $0, in: tables)
    }
    let up = ways.filter { $0.climbed > 0 }.max {
      $0.climbed < $1.climbed || ($0.climbed == $1.climbed && $0.last.rank > $1.last.rank)
    }
    let down = ways.filter { $0.climbed < 0 }.min {
      $0.climbed < $1.climbed || ($0.climbed == $1.climbed && $0.last.rank < $1.last.rank)
    }
    return [up, down].compactMap { $0 }
  }

  /// From the first edition that rates it to the last of all; nil where that does not.
  private static func way(of id: String, in tables: ArraySlice<EditionTable>) -> Way? {
    guard let last = tables.last?.standing(of: id),
      let first = tables.lazy.compactMap({ $0.standing(of: id) }).first
    else { return nil }
    return Way(constituent: last.constituent, first: first, last: last)
  }

  // MARK: Title

  /// `Eskhaven climbs from ninth to second; Averly, first in 2025-W49, is sixth`.
  var title: String {
    let ways = chart.highlights.compactMap { Self.way(of: $0, in: tables) }
    let said = ways.prefix(2).enumerated().map { words($1, isFirst: $0 == 0) }
    return said.isEmpty ? steadyTitle : said.joined(separator: "; ")
  }

  private func words(_ way: Way, isFirst: Bool) -> String {
    let name = way.constituent.name
    let (first, last) = (FactWords.ordinal(way.first.rank), FactWords.ordinal(way.last.rank))
    switch way.climbed {
    case 1...: return "\(name) climbs from \(first) to \(last)"
    case 0: return "\(name) is \(last), as in \(way.first.edition.text)"
    default:
      return isFirst
        ? "\(name) falls from \(first) to \(last)" : "\(name), \(first) in \(way.first.edition.text), is \(last)"
    }
  }

  private var steadyTitle: String {
    guard let leader = tables.last?.standings.first, let first = tables.first else { return "Ranks" }
    return "No rank has changed since \(first.id.text): \(leader.constituent.name) leads"
  }

  // MARK: Around it

  /// `Rank among twelve ports, weekly, 2025-W49 to 2026-W20`.
  var subtitle: String {
    let field = chart.field
    let size = tables.last?.standings.count ?? 0
    let cadence = field.ledger.calendar.cadence
    let whole = "\(FactWords.count(size)) \(field.noun.many)"
    var parts = [chart.rows < size ? "The first \(FactWords.count(chart.rows)) of \(whole)" : "Rank among \(whole)"]
    if cadence.hasRhythm { parts.append(cadence.name) }
    if let first = tables.first, let last = tables.last { parts.append("\(first.id.text) to \(last.id.text)") }
    return parts.joined(separator: ", ")
  }

  var note: String? {
    var parts: [String] = []
    let isCut = chart.rows < (tables.last?.standings.count ?? 0)
    if chart.hasGap {
      parts.append(
        isCut
          ? "A line with a gap: not rated, or further down, in that edition."
          : "A line with a gap: not rated in that edition.")
    }
    if chart.hasTie { parts.append("Those that share a rank (=) are drawn side by side.") }
    let versions = tables.dropFirst().compactMap { table in table.startsMethodology.map { ($0.name, table.id.text) } }
    for (name, edition) in versions { parts.append("Methodology \(name) since \(edition).") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  var description: String {
    let order = (tables.last?.standings ?? []).prefix(chart.rows).map { "\(RankChart.rank($0)) \($0.constituent.name)" }
    let edition = tables.last?.id.text ?? ""
    return "Rank chart. In \(edition): " + order.prefix(10).joined(separator: ", ")
      + (order.count > 10 ? " and \(order.count - 10) more" : "")
  }
}
