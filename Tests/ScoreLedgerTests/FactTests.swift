import ScoreLedger
import Testing

private let editions = ["W15", "W16", "W17", "W18", "W19", "W20"]
private let open = Scale(minimum: nil, maximum: nil, decimals: 0, unit: "points", better: .higher)
private let fine = Scale(minimum: nil, maximum: nil, decimals: 2, unit: "%", better: .lower)

/// Ties in W15, W18 and W20, one constituent in W17, a streak of NVDA, a gap of TSLA and a new methodology in W19.
private func sixEditions() throws -> Ledger {
  let (ledger, problems) = try merge(
    articles: """
      W15 NVDA 50, MSFT 50, TSLA 40
      W16 NVDA 52, MSFT 51, TSLA 41
      W17 NVDA 54
      W18 NVDA 56, MSFT 60, TSLA 60
      W19 NVDA 58, MSFT 60, TSLA 55
      W20 NVDA 58, MSFT 59, TSLA 59
      """, methodology: "1\n2 since W19")
  try #require(problems == "")
  return ledger
}

/// An answer in a word or two; `?` with the reason in short where there is none.
private func answer(_ scale: Scale = points, _ ask: () throws(MissingFact) -> FactValue) -> String {
  do {
    switch try ask() {
    case .score(let score): return scale.text(score)
    case .mean(let mean): return scale.meanText(mean)
    case .rank(let rank, let isTied): return "\(rank)\(isTied ? " tied" : "")"
    case .change(let change): return scale.text(change)
    case .movement(let places): return "\(places) places"
    case .count(let count): return "\(count) times"
    case .edition(let edition): return String(edition.text.dropFirst(5))
    case .constituents(let constituents): return constituents.map(\.id).joined(separator: " and ")
    case .word(let word): return word
    }
  } catch {
    switch error {
    case .noTable: return "?table"
    case .notRated(let id, _): return "?\(id)"
    case .nothingBefore: return "?before"
    case .notComparable(_, _, let version): return "?methodology \(version.name)"
    case .nothingMoved: return "?moved"
    }
  }
}

private let factsOfNVDA: [(Fact, String)] = [
  (.score, "50 | 52 | 54 | 56 | 58 | 58"), (.rank, "1 tied | 1 | 1 | 3 | 2 | 3"),
  (.change, "?before | +2 | +2 | +2 | ?methodology 2 | 0"), (.previous, "?before | 50 | 52 | 54 | 56 | 58"),
  (.previousRank, "?before | 1 tied | 1 | 1 | 3 | 2"),
  (.movement, "?before | 0 places | 0 places | -2 places | ?methodology 2 | -1 places"),
  (.peak, "50 | 52 | 54 | 56 | 58 | 58"), (.peakEdition, "W15 | W16 | W17 | W18 | W19 | W19"),
  (.low, "50 | 50 | 50 | 50 | 58 | 58"), (.lowEdition, "W15 | W15 | W15 | W15 | W19 | W19"),
  (.bestRank, "1 | 1 | 1 | 1 | 1 | 1"), (.bestRankEdition, "W15 | W15 | W15 | W15 | W15 | W15"),
  (.streak, "?before | 1 times | 2 times | 3 times | ?methodology 2 | 1 times"),
  (.timesFirst, "1 times | 2 times | 3 times | 3 times | 3 times | 3 times"),
  (.timesRated, "1 times | 2 times | 3 times | 4 times | 5 times | 6 times"),
  (.firstEdition, "W15 | W15 | W15 | W15 | W15 | W15"),
  (.entry, "first | staying | staying | staying | staying | staying"), (.gap, "10 | 11 | ?TSLA | 4 | 3 | 1"),
]
private let factsOfTSLA: [(Fact, String)] = [
  (.score, "40 | 41 | ?TSLA | 60 | 55 | 59"), (.rank, "3 | 3 | ?TSLA | 1 tied | 3 | 1 tied"),
  (.change, "?before | +1 | ?TSLA | ?before | ?methodology 2 | +4"),
  (.previous, "?before | 40 | ?TSLA | ?before | 60 | 55"),
  (.previousRank, "?before | 3 | ?TSLA | ?before | 1 tied | 3"),
  (.movement, "?before | 0 places | ?TSLA | ?before | ?methodology 2 | 2 places"),
  (.peak, "40 | 41 | ?TSLA | 60 | 55 | 59"), (.peakEdition, "W15 | W16 | ?TSLA | W18 | W19 | W20"),
  (.low, "40 | 40 | ?TSLA | 40 | 55 | 55"), (.lowEdition, "W15 | W15 | ?TSLA | W15 | W19 | W19"),
  (.bestRank, "3 | 3 | ?TSLA | 1 | 1 | 1"), (.bestRankEdition, "W15 | W15 | ?TSLA | W18 | W18 | W18"),
  (.streak, "?before | 1 times | ?TSLA | ?before | ?methodology 2 | 1 times"),
  (.timesFirst, "0 times | 0 times | ?TSLA | 1 times | 1 times | 2 times"),
  (.timesRated, "1 times | 2 times | ?TSLA | 3 times | 4 times | 5 times"),
  (.firstEdition, "W15 | W15 | ?TSLA | W15 | W15 | W15"),
  (.entry, "first | staying | ?TSLA | back | staying | staying"), (.gap, "10 | 11 | ?TSLA | 4 | 3 | 1"),
]

@Test(
  arguments: [("NVDA", "TSLA", factsOfNVDA), ("TSLA", "NVDA", factsOfTSLA)] as [(String, String, [(Fact, String)])])
func everyFactOfEveryEdition(id: String, other: String, expected: [(Fact, String)]) throws {
  let ledger = try sixEditions()
  #expect(expected.map(\.0) == Fact.allCases)
  for (fact, answers) in expected {
    let given = try editions.map(week).map { edition in
      answer { () throws(MissingFact) in try ledger.value(of: fact, id, in: edition, to: other) }
    }
    #expect(given.joined(separator: " | ") == answers, "\(fact.rawValue)")
  }
}

@Test func everyTableFactOfEveryEdition() throws {
  let ledger = try sixEditions()
  let expected: [(TableFact, String)] = [
    (.rated, "3 times | 3 times | 1 times | 3 times | 3 times | 3 times"),
    (.leader, "NVDA and MSFT | NVDA | NVDA | MSFT and TSLA | MSFT | MSFT and TSLA"),
    (.spread, "10 | 11 | 0 | 4 | 5 | 1"), (.mean, "46.7 | 48.0 | 54.0 | 58.7 | 57.7 | 58.7"),
    (.biggestRise, "?moved | NVDA | NVDA | NVDA | ?moved | TSLA"),
    (.biggestFall, "?moved | ?moved | ?moved | ?moved | ?moved | MSFT"),
    (.risers, "?moved | 3 times | 1 times | 1 times | ?moved | 1 times"),
    (.fallers, "?moved | 0 times | 0 times | 0 times | ?moved | 1 times"),
    (.unchanged, "?moved | 0 times | 0 times | 0 times | ?moved | 1 times"),
  ]
  #expect(expected.map(\.0) == TableFact.allCases)
  for (fact, answers) in expected {
    let given = try editions.map(week).map { edition in
      answer { () throws(MissingFact) in try ledger.value(of: fact, in: edition) }
    }
    #expect(given.joined(separator: " | ") == answers, "\(fact.rawValue)")
  }
}

@Test(
  arguments: [
    (.score, "50"), (.rank, "3"), (.change, "−5"), (.previous, "55"), (.previousRank, "2"), (.movement, "-1 places"),
    (.peak, "55"), (.peakEdition, "W18"), (.low, "50"), (.lowEdition, "W19"), (.bestRank, "2"),
    (.bestRankEdition, "W18"), (.streak, "1 times"), (.timesFirst, "0 times"), (.timesRated, "2 times"),
    (.firstEdition, "W18"), (.entry, "staying"), (.gap, "20"),
  ] as [(Fact, String)])
func whereLowerIsBetterPeaksAreStillTheHighestScores(fact: Fact, expected: String) throws {
  let scale = Scale(minimum: nil, maximum: nil, decimals: 0, unit: "points", better: .lower)
  let ledger = try merge(
    articles: "W18 NVDA 40, MSFT 60, TSLA 55\nW19 NVDA 30, MSFT 45, TSLA 50", scale: scale
  ).ledger
  let edition = try week("W19")
  #expect(
    answer { () throws(MissingFact) in try ledger.value(of: fact, "TSLA", in: edition, to: "NVDA") } == expected)
  #expect(answer { () throws(MissingFact) in try ledger.value(of: .leader, in: edition) } == "NVDA")
  #expect(answer { () throws(MissingFact) in try ledger.value(of: .spread, in: edition) } == "20")
}

@Test(
  arguments: [
    ("W19 NVDA 1, MSFT 0, TSLA 0, META 0", open, "0.3", "1"),
    ("W19 NVDA −1, MSFT 0, TSLA 0, META 0", open, "−0.3", "1"),
    ("W19 NVDA 3, MSFT 0, TSLA 0, META 0", open, "0.8", "3"),
    ("W19 NVDA −3, MSFT 0, TSLA 0, META 0", open, "−0.8", "3"), ("W19 NVDA 1, MSFT 0, TSLA 0", open, "0.3", "1"),
    ("W19 NVDA 2, MSFT 0, TSLA 0", open, "0.7", "2"), ("W19 NVDA −5, MSFT 5", open, "0.0", "10"),
    ("W19 NVDA −1, MSFT −2", open, "−1.5", "1"), ("W19 NVDA 100", open, "100.0", "0"),
    ("W19 NVDA 0.01, MSFT 0, TSLA 0, META 0", fine, "0.003", "0.01"),
    ("W19 NVDA −0.01, MSFT 0, TSLA 0, META 0", fine, "−0.003", "0.01"),
    (
      "W19 NVDA 999999999999999, MSFT 999999999999999, TSLA −999999999999999", open, "333333333333333.0",
      "1999999999999998"
    ),
  ] as [(String, Scale, String, String)])
func meansAreExactAndSpreadsPositive(text: String, scale: Scale, mean: String, spread: String) throws {
  let (ledger, problems) = try merge(articles: text, scale: scale)
  let edition = try week("W19")
  #expect(problems == "")
  #expect(answer(scale) { () throws(MissingFact) in try ledger.value(of: .mean, in: edition) } == mean)
  #expect(answer(scale) { () throws(MissingFact) in try ledger.value(of: .spread, in: edition) } == spread)
}

@Test(
  arguments: [
    (.score, "TSLA", nil, "W14", "no article states a score of 2026-W14"),
    (.score, "TSLA", nil, "W17", "TSLA is not rated in 2026-W17"),
    (.gap, "NVDA", "TSLA", "W17", "TSLA is not rated in 2026-W17"),
    (.gap, "TSLA", "NVDA", "W17", "TSLA is not rated in 2026-W17"),
    (.gap, "NVDA", "AAPL", "W20", "AAPL is not rated in 2026-W20"),
    (.change, "TSLA", nil, "W15", "TSLA has no score in the edition before 2026-W15"),
    (.previousRank, "TSLA", nil, "W18", "TSLA has no score in the edition before 2026-W18"),
    (.streak, "TSLA", nil, "W19", "2026-W19 starts methodology 2, so TSLA has no change"),
  ] as [(Fact, String, String?, String, String)])
func whatTheLedgerDoesNotKnowItSaysWhy(fact: Fact, id: String, other: String?, name: String, words: String) throws {
  let (ledger, edition) = (try sixEditions(), try week(name))
  let missing = #expect(throws: MissingFact.self) { try ledger.value(of: fact, id, in: edition, to: other) }
  #expect(missing?.words == words)
}

@Test func factsHaveWordsAndMeanings() throws {
  let ledger = try sixEditions()
  let missing = #expect(throws: MissingFact.self) { try ledger.value(of: .mean, in: try week("W21")) }
  #expect(missing?.words == "no article states a score of 2026-W21")
  #expect(
    Fact.allCases.map(\.rawValue).joined(separator: " ")
      == "score rank change previous previous-rank movement peak peak-edition low low-edition best-rank "
      + "best-rank-edition streak times-first times-rated first-edition entry gap")
  #expect(
    TableFact.allCases.map(\.rawValue).joined(separator: " ") == "rated leader spread mean biggest-rise biggest-fall "
      + "risers fallers unchanged")
  #expect(Set(Fact.allCases.map(\.meaning) + TableFact.allCases.map(\.meaning)).count == 27)
}
