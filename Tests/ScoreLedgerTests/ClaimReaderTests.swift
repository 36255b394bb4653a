import ScoreLedger
import Testing

private func number(_ units: Int, _ decimals: Int = 0) -> ClaimTruth {
  .number(ExactNumber(units: units, decimals: decimals))
}

private func rank(_ rank: Int, tied: Bool = false) -> ClaimTruth { .rank(rank, isTied: tied) }

private func change(_ units: Int, _ decimals: Int = 0) -> ClaimTruth {
  .change(ExactNumber(units: units, decimals: decimals))
}

private let reader = ClaimReader(unit: "points")

@Test func numbersAreEqualByValue() {
  #expect(ExactNumber(units: 700, decimals: 1) == ExactNumber(units: 70, decimals: 0))
  #expect(Set([ExactNumber(units: 700, decimals: 1), ExactNumber(units: 70, decimals: 0)]).count == 1)
  #expect(ExactNumber(units: 7025, decimals: 2) != ExactNumber(units: 70, decimals: 0))
  #expect(ExactNumber(units: 0, decimals: 6) == ExactNumber(units: 0, decimals: 0))
  #expect(ExactNumber(units: .min, decimals: .max) != ExactNumber(units: .max, decimals: .min))
}

@Test(
  arguments: [
    ("70", number(70)), ("70.0", number(70)), ("70", number(700, 1)), ("70.25", number(7025, 2)),
    ("12,345.5", number(123455, 1)), ("1 234", number(1234)), ("1\u{A0}234", number(1234)),
    ("1\u{2009}234\u{2009}567", number(1_234_567)), ("1\u{202F}234.5", number(12345, 1)), ("12345", number(12345)),
    ("-3", number(-3)), ("−3", number(-3)), ("minus three", number(-3)), ("+2", number(2)), ("seventy", number(70)),
    ("Seventy-One", number(71)), ("one hundred and five", number(105)), ("a hundred", number(100)),
    ("twelve thousand", number(12000)), ("two million three hundred thousand and one", number(2_300_001)),
    ("zero", number(0)), ("nil", number(0)), ("a point", number(1)), ("half a point", number(5, 1)),
    ("two and a half points", number(25, 1)), ("70 points", number(70)), ("one\npoint", number(1)),
    ("\u{A0}two\u{A0}\u{A0}points ", number(2)), ("three weeks in a row", number(3)),
    ("three straight weeks", number(3)), ("four consecutive editions", number(4)), ("three months running", number(3)),
    ("third week", number(3)), ("the third consecutive week", number(3)), ("third", number(3)), ("3rd", number(3)),
  ] as [(String, ClaimTruth)])
func numbersAgree(text: String, truth: ClaimTruth) {
  #expect(reader.verdict(on: text, after: "", truth: truth) == .agrees)
}

@Test(
  arguments: [
    ("sixth", rank(6)), ("twenty-first", rank(21)), ("6th", rank(6)), ("#6", rank(6)), ("No. 6", rank(6)),
    ("no 6", rank(6)), ("number six", rank(6)), ("rank 6", rank(6)), ("in sixth place", rank(6)),
    ("sixth place", rank(6)), ("the sixth", rank(6)), ("top", rank(1)), ("the lead", rank(1)), ("in the lead", rank(1)),
    ("the top spot", rank(1)), ("6", rank(6)), ("six", rank(6)), ("joint fourth", rank(4, tied: true)),
    ("tied for fourth", rank(4, tied: true)), ("Tied fourth", rank(4, tied: true)), ("equal 4th", rank(4, tied: true)),
    ("in shared fourth place", rank(4, tied: true)), ("level in fourth", rank(4, tied: true)),
    ("=4", rank(4, tied: true)), ("4=", rank(4, tied: true)), ("fourth equal", rank(4, tied: true)),
    ("fourth", rank(4, tied: true)), ("joint top", rank(1, tied: true)), ("one hundred and first", rank(101)),
    ("sixth in the table", rank(6)), ("in the top spot", rank(1)),
  ] as [(String, ClaimTruth)])
func ranksAgree(text: String, truth: ClaimTruth) {
  #expect(reader.verdict(on: text, after: "", truth: truth) == .agrees)
}

@Test(
  arguments: [
    ("up two points", "", change(2)), ("rose by 2", "", change(2)), ("a rise of two points", "", change(2)),
    ("gained a point", "", change(1)), ("added half a point", "", change(5, 1)), ("climbed 2.5", "", change(25, 1)),
    ("advanced two points", "", change(2)), ("jumped by two points", "", change(2)), ("increased 2", "", change(2)),
    ("down 2 points", "", change(-2)), ("fell by two", "", change(-2)), ("loss of two points", "", change(-2)),
    ("lost 2", "", change(-2)), ("slipped two points", "", change(-2)), ("dropped 2", "", change(-2)),
    ("declined 2", "", change(-2)), ("shed two points", "", change(-2)), ("decreased by 2", "", change(-2)),
    ("slid 2", "", change(-2)), ("rose", "", change(2)), ("slipped", "", change(-1)), ("unchanged", "", change(0)),
    ("flat", "", change(0)), ("no change", "", change(0)), ("did not move", "", change(0)),
    ("stood still", "", change(0)), ("stayed the same", "", change(0)), ("stayed", "", change(0)),
    ("the same", "", change(0)), ("+2", "", change(2)), ("-2", "", change(-2)), ("−2", "", change(-2)),
    ("minus two points", "", change(-2)), ("▲+2", "", change(2)), ("▲2", "", change(2)), ("▼−2", "", change(-2)),
    ("▼2", "", change(-2)), ("—0", "", change(0)), ("±0", "", change(0)), ("0", "up", change(0)),
    ("two points", "", change(-2)), ("two points", "fell by ", change(-2)), ("two points", "is up", change(2)),
    ("by two points", "rose", change(2)), ("down two points", "it rose", change(-2)),
    ("two points", "rose in spring and at once was at", change(-2)), ("two-point rise", "", change(2)),
    ("two points higher", "", change(2)), ("up two places", "", .movement(2)), ("climbed a spot", "", .movement(1)),
    ("the same place", "", .movement(0)), ("slipped", "", .movement(-3)), ("2 ranks", "lost", .movement(-2)),
    ("three positions", "moved up", .movement(3)), ("▲1", "", .movement(1)),
  ] as [(String, String, ClaimTruth)])
func changesAgree(text: String, preceding: String, truth: ClaimTruth) {
  #expect(reader.verdict(on: text, after: preceding, truth: truth) == .agrees)
}

@Test(
  arguments: [
    ("fifth", rank(6), "sixth"), ("Fifth", rank(6), "Sixth"), ("5th", rank(6), "6th"), ("#5", rank(6), "#6"),
    ("No. 5", rank(6), "No. 6"), ("number five", rank(12), "number twelve"),
    ("in fifth place", rank(6), "in sixth place"),
    ("twentieth", rank(21), "twenty-first"), ("11th", rank(22), "22nd"), ("joint fifth", rank(6), "sixth"),
    ("Joint fifth", rank(5), "Fifth"), ("fifth equal", rank(5), "fifth"), ("=5", rank(6, tied: true), "=6"),
    ("joint fifth", rank(6, tied: true), "joint sixth"), ("the lead", rank(2), "second"), ("=5", rank(6), "6"),
    ("in the lead", rank(2), "in second place"), ("Top", rank(3, tied: true), "Third"), ("five", rank(6), "six"),
    ("seventy", number(71), "seventy-one"), ("Seventy", number(105), "One hundred and five"),
    ("70", number(7025, 2), "70.25"),
    ("70.0", number(71), "71.0"), ("12,000", number(12345), "12,345"), ("12\u{A0}000", number(12345), "12\u{A0}345"),
    ("12000", number(12345), "12345"), ("-3", number(-4), "-4"), ("−3", number(4), "4"), ("3", number(-4), "−4"),
    ("three", number(-4), "minus four"), ("minus three", number(4), "four"), ("two points", number(1), "one point"),
    ("a point", number(2), "two points"), ("half a point", number(2), "two points"),
    ("two points", number(5, 1), "half a point"), ("two points", number(25, 1), "two and a half points"),
    ("two points", number(225, 2), "2.25 points"), ("three weeks in a row", number(1), "one week in a row"),
    ("third week", number(4), "fourth week"), ("up one point", change(-2), "down two points"),
    ("rose two points", change(-1), "fell one point"), ("Gained 2 points", change(-2), "Lost 2 points"),
    ("climbed 1 place", .movement(-2), "slipped 2 places"), ("rose", change(-1), "fell"),
    ("a rise of one point", change(-2), "a fall of two points"), ("two-point rise", change(-3), "three-point fall"),
    ("unchanged", change(2), "up 2 points"), ("Unchanged", change(-1), "Down 1 point"), ("+1", change(-2), "−2"),
    ("-1", change(2), "+2"), ("▲+1", change(-2), "▼−2"), ("▲1", change(-2), "▼2"), ("—0", change(2), "▲2"),
    ("up one point", change(0), "unchanged"), ("Up one place", .movement(0), "The same place"),
    ("plus two", change(-2), "minus two"), ("the same place", .movement(-1), "down 1 place"),
  ] as [(String, ClaimTruth, String)])
func whatDisagreesIsWrittenInTheAuthorsForm(text: String, truth: ClaimTruth, write: String) {
  #expect(reader.verdict(on: text, after: "", truth: truth) == .disagrees(write: write))
}

@Test(
  arguments: [
    ("one point", "rose by", change(-1), "down one point"), ("2", "up", change(-3), "down 3"),
    ("two points", "fell", change(-1), "one point"),
    ("One point", "Up", .change(ExactNumber(units: 0, decimals: 2)), "Unchanged"),
    ("by two points", "rose", change(-2), "down 2 points"), ("a place", "gained", .movement(-2), "down two places"),
  ] as [(String, String, ClaimTruth, String)])
func theDirectionMayStandBeforeTheBrackets(text: String, preceding: String, truth: ClaimTruth, write: String) {
  #expect(reader.verdict(on: text, after: preceding, truth: truth) == .disagrees(write: write))
}

@Test(
  arguments: [
    ("", number(1)), ("its best week", number(1)), ("one of the best", rank(1)), ("the first company", rank(1)),
    ("last", rank(9)), ("bottom", rank(9)), ("third rise", number(3)), ("seventy twelve", number(82)),
    ("one two", number(3)), ("12,34", number(1234)), ("1,2345", number(12345)), ("70 or so", number(70)),
    ("about 70", number(70)), ("six places", rank(6)), ("-6", rank(6)), ("up 6", rank(6)), ("unchanged", rank(6)),
    ("third week", rank(3)), ("two points", rank(2)), ("up 2", number(2)), ("▲2", number(2)), ("▲−2", change(-2)),
    ("▼+2", change(2)), ("▲0", change(0)), ("—2", change(2)), ("second", change(2)), ("up two places", change(2)),
    ("up two points", .movement(2)), ("up 2%", change(2)), ("three weeks in a row", change(3)), ("up −2", change(2)),
    ("rise of", change(2)), ("６", number(6)), ("7\u{301}", number(7)),
    ("1234567890123456", number(1_234_567_890_123_456)), ("top three", rank(3)), ("up by", change(2)), ("a", number(1)),
    ("unchanged at 70", change(0)), ("joint", rank(1, tied: true)), ("#", rank(1)), ("in 6", rank(6)),
  ] as [(String, ClaimTruth)])
func whatTheGrammarDoesNotCoverIsUnreadable(text: String, truth: ClaimTruth) {
  #expect(reader.verdict(on: text, after: "", truth: truth) == .unreadable)
}

@Test(
  arguments: [
    ("points", number(7000, 2), "70.00"), ("points", number(-3), "−3"), ("points", rank(6), "sixth"),
    ("points", rank(10), "tenth"), ("points", rank(11), "11th"), ("points", rank(4, tied: true), "joint fourth"),
    ("points", change(2), "up 2 points"), ("point", change(2), "up 2 points"), ("points", change(-1), "down 1 point"),
    ("points", change(0), "unchanged"), ("%", change(2), "up 2%"), ("", change(2), "up 2"),
    ("kg", change(-1), "down 1 kg"),
    ("Points", change(1), "up 1 Point"), ("points", .movement(2), "up 2 places"),
    ("points", .movement(0), "the same place"),
    ("points", .movement(-1), "down 1 place"), ("index points", change(25, 1), "up 2.5 index points"),
    ("points", rank(.min, tied: false), "\(Int.min)th"), ("points", .movement(.min), "down \(Int.max) places"),
  ] as [(String, ClaimTruth, String)])
func emptyBracketsAreFilled(unit: String, truth: ClaimTruth, filling: String) {
  #expect(ClaimReader(unit: unit).filling(for: truth) == filling)
}

@Test func unitsAreRead() {
  let percent = ClaimReader(unit: "%")
  for text in ["up 2%", "up 2 %", "up two per cent", "rose 2 percent", "fell two percentage points"] {
    let truth = text.hasPrefix("fell") ? change(-2) : change(2)
    #expect(percent.verdict(on: text, after: "", truth: truth) == .agrees, "\(text)")
  }
  #expect(percent.verdict(on: "up 2%", after: "", truth: change(-3)) == .disagrees(write: "down 3%"))
  #expect(ClaimReader(unit: "goals").verdict(on: "a goal", after: "", truth: number(1)) == .agrees)
  #expect(ClaimReader(unit: "kg").verdict(on: "up 2 kgs", after: "", truth: change(1)) == .disagrees(write: "up 1 kg"))
}
