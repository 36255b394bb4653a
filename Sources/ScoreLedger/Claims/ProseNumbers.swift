/// Numbers as running text writes them: in words up to twelve, in digits above, and as digits wherever there is a fraction.
public struct ProseNumbers: Sendable {
  private static let largestInWords = 12

  private let noun: UnitNoun

  /// - Parameter unit: the scale's unit, such as `points`, `%` or nothing.
  public init(unit: String) {
    let isPercent = ["%", "percent", "per cent"].contains(unit.lowercased())
    noun = isPercent ? UnitNoun("percentage point", "percentage points", isUnit: true) : UnitNouns(unit: unit).unit
  }

  /// `four`, `13`.
  public func count(_ count: Int) -> String {
    (count <= Self.largestInWords ? NumberWords.spelled(count) : nil) ?? "\(count)"
  }

  /// `fourth`, `13th`; of a shared rank `joint fourth`.
  public func rank(_ rank: Int, isTied: Bool) -> String {
    let ordinal = (rank <= Self.largestInWords ? NumberWords.spelledOrdinal(rank) : nil)
    return (isTied ? "joint " : "") + (ordinal ?? NumberWords.ordinalDigits(rank))
  }

  /// What lies between two scores, without a sign: `one point`, `13 points`, `0.25 percentage points`.
  public func amount(_ number: ExactNumber) -> String {
    let amount = number.magnitude
    guard amount.decimals == 0 else { return noun.text(amount.text) }
    let word = amount.units == 1 ? noun.singular : noun.plural
    if noun.isGlued { return amount.text + word }
    return count(amount.units) + (word.isEmpty ? "" : " " + word)
  }

  /// `one place`, `three places`.
  public func places(_ places: Int) -> String {
    count(Int(clamping: places.magnitude)) + (places.magnitude == 1 ? " place" : " places")
  }
}
