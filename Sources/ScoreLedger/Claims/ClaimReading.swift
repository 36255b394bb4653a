/// What the words of a claim say, and where its parts stand.
struct ClaimReading {
  enum Direction: Hashable {
    case up
    case down
    case unchanged
  }

  /// How the number is written.
  enum Form: Hashable {
    case digits(separator: String)
    case words
    case ordinalDigits
    case ordinalWords
    /// `the lead`, `top`.
    case top
  }

  var direction: Direction?
  /// The word or glyph that tells the direction, in UTF-8 offsets.
  var directionRange: Range<Int>?
  var directionWord = ""
  var number: ExactNumber?
  var numberRange: Range<Int>?
  var form = Form.words
  /// A sign before the digits.
  var sign: Unicode.Scalar?
  var hasGlyph = false
  var isTied = false
  /// The noun behind the number.
  var noun: (word: String, range: Range<Int>)?
}

/// Reads a claim by a small grammar; a text with any other word in it is no claim.
///
///     claim     = { filler } [ tie ] ( change | rank | number ) { noun | filler } [ tie ]
///     change    = direction [ "by" | "of" ] [ number ] | glyph [ sign ] digits | sign digits
///     rank      = [ "#" | "no." | "number" | "rank" ] ( ordinal | number ) | "the lead" | "top"
struct ClaimGrammar {
  static let up: [String: String] = [
    "up": "down", "rose": "fell", "rises": "falls", "rise": "fall", "risen": "fallen", "rising": "falling",
    "gained": "lost", "gains": "loses", "gain": "loss", "gaining": "losing", "added": "shed", "adds": "sheds",
    "climbed": "slipped", "climbs": "slips", "advanced": "declined", "jumped": "dropped", "increased": "decreased",
    "higher": "lower",
  ]
  static let down: [String: String] = {
    var words = Dictionary(uniqueKeysWithValues: up.map { ($1, $0) })
    words.merge(["slid": "climbed", "fallen": "risen", "drop": "rise", "slip": "climb"]) { first, _ in first }
    return words
  }()
  private static let still: Set<String> = ["unchanged", "flat", "level"]
  private static let fillers: Set<String> = [
    "the", "in", "at", "on", "a", "an", "just", "only", "row", "straight", "consecutive", "running",
  ]
  private static let nouns: Set<String> = [
    "point", "points", "place", "places", "position", "positions", "rank", "ranks", "spot", "spots", "week", "weeks",
    "edition", "editions", "month", "months", "year", "years", "day", "days", "quarter", "quarters", "percent",
  ]
  private static let ties: Set<String> = ["joint", "tied", "equal", "shared"]

  let unit: String

  static func direction(of word: String) -> ClaimReading.Direction? {
    up[word] != nil ? .up : down[word] != nil ? .down : still.contains(word) ? .unchanged : nil
  }

  func isNoun(_ word: String) -> Bool {
    Self.nouns.contains(word) || word == unit.lowercased() || (unit.hasSuffix("s") && word + "s" == unit.lowercased())
  }

  func read(_ text: String) -> ClaimReading? {
    var tokenizer = ProseTokenizer(text)
    let tokens = tokenizer.tokens()
    var reading = ClaimReading()
    var index = 0
    while index < tokens.count {
      guard let count = take(tokens[index...], into: &reading), count > 0 else { return nil }
      index += count
    }
    return reading.number != nil || reading.direction != nil ? reading : nil
  }

  /// Takes the next part of a claim: how many tokens it has; nil where none can stand.
  private func take(_ tokens: ArraySlice<ProseToken>, into reading: inout ClaimReading) -> Int? {
    guard let first = tokens.first else { return nil }
    let words = tokens.map { $0.word ?? "" }
    switch first.kind {
    case .word(let word):
      if Self.ties.contains(word), !reading.isTied {
        reading.isTied = true
        return 1
      }
      if reading.number == nil, reading.direction == nil, let count = direction(words, tokens, &reading) { return count }
      if let count = number(words, tokens, &reading) { return count }
      if ["by", "of"].contains(word) { return reading.direction != nil && reading.number == nil ? 1 : nil }
      if ["no", "number", "rank", "ranked"].contains(word), reading.number == nil, reading.direction == nil {
        return words.count > 1 && tokens[tokens.startIndex + 1].sign == "." ? 2 : 1
      }
      if word == "per", words.dropFirst().first == "cent", reading.number != nil { return 2 }
      if isNoun(word) {
        if reading.number != nil, reading.noun == nil { reading.noun = (word, first.range) }
        return 1
      }
      return Self.fillers.contains(word) ? 1 : nil
    case .number(let number, let separator):
      guard reading.number == nil else { return nil }
      let isNegative = reading.sign == "-" || reading.sign == "−"
      reading.number = isNegative ? ExactNumber(units: -number.units, decimals: number.decimals) : number
      reading.numberRange = first.range
      reading.form = .digits(separator: separator)
      return 1
    case .ordinal(let value):
      guard reading.number == nil else { return nil }
      setNumber(value, first.range, .ordinalDigits, &reading)
      return 1
    case .sign(let sign): return take(sign, tokens, &reading)
    }
  }

  private func take(_ sign: Unicode.Scalar, _ tokens: ArraySlice<ProseToken>, _ reading: inout ClaimReading) -> Int? {
    let following = tokens.dropFirst().first
    switch sign {
    case "=":
      reading.isTied = true
      return 1
    case "%": return reading.number == nil ? nil : 1
    case "#": return reading.number == nil ? 1 : nil
    case "+", "-", "−":
      guard reading.number == nil, reading.sign == nil, let following, !following.isSpaced, case .number = following.kind
      else { return nil }
      reading.sign = sign
      return 1
    case "▲", "▼", "—", "–", "±":
      guard reading.number == nil, reading.direction == nil, following != nil else { return nil }
      reading.direction = sign == "▲" ? .up : sign == "▼" ? .down : .unchanged
      reading.directionRange = tokens.first?.range
      reading.hasGlyph = true
      return 1
    default: return nil
    }
  }

  private func direction(
    _ words: [String], _ tokens: ArraySlice<ProseToken>, _ reading: inout ClaimReading
  ) -> Int? {
    let phrases = [
      ["no", "change"], ["did", "not", "move"], ["stood", "still"], ["the", "same", "place"], ["the", "same", "rank"],
      ["the", "same", "score"], ["the", "same"], ["same", "rank"], ["same", "place"],
    ]
    var count = 1
    if let phrase = phrases.first(where: words.starts(with:)) {
      reading.direction = .unchanged
      count = phrase.count
    } else if let direction = Self.direction(of: words[0]) {
      reading.direction = direction
    } else {
      return nil
    }
    reading.directionWord = words[0]
    let last = tokens[tokens.startIndex + count - 1]
    reading.directionRange = (tokens.first?.range.lowerBound ?? 0)..<last.range.upperBound
    return count
  }

  private func number(_ words: [String], _ tokens: ArraySlice<ProseToken>, _ reading: inout ClaimReading) -> Int? {
    guard reading.number == nil else { return nil }
    let start = tokens.startIndex
    func range(_ count: Int) -> Range<Int> {
      tokens[start].range.lowerBound..<tokens[start + count - 1].range.upperBound
    }
    if ["top", "lead"].contains(words[0]), reading.direction == nil {
      setNumber(1, range(1), .top, &reading)
      return 1
    }
    if words.starts(with: ["half", "a"]), words.count > 2, isNoun(words[2]) {
      reading.number = ExactNumber(units: 5, decimals: 1)
      reading.numberRange = range(2)
      return 2
    }
    if ["a", "an"].contains(words[0]), words.count > 1, isNoun(words[1]), words[1] != "row" {
      setNumber(1, range(1), .words, &reading)
      return 1
    }
    let isNegative = words[0] == "minus"
    guard let read = NumberWords.read(words[(isNegative ? 1 : 0)...]), !(isNegative && read.isOrdinal) else { return nil }
    var count = read.count + (isNegative ? 1 : 0)
    setNumber(isNegative ? -read.value : read.value, range(count), read.isOrdinal ? .ordinalWords : .words, &reading)
    if words.dropFirst(count).starts(with: ["and", "a", "half"]), !read.isOrdinal {
      count += 3
      reading.number = ExactNumber(units: read.value * 10 + 5, decimals: 1)
      reading.numberRange = range(count)
    }
    return count
  }

  private func setNumber(
    _ value: Int, _ range: Range<Int>, _ form: ClaimReading.Form, _ reading: inout ClaimReading
  ) {
    reading.number = ExactNumber(units: value)
    reading.numberRange = range
    reading.form = form
  }
}
