import Diagnostics
import ScoreLedger
import Testing

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
  let (ledger, problems) = merge(try statements("a.md", sample + "\nTSLA rank 6"))
  #expect(problems.isEmpty)
  #expect(ledger.tables.map(\.id.text) == ["2026-W19", "2026-W20"])
  #expect(ledger.tables.map(\.isImplied) == [true, false])
  #expect(
    rows(ledger.current) == [
      "1 NVDA 97 +2", "2 MSFT 89 +3", "3 GOOGL 81 0", "4 META 78 +4", "5 AMZN 74 0", "6 TSLA 70 +1", "7 AAPL 61 −2",
    ])
  #expect(
    rows(ledger.tables.first) == [
      "1 NVDA 95 new implied", "2 MSFT 86 new implied", "3 GOOGL 81 new implied", "4 META 74 new tied implied",
      "4 AMZN 74 new tied implied", "6 TSLA 69 new implied", "7 AAPL 63 new implied",
    ])
  #expect(ledger.current?.standing(of: "AMZN")?.previousRank == 4)
  #expect(ledger.current?.standing(of: "TSLA")?.previousRank == 6)
  #expect(ledger.history(of: "META").map(\.score.units) == [74, 78])
  #expect(ledger.table(try weeks.parse("2026-W18")) == nil)
  let implied = try #require(ledger.tables.first?.standing(of: "AAPL"))
  #expect(implied.places.map(\.description) == ["a.md:7:9"])
}

@Test func equalStatementsKeepAllTheirPlaces() throws {
  let all = try statements("b.md", "TSLA 70\nTSLA 70") + statements("a.md", "TSLA 70")
  let (ledger, problems) = merge(all + all)
  #expect(problems.isEmpty)
  #expect(
    ledger.current?.standing(of: "TSLA")?.places.map(\.description) == ["a.md:1:6", "b.md:1:6", "b.md:2:6"])
}

@Test func aConstituentMissingBeforeIsImpliedByItsChange() throws {
  let (ledger, problems) = merge(
    try statements("a.md", "NVDA 95\nMSFT 86", edition: "2026-W19")
      + statements("b.md", "NVDA 97 +2\nTSLA 70 +1\nAAPL 61"))
  #expect(problems.isEmpty)
  #expect(rows(ledger.tables.first) == ["1 NVDA 95 new", "2 MSFT 86 new", "3 TSLA 69 new implied"])
  #expect(ledger.tables.first?.isImplied == false)
  #expect(rows(ledger.current) == ["1 NVDA 97 +2", "2 TSLA 70 +1", "3 AAPL 61 new"])
  #expect(ledger.current?.notRated.map(\.id) == ["MSFT", "GOOGL", "META", "AMZN"])
}

@Test func aChangeAcrossAGapIsAgainstTheNewestTableBeforeIt() throws {
  let (ledger, problems) = merge(
    try statements("a.md", "NVDA 90\nTSLA 60", edition: "2026-W10") + statements("b.md", "NVDA 97 +7\nTSLA 98"))
  #expect(problems.isEmpty)
  #expect(ledger.tables.map(\.id.text) == ["2026-W10", "2026-W20"])
  #expect(rows(ledger.current) == ["1 TSLA 98 +38", "2 NVDA 97 +7"])
  #expect(ledger.current?.standings.map(\.previousRank) == [2, 1])
}

@Test func nothingIsImpliedFromAnImpliedScore() throws {
  let (ledger, problems) = merge(
    try statements("a.md", "TSLA 70 +1") + statements("b.md", "TSLA change +3", edition: "2026-W19"))
  #expect(ledger.tables.map(\.id.text) == ["2026-W19", "2026-W20"])
  #expect(
    headlines(problems) == ["b.md:1:6: error: TSLA has a change in 2026-W19 and no score [change-without-score]"])
}

@Test func lowerIsBetterWithDecimalsAndNegatives() throws {
  let prices = Scale(minimum: nil, maximum: nil, decimals: 2, unit: "%", better: .lower)
  let (ledger, problems) = merge(
    try statements("a.md", "NVDA 10.5\nMSFT −3.25 ▼−1.5\nTSLA -0\nAAPL 10.50\nMSFT rank 1\nMETA 11", scale: prices),
    scale: prices)
  #expect(problems.isEmpty)
  #expect(
    rows(ledger.current, prices) == [
      "1 MSFT −3.25 −1.50", "2 TSLA 0.00 new", "3 NVDA 10.50 new tied", "3 AAPL 10.50 new tied", "5 META 11.00 new",
    ])
}

@Test func anIrregularIndexChangesAgainstTheIDListedBefore() throws {
  let calendar = EditionCalendar(cadence: .irregular(["spring", "autumn", "2027"]))
  func read(_ text: String, _ edition: String) throws -> [Statement] {
    try statements("\(edition).md", text, edition: edition, calendar: calendar)
  }
  let (ledger, problems) = merge(try read("TSLA 70 +1", "autumn") + read("TSLA 60 −10", "2027"), calendar: calendar)
  #expect(problems.isEmpty)
  #expect(ledger.tables.map(\.id.text) == ["spring", "autumn", "2027"])
  #expect(
    headlines(merge(try read("TSLA 70 +1", "spring"), calendar: calendar).problems) == [
      "spring.md:1:9: error: spring is the first edition: nothing to change against [change-without-edition]"
    ])
}

@Test func nothingStatedGivesAnEmptyLedger() {
  let (ledger, problems) = merge([])
  #expect(problems.isEmpty && ledger.tables.isEmpty && ledger.current == nil)
}

@Test func whatTheParseStageRefusesDoesNotTrap() throws {
  let twice = companies + [Constituent(id: "TSLA", name: "Tesla again")]
  let (ledger, problems) = merge(try statements("a.md", "TSLA 70\nXXXX 80"), constituents: twice)
  #expect(problems.isEmpty && rows(ledger.current) == ["1 TSLA 70 new"])
  let open = Scale(minimum: nil, maximum: nil, decimals: 0, unit: "", better: .higher)
  let place = SourcePlace(SourceFile(path: "a.md", text: ""), SourceSpan(0, 0))
  let week = try weeks.parse("2026-W20")
  let extremes: [Statement.Value] = [.score(Score(units: .max)), .change(ScoreChange(units: .min)), .rank(.min)]
  let merged = merge(
    extremes.map { Statement(constituent: "TSLA", edition: week, value: $0, place: place) }, scale: open)
  #expect(merged.ledger.tables.count == 2)
}

@Test func fiftyConstituentsMergeOverTwoThousandEditions() throws {
  let fifty = (0..<50).map { Constituent(id: "C\($0)", name: "C\($0)") }
  var edition = try weeks.parse("1980-W01")
  var all: [Statement] = []
  for number in 0..<2000 {
    let file = SourceFile(path: "\(number).md", text: "")
    for (index, constituent) in fifty.enumerated() {
      all.append(
        Statement(
          constituent: constituent.id, edition: edition, value: .score(Score(units: (number * 7 + index * 13) % 101)),
          place: SourcePlace(file, SourceSpan(index, index))))
    }
    edition = try #require(weeks.next(after: edition))
  }
  let ledger = merge(all, constituents: fifty).ledger
  #expect(ledger.tables.count == 2000)
  #expect(ledger.tables.allSatisfy { $0.standings.count == 50 })
}
