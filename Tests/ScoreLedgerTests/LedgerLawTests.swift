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
