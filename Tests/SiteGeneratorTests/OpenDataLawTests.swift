import Diagnostics
import ScoreLedger
import Testing

@testable import SiteGenerator

@Test(arguments: 0..<50)
func whatIsExportedAndReadBackIsTheSameLedger(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  let project = try Project([:])
  var settings = try #require(project.builder.merged().content).settings
  let decimals = Int.random(in: 0...3, using: &generator)
  settings.scale = Scale(minimum: nil, maximum: nil, decimals: decimals, unit: "", better: .lower)
  settings.constituents = ["A", "B,C", "D"].map { Constituent(id: $0, name: "=\($0) \"quoted\"") }
  let calendar = settings.calendar
  let file = SourceFile(path: "a", text: "")
  func statement(_ id: String, _ edition: EditionID, _ score: Score) -> Statement {
    Statement(constituent: id, edition: edition, value: .score(score), place: SourcePlace(file, SourceSpan(0, 0)))
  }
  var statements: [Statement] = []
  for week in 10..<20 {
    let edition = try calendar.parse("2026-W\(week)")
    for constituent in settings.constituents where Int.random(in: 0..<4, using: &generator) > 0 {
      statements.append(statement(constituent.id, edition, Score(units: Int.random(in: -20...20, using: &generator))))
    }
  }
  func merge(_ statements: [Statement]) -> Ledger {
    Ledger.merge(
      statements, constituents: settings.constituents, scale: settings.scale, calendar: calendar
    ).ledger
  }
  let exported = DataFiles(settings: settings, ledger: merge(statements)).scores.csv()
  let rows = try CSVReader.rows(of: exported)
  let columns = try ["constituent", "edition", "score"].map { try #require(rows[0].firstIndex(of: $0)) }
  let again = try rows.dropFirst().map { row in
    statement(row[columns[0]], try calendar.parse(row[columns[1]]), try settings.scale.parseScore(row[columns[2]]))
  }
  #expect(again.count == statements.count, "seed \(seed)")
  #expect(DataFiles(settings: settings, ledger: merge(again)).scores.csv() == exported, "seed \(seed)")
}
