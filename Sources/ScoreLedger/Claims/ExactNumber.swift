/// An exact decimal number: 70.25 is 7025 units of two decimals. 70.0 equals 70.
public struct ExactNumber: Sendable {
  public let units: Int
  /// 0 to 18.
  public let decimals: Int

  /// Decimals outside 0 to 18 are read as the nearer of the two.
  public init(units: Int, decimals: Int = 0) {
    self.units = units
    self.decimals = min(max(decimals, 0), 18)
  }

  /// Without zeros at the end of the fraction, so that equal numbers have equal parts.
  private var shortest: (units: Int, decimals: Int) {
    var (units, decimals) = (units, decimals)
    while decimals > 0, units % 10 == 0 { (units, decimals) = (units / 10, decimals - 1) }
    return (units, decimals)
  }

  /// Nil unless it is a whole number.
  public var whole: Int? { shortest.decimals == 0 ? shortest.units : nil }

  var magnitude: ExactNumber { ExactNumber(units: units < 0 ? -max(units, -Int.max) : units, decimals: decimals) }

  /// With a true minus sign, and separators between groups of three digits where one is given.
  func text(separator: String = "") -> String {
    var digits = String(units.magnitude)
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
    let point = digits.index(digits.endIndex, offsetBy: -decimals)
    var whole = ""
    for (index, digit) in digits[..<point].enumerated() {
      let remaining = digits[..<point].count - index
      if index > 0, remaining % 3 == 0 { whole += separator }
      whole.append(digit)
    }
    return (units < 0 ? "−" : "") + whole + (decimals > 0 ? "." + digits[point...] : "")
  }
}

extension ExactNumber: Hashable {
  public static func == (left: ExactNumber, right: ExactNumber) -> Bool { left.shortest == right.shortest }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(shortest.units)
    hasher.combine(shortest.decimals)
  }
}
