/// A score in units of the last decimal of its scale: 70.25 on a scale of two decimals is 7025.
public struct Score: Sendable, Hashable, Comparable {
  public let units: Int

  public init(units: Int) { self.units = units }

  public static func < (left: Score, right: Score) -> Bool { left.units < right.units }
}

/// The difference of two scores, in the same units.
public struct ScoreChange: Sendable, Hashable {
  public let units: Int

  public init(units: Int) { self.units = units }
}

/// What scores may be: bounds, exact decimals, a unit, and which end is the better one.
public struct Scale: Sendable, Hashable {
  public enum Better: String, Sendable {
    case higher
    case lower
  }

  public let minimum: Score?
  public let maximum: Score?
  /// Digits after the point, 0 to 6.
  public let decimals: Int
  public let unit: String
  public let better: Better

  public init(minimum: Score?, maximum: Score?, decimals: Int, unit: String, better: Better) {
    self.minimum = minimum
    self.maximum = maximum
    self.decimals = decimals
    self.unit = unit
    self.better = better
  }

  func contains(_ score: Score) -> Bool {
    (minimum.map { score >= $0 } ?? true) && (maximum.map { score <= $0 } ?? true)
  }

  /// For people: always `decimals` digits, and a true minus sign.
  public func text(_ score: Score) -> String { digits(score.units, minus: "−") }

  /// For data files: an ASCII hyphen as the minus sign.
  public func plainText(_ score: Score) -> String { digits(score.units, minus: "-") }

  /// For people: `+2`, `−2`, `0`.
  public func text(_ change: ScoreChange) -> String {
    (change.units > 0 ? "+" : "") + digits(change.units, minus: "−")
  }

  public func plainText(_ change: ScoreChange) -> String { digits(change.units, minus: "-") }

  private func digits(_ units: Int, minus: String) -> String {
    var digits = String(units.magnitude)
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
    let point = digits.index(digits.endIndex, offsetBy: -decimals)
    return (units < 0 ? minus : "") + digits[..<point] + (decimals > 0 ? "." + digits[point...] : "")
  }
}
