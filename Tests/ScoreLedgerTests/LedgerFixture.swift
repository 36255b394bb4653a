import Diagnostics
import ScoreLedger

let points = Scale(
  minimum: Score(units: 0), maximum: Score(units: 100), decimals: 0, unit: "points", better: .higher)
let weeks = EditionCalendar(cadence: .weekly)
let companies = ["NVDA", "MSFT", "GOOGL", "META", "AMZN", "TSLA", "AAPL"].map { Constituent(id: $0, name: $0) }

/// Reads lines such as `TSLA 70 ▲+1`, `TSLA change +1` or `TSLA rank 6` as the statements of one file about one edition.
func statements(
  _ path: String, _ text: String, edition: String = "2026-W20", scale: Scale = points,
  calendar: EditionCalendar = weeks
) throws -> [Statement] {
  let file = SourceFile(path: path, text: text)
  let id = try calendar.parse(edition)
  var lineStart = 0
  var result: [Statement] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    defer { lineStart += line.utf8.count + 1 }
    let parts = line.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { continue }
    let start = lineStart + parts[0].utf8.count + 1
    func add(_ value: Statement.Value, _ range: Range<Int>) {
      let place = SourcePlace(file, SourceSpan(start + range.lowerBound, start + range.upperBound))
      result.append(Statement(constituent: String(parts[0]), edition: id, value: value, place: place))
    }
    let rest = String(parts[1])
    let all = 0..<rest.utf8.count
    if rest.hasPrefix("rank ") {
      add(.rank(Int(rest.dropFirst(5)) ?? 0), all)
    } else if rest.hasPrefix("change ") {
      add(.change(try scale.parseChange(String(rest.dropFirst(7)))), all)
    } else {
      let read = try scale.parseScoreText(rest)
      add(
        .score(read.score),
        0..<(rest.utf8.firstIndex(of: 0x20).map { rest.utf8.distance(from: rest.startIndex, to: $0) } ?? rest.utf8.count)
      )
      if let change = read.change, let range = read.changeRange { add(.change(change), range) }
    }
  }
  return result
}

/// The ledger, and all that is wrong as a person sees it.
func merge(
  _ statements: [Statement], constituents: [Constituent] = companies, scale: Scale = points,
  calendar: EditionCalendar = weeks
) -> (ledger: Ledger, problems: String) {
  let merged = Ledger.merge(statements, constituents: constituents, scale: scale, calendar: calendar)
  return (merged.ledger, DiagnosticRenderer().render(merged.diagnostics))
}

/// A table as lines such as `4 META 74 +4 tied implied`; `new` where there is no change.
func rows(_ table: EditionTable?, _ scale: Scale = points) -> [String] {
  table?.standings.map { standing in
    let marks = (standing.isTied ? " tied" : "") + (standing.provenance == .implied ? " implied" : "")
    return "\(standing.rank) \(standing.constituent.id) \(scale.text(standing.score)) "
      + (standing.change.map(scale.text) ?? "new") + marks
  } ?? []
}

/// The first lines of problems, without notes and help.
func headlines(_ problems: String) -> [String] {
  problems.split(separator: "\n").filter { $0.contains(": error: ") }.map(String.init)
}
