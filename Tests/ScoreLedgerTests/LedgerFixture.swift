import Diagnostics
import ScoreLedger

let points = Scale(
  minimum: Score(units: 0), maximum: Score(units: 100), decimals: 0, unit: "points", better: .higher)
let weeks = EditionCalendar(cadence: .weekly)
let companies = ["NVDA", "MSFT", "GOOGL", "META", "AMZN", "TSLA", "AAPL"].map { Constituent(id: $0, name: $0) }

/// Reads lines such as `TSLA 70 ▲+1`, `TSLA change +1`, `TSLA rank 6`, `TSLA in growth 70` or, as readers see it,
/// `TSLA shown 70` as the statements of one file about one edition.
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
    func add(_ value: Statement.Value, _ range: Range<Int>, isDisplayed: Bool = false) {
      let place = SourcePlace(file, SourceSpan(start + range.lowerBound, start + range.upperBound))
      result.append(
        Statement(
          constituent: String(parts[0]), edition: id, value: value, place: place, isDisplayed: isDisplayed))
    }
    let rest = String(parts[1])
    let all = 0..<rest.utf8.count
    if rest.hasPrefix("rank ") {
      add(.rank(Int(rest.dropFirst(5)) ?? 0), all)
    } else if rest.hasPrefix("change ") {
      add(.change(try scale.parseChange(String(rest.dropFirst(7)))), all)
    } else if rest.hasPrefix("shown ") {
      add(.score(try scale.parseScore(String(rest.dropFirst(6)))), 6..<all.upperBound, isDisplayed: true)
    } else if rest.hasPrefix("in "), let dimension = rest.dropFirst(3).split(separator: " ").first {
      let score = rest.dropFirst(4 + dimension.count)
      add(.dimension(String(dimension), try scale.parseScore(String(score))), all)
    } else {
      let read = try scale.parseScoreText(rest)
      add(
        .score(read.score),
        0..<rest.prefix { $0 != " " }.utf8.count
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
    let marks =
      (standing.isTied ? " tied" : "") + (standing.provenance == .stated ? "" : " \(standing.provenance.name)")
    return "\(standing.rank) \(standing.constituent.id) \(scale.text(standing.score)) "
      + (standing.change.map(scale.text) ?? "new") + marks
  } ?? []
}

/// The first lines of problems, without notes and help.
func headlines(_ problems: String) -> [String] {
  problems.split(separator: "\n").filter { $0.contains(": error: ") }.map(String.init)
}

// MARK: Corrections, releases and methodologies

/// `W19` as the edition 2026-W19.
func week(_ name: some StringProtocol) throws -> EditionID { try weeks.parse("2026-\(name)") }

/// A word of a text, and where it is.
private struct Word {
  let text: String
  let place: SourcePlace
}

/// The words of every line.
private func words(_ path: String, _ text: String) -> [[Word]] {
  let file = SourceFile(path: path, text: text)
  return text.split(separator: "\n").map { line in
    line.split(separator: " ").map { word in
      let start = text.utf8.distance(from: text.startIndex, to: word.startIndex)
      return Word(text: String(word), place: SourcePlace(file, SourceSpan(start, start + word.utf8.count)))
    }
  }
}

/// Reads a line such as `W19 TSLA 69 +1, NVDA 50` as the file W19.md about that edition, a line for each statement.
/// The second, third and fourth file of the edition are W19b.md, W19c.md and W19d.md.
func articles(_ text: String, scale: Scale = points) throws -> [Statement] {
  var files: [Substring: Int] = [:]
  var result: [Statement] = []
  for line in text.split(separator: "\n") {
    let edition = line.prefix { $0 != " " }
    let number = (files[edition] ?? 0) + 1
    files[edition] = number
    result += try statements(
      edition + ["", "b", "c", "d"][number - 1] + ".md",
      String(line.dropFirst(edition.count + 1)).replacing(", ", with: "\n"), edition: "2026-\(edition)", scale: scale)
  }
  return result
}

/// Reads lines such as `W19 TSLA 69 to 68 on 2026-05-20`; `none` stands for not rated.
func corrections(_ text: String, scale: Scale = points) throws -> [Correction] {
  func rating(_ word: Word) throws -> Score? { word.text == "none" ? nil : try scale.parseScore(word.text) }
  return try words("corrections.yml", text).map { line in
    Correction(
      edition: try week(line[0].text), constituent: line[1].text, was: try rating(line[2]), now: try rating(line[4]),
      reason: "a slip", date: try CalendarDate.parse(line[6].text), foundBy: nil, wasPlace: line[2].place,
      nowPlace: line[4].place)
  }
}

/// Reads `W19`, or `W19 by 2` with the methodology's version, and below it rows such as `TSLA 69 +1`, as W19.lock.
func release(_ text: String, scale: Scale = points) throws -> Release {
  let path = "\(text.prefix { $0 != " " && $0 != "\n" }).lock"
  let lines = words(path, text)
  let rows = try lines.dropFirst().map { line in
    let place = SourcePlace(
      line[1].place.file, SourceSpan(line[1].place.span.start, line[line.count - 1].place.span.end))
    return Release.Row(
      constituent: line[0].text, score: try scale.parseScore(line[1].text),
      change: line.count > 2 ? try scale.parseChange(line[2].text) : nil, place: place)
  }
  return Release(
    edition: try week(lines[0][0].text), methodology: lines[0].count > 2 ? lines[0][2].text : nil, rows: rows,
    place: lines[0][0].place)
}

/// Reads lines such as `1 growth=50 quality=50`, `2 since W20` and `3 since W21 rebased`.
func methodology(_ text: String) throws -> Methodology {
  Methodology(
    versions: try text.split(separator: "\n").map { line in
      let parts = line.split(separator: " ")
      let dimensions = try parts.filter { $0.contains("=") }.map { part in
        let (id, weight) = (String(part.prefix { $0 != "=" }), String(part.drop { $0 != "=" }.dropFirst()))
        return Methodology.Dimension(
          id: id, name: id, weight: try Methodology.Dimension.weightScale.parseScore(weight).units)
      }
      let since = try parts.firstIndex(of: "since").map { try week(parts[$0 + 1]) }
      return Methodology.Version(
        name: String(parts[0]), since: since, isRebased: parts.contains("rebased"), dimensions: dimensions)
    })
}

/// The ledger of short texts, and all that is wrong as a person sees it.
func merge(
  articles text: String, corrections correctionText: String = "", releases: [String] = [],
  methodology methodologyText: String = "", constituents: [Constituent] = companies, scale: Scale = points
) throws -> (ledger: Ledger, problems: String) {
  let merged = Ledger.merge(
    try articles(text, scale: scale), constituents: constituents, scale: scale, calendar: weeks,
    methodology: try methodology(methodologyText), corrections: try corrections(correctionText, scale: scale),
    releases: try releases.map { try release($0, scale: scale) })
  return (merged.ledger, DiagnosticRenderer().render(merged.diagnostics))
}

/// The tables as lines such as `W19: 1 TSLA 69 +1`.
func lines(_ tables: [EditionTable], _ scale: Scale = points) -> [String] {
  tables.map { "\($0.id.text.dropFirst(5)): " + rows($0, scale).joined(separator: ", ") }
}
