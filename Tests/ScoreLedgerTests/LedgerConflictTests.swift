import ScoreLedger
import Testing

@Test func unequalScoresAreOneErrorAtTheLaterPlace() throws {
  let (ledger, problems) = merge(
    try statements("apple.md", "AAPL 61 ▼−2\nAAPL rank 7") + statements("tesla.md", "TSLA 70\nAAPL 62"))
  #expect(
    problems == """
      tesla.md:2:6: error: AAPL is 62 here and 61 in apple.md [score-conflict]
          2 | AAPL 62
            |      ^^
      apple.md:1:6: note: stated as 61 here
          1 | AAPL 61 ▼−2
            |      ^^
        help: correct one of them, or state another edition

      """)
  #expect(rows(ledger.current) == ["1 TSLA 70 new", "2 AAPL 61 new"])
}

@Test func theOddOneOutOfThreeIsTheError() throws {
  let all =
    try statements("a.md", "TSLA 71") + statements("b.md", "TSLA 70") + statements("c.md", "TSLA 70\nTSLA rank 3")
  let (ledger, problems) = merge(all)
  #expect(
    problems == """
      a.md:1:6: error: TSLA is 71 here and 70 in b.md [score-conflict]
          1 | TSLA 71
            |      ^^
      b.md:1:6: note: stated as 70 here, and in 1 more place
          1 | TSLA 70
            |      ^^
        help: correct one of them, or state another edition

      """)
  #expect(rows(ledger.current) == ["1 TSLA 70 new"])
}

@Test func manyValuesAreStillOneErrorWithANoteEach() throws {
  let (_, problems) = merge(try statements("a.md", "TSLA 69\nTSLA 70\nTSLA 71\nTSLA 71\nTSLA 69\nTSLA 69\nTSLA 71"))
  #expect(
    problems == """
      a.md:3:6: error: TSLA is 71 here and 69 elsewhere in this file [score-conflict]
          3 | TSLA 71
            |      ^^
      a.md:1:6: note: stated as 69 here, and in 2 more places
          1 | TSLA 69
            |      ^^
      a.md:2:6: note: stated as 70 here
          2 | TSLA 70
            |      ^^
      a.md:4:6: note: stated as 71 here, too, and in 1 more place
          4 | TSLA 71
            |      ^^
        help: correct one of them, or state another edition

      """)
}

@Test func changesAndRanksConflictInTheirOwnWords() throws {
  let (ledger, problems) = merge(
    try statements("a.md", "TSLA 70 +1\nTSLA rank 1") + statements("b.md", "TSLA change −1\nTSLA rank 2"))
  #expect(
    problems == """
      b.md:1:6: error: TSLA changes by −1 here and +1 in a.md [change-conflict]
          1 | TSLA change −1
            |      ^^^^^^^^^
      a.md:1:9: note: stated as +1 here
          1 | TSLA 70 +1
            |         ^^
        help: correct one of them, or state another edition
      b.md:2:6: error: TSLA ranks 2 here and 1 in a.md [rank-conflict]
          2 | TSLA rank 2
            |      ^^^^^^
      a.md:2:6: note: stated as 1 here
          2 | TSLA rank 1
            |      ^^^^^^
        help: correct one of them, or state another edition

      """)
  #expect(ledger.tables.count == 1)
}

@Test func aConflictCausesNoOtherError() throws {
  let earlier = try statements("0.md", "TSLA 69\nNVDA 50", edition: "2026-W19")
  let disputed =
    try statements("1.md", "TSLA 70 +1\nTSLA rank 1\nNVDA 72 +22\nNVDA rank 2") + statements("2.md", "TSLA 73")
  #expect(
    headlines(merge(earlier + disputed).problems) == [
      "2.md:1:6: error: TSLA is 73 here and 70 in 1.md [score-conflict]"
    ])
  let ranked = try statements("0.md", "TSLA rank 1", edition: "2026-W19")
  #expect(headlines(merge(ranked + disputed).problems).count == 1)
}

@Test func aChangeThatTheScoresContradictIsAnError() throws {
  let (_, problems) = merge(
    try statements("a.md", "TSLA 70 +2") + statements("b.md", "TSLA 69", edition: "2026-W19"))
  #expect(
    problems == """
      a.md:1:9: error: TSLA has changed by +1 since 2026-W19, not by +2 [change-mismatch]
          1 | TSLA 70 +2
            |         ^^
      b.md:1:6: note: 69 in 2026-W19 is stated here
          1 | TSLA 69
            |      ^^
      a.md:1:6: note: 70 in 2026-W20 is stated here
          1 | TSLA 70 +2
            |      ^^
        help: write +1, or correct a score

      """)
}

@Test func aChangeFromOutsideTheScaleIsAnError() throws {
  let (ledger, problems) = merge(try statements("a.md", "TSLA 70 ▼−31"))
  #expect(
    problems == """
      a.md:1:9: error: the change −31 puts TSLA at 101 in 2026-W19, outside the scale of 0 to 100 [implied-out-of-scale]
          1 | TSLA 70 ▼−31
            |         ^^^^
        help: correct the change or the score

      """)
  #expect(ledger.tables.count == 1)
}

@Test func changesAndRanksNeedAScore() throws {
  let (_, problems) = merge(try statements("a.md", "TSLA change +1\nAAPL rank 7\nNVDA 97\nTSLA rank 2"))
  #expect(
    problems == """
      a.md:1:6: error: TSLA has a change in 2026-W20 and no score [change-without-score]
          1 | TSLA change +1
            |      ^^^^^^^^^
        help: state the score, too
      a.md:2:6: error: AAPL has a rank in 2026-W20 and no score [rank-without-score]
          2 | AAPL rank 7
            |      ^^^^^^
        help: state the score, too

      """)
}

@Test func aRankThatTheScoresContradictIsAnErrorThatShowsWhoHoldsIt() throws {
  let (_, problems) = merge(try statements("a.md", "AMZN 74\nTSLA 70\nTSLA rank 1\nAAPL 70\nAAPL rank 2"))
  #expect(
    problems == """
      a.md:3:6: error: TSLA is stated at rank 1 and ranks 2, tied, on its score of 70 [rank-mismatch]
          3 | TSLA rank 1
            |      ^^^^^^
      a.md:2:6: note: TSLA ranks 2: 70 is stated here
          2 | TSLA 70
            |      ^^
      a.md:1:6: note: AMZN ranks 1: 74 is stated here
          1 | AMZN 74
            |      ^^
        help: write 2, or leave the rank out: it is computed

      """)
}
