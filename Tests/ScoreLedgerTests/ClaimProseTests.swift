import ScoreLedger
import Testing

private let scanner = ProseScanner(
  names: [
    ("Tesla", "TSLA"), ("Nvidia", "NVDA"), ("Tesla Energy", "TE"), ("Nestlé", "NESN"), ("S&P 500", "SPX"),
    ("3M", "MMM"),
  ], unit: "points", decimals: 2)

/// Findings as people read them: `TSLA score 70`, with a `?` behind what may be past.
private func findings(in text: String, bound: [Range<Int>] = []) -> [String] {
  scanner.findings(in: text, mentions: [], bound: bound).map { finding in
    let quoted = String(decoding: Array(text.utf8)[finding.range], as: UTF8.self)
    return "\(finding.constituent) \(finding.kind) \(quoted)" + (finding.isPast ? "?" : "")
  }
}

@Test(
  arguments: [
    ("Nvidia 95, Tesla (70) and Nestlé: 61.5.", ["NVDA score 95", "TSLA score 70", "NESN score 61.5"]),
    ("Tesla is at 70 points.", ["TSLA score 70"]), ("Tesla scored 70 out of 100.", ["TSLA score 70"]),
    ("Tesla has a score of 1,070 and is happy", ["TSLA score 1,070"]), ("Tesla’s score is 70.", ["TSLA score 70"]),
    ("Tesla rose from 74 to 78.", ["TSLA score 74?", "TSLA score 78"]),
    ("Tesla stood at 70 a week ago.", ["TSLA score 70?"]),
    ("Last week, Tesla scored 70.", ["TSLA score 70?"]), ("Tesla is rated 70 this week", ["TSLA score 70"]),
    ("Tesla is sixth.", ["TSLA rank sixth"]), ("Tesla’s rank is 6th.", ["TSLA rank 6th"]),
    ("Tesla is now #6 in the table", ["TSLA rank #6"]), ("Tesla is No. 6.", ["TSLA rank No. 6"]),
    ("Tesla holds sixth place.", ["TSLA rank sixth"]), ("Tesla was twenty-first of 40", ["TSLA rank twenty-first?"]),
    ("Tesla, sixth, waits", ["TSLA rank sixth"]), ("Tesla climbed to second.", ["TSLA rank second"]),
    ("Tesla is joint fourth behind Nvidia", ["TSLA rank fourth"]), ("Tesla is rank 6 now", ["TSLA rank 6"]),
    ("Tesla is up one point.", ["TSLA change up one point"]),
    ("Tesla fell by two points", ["TSLA change fell by two points"]),
    ("Tesla gained 2.5 points this week", ["TSLA change gained 2.5 points"]), ("Tesla +1", ["TSLA change +1"]),
    ("Tesla (70 ▲+2)", ["TSLA score 70", "TSLA change ▲+2"]), ("Tesla (−2)", ["TSLA change −2"]),
    ("Tesla is up 2, says he", ["TSLA change up 2"]),
    ("Tesla’s rise of two points", ["TSLA change rise of two points"]),
    (
      "Tesla is sixth with a score of 70, up half a point.",
      ["TSLA rank sixth", "TSLA score 70", "TSLA change up half a point"]
    ),
    ("Tesla’s score – Nestlé’s score is 70.", ["NESN score 70"]), ("Tesla Energy at 70.", ["TE score 70"]),
    ("S&P 500 at 70; 3M 71!", ["SPX score 70", "MMM score 71"]),
    ("Tesla at 70—up two points", ["TSLA score 70", "TSLA change up two points"]),
    ("Nvidia, which was level with Tesla, is fifth", []),
    ("Tesla has since gained a point", ["TSLA change gained a point"]),
    ("Alphabet is a point ahead of Tesla, which fell to 70.", ["TSLA score 70"]),
    ("Tesla is at\n70 points", ["TSLA score 70"]),
  ] as [(String, [String])])
func numbersBesideANameAreFound(text: String, expected: [String]) {
  #expect(findings(in: text) == expected)
}

@Test(
  arguments: [
    "Tesla is at $70.", "Tesla at US$70", "Tesla is at 70%.", "Tesla grew to 70 million cars", "Tesla is at 70M",
    "Tesla went to 70 countries", "Tesla was founded in 2003.", "Tesla rose from 2019 to 2024.",
    "Tesla in the first quarter",
    "Tesla’s third business", "Tesla’s first and only factory", "Tesla is first to market", "Tesla is second to none",
    "Tesla at first, waited", "Tesla is up 2%.", "Tesla is up two places.", "Tesla sales rose two points.",
    "Tesla’s sales grew to 70.", "Teslas at 70", "tesla at 70", "Tesla Model 3", "Tesla is at 70.125", "Tesla at 70-80",
    "Tesla at 70–80", "Tesla at 70/100", "Tesla went from 3 to 5 million", "Tesla at 70 a share", "Tesla at 5 p.m.",
    "Tesla waits. It is at 70", "Tesla waits\n\nat 70", "Tesla waits; 70", "Tesla is, while the index fell two points",
    "Tesla beat the average of 70", "Tesla [at 70](https://example.com)", "[Tesla 70](https://example.com)",
    "Tesla one two three four five six seven eight nine at 70", "Tesla is second and third quarters are",
    "Tesla fell two",
    "Tesla is up two points clear", "Tesla came first on Mars", "XTesla 70", "Tesla’s 70 points",
    "Tesla ranks first and foremost",
    "Tesla sold cars to 70 people", "Tesla won 3–1", "Tesla at 9:30", "Tesla is a third bigger",
    "Tesla leaves at 9 in the morning", "Alphabet is eight points below Tesla at 70",
    "Tesla’s gain turned fourth place into fifth",
  ])
func whatHardlyIsAScoreIsLeftAlone(text: String) {
  #expect(findings(in: text) == [])
}

@Test func linksAreMentionsAndClaimsAreBound() {
  let text = "In 2026 [the carmaker](index:TSLA)’s score is 70, and [Nvidia](index:NVDA) is at [95](index:NVDA)."
  let mentions = [(range: 8..<35, id: "TSLA"), (range: 63..<69, id: "NVDA")]
  let found = scanner.findings(in: text, mentions: mentions, bound: [])
  #expect(found.map(\.constituent) == ["TSLA"])
  #expect(found.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == ["70"])
  #expect(findings(in: "Tesla is at 70.", bound: [12..<14]) == [])
  #expect(findings(in: "Tesla is at 70.", bound: [14..<15]) == ["TSLA score 70"])
}
