import ScoreLedger
import Testing

private struct Case {
  let articles: String
  let corrections: String
  var releases: [String] = []
  let tables: [String]
  var problems: [String] = []
}

private let day = "on 2026-05-20"

private let cases = [
  // A change belongs to the score that is written before it.
  Case(
    articles: "W20 TSLA 70, TSLA shown 72, TSLA change +3", corrections: "W20 TSLA 70 to 72 \(day)",
    tables: ["W19: 1 TSLA 69 new implied", "W20: 1 TSLA 72 +3 corrected"]),
  Case(
    articles: "W20 TSLA 70, TSLA 72 +3", corrections: "W20 TSLA 70 to 72 \(day)",
    tables: ["W19: 1 TSLA 69 new implied", "W20: 1 TSLA 72 +3 corrected"]),
  // An edition that only a correction brings in stands between others, and one that is withdrawn whole does not.
  Case(
    articles: "W18 TSLA 50\nW20 TSLA 62 +2", corrections: "W19 TSLA none to 60 \(day)",
    tables: ["W18: 1 TSLA 50 new", "W19: 1 TSLA 60 +10 corrected", "W20: 1 TSLA 62 +2"]),
  Case(
    articles: "W18 TSLA 50\nW20 TSLA 62 +12", corrections: "W19 TSLA none to 60 \(day)",
    tables: ["W18: 1 TSLA 50 new", "W19: 1 TSLA 60 +10 corrected", "W20: 1 TSLA 62 +2"],
    problems: ["W20.md:1:9: error: TSLA has changed by +2 since 2026-W19, not by +12 [change-mismatch]"]),
  Case(
    articles: "W18 TSLA 50\nW19 TSLA 60\nW20 TSLA 62 +12", corrections: "W19 TSLA 60 to none \(day)",
    tables: ["W18: 1 TSLA 50 new", "W20: 1 TSLA 62 +12"]),
  Case(
    articles: "W19 TSLA 50\nW20 TSLA change +10, NVDA 50", corrections: "W20 TSLA none to 60 \(day)",
    tables: ["W19: 1 TSLA 50 new", "W20: 1 TSLA 60 +10 corrected, 2 NVDA 50 new"]),
  // A conflict quotes what is written.
  Case(
    articles: "W19 TSLA 68\nW19 TSLA 73", corrections: "W19 TSLA 69 to 68 \(day)",
    tables: ["W19: 1 TSLA 68 new corrected"],
    problems: ["W19b.md:1:6: error: TSLA is 73 here and 68 in W19.md [score-conflict]"]),
  // What is told once is not told again.
  Case(
    articles: "W19 TSLA 73", corrections: "W19 TSLA 69 to 68 \(day)", releases: ["W19\nTSLA 69"],
    tables: ["W19: 1 TSLA 73 new"],
    problems: [
      "corrections.yml:1:10: error: TSLA is 73 in 2026-W19, and the correction says it was 69 [correction-mismatch]"
    ]),
  Case(
    articles: "W18 TSLA 67\nW18 TSLA 68\nW19 TSLA 69", corrections: "", releases: ["W19\nTSLA 69 +1"],
    tables: ["W18: 1 TSLA 67 new", "W19: 1 TSLA 69 +2"],
    problems: ["W18b.md:1:6: error: TSLA is 68 here and 67 in W18.md [score-conflict]"]),
  Case(
    articles: "W19 TSLA 69 +1\nW19 TSLA 69 +2", corrections: "", releases: ["W18\nTSLA 68", "W19\nTSLA 69 +1"],
    tables: ["W19: 1 TSLA 69 new"],
    problems: ["W19b.md:1:9: error: TSLA changes by +2 here and +1 in W19.md [change-conflict]"]),
  // A correction that does not start where the release stands.
  Case(
    articles: "W19 NVDA 50", corrections: "W19 TSLA none to 60 \(day)", releases: ["W19\nNVDA 50\nTSLA 69"],
    tables: ["W19: 1 TSLA 60 new corrected, 2 NVDA 50 new"],
    problems: [
      "corrections.yml:1:10: error: TSLA is released at 69 in 2026-W19, and the correction says it was not rated [correction-mismatch]"
    ]),
  Case(
    articles: "W19 NVDA 50, TSLA 60", corrections: "W19 TSLA 60 to 61 \(day)", releases: ["W19\nNVDA 50"],
    tables: ["W19: 1 TSLA 61 new corrected, 2 NVDA 50 new"],
    problems: ["corrections.yml:1:10: error: TSLA was not rated in 2026-W19 when it was released [correction-mismatch]"]
  ),
  Case(
    articles: "W19 TSLA 60, TSLA rank 1, NVDA 50", corrections: "W19 TSLA 60 to none \(day)",
    tables: ["W19: 1 NVDA 50 new"],
    problems: ["W19.md:2:6: error: TSLA has no rank in 2026-W19 since its score is withdrawn [rank-mismatch]"]),
]

@Test(arguments: cases.indices)
func correctionsAtTheEdges(index: Int) throws {
  let one = cases[index]
  let (ledger, problems) = try merge(
    articles: one.articles, corrections: one.corrections, releases: one.releases)
  #expect(lines(ledger.tables) == one.tables, "\(one.articles)")
  #expect(headlines(problems) == one.problems, "\(one.articles)")
}

@Test func anImpliedScoreSaysSoWhereItContradictsACorrection() throws {
  let (ledger, problems) = try merge(
    articles: "W20 TSLA 70 +5", corrections: "W19 TSLA 69 to 68 \(day)")
  #expect(problems.contains("W20.md:1:9: note: the change here implies 65"))
  #expect(ledger.table(try week("W19"))?.isImplied == true)
  let corrected = try merge(articles: "W20 TSLA 70 +2", corrections: "W19 TSLA 69 to 68 \(day)").ledger
  #expect(corrected.table(try week("W19"))?.isImplied == true)
}
