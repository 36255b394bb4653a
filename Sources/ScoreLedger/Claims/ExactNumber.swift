/// An exact decimal number: 70.25 is 7025 units of 2 decimals. Equal values are equal, whatever their decimals.
public struct ExactNumber: Sendable, Hashable {
  public let units: Int
  /// Digits after the point, 0 to 18.
  public let decimals: Int

  /// Decimals outside 0 to 18 are read as the nearer of the two, and `Int.min` as its neighbour, so that every number
  /// has an opposite.
  public init(units: Int, decimals: Int) {
    self.units = max(units, -Int.max)
    self.decimals = min(max(decimals, 0), 18)
  }

  /// The same value with as few decimals as it can be written with.
  var shortest: (units: Int, decimals: Int) {
    var shortest = (units: units, decimals: decimals)
    while shortest.decimals > 0, shortest.units % 10 == 0 {
      shortest.units /= 10
      shortest.decimals -= 1
    }
    return shortest
  }

  var magnitude: ExactNumber { ExactNumber(units: abs(units), decimals: decimals) }

  var negated: ExactNumber { ExactNumber(units: -units, decimals: decimals) }

  /// The number when it is a whole one.
  var whole: Int? { shortest.decimals == 0 ? shortest.units : nil }

  public static func == (left: ExactNumber, right: ExactNumber) -> Bool { left.shortest == right.shortest }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(shortest.units)
    hasher.combine(shortest.decimals)
  }

  /// Digits with a true minus sign, U+2212, and all decimals.
  var text: String { text(decimals: decimals, separator: "") }

  /// Digits with at least so many decimals, but never fewer than the value needs.
  func text(decimals wanted: Int, separator: String) -> String {
    let (units, decimals) = shortest
    var digits = String(units.magnitude)
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
    var whole = String(digits.dropLast(decimals))
    let fraction =
      String(digits.suffix(decimals)) + String(repeating: "0", count: max(min(wanted, 18) - decimals, 0))
    if !separator.isEmpty {
      var groups: [String] = []
      while whole.count > 3 {
        groups.insert(String(whole.suffix(3)), at: 0)
        whole.removeLast(3)
      }
      whole = ([whole] + groups).joined(separator: separator)
    }
    return (units < 0 ? "−" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
