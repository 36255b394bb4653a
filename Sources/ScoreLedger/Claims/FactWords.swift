/// Counts, places and amounts as a sentence says them, in the words that claims are read in.
package struct FactWords: Sendable {
  private let unit: UnitNoun
  private let decimals: Int

  package init(scale: Scale) {
    // What lies between two scores in per cent is counted in percentage points.
    let isPercent = ["%", "percent", "per cent"].contains(scale.unit.lowercased())
    unit =
      isPercent
      ? UnitNoun("percentage point", "percentage points", isUnit: true) : UnitNouns(unit: scale.unit).unit
    decimals = scale.decimals
  }

  /// `four`; digits above twelve.
  package static func count(_ number: Int) -> String {
    ((0...12).contains(number) ? NumberWords.spelled(number) : nil) ?? String(number)
  }

  /// `sixth`; digits above twelve.
  package static func ordinal(_ rank: Int) -> String {
    ((1...12).contains(rank) ? NumberWords.spelledOrdinal(rank) : nil) ?? NumberWords.ordinalDigits(rank)
  }

  /// `one point`, `1.5 percentage points`: the size of a difference in units of the scale's last decimal, without its sign.
  package func amount(_ units: Int) -> String {
    let number = ExactNumber(units: units, decimals: decimals).magnitude
    guard !unit.isGlued, let whole = number.whole else { return unit.text(number.text(decimals: 0, separator: "")) }
    return unit.text(String(whole)).replacing(String(whole), with: Self.count(whole), maxReplacements: 1)
  }

  /// The size alone, for a sentence that has named the unit: `four`.
  package func size(_ units: Int) -> String {
    let number = ExactNumber(units: units, decimals: decimals).magnitude
    if unit.isGlued { return amount(units) }
    return number.whole.map(Self.count) ?? number.text(decimals: 0, separator: "")
  }
}

extension String {
  package var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
