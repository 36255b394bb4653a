import Diagnostics
import ScoreLedger
import Testing

private let slip = "W19 TSLA 69 to 68 on 2026-05-20"
private let twoSlips = "W19 TSLA 69 to 68 on 2026-05-20\nW19 TSLA 68 to 67 on 2026-05-21"

@Test func aCorrectionChangesRanksChangesAndRecords() throws {
  let (ledger, problems) = try merge(
    articles: "W18 TSLA 60, NVDA 70\nW19 TSLA 80, NVDA 75\nW20 TSLA 78, NVDA 76",
    corrections: "W19 TSLA 80 to 72 on 2026-05-20")
  #expect(problems == "")
  #expect(
    lines(ledger.tables) == [
      "W18: 1 NVDA 70 new, 2 TSLA 60 new", "W19: 1 NVDA 75 +5, 2 TSLA 72 +12 corrected",
      "W20: 1 TSLA 78 +6, 2 NVDA 76 +1",
    ])
  #expect(
    lines(ledger.publishedTables) == [
      "W18: 1 NVDA 70 new, 2 TSLA 60 new", "W19: 1 TSLA 80 +20, 2 NVDA 75 +5", "W20: 1 TSLA 78 −2, 2 NVDA 76 +1",
    ])
  let corrected = try #require(ledger.table(try week("W19"))?.standing(of: "TSLA"))
  #expect(corrected.provenance == .corrected)
  #expect(corrected.corrections.first?.was == Score(units: 80))
  #expect(corrected.places.map(\.description) == ["W19.md:1:6"])
  let now = try #require(ledger.current?.standing(of: "TSLA"))
  let published = try #require(ledger.publishedTables.last?.standing(of: "TSLA"))
  #expect(now.corrections.isEmpty && now.provenance == .stated)
  #expect(now.movement == 1 && published.movement == 0)
  #expect(now.record.peak.score.units == 78)
  #expect(now.record.peak.edition.text == "2026-W20")
  #expect(published.record.peak.score.units == 80)
  #expect(published.record.peak.edition.text == "2026-W19")
  #expect(now.record.streak?.direction == .up && now.record.streak?.length == 2)
  #expect(published.record.streak?.direction == .down && published.record.streak?.length == 1)
  #expect(now.record.timesFirst == 1 && published.record.timesFirst == 2)
  #expect(now.record.bestRankEdition == (try week("W20")))
  #expect(published.record.bestRankEdition == (try week("W19")))
}

@Test(
  arguments: [
    // Statements of the value as it was, as it is, and of both.
    ("W19 TSLA 69", slip, ["W19: 1 TSLA 68 new corrected"], ["W19: 1 TSLA 69 new"]),
    ("W19 TSLA 68", slip, ["W19: 1 TSLA 68 new corrected"], ["W19: 1 TSLA 69 new"]),
    ("W19 TSLA 68\nW19 TSLA 69", slip, ["W19: 1 TSLA 68 new corrected"], ["W19: 1 TSLA 69 new"]),
    ("W19 TSLA 69\nW19 TSLA 68\nW19 TSLA shown 68", slip, ["W19: 1 TSLA 68 new corrected"], ["W19: 1 TSLA 69 new"]),
    // Chains.
    ("W19 TSLA 69", twoSlips, ["W19: 1 TSLA 67 new corrected"], ["W19: 1 TSLA 69 new"]),
    ("W19 TSLA 69, TSLA 68, TSLA 67", twoSlips, ["W19: 1 TSLA 67 new corrected"], ["W19: 1 TSLA 69 new"]),
    (
      "W19 TSLA 69", "W19 TSLA 68 to 67 on 2026-05-21\nW19 TSLA 69 to 68 on 2026-05-20",
      ["W19: 1 TSLA 67 new corrected"], ["W19: 1 TSLA 69 new"]
    ),
    (
      "W19 TSLA 69", "W19 TSLA 69 to 68 on 2026-05-20\nW19 TSLA 68 to 67 on 2026-05-20",
      ["W19: 1 TSLA 67 new corrected"], ["W19: 1 TSLA 69 new"]
    ),
    (
      "W19 TSLA 69", "W19 TSLA 68 to 67 on 2026-05-20\nW19 TSLA 69 to 68 on 2026-05-20",
      ["W19: 1 TSLA 67 new corrected"], ["W19: 1 TSLA 69 new"]
    ),
    (
      "W19 TSLA 69",
      "W19 TSLA 67 to 66 on 2026-05-21\nW19 TSLA 68 to 67 on 2026-05-21\nW19 TSLA 69 to 68 on 2026-05-20",
      ["W19: 1 TSLA 66 new corrected"], ["W19: 1 TSLA 69 new"]
    ),
    // Back to where it was.
    (
      "W19 TSLA 69", "W19 TSLA 69 to 68 on 2026-05-20\nW19 TSLA 68 to 69 on 2026-05-21",
      ["W19: 1 TSLA 69 new corrected"], ["W19: 1 TSLA 69 new"]
    ),
    // Of nobody in the index.
    ("W19 TSLA 69", "W19 XXXX 70 to 71 on 2026-05-20", ["W19: 1 TSLA 69 new"], ["W19: 1 TSLA 69 new"]),
    // Added, withdrawn, and withdrawn for a while.
    (
      "W19 NVDA 50", "W19 TSLA none to 60 on 2026-05-20", ["W19: 1 TSLA 60 new corrected, 2 NVDA 50 new"],
      ["W19: 1 NVDA 50 new"]
    ),
    (
      "W19 NVDA 50, TSLA shown 60", "W19 TSLA none to 60 on 2026-05-20",
      ["W19: 1 TSLA 60 new corrected, 2 NVDA 50 new"], ["W19: 1 NVDA 50 new"]
    ),
    (
      "W19 NVDA 50, TSLA 60", "W19 TSLA 60 to none on 2026-05-20", ["W19: 1 NVDA 50 new"],
      ["W19: 1 TSLA 60 new, 2 NVDA 50 new"]
    ),
    ("W19 TSLA 60", "W19 TSLA 60 to none on 2026-05-20", [], ["W19: 1 TSLA 60 new"]),
    (
      "W19 TSLA 60", "W19 TSLA 60 to none on 2026-05-20\nW19 TSLA none to 61 on 2026-05-21",
      ["W19: 1 TSLA 61 new corrected"], ["W19: 1 TSLA 60 new"]
    ),
    // A score that was implied, with the change of the edition after mended.
    (
      "W20 TSLA 70 +2", slip, ["W19: 1 TSLA 68 new corrected", "W20: 1 TSLA 70 +2"],
      ["W19: 1 TSLA 69 new", "W20: 1 TSLA 70 +1"]
    ),
    // A corrected row that still implies the edition before.
    (
      "W20 TSLA 72 +3", "W20 TSLA 70 to 72 on 2026-05-20",
      ["W19: 1 TSLA 69 new implied", "W20: 1 TSLA 72 +3 corrected"],
      ["W19: 1 TSLA 69 new implied", "W20: 1 TSLA 70 +1"]
    ),
  ] as [(String, String, [String], [String])])
func correctedScoresStandAndPublishedOnesAreKept(
  text: String, corrections: String, now: [String], published: [String]
) throws {
  let (ledger, problems) = try merge(articles: text, corrections: corrections)
  #expect(problems == "")
  #expect(lines(ledger.tables) == now)
  // Whether a published score was implied or stated is not what this is about.
  #expect(
    lines(ledger.publishedTables).map { $0.replacing(" implied", with: "") }
      == published.map { $0.replacing(" implied", with: "") })
  for standing in ledger.tables.flatMap(\.standings) where standing.provenance == .corrected {
    let first = ledger.publishedTables.first { $0.id == standing.edition }?.standing(of: standing.constituent.id)
    #expect(standing.corrections.first?.was == first?.score && standing.corrections.last?.now == standing.score)
  }
}

@Test func correctionsAreListedTheNewestFirst() throws {
  let ledger = try merge(
    articles: "W19 TSLA 69, NVDA 50\nW20 TSLA 70",
    corrections: """
      W19 TSLA 69 to 68 on 2026-05-20
      W20 TSLA 70 to 71 on 2026-05-20
      W19 NVDA 50 to 51 on 2026-05-20
      W19 TSLA 68 to 67 on 2026-05-22
      """
  ).ledger
  #expect(
    ledger.corrections.map { "\($0.date.iso) \($0.edition.text) \($0.constituent) \(points.ratingText($0.now))" } == [
      "2026-05-22 2026-W19 TSLA 67", "2026-05-20 2026-W20 TSLA 71", "2026-05-20 2026-W19 NVDA 51",
      "2026-05-20 2026-W19 TSLA 68",
    ])
}

@Test(
  arguments: [
    (
      "W19 TSLA 70", slip,
      """
      corrections.yml:1:10: error: TSLA is 70 in 2026-W19, and the correction says it was 69 [correction-mismatch]
          1 | W19 TSLA 69 to 68 on 2026-05-20
            |          ^^
      W19.md:1:6: note: stated as 70 here
          1 | TSLA 70
            |      ^^
        help: write the value as first published after `was`; the articles may state that one or the corrected one

      """
    ),
    (
      "W19 TSLA 70", "W19 TSLA none to 68 on 2026-05-20",
      """
      corrections.yml:1:10: error: TSLA is 70 in 2026-W19, and the correction says it was not rated \
      [correction-mismatch]
          1 | W19 TSLA none to 68 on 2026-05-20
            |          ^^^^
      W19.md:1:6: note: stated as 70 here
          1 | TSLA 70
            |      ^^
        help: write the value as first published after `was`; the articles may state that one or the corrected one

      """
    ),
    (
      "W19 TSLA 69", slip + "\nW19 TSLA 70 to 71 on 2026-05-21",
      """
      corrections.yml:2:10: error: TSLA was 68 in 2026-W19 after the correction of 2026-05-20, not 70 \
      [correction-mismatch]
          2 | W19 TSLA 70 to 71 on 2026-05-21
            |          ^^
      corrections.yml:1:16: note: corrected to 68 here
          1 | W19 TSLA 69 to 68 on 2026-05-20
            |                ^^
        help: write `was: 68`, or mend the dates

      """
    ),
    (
      "W19 TSLA 69", "W19 TSLA 69 to none on 2026-05-20\nW19 TSLA 69 to 71 on 2026-05-20",
      """
      corrections.yml:2:10: error: TSLA was not rated in 2026-W19 after the correction of 2026-05-20, not 69 \
      [correction-mismatch]
          2 | W19 TSLA 69 to 71 on 2026-05-20
            |          ^^
      corrections.yml:1:16: note: corrected to not rated here
          1 | W19 TSLA 69 to none on 2026-05-20
            |                ^^^^
        help: write `was: not rated`, or mend the dates

      """
    ),
    (
      "W19 NVDA 50", slip,
      """
      corrections.yml:1:10: error: no score of TSLA is published in 2026-W19 [correction-of-nothing]
          1 | W19 TSLA 69 to 68 on 2026-05-20
            |          ^^
        help: mend the edition or the constituent, or write `was: not rated`

      """
    ),
    (
      "W19 TSLA shown 69, TSLA shown 68, TSLA 69", slip,
      """
      W19.md:1:12: error: TSLA is 68 in 2026-W19 since the correction of 2026-05-20, not 69 [corrected-score]
          1 | TSLA shown 69
            |            ^^
      corrections.yml:1:16: note: corrected to 68 here
          1 | W19 TSLA 69 to 68 on 2026-05-20
            |                ^^
        help: write 68

      """
    ),
    (
      "W19 TSLA shown 68", twoSlips,
      """
      W19.md:1:12: error: TSLA is 67 in 2026-W19 since the correction of 2026-05-21, not 68 [corrected-score]
          1 | TSLA shown 68
            |            ^^
      corrections.yml:2:16: note: corrected to 67 here
          2 | W19 TSLA 68 to 67 on 2026-05-21
            |                ^^
        help: write 67

      """
    ),
    (
      "W19 TSLA 69\nW19 TSLA 73", slip,
      """
      W19b.md:1:6: error: TSLA is 73 here and 69 in W19.md [score-conflict]
          1 | TSLA 73
            |      ^^
      W19.md:1:6: note: stated as 69 here
          1 | TSLA 69
            |      ^^
        help: correct one of them, or state another edition

      """
    ),
    // The score corrected is only implied, so that the change that implies it is wrong.
    (
      "W20 TSLA 70 +1", slip,
      """
      W20.md:1:9: error: TSLA has changed by +2 since 2026-W19, not by +1 [change-mismatch]
          1 | TSLA 70 +1
            |         ^^
      corrections.yml:1:16: note: 68 in 2026-W19 is corrected here
          1 | W19 TSLA 69 to 68 on 2026-05-20
            |                ^^
      W20.md:1:6: note: 70 in 2026-W20 is stated here
          1 | TSLA 70 +1
            |      ^^
        help: write +2, or correct a score

      """
    ),
    (
      "W19 TSLA 69\nW20 TSLA 70 +1", "W20 TSLA 70 to 72 on 2026-05-20",
      """
      W20.md:1:9: error: TSLA has changed by +3 since 2026-W19, not by +1 [change-mismatch]
          1 | TSLA 70 +1
            |         ^^
      W19.md:1:6: note: 69 in 2026-W19 is stated here
          1 | TSLA 69
            |      ^^
      corrections.yml:1:16: note: 72 in 2026-W20 is corrected here
          1 | W20 TSLA 70 to 72 on 2026-05-20
            |                ^^
        help: write +3, or correct a score

      """
    ),
    (
      "W20 TSLA 70 +1", "W20 TSLA 70 to 72 on 2026-05-20",
      """
      W20.md:1:9: error: the change +1 belongs to the score before its correction, 70 [change-mismatch]
          1 | TSLA 70 +1
            |         ^^
      corrections.yml:1:16: note: corrected to 72 here
          1 | W20 TSLA 70 to 72 on 2026-05-20
            |                ^^
        help: write the row as it stands: 72 +3

      """
    ),
    (
      "W19 TSLA 69, NVDA 50\nW20 TSLA 70 +1", "W19 TSLA 69 to none on 2026-05-20",
      """
      W20.md:1:9: error: TSLA is not rated in 2026-W19: nothing to change against [change-without-edition]
          1 | TSLA 70 +1
            |         ^^
        help: delete the change

      """
    ),
    (
      "W19 TSLA 69, TSLA rank 1, NVDA 68", "W19 TSLA 69 to 67 on 2026-05-20",
      """
      W19.md:2:6: error: TSLA is stated at rank 1 and ranks 2 on its score of 67 [rank-mismatch]
          2 | TSLA rank 1
            |      ^^^^^^
      corrections.yml:1:16: note: TSLA ranks 2: 67 is corrected here
          1 | W19 TSLA 69 to 67 on 2026-05-20
            |                ^^
      W19.md:3:6: note: NVDA ranks 1: 68 is stated here
          3 | NVDA 68
            |      ^^
        help: write 2, or leave the rank out: it is computed

      """
    ),
  ] as [(String, String, String)])
func correctionsThatDoNotFitSayWhatToWrite(text: String, corrections: String, message: String) throws {
  #expect(try merge(articles: text, corrections: corrections).problems == message)
}
