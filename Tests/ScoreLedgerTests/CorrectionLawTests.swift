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
func aCorrectionAndItsInverseLeaveTheLedgerAsItWas(seed: Int) throws {
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

@Test func factsCountUpToTheirEditionAndNoFurther() throws {
  let lines = [
    ("2026-W10", "NVDA 50\nMSFT 50\nGOOGL 40"), ("2026-W11", "NVDA 52\nMSFT 51\nGOOGL 40"),
    ("2026-W12", "NVDA 54\nGOOGL 39"), ("2026-W13", "NVDA 54\nMSFT 60\nGOOGL 38\nMETA 1"),
    ("2026-W14", "NVDA 53\nMSFT 53\nGOOGL 60\nMETA 2"),
  ]
  let all = try lines.flatMap { try statements("\($0.0).md", $0.1, edition: $0.0) }
  let versions = [
    Methodology.Version(name: "1", since: nil), Methodology.Version(name: "2", since: try weeks.parse("2026-W14")),
  ]
  func ask(_ fact: Fact, _ id: String, _ edition: String, to other: String? = nil, broken: Bool = false) throws
    -> String
  {
    let ledger = Ledger.merge(
      all, constituents: companies, scale: points, calendar: weeks,
      methodology: Methodology(versions: broken ? versions : [])
    ).ledger
    let asked = try weeks.parse(edition)
    do throws(MissingFact) {
      switch try ledger.value(of: fact, id, in: asked, to: other) {
      case .score(let score): return points.text(score)
      case .rank(let rank, let isTied): return "\(rank)\(isTied ? "=" : "")"
      case .change(let change): return points.text(change)
      case .movement(let number), .count(let number): return "\(number)"
      case .edition(let edition): return edition.text
      case .word(let word): return word
      case .mean, .constituents: return "?"
      }
    } catch { return error.words }
  }
  let cases: [(Fact, String, String, String)] = [
    (.score, "NVDA", "2026-W10", "50"), (.rank, "NVDA", "2026-W10", "1="), (.rank, "GOOGL", "2026-W10", "3"),
    (.change, "NVDA", "2026-W10", "NVDA has no score in the edition before 2026-W10"),
    (.change, "NVDA", "2026-W11", "+2"),
    (.previous, "NVDA", "2026-W11", "50"), (.previousRank, "MSFT", "2026-W11", "1="),
    (.movement, "MSFT", "2026-W11", "-1"),
    (.movement, "GOOGL", "2026-W12", "1"),
    (.previous, "MSFT", "2026-W13", "MSFT has no score in the edition before 2026-W13"),
    (.score, "MSFT", "2026-W12", "MSFT is not rated in 2026-W12"),
    (.score, "MSFT", "2026-W20", "no article states a score of 2026-W20"),
    (.peak, "NVDA", "2026-W11", "52"), (.peak, "NVDA", "2026-W14", "54"),
    (.peakEdition, "NVDA", "2026-W14", "2026-W12"),
    (.low, "GOOGL", "2026-W13", "38"), (.lowEdition, "NVDA", "2026-W14", "2026-W10"),
    (.bestRank, "MSFT", "2026-W14", "1"),
    (.bestRankEdition, "GOOGL", "2026-W14", "2026-W14"), (.streak, "NVDA", "2026-W12", "2"),
    (.streak, "NVDA", "2026-W13", "1"),
    (.streak, "GOOGL", "2026-W11", "1"), (.streak, "GOOGL", "2026-W13", "2"), (.timesFirst, "NVDA", "2026-W14", "3"),
    (.timesFirst, "MSFT", "2026-W14", "2"), (.timesRated, "MSFT", "2026-W14", "4"),
    (.firstEdition, "META", "2026-W14", "2026-W13"),
    (.entry, "NVDA", "2026-W10", "first"), (.entry, "META", "2026-W13", "new"), (.entry, "MSFT", "2026-W13", "back"),
    (.entry, "META", "2026-W14", "staying"),
  ]
  for (fact, id, edition, answer) in cases {
    #expect(try ask(fact, id, edition) == answer, "\(fact.rawValue) of \(id) in \(edition)")
  }
  #expect(try ask(.gap, "NVDA", "2026-W14", to: "GOOGL") == "7")
  #expect(try ask(.gap, "GOOGL", "2026-W14", to: "NVDA") == "7")
  for (fact, answer) in [
    (Fact.change, "2026-W14 starts methodology 2, so NVDA has no change"), (.previous, "54"), (.peak, "53"),
    (.low, "53"),
    (.timesFirst, "3"), (.movement, "2026-W14 starts methodology 2, so NVDA has no change"),
    (.streak, "2026-W14 starts methodology 2, so NVDA has no change"),
  ] {
    #expect(try ask(fact, "NVDA", "2026-W14", broken: true) == answer, "\(fact.rawValue) across a break")
  }
}

@Test func factsOfAnEditionAreExact() throws {
  let all =
    try statements("a.md", "NVDA 10\nMSFT 10\nGOOGL 11")
    + statements("b.md", "NVDA 12\nMSFT 12\nGOOGL 8", edition: "2026-W21")
  let ledger = Ledger.merge(all, constituents: companies, scale: points, calendar: weeks).ledger
  func ask(_ fact: TableFact, _ edition: String) throws -> String {
    let asked = try weeks.parse(edition)
    do throws(MissingFact) {
      switch try ledger.value(of: fact, in: asked) {
      case .count(let count): return "\(count)"
      case .score(let score): return points.text(score)
      case .mean(let mean): return points.meanText(mean)
      case .constituents(let constituents): return constituents.map(\.id).joined(separator: " ")
      default: return "?"
      }
    } catch { return error.words }
  }
  for (fact, edition, answer) in [
    (TableFact.rated, "2026-W20", "3"), (.leader, "2026-W20", "GOOGL"), (.leader, "2026-W21", "NVDA MSFT"),
    (.spread, "2026-W20", "1"), (.mean, "2026-W20", "10.3"), (.mean, "2026-W21", "10.7"),
    (.biggestRise, "2026-W21", "NVDA MSFT"), (.biggestFall, "2026-W21", "GOOGL"),
    (.biggestRise, "2026-W20", "no score moved that way in 2026-W20"),
    (.rated, "2026-W22", "no article states a score of 2026-W22"),
  ] {
    #expect(try ask(fact, edition) == answer, "\(fact.rawValue) in \(edition)")
  }
}
