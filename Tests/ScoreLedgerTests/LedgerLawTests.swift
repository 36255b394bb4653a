import Diagnostics
import ScoreLedger
import Testing

@Test(arguments: 0..<100)
func mergingIgnoresTheOrderOfStatements(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  var all: [Statement] = []
  for file in 0..<5 {
    let lines = (0..<6).map { _ in
      let id = companies[Int.random(in: 0..<7, using: &generator)].id
      let score = Int.random(in: 40..<43, using: &generator)
      let parts = ["", " +1", " −1", " ▼45", " 0"]
      return Int.random(in: 0..<5, using: &generator) == 0
        ? "\(id) rank \(Int.random(in: 1...7, using: &generator))"
        : "\(id) \(score)\(parts[Int.random(in: 0..<5, using: &generator)])"
    }
    let edition = "2026-W2\(Int.random(in: 0..<4, using: &generator))"
    all += try statements("\(file).md", lines.joined(separator: "\n"), edition: edition)
  }
  let (first, firstProblems) = merge(all)
  let (second, secondProblems) = merge(all.shuffled(using: &generator))
  #expect(first.tables.map { rows($0) } == second.tables.map { rows($0) }, "seed \(seed)")
  #expect(
    first.tables.map { $0.standings.map { $0.places.map(\.description) } }
      == second.tables.map { $0.standings.map { $0.places.map(\.description) } }, "seed \(seed)")
  #expect(firstProblems == secondProblems, "seed \(seed)")
  for table in first.tables {
    #expect(table.standings.count + table.notRated.count == companies.count, "seed \(seed)")
    for standing in table.standings {
      #expect(standing.rank == 1 + table.standings.count { $0.score > standing.score }, "seed \(seed)")
      #expect(standing.isTied == (table.standings.count { $0.score == standing.score } > 1), "seed \(seed)")
      #expect(
        standing.places == standing.places.sorted { ($0.file.path, $0.span.start) < ($1.file.path, $1.span.start) })
    }
  }
}

// MARK: Corrections

/// A ledger of six editions in which the oldest may be known only by the changes that the next one states.
private struct RandomLedger {
  let articles: [Statement]
  /// The edition and constituent of every cell, and its score as published.
  let cells: [(edition: String, constituent: String, score: Int?)]
  let scale: Scale
  let methodology: Methodology

  init(using generator: inout SeededGenerator) throws {
    scale = Scale(
      minimum: nil, maximum: nil, decimals: 0, unit: "points", better: Bool.random(using: &generator) ? .higher : .lower
    )
    methodology = try ScoreLedgerTests.methodology(
      ["", "1\n2 since W23", "1\n2 since W22 rebased\n3 since W24"][Int.random(in: 0..<3, using: &generator)])
    let isFirstImplied = Bool.random(using: &generator)
    var (text, cells, before) = ("", [(edition: String, constituent: String, score: Int?)](), [String: Int]())
    for number in 20...25 {
      var lines: [String] = []
      var now: [String: Int] = [:]
      for company in companies {
        let isRated = number < 21 || before.isEmpty || Int.random(in: 0..<5, using: &generator) > 0
        let score = isRated ? Int.random(in: 40...48, using: &generator) : nil
        cells.append((edition: "W\(number)", constituent: company.id, score: score))
        now[company.id] = score
      }
      if number == 21, isFirstImplied {
        // What is not stated next does not exist: every score of W20 needs a change in W21.
        for company in companies where now[company.id] == nil {
          cells.removeAll { $0.edition == "W20" && $0.constituent == company.id }
          cells.append((edition: "W20", constituent: company.id, score: nil))
        }
      }
      for company in companies {
        guard let score = now[company.id] else { continue }
        let change = number == 21 && isFirstImplied ? before[company.id].map { score - $0 } : nil
        lines.append("\(company.id) \(score)" + (change.map { $0 > 0 ? " +\($0)" : " \($0)" } ?? ""))
      }
      if number > 20 || !isFirstImplied { text += "W\(number) " + lines.joined(separator: ", ") + "\n" }
      before = now
    }
    articles = try ScoreLedgerTests.articles(text, scale: scale)
    self.cells = cells
  }

  func merge(_ corrections: [Correction] = []) -> (ledger: Ledger, problems: String) {
    let merged = Ledger.merge(
      articles, constituents: companies, scale: scale, calendar: weeks, methodology: methodology,
      corrections: corrections)
    return (merged.ledger, DiagnosticRenderer().render(merged.diagnostics))
  }

  /// Chains of one to three corrections of some scores, each ending at another value than it started.
  func randomCorrections(using generator: inout SeededGenerator) throws -> [Correction] {
    var lines: [String] = []
    for (edition, constituent, score) in cells where Int.random(in: 0..<5, using: &generator) == 0 {
      var was = score
      for day in 1...Int.random(in: 1...3, using: &generator) {
        let values = ([nil] + (40...48).map(Int?.some)).filter { $0 != was }
        let now = values[Int.random(in: 0..<values.count, using: &generator)]
        let (before, after) = (was.map(String.init) ?? "none", now.map(String.init) ?? "none")
        lines.append("\(edition) \(constituent) \(before) to \(after) on 2026-07-0\(day)")
        was = now
      }
    }
    return try corrections(lines.joined(separator: "\n"), scale: scale)
  }
}

/// Everything that a table says, except where it is said and how it came into the ledger.
private func contents(_ tables: [EditionTable]) -> [String] {
  tables.map { table in
    "\(table.id.text) by \(table.methodology?.name ?? "none"), new \(table.startsMethodology?.name ?? "none"), without "
      + table.notRated.map(\.id).joined(separator: " ") + ": "
      + table.standings.map { one in
        "\(one.rank) \(one.constituent.id) \(one.score) \(one.isTied) \(String(describing: one.change)) "
          + "\(String(describing: one.previousScore)) \(String(describing: one.previousRank)) \(one.isComparable) "
          + "\(one.record)"
      }.joined(separator: "; ")
  }
}

@Test(arguments: 0..<100)
func aCorrectionAndItsInverseLeaveTheLedgerAsItWas(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  let random = try RandomLedger(using: &generator)
  let plain = random.merge()
  #expect(plain.problems == "", "seed \(seed)")
  let cell = random.cells[Int.random(in: 0..<random.cells.count, using: &generator)]
  let now = Int.random(in: -1..<40, using: &generator)
  let (was, other) = (cell.score.map(String.init) ?? "none", now < 0 && cell.score != nil ? "none" : String(abs(now)))
  let start = "\(cell.edition) \(cell.constituent)"
  let both = try corrections(
    "\(start) \(other) to \(was) on 2026-07-02\n\(start) \(was) to \(other) on 2026-07-01", scale: random.scale)
  let (ledger, problems) = random.merge(both)
  #expect(problems == "", "seed \(seed)")
  #expect(contents(ledger.tables) == contents(plain.ledger.tables), "seed \(seed)")
  #expect(contents(ledger.publishedTables) == contents(plain.ledger.tables), "seed \(seed)")
  #expect(contents(random.merge([both[1]]).ledger.tables) != contents(plain.ledger.tables), "seed \(seed)")
}

@Test(arguments: 0..<100)
func correctionsHaveNoOrderAndDoNotTouchWhatWasPublished(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  let random = try RandomLedger(using: &generator)
  let all = try random.randomCorrections(using: &generator)
  let (first, second) = (random.merge(all), random.merge(all.shuffled(using: &generator)))
  #expect(contents(first.ledger.tables) == contents(second.ledger.tables), "seed \(seed)")
  #expect(
    first.ledger.corrections.map(\.wasPlace) == second.ledger.corrections.map(\.wasPlace), "seed \(seed)")
  #expect(first.problems == second.problems, "seed \(seed)")
  let plain = random.merge().ledger
  #expect(contents(first.ledger.publishedTables) == contents(plain.tables), "seed \(seed)")
  #expect(
    first.ledger.publishedTables.map { rows($0, random.scale) } == plain.tables.map { rows($0, random.scale) },
    "seed \(seed)")
  for (table, corrected) in plain.tables.map({ ($0, first.ledger.table($0.id)) }) {
    for standing in corrected?.standings ?? [] {
      let better = (corrected?.standings ?? []).count {
        random.scale.better == .higher ? $0.score > standing.score : $0.score < standing.score
      }
      #expect(standing.rank == 1 + better, "seed \(seed)")
      let last = all.last { $0.edition == table.id && $0.constituent == standing.constituent.id }
      #expect(standing.score == last?.now ?? table.standing(of: standing.constituent.id)?.score, "seed \(seed)")
      #expect(standing.provenance == .corrected || last == nil, "seed \(seed)")
    }
  }
}

@Test(arguments: 0..<200)
func whatIsPrintedIsReadAsTheSame(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  let decimals = Int.random(in: 0...6, using: &generator)
  let scale = Scale(minimum: nil, maximum: nil, decimals: decimals, unit: "", better: .lower)
  let limit = [9, 1_000, 999_999_999_999_999][Int.random(in: 0..<3, using: &generator)]
  let score = Score(units: Int.random(in: -limit...limit, using: &generator))
  let change = ScoreChange(units: Int.random(in: -limit...limit, using: &generator))
  #expect(try scale.parseScore(scale.text(score)) == score, "seed \(seed)")
  #expect(try scale.parseScore(scale.plainText(score)) == score, "seed \(seed)")
  #expect(try scale.parseChange(scale.text(change)) == change, "seed \(seed)")
  let both = try scale.parseScoreText("\(scale.text(score)) \(scale.text(change))")
  #expect(both.score == score && both.change == change, "seed \(seed)")
}

@Test(arguments: 0..<50)
func anyTextIsAScoreOrAProblemWithinIt(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  let alphabet = Array("00123456789+-−▲▼—–±., \té\u{301}e🚀".unicodeScalars)
  for _ in 0..<200 {
    var text = ""
    for _ in 0..<Int.random(in: 0...8, using: &generator) {
      text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
    }
    do throws(ScoreProblem) {
      let read = try points.parseScoreText(text)
      #expect((0...100).contains(read.score.units), "seed \(seed): \(text)")
    } catch {
      let range = try #require(error.range)
      #expect(range.lowerBound >= 0 && range.upperBound <= text.utf8.count, "seed \(seed): \(text)")
    }
  }
}
