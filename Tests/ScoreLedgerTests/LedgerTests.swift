import Diagnostics
import ScoreLedger
import Testing

private let scale = Scale(
  minimum: Score(units: 0), maximum: Score(units: 100), decimals: 0, unit: "points", better: .higher)
private let calendar = EditionCalendar(cadence: .weekly)
private let constituents = ["NVDA", "MSFT", "GOOGL", "META", "AMZN", "TSLA", "AAPL"].map {
  Constituent(id: $0, name: $0)
}

/// Reads lines such as `TSLA 70 ▲+1` or `TSLA rank 6` as statements of one edition.
private func statements(
  _ path: String, _ text: String, edition: String = "2026-W20", scale: Scale = scale
) throws -> [Statement] {
  let file = SourceFile(path: path, text: text)
  var offset = 0
  var result: [Statement] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let parts = line.split(separator: " ", maxSplits: 1)
    defer { offset += line.utf8.count + 1 }
    guard parts.count == 2 else { continue }
    let start = offset + parts[0].utf8.count + 1
    let place = SourcePlace(file, SourceSpan(start, start + parts[1].utf8.count))
    func add(_ value: Statement.Value) throws {
      result.append(
        Statement(
          constituent: String(parts[0]), edition: try calendar.parse(edition), value: value, place: place))
    }
    if parts[1].hasPrefix("rank ") {
      try add(.rank(Int(parts[1].dropFirst(5)) ?? 0))
    } else {
      let read = try scale.parseScoreText(String(parts[1]))
      try add(.score(read.score))
      if let change = read.change { try add(.change(change)) }
    }
  }
  return result
}

private func merge(_ statements: [Statement], scale: Scale = scale) -> (Ledger, String) {
  let (ledger, diagnostics) = Ledger.merge(statements, constituents: constituents, scale: scale, calendar: calendar)
  return (ledger, DiagnosticRenderer().render(diagnostics))
}

private func rows(_ table: EditionTable?, _ scale: Scale = scale) -> [String] {
  table?.standings.map { standing in
    let marks = (standing.isTied ? " tied" : "") + (standing.provenance == .implied ? " implied" : "")
    return "\(standing.rank) \(standing.constituent.id) \(scale.text(standing.score)) "
      + (standing.change.map(scale.text) ?? "new") + marks
  } ?? []
}

private let sample = """
  NVDA 97 ▲+2
  MSFT 89 ▲+3
  GOOGL 81 —0
  META 78 ▲+4
  AMZN 74 —0
  TSLA 70 ▲+1
  AAPL 61 ▼−2
  """

@Test func theSampleGivesItsTableAndTheOneBefore() throws {
  let (ledger, problems) = merge(try statements("a.md", sample))
  #expect(problems.isEmpty)
  #expect(ledger.tables.map(\.id.text) == ["2026-W19", "2026-W20"])
  #expect(
    rows(ledger.current) == [
      "1 NVDA 97 +2", "2 MSFT 89 +3", "3 GOOGL 81 0", "4 META 78 +4", "5 AMZN 74 0", "6 TSLA 70 +1", "7 AAPL 61 −2",
    ])
  #expect(
    rows(ledger.tables.first) == [
      "1 NVDA 95 new implied", "2 MSFT 86 new implied", "3 GOOGL 81 new implied", "4 META 74 new tied implied",
      "4 AMZN 74 new tied implied", "6 TSLA 69 new implied", "7 AAPL 63 new implied",
    ])
}

@Test func theOddOneOutOfThreeIsTheError() throws {
  let all =
    try statements("a.md", "TSLA 70") + statements("b.md", "TSLA 71") + statements("c.md", "TSLA 70\nTSLA rank 1")
  let (_, problems) = merge(all)
  #expect(
    problems == """
      b.md:1:6: error: TSLA is 71 here and 70 in a.md [score-conflict]
          1 | TSLA 71
            |      ^^
      a.md:1:6: note: stated as 70 here, and in 1 more place
          1 | TSLA 70
            |      ^^
        help: correct one of them, or state another edition

      """)
}

@Test func aChangeThatTheScoresContradictIsAnError() throws {
  let (_, problems) = merge(
    try statements("a.md", "TSLA 70 +2") + statements("b.md", "TSLA 69", edition: "2026-W19"))
  #expect(
    problems == """
      a.md:1:6: error: TSLA has changed by +1 since 2026-W19, not by +2 [change-mismatch]
          1 | TSLA 70 +2
            |      ^^^^^
      b.md:1:6: note: 69 in 2026-W19 is stated here
          1 | TSLA 69
            |      ^^
      a.md:1:6: note: 70 in 2026-W20 is stated here
          1 | TSLA 70 +2
            |      ^^^^^
        help: write +1, or correct a score

      """)
}

@Test func aRankThatTheScoresContradictIsAnError() throws {
  let (_, problems) = merge(try statements("a.md", "TSLA 70\nAAPL 61\nTSLA rank 2"))
  #expect(
    problems == """
      a.md:3:6: error: TSLA ranks 1 on its score of 70, not 2 [rank-mismatch]
          3 | TSLA rank 2
            |      ^^^^^^
      a.md:1:6: note: the score is stated here
          1 | TSLA 70
            |      ^^
        help: write 1, or leave the rank out: it is computed

      """)
}

@Test func lowerIsBetterAndDecimalsAndNegativesRank() throws {
  let prices = Scale(minimum: nil, maximum: nil, decimals: 2, unit: "%", better: .lower)
  let (ledger, problems) = merge(
    try statements("a.md", "NVDA 10.5\nMSFT −3.25\nTSLA -0\nAAPL 10.50", scale: prices), scale: prices)
  #expect(problems.isEmpty)
  #expect(
    rows(ledger.current, prices) == [
      "1 MSFT −3.25 new", "2 TSLA 0.00 new", "3 NVDA 10.50 new tied", "3 AAPL 10.50 new tied",
    ])
  #expect(ledger.current?.notRated.map(\.id) == ["GOOGL", "META", "AMZN"])
}

@Test(arguments: 0..<100)
func mergingIgnoresTheOrderOfStatements(seed: Int) throws {
  var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
  func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  var all: [Statement] = []
  for file in 0..<4 {
    let lines = (0..<5).map { _ in "\(constituents[next(7)].id) \(40 + next(3)) \(["+1", "−1", "0"][next(3)])" }
    all += try statements("\(file).md", lines.joined(separator: "\n"), edition: "2026-W2\(next(3))")
  }
  var shuffled = all
  for index in shuffled.indices { shuffled.swapAt(index, next(shuffled.count)) }
  let (first, firstProblems) = merge(all)
  let (second, secondProblems) = merge(shuffled)
  #expect(first.tables.map { rows($0) } == second.tables.map { rows($0) }, "seed \(seed)")
  #expect(firstProblems == secondProblems, "seed \(seed)")
  for table in first.tables {
    for standing in table.standings {
      #expect(standing.rank == 1 + table.standings.count { $0.score > standing.score }, "seed \(seed)")
    }
  }
}
