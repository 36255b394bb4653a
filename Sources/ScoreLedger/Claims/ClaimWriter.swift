/// Writes the truth in the words of the author: only the parts of a claim that are wrong are written anew.
struct ClaimWriter {
  private typealias Edit = (range: Range<Int>, text: String)

  let text: String
  let phrase: ClaimPhrase
  let preceding: String

  /// The claim as its author would have written the truth; nil when the author's form has no place for it.
  func rewritten(for truth: ClaimTruth) -> String? {
    switch truth {
    case .number(let number): return applied(signEdits(number, showsPlus: false) + amountEdits(number.magnitude))
    case .rank(let rank, let isTied):
      var edits = amountEdits(ExactNumber(units: rank, decimals: 0))
      if let tie = phrase.tie, !isTied { edits.append((tie, "")) }
      return applied(edits)
    case .change(let change): return rewritten(forChange: change)
    case .movement(let places): return rewritten(forChange: ExactNumber(units: places, decimals: 0))
    }
  }

  /// The text with a capital when the author's begins with one.
  func capitalised(_ replacement: String) -> String {
    guard let first = text.first(where: { !$0.isWhitespace }), first.isUppercase,
      let letter = replacement.first(where: { !$0.isWhitespace }), letter.isLetter,
      let place = replacement.firstIndex(of: letter)
    else { return replacement }
    return replacement[..<place] + letter.uppercased() + replacement[replacement.index(after: place)...]
  }

  private func rewritten(forChange change: ExactNumber) -> String? {
    guard change.units != 0, !phrase.isUnchanged, !phrase.hasLeadingBy else { return nil }
    let isUp = change.units > 0
    var edits = amountEdits(change.magnitude)
    if let direction = phrase.direction {
      if direction.entry.isUp != isUp { edits.append((direction.range, direction.entry.opposite)) }
    } else if let glyph = phrase.glyph {
      if glyph.isUp != isUp { edits.append((glyph.range, isUp ? "▲" : "▼")) }
      if phrase.sign != nil { edits += signEdits(change, showsPlus: true) }
    } else if phrase.sign != nil {
      edits += signEdits(change, showsPlus: true)
    } else if let amount = phrase.amount, let isUpBefore = DirectionWords.isUp(endOf: preceding), isUpBefore != isUp {
      // The word before the brackets cannot be mended from here, but a word inside them wins over it.
      edits = edits.filter { $0.range != amount.range }
      edits.append((amount.range, (isUp ? "up " : "down ") + amountText(change.magnitude, amount)))
    }
    return applied(edits)
  }

  private func signEdits(_ number: ExactNumber, showsPlus: Bool) -> [Edit] {
    let isMinus = number.units < 0
    guard let sign = phrase.sign else {
      guard isMinus, let amount = phrase.amount else { return [] }
      return [(amount.range.lowerBound..<amount.range.lowerBound, amount.style == .words ? "minus " : "−")]
    }
    if sign.isMinus == isMinus { return [] }
    let isWord = sign.word == "plus" || sign.word == "minus"
    if isMinus { return [(sign.range, isWord ? "minus" : "−")] }
    if showsPlus { return [(sign.range, isWord ? "plus" : "+")] }
    return [(sign.range.lowerBound..<(phrase.amount?.range.lowerBound ?? sign.range.upperBound), "")]
  }

  private func amountEdits(_ number: ExactNumber) -> [Edit] {
    guard let amount = phrase.amount, amount.value != number else { return [] }
    let written = amountText(number, amount)
    var edits = [(range: amount.range, text: written)]
    if let noun = phrase.noun, !noun.isJoined, !amount.isOrdinal {
      let isPlural = !["1", "one", "half a"].contains(written)
      if noun.isPlural != isPlural || noun.noun.singular == noun.noun.plural {
        edits.append((noun.range, isPlural ? noun.noun.plural : noun.noun.singular))
      }
    }
    return edits
  }

  private func amountText(_ number: ExactNumber, _ amount: ClaimPhrase.Amount) -> String {
    let digits = number.text(decimals: 0, separator: "")
    switch amount.style {
    case .digits(let separator): return number.text(decimals: amount.value.decimals, separator: separator)
    case .ordinalDigits: return number.whole.map(NumberWords.ordinalDigits) ?? digits
    case .ordinalWords: return number.whole.flatMap(NumberWords.spelledOrdinal) ?? digits
    case .name:
      let ordinal = number.whole.flatMap(NumberWords.spelledOrdinal) ?? digits
      return phrase.isBehindIn ? ordinal + " place" : ordinal
    case .words:
      if let whole = number.whole { return NumberWords.spelled(whole) ?? digits }
      let (units, decimals) = number.shortest
      guard decimals == 1, units % 10 == 5, let whole = NumberWords.spelled(units / 10) else { return digits }
      return units > 10 ? whole + " and a half" : phrase.noun == nil ? "half" : "half a"
    }
  }

  private func applied(_ edits: [Edit]) -> String? {
    var written = Array(text.utf8)
    // From the back, so that the ranges of the others stay what they are.
    let fromBack = edits.sorted {
      ($0.range.lowerBound, $0.range.upperBound) > ($1.range.lowerBound, $1.range.upperBound)
    }
    for edit in fromBack {
      guard edit.range.upperBound <= written.count else { return nil }
      written.replaceSubrange(edit.range, with: edit.text.utf8)
    }
    return String(decoding: written, as: UTF8.self)
  }
}
