/// What scores may be: bounds, exact decimals, a unit, and which end is the better one.
public struct Scale: Sendable, Hashable {
  public enum Better: String, Sendable {
    case higher
    case lower
  }

  /// The lowest score there is, itself included; nil without a bound.
  public let minimum: Score?
  /// The highest score there is, itself included; nil without a bound.
  public let maximum: Score?
  /// Digits after the point, 0 to 6.
  public let decimals: Int
  public let unit: String
  public let better: Better

  /// Decimals outside 0 to 6 are read as the nearer of the two. With the minimum above the maximum no score is read.
  public init(minimum: Score?, maximum: Score?, decimals: Int, unit: String, better: Better) {
    self.minimum = minimum
    self.maximum = maximum
    self.decimals = min(max(decimals, 0), 6)
    self.unit = unit
    self.better = better
  }

  func contains(_ score: Score) -> Bool {
    (minimum.map { score >= $0 } ?? true) && (maximum.map { score <= $0 } ?? true)
  }

  /// Whether the first of two scores ranks above the second.
  func isBetter(_ first: Score, than second: Score) -> Bool {
    better == .higher ? first > second : first < second
  }

  /// For people: always `decimals` digits after the point, and a true minus sign, U+2212.
  public func text(_ score: Score) -> String { digits(score.units, minus: "−") }

  /// For data files: an ASCII hyphen as the minus sign.
  public func plainText(_ score: Score) -> String { digits(score.units, minus: "-") }

  /// For people: `+2`, `−2`, `0`.
  public func text(_ change: ScoreChange) -> String {
    (change.units > 0 ? "+" : "") + digits(change.units, minus: "−")
  }

  /// For data files: `2`, `-2`, `0`.
  public func plainText(_ change: ScoreChange) -> String { digits(change.units, minus: "-") }

  /// A score without zeros at the end: `12.5`, `30`.
  func shortText(_ score: Score) -> String {
    let text = text(score)
    guard decimals > 0 else { return text }
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  /// For people: a mean, which has one decimal more than a score.
  public func meanText(_ mean: Score) -> String { digits(mean.units, minus: "−", decimals: decimals + 1) }

  private func digits(_ units: Int, minus: String) -> String { digits(units, minus: minus, decimals: decimals) }

  private func digits(_ units: Int, minus: String, decimals: Int) -> String {
    var digits = String(units.magnitude)
    if decimals == 0 { return units < 0 ? minus + digits : digits }
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
    let point = digits.index(digits.endIndex, offsetBy: -decimals)
    return (units < 0 ? minus : "") + digits[..<point] + (decimals > 0 ? "." + digits[point...] : "")
  }
}
