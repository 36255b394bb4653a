/// What a claim is compared with.
public enum ClaimTruth: Sendable, Hashable {
  /// A score, a mean, a gap, a count.
  case number(ExactNumber)
  case rank(Int, isTied: Bool)
  /// Of a score, with its sign.
  case change(ExactNumber)
  /// Places; positive towards rank 1.
  case movement(Int)
}

public enum ClaimVerdict: Sendable, Hashable {
  case agrees
  /// With the text that would agree, in the author's own form.
  case disagrees(write: String)
  /// The text says nothing that can be compared.
  case unreadable
}

/// Compares what an author wrote between brackets with the truth.
public struct ClaimReader: Sendable {
  private let unit: String

  /// - Parameter unit: of the scale: `points`, `%`, or none.
  public init(unit: String) { self.unit = unit }

  /// - Parameter preceding: the running text before the claim: in `up [one point]` it tells the direction.
  /// - Complexity: O(length of the texts).
  public func verdict(on text: String, after preceding: String, truth: ClaimTruth) -> ClaimVerdict {
    guard let reading = ClaimGrammar(unit: unit).read(text),
      let isTrue = isTrue(reading, direction(in: preceding), truth)
    else { return .unreadable }
    if isTrue { return .agrees }
    let mended = rewritten(text, reading, direction(in: preceding), truth)
    if let again = ClaimGrammar(unit: unit).read(mended), self.isTrue(again, direction(in: preceding), truth) == true {
      return .disagrees(write: mended)
    }
    return .disagrees(write: filling(for: truth))
  }

  /// What an empty claim is filled with: `70`, `sixth`, `up 2 points`, `down 1 place`.
  public func filling(for truth: ClaimTruth) -> String {
    switch truth {
    case .number(let number): return number.text()
    case .rank(let rank, let isTied):
      let word = rank <= 10 ? NumberWords.ordinal(rank) : nil
      return (isTied ? "joint " : "") + (word ?? NumberWords.ordinalDigits(rank))
    case .change(let change):
      if change.units == 0 { return "unchanged" }
      let amount = change.magnitude
      let noun = unit == "%" ? "%" : unit.isEmpty ? "" : " " + Self.noun(unit, isOne: amount == ExactNumber(units: 1))
      return (change.units > 0 ? "up " : "down ") + amount.text() + noun
    case .movement(let places):
      if places == 0 { return "the same place" }
      return "\(places > 0 ? "up" : "down") \(places.magnitude) \(places.magnitude == 1 ? "place" : "places")"
    }
  }

  // MARK: Comparing

  /// The last word of the text that tells a direction, within its last four.
  private func direction(in preceding: String) -> ClaimReading.Direction? {
    var tokenizer = ProseTokenizer(String(preceding.suffix(60)))
    let words = tokenizer.tokens().suffix(4)
    // A comma or a full stop ends what the word says.
    let clause = words.reversed().prefix { token in token.sign.map { !".,;:".unicodeScalars.contains($0) } ?? true }
    return clause.lazy.compactMap { $0.word.flatMap(ClaimGrammar.direction) }.first
  }

  /// Nil where the reading is no claim of that kind.
  private func isTrue(
    _ reading: ClaimReading, _ outside: ClaimReading.Direction?, _ truth: ClaimTruth
  ) -> Bool? {
    switch truth {
    case .number(let number):
      guard reading.direction == nil, !reading.isTied, reading.sign != "+", reading.form != .top,
        let stated = reading.number
      else { return nil }
      return stated == number
    case .rank(let rank, let isTied):
      guard reading.direction == nil, reading.sign == nil, let stated = reading.number?.whole, stated >= 0 else {
        return nil
      }
      return stated == rank && (isTied || !reading.isTied)
    case .change(let change): return isTrue(reading, outside, change)
    case .movement(let places): return isTrue(reading, outside, ExactNumber(units: places))
    }
  }

  private func isTrue(
    _ reading: ClaimReading, _ outside: ClaimReading.Direction?, _ change: ExactNumber
  ) -> Bool? {
    let actual: ClaimReading.Direction = change.units > 0 ? .up : change.units < 0 ? .down : .unchanged
    guard !reading.isTied, ![.ordinalWords, .ordinalDigits, .top].contains(reading.form) else { return nil }
    guard let stated = reading.number else { return reading.direction.map { $0 == actual } }
    if reading.direction == nil, reading.sign != nil { return stated == change }
    let direction = reading.direction ?? outside
    let isAgreed = direction == nil || direction == actual || (stated.units == 0 && change.units == 0)
    return isAgreed && stated.magnitude == change.magnitude && (stated.units >= 0 || reading.sign != nil)
  }

  // MARK: Mending

  private func rewritten(
    _ text: String, _ reading: ClaimReading, _ outside: ClaimReading.Direction?, _ truth: ClaimTruth
  ) -> String {
    switch truth {
    case .number(let number): return replaced(text, reading, with: number)
    case .rank(let rank, let isTied):
      return reading.isTied && !isTied ? filling(for: truth) : replaced(text, reading, with: ExactNumber(units: rank))
    case .change(let change): return rewritten(text, reading, change, filling(for: truth))
    case .movement(let places):
      return rewritten(text, reading, ExactNumber(units: places), filling(for: truth))
    }
  }

  private func rewritten(_ text: String, _ reading: ClaimReading, _ change: ExactNumber, _ filling: String) -> String {
    if reading.hasGlyph || reading.sign != nil {
      let glyph = change.units > 0 ? "▲" : change.units < 0 ? "▼" : "—"
      let sign = change.units > 0 ? "+" : ""
      return (reading.hasGlyph ? glyph : "") + sign + change.text()
    }
    if change.units == 0 || reading.direction == .unchanged { return matchingCase(filling, text) }
    guard let direction = reading.direction, let range = reading.directionRange else {
      return replaced(text, reading, with: change.magnitude)
    }
    let isUp = change.units > 0
    let amount = reading.number == nil ? text : replaced(text, reading, with: change.magnitude)
    guard isUp != (direction == .up) else { return amount }
    let word = reading.directionWord
    let opposite = ClaimGrammar.up[word] ?? ClaimGrammar.down[word] ?? (isUp ? "up" : "down")
    let bytes = Array(amount.utf8)
    let after = bytes[min(range.upperBound, bytes.count)...]
    return matchingCase(
      String(decoding: bytes[..<range.lowerBound], as: UTF8.self) + opposite + String(decoding: after, as: UTF8.self),
      text)
  }

  /// The text with another number in the form of its own, and with its noun in the right number.
  private func replaced(_ text: String, _ reading: ClaimReading, with number: ExactNumber) -> String {
    guard let range = reading.numberRange else { return text }
    var start = range.lowerBound
    let bytes = Array(text.utf8)
    let written: String
    switch reading.form {
    case .digits(let separator):
      written = number.text(separator: separator)
      if let sign = reading.sign { start -= UTF8.width(sign) }
    case .words: written = number.whole.flatMap(NumberWords.cardinal) ?? number.text()
    case .ordinalDigits: written = number.whole.map(NumberWords.ordinalDigits) ?? number.text()
    case .ordinalWords, .top:
      written = number.whole.flatMap { NumberWords.ordinal($0) ?? NumberWords.ordinalDigits($0) } ?? number.text()
    }
    var result = String(decoding: bytes[..<start], as: UTF8.self) + written
    if let noun = reading.noun {
      result += String(decoding: bytes[range.upperBound..<noun.range.lowerBound], as: UTF8.self)
      result += Self.noun(noun.word, isOne: number.magnitude == ExactNumber(units: 1))
      result += String(decoding: bytes[noun.range.upperBound...], as: UTF8.self)
    } else {
      result += String(decoding: bytes[range.upperBound...], as: UTF8.self)
    }
    return matchingCase(result, text)
  }

  /// `points` as `point` for one, and back.
  private static func noun(_ word: String, isOne: Bool) -> String {
    let isPlural = word.hasSuffix("s") && word.count > 3
    if isOne { return isPlural ? String(word.dropLast()) : word }
    return isPlural || ["percent", "rated"].contains(word) ? word : word + "s"
  }

  private func matchingCase(_ result: String, _ text: String) -> String {
    guard let first = text.first, let new = result.first, first.isUppercase, new.isLowercase else { return result }
    return new.uppercased() + result.dropFirst()
  }
}
