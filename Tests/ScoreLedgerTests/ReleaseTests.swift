import ScoreLedger
import Testing

private let slip = "W19 TSLA 69 to 71 on 2026-05-20"

@Test(
  arguments: [
    ("W18 TSLA 68\nW19 TSLA 69 +1, NVDA 50", "", "", ["W18\nTSLA 68", "W19\nNVDA 50\nTSLA 69 +1"]),
    // An edition that is not released yet, and one that is only implied.
    ("W19 TSLA 69 +1\nW20 TSLA 75", "", "", ["W18\nTSLA 68", "W19\nTSLA 69 +1"]),
    // Corrections change what stands, and not what was released.
    ("W19 TSLA 69, NVDA 50", slip, "", ["W19\nTSLA 69\nNVDA 50"]),
    ("W19 TSLA 71, NVDA 50", slip, "", ["W19\nTSLA 69\nNVDA 50"]),
    ("W18 TSLA 68\nW19 TSLA 69", "W18 TSLA 68 to 60 on 2026-05-20", "", ["W18\nTSLA 68", "W19\nTSLA 69 +1"]),
    ("W19 TSLA 69, NVDA 50", "W19 TSLA 69 to none on 2026-05-20", "", ["W19\nTSLA 69\nNVDA 50"]),
    ("W19 NVDA 50", "W19 TSLA none to 60 on 2026-05-20", "", ["W19\nNVDA 50"]),
    ("W19 TSLA 69", "W19 TSLA 69 to none on 2026-05-20", "", ["W19\nTSLA 69"]),
    ("W19 TSLA 69", slip + "\nW19 TSLA 71 to 72 on 2026-05-21", "", ["W19\nTSLA 69"]),
    // Methodologies.
    ("W19 TSLA 69\nW20 TSLA 60", "", "1\n2 since W20", ["W19 by 1\nTSLA 69", "W20 by 2\nTSLA 60"]),
    ("W19 TSLA 69\nW20 TSLA 60", "", "1\n2 since W20 rebased", ["W19 by 1\nTSLA 69", "W20 by 2\nTSLA 60 −9"]),
  ] as [(String, String, String, [String])])
func whatWasReleasedPasses(text: String, corrections: String, methodology: String, releases: [String]) throws {
  let (_, problems) = try merge(
    articles: text, corrections: corrections, releases: releases, methodology: methodology)
  #expect(problems == "")
}

@Test(
  arguments: [
    (
      "W19 TSLA 71", "", ["W19\nTSLA 69"],
      """
      W19.md:1:6: error: TSLA is released at 69 in 2026-W19, not at 71 [released-edition-changed]
          1 | TSLA 71
            |      ^^
      W19.lock:2:6: note: released at 69 here
          2 | TSLA 69
            |      ^^
        help: write 69 again, or publish the change as a correction in Content/corrections/:

              edition: 2026-W19
              constituent: TSLA
              was: 69
              now: 71
              date: …
              reason: …

      """
    ),
    (
      "W18 TSLA 67\nW19 TSLA 69", "", ["W19\nTSLA 69 +1"],
      """
      W19.md:1:6: error: the change of TSLA in 2026-W19 is released as +1, and would be +2 [released-edition-changed]
          1 | TSLA 69
            |      ^^
      W19.lock:2:6: note: released at 69 here
          2 | TSLA 69 +1
            |      ^^^^^
        help: write the score in the edition before as it was, or publish its change as a correction

      """
    ),
    (
      "W18 TSLA 67\nW19 TSLA 69", "", ["W19\nTSLA 69"],
      """
      W19.md:1:6: error: the change of TSLA in 2026-W19 is released as none, and would be +2 [released-edition-changed]
          1 | TSLA 69
            |      ^^
      W19.lock:2:6: note: released at 69 here
          2 | TSLA 69
            |      ^^
        help: write the score in the edition before as it was, or publish its change as a correction

      """
    ),
    (
      "W19 TSLA 69", "", ["W19\nTSLA 69 +1"],
      """
      W19.md:1:6: error: the change of TSLA in 2026-W19 is released as +1, and would be none [released-edition-changed]
          1 | TSLA 69
            |      ^^
      W19.lock:2:6: note: released at 69 here
          2 | TSLA 69 +1
            |      ^^^^^
        help: write the score in the edition before as it was, or publish its change as a correction

      """
    ),
    (
      "W19 NVDA 50", "", ["W19\nTSLA 69\nNVDA 50"],
      """
      W19.lock:2:6: error: TSLA is released at 69 in 2026-W19, and nothing states it [released-edition-changed]
          2 | TSLA 69
            |      ^^
        help: bring the score back, or withdraw it by a correction in Content/corrections/:

              edition: 2026-W19
              constituent: TSLA
              was: 69
              now: not rated
              date: …
              reason: …

      """
    ),
    (
      "W19 NVDA 50\nW19 TSLA 69", "", ["W19\nNVDA 50"],
      """
      W19b.md:1:6: error: TSLA was not rated in 2026-W19 when it was released [released-edition-changed]
          1 | TSLA 69
            |      ^^
      W19.lock:1:1: note: 2026-W19 is released here
          1 | W19
            | ^^^
        help: delete the score, or add it by a correction in Content/corrections/:

              edition: 2026-W19
              constituent: TSLA
              was: not rated
              now: 69
              date: …
              reason: …

      """
    ),
    (
      "W20 TSLA 69", "", ["W19\nTSLA 69"],
      """
      W19.lock:1:1: error: 2026-W19 is released, and no article states it any more [released-edition-changed]
          1 | W19
            | ^^^
        help: bring its articles back; what was published stays published

      """
    ),
    (
      "W19 TSLA 69", "", ["W19 by 1\nTSLA 69"],
      """
      W19.lock:1:1: error: 2026-W19 is released under methodology 1, not none [released-edition-changed]
          1 | W19 by 1
            | ^^^
        help: mend `methodology` in index.yml

      """
    ),
    (
      "W19 TSLA 70", "W19 TSLA 70 to 71 on 2026-05-20", ["W19\nTSLA 69"],
      """
      corrections.yml:1:10: error: TSLA is released at 69 in 2026-W19, and the correction says it was 70 [correction-mismatch]
          1 | W19 TSLA 70 to 71 on 2026-05-20
            |          ^^
      W19.lock:2:6: note: released at 69 here
          2 | TSLA 69
            |      ^^
        help: write `was: 69`

      """
    ),
    // Of a score in doubt nothing is said twice.
    (
      "W19 TSLA 70\nW19 TSLA 71", "", ["W19\nTSLA 69"],
      """
      W19b.md:1:6: error: TSLA is 71 here and 70 in W19.md [score-conflict]
          1 | TSLA 71
            |      ^^
      W19.md:1:6: note: stated as 70 here
          1 | TSLA 70
            |      ^^
        help: correct one of them, or state another edition

      """
    ),
  ] as [(String, String, [String], String)])
func aReleasedEditionDoesNotChangeSilently(
  text: String, corrections: String, releases: [String], message: String
) throws {
  #expect(try merge(articles: text, corrections: corrections, releases: releases).problems == message)
}

@Test func anEditionIsReleasedUnderItsMethodology() throws {
  let (_, problems) = try merge(
    articles: "W19 TSLA 69", releases: ["W19 by 1\nTSLA 69"], methodology: "1\n2 since W19")
  #expect(
    problems == """
      W19.lock:1:1: error: 2026-W19 is released under methodology 1, not 2 [released-edition-changed]
          1 | W19 by 1
            | ^^^
        help: mend `methodology` in index.yml

      """)
}
