import ScoreLedger
import Testing

/// NVDA and TSLA, of which TSLA is a member from one edition and until before another.
private func members(joined: String?, left: String?) throws -> [Constituent] {
  [
    Constituent(id: "NVDA", name: "Nvidia"),
    Constituent(id: "TSLA", name: "Tesla", joined: try joined.map(week), left: try left.map(week)),
  ]
}

@Test(
  arguments: [
    (nil, nil, ["TSLA", "TSLA", "TSLA", "TSLA"]), ("W19", nil, [nil, "TSLA", "TSLA", "TSLA"]),
    (nil, "W20", ["TSLA", "TSLA", nil, nil]), ("W19", "W21", [nil, "TSLA", "TSLA", nil]),
    ("W30", nil, [nil, nil, nil, nil]), (nil, "W10", [nil, nil, nil, nil]), ("W19", "W19", [nil, nil, nil, nil]),
  ] as [(String?, String?, [String?])])
func onlyMembersAreListedAsNotRated(joined: String?, left: String?, expected: [String?]) throws {
  let (ledger, problems) = try merge(
    articles: "W18 NVDA 50\nW19 NVDA 50\nW20 NVDA 50\nW21 NVDA 50",
    constituents: try members(joined: joined, left: left))
  #expect(problems == "")
  #expect(ledger.tables.map { $0.notRated.map(\.id) } == expected.map { $0.map { [$0] } ?? [] })
  for table in ledger.tables {
    let isListed = table.notRated.contains { $0.id == "TSLA" }
    #expect(try members(joined: joined, left: left)[1].isMember(in: table.id) == isListed)
  }
}

@Test(
  arguments: [
    (
      "W18 NVDA 50, TSLA 60\nW19 NVDA 50, TSLA 60", "", "W19", nil,
      """
      W18.md:2:6: error: TSLA is not in the index in 2026-W18: it joins in 2026-W19 [not-in-index]
          2 | TSLA 60
            |      ^^
        help: delete the statement, or mend `joined` in index.yml

      """
    ),
    (
      "W20 NVDA 50, TSLA 60\nW21 NVDA 50, TSLA rank 1", "", nil, "W21",
      """
      W21.md:2:6: error: TSLA is not in the index in 2026-W21: it left in 2026-W21 [not-in-index]
          2 | TSLA rank 1
            |      ^^^^^^
        help: delete the statement, or mend `left` in index.yml

      """
    ),
    (
      "W20 NVDA 50, TSLA 60\nW22 NVDA 50", "W22 TSLA none to 60 on 2026-05-20", "W19", "W21",
      """
      corrections.yml:1:10: error: TSLA is not in the index in 2026-W22: it left in 2026-W21 [not-in-index]
          1 | W22 TSLA none to 60 on 2026-05-20
            |          ^^^^
        help: delete the statement, or mend `left` in index.yml

      """
    ),
    (
      "W18 NVDA 50\nW19 NVDA 50, TSLA 60 +1", "", "W19", nil,
      """
      W19.md:2:9: error: TSLA is not rated in 2026-W18: nothing to change against [change-without-edition]
          2 | TSLA 60 +1
            |         ^^
        help: delete the change

      """
    ),
    (
      "W19 NVDA 50, TSLA 60 +1", "", "W19", nil,
      """
      W19.md:2:9: error: TSLA is not rated in 2026-W18: nothing to change against [change-without-edition]
          2 | TSLA 60 +1
            |         ^^
        help: delete the change

      """
    ),
  ] as [(String, String, String?, String?, String)])
func nothingIsStatedOutsideTheMembership(
  text: String, corrections: String, joined: String?, left: String?, message: String
) throws {
  let (ledger, problems) = try merge(
    articles: text, corrections: corrections, constituents: try members(joined: joined, left: left))
  #expect(problems == message)
  for table in ledger.tables where try !members(joined: joined, left: left)[1].isMember(in: table.id) {
    #expect(table.standing(of: "TSLA") == nil && table.notRated.isEmpty)
  }
}

@Test func theEditionAfterJoiningHasAChange() throws {
  let (ledger, problems) = try merge(
    articles: "W18 NVDA 50\nW20 NVDA 51 +1, TSLA 60 +1", constituents: try members(joined: "W18", left: nil))
  #expect(problems == "")
  #expect(
    lines(ledger.tables) == [
      "W18: 1 TSLA 59 new implied, 2 NVDA 50 new", "W20: 1 TSLA 60 +1, 2 NVDA 51 +1",
    ])
}

@Test func whoeverReturnsAfterAGapHasNoChangeAndNothingIsCarriedForward() throws {
  let (ledger, problems) = try merge(
    articles: """
      W16 NVDA 50, MSFT 70
      W17 NVDA 50, MSFT 70, TSLA 60
      W18 NVDA 51, MSFT 70
      W20 NVDA 52, TSLA 65, AAPL 40
      W21 NVDA 52, TSLA 64, AAPL 40
      """)
  #expect(problems == "")
  #expect(
    ledger.tables.map { table in
      "\(table.id.text.dropFirst(5)): "
        + table.standings.map { standing in
          "\(standing.constituent.id) \(standing.record.entry) " + (standing.change.map(points.text) ?? "no change")
        }.joined(separator: ", ")
    } == [
      "W16: MSFT first no change, NVDA first no change",
      "W17: MSFT staying 0, TSLA new no change, NVDA staying 0", "W18: MSFT staying 0, NVDA staying +1",
      "W20: TSLA returning no change, NVDA staying +1, AAPL new no change",
      "W21: TSLA staying −1, NVDA staying 0, AAPL staying 0",
    ])
  #expect(ledger.table(try week("W18"))?.standing(of: "TSLA") == nil)
  #expect(ledger.table(try week("W19")) == nil)
  #expect(
    ledger.tables.map { $0.notRated.map(\.id) } == [
      ["GOOGL", "META", "AMZN", "TSLA", "AAPL"], ["GOOGL", "META", "AMZN", "AAPL"],
      ["GOOGL", "META", "AMZN", "TSLA", "AAPL"], ["MSFT", "GOOGL", "META", "AMZN"], ["MSFT", "GOOGL", "META", "AMZN"],
    ])
  let returning = try #require(ledger.table(try week("W20"))?.standing(of: "TSLA"))
  #expect(returning.previousScore == nil && returning.previousRank == nil && returning.movement == nil)
  #expect(returning.isComparable && returning.record.streak == nil && returning.record.timesRated == 2)
  #expect(returning.record.firstEdition == (try week("W17")))
}
