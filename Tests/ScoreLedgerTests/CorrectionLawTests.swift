import Diagnostics
import ScoreLedger
import Testing

private func correction(
  _ id: String, _ edition: String, was: Int?, now: Int?, date: String, file: String = "corrections.yml"
) throws -> Correction {
  let place = SourcePlace(SourceFile(path: file, text: "\(was ?? -1) \(now ?? -1)"), SourceSpan(0, 1))
  return Correction(
    edition: try weeks.parse(edition), constituent: id, was: was.map(Score.init), now: now.map(Score.init),
    reason: "A reason.", date: try CalendarDate.parse(date), foundBy: nil, wasPlace: place, nowPlace: place)
}

/// Everything that readers see of a ledger but for marks.
private func shown(_ tables: [EditionTable]) -> [String] {
  tables.flatMap { table in
    table.standings.map { standing in
      "\(table.id.text) \(standing.rank) \(standing.isTied) \(standing.constituent.id) \(standing.score.units) "
        + "\(standing.change?.units ?? 999) \(standing.previousRank ?? 0) \(standing.record.peak.score.units) "
        + "\(standing.record.low.score.units) \(standing.record.streak?.length ?? 0) \(standing.record.timesFirst)"
    } + table.notRated.map { "\(table.id.text) - \($0.id)" }
  }
}

private func randomStatements(_ generator: inout SeededGenerator) throws -> [Statement] {
  try (10..<16).flatMap { week in
    let lines = companies.compactMap { company in
      Int.random(in: 0..<5, using: &generator) == 0
        ? nil : "\(company.id) \(Int.random(in: 0...100, using: &generator))"
    }
    return try statements("\(week).md", lines.joined(separator: "\n"), edition: "2026-W\(week)")
  }
}

@Test(arguments: 0..<100)
func aDayBeforeACorrectionDoesNotKnowIt(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  let all = try randomStatements(&generator)
  let statement = try #require(all.randomElement(using: &generator))
  guard case .score(let score) = statement.value else { return }
  let (id, edition) = (statement.constituent, statement.edition.text)
  let other = (score.units + Int.random(in: 1...100, using: &generator)) % 101
  let corrections = [
    try correction(id, edition, was: score.units, now: other, date: "2026-06-01"),
    try correction(id, edition, was: other, now: score.units, date: "2026-06-02"),
  ]
  func merge(_ corrections: [Correction], asOf: String? = nil) throws -> (ledger: Ledger, diagnostics: [Diagnostic]) {
    Ledger.merge(
      all, constituents: companies, scale: points, calendar: weeks, corrections: corrections,
      asOf: try asOf.map { try CalendarDate.parse($0) })
  }
  let plain = try merge([]).ledger
  let (both, problems) = try merge(corrections)
  #expect(problems.isEmpty, "seed \(seed)")
  #expect(shown(both.tables) == shown(plain.tables), "seed \(seed)")
  #expect(shown(both.publishedTables) == shown(plain.tables), "seed \(seed)")
  // The order in which corrections are read plays no part, and a day between the two knows the first alone.
  let first = try merge([corrections[0]]).ledger
  #expect(shown(first.publishedTables) == shown(plain.tables), "seed \(seed)")
  #expect(shown(try merge(corrections.reversed()).ledger.tables) == shown(both.tables), "seed \(seed)")
  #expect(shown(try merge(corrections, asOf: "2026-06-01").ledger.tables) == shown(first.tables), "seed \(seed)")
  #expect(shown(try merge(corrections, asOf: "2026-05-31").ledger.tables) == shown(plain.tables), "seed \(seed)")
  #expect(first.table(statement.edition)?.standing(of: id)?.score.units == other, "seed \(seed)")
  #expect(first.table(statement.edition)?.standing(of: id)?.provenance == .corrected, "seed \(seed)")
}

@Test(arguments: 0..<100)
func whatIsReleasedAgreesWithItself(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  let all = try randomStatements(&generator)
  let ledger = Ledger.merge(all, constituents: companies, scale: points, calendar: weeks).ledger
  let place = SourcePlace(SourceFile(path: "a.lock", text: "x"), SourceSpan(0, 1))
  var releases = ledger.tables.map { table in
    Release(
      edition: table.id, methodology: nil,
      rows: table.standings.map {
        Release.Row(constituent: $0.constituent.id, score: $0.score, change: $0.change, place: place)
      }, place: place)
  }
  func problems() -> [Diagnostic] {
    Ledger.merge(all, constituents: companies, scale: points, calendar: weeks, releases: releases).diagnostics
  }
  #expect(problems().isEmpty, "seed \(seed)")
  // Any one score that was released otherwise is told, and nothing else.
  let index = Int.random(in: 0..<releases.count, using: &generator)
  var rows = releases[index].rows
  let row = Int.random(in: 0..<rows.count, using: &generator)
  let score = Score(units: (rows[row].score.units + 1) % 101)
  rows[row] = Release.Row(constituent: rows[row].constituent, score: score, change: rows[row].change, place: place)
  releases[index] = Release(edition: releases[index].edition, methodology: nil, rows: rows, place: place)
  #expect(problems().map(\.id) == ["released-edition-changed"], "seed \(seed)")
}
