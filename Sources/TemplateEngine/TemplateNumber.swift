/// An exact decimal: `significand` divided by ten to the power of `scale`.
///
/// It prints with the digits it was made with (`70.0` stays `70.0`) and compares by value (`70.0` equals `70`).
public struct TemplateNumber: Sendable, CustomStringConvertible {
  public let significand: Int
  /// The number of digits after the point.
  public let scale: Int

  /// The result of an operation has no room in 64 bits.
  public struct Overflow: Error, Sendable, Hashable {}

  public init(_ integer: Int) {
    self.init(significand: integer, scale: 0)
  }

  /// - Precondition: `scale` is not negative.
  public init(significand: Int, scale: Int) {
    precondition(scale >= 0, "the scale of a number counts digits")
    self.significand = significand
    self.scale = scale
  }

  public var description: String {
    let sign = significand < 0 ? "-" : ""
    let digits = String(significand.magnitude)
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
  }

  /// The number as an integer, if nothing stands after its point.
  var integer: Int? {
    let shortest = shortest
    return shortest.scale == 0 ? shortest.significand : nil
  }

  /// The same value without zeros at the end of its fraction.
  private var shortest: (significand: Int, scale: Int) {
    guard significand != 0 else { return (0, 0) }
    var (digits, places) = (significand, scale)
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    return (digits, places)
  }

  public func adding(_ other: TemplateNumber) throws(Overflow) -> TemplateNumber {
    let places = max(scale, other.scale)
    let left = try significand(atScale: places)
    let right = try other.significand(atScale: places)
    return TemplateNumber(significand: try checked(left.addingReportingOverflow(right)), scale: places)
  }

  public func subtracting(_ other: TemplateNumber) throws(Overflow) -> TemplateNumber {
    let places = max(scale, other.scale)
    let left = try significand(atScale: places)
    let right = try other.significand(atScale: places)
    return TemplateNumber(significand: try checked(left.subtractingReportingOverflow(right)), scale: places)
  }

  public func multiplied(by other: TemplateNumber) throws(Overflow) -> TemplateNumber {
    TemplateNumber(
      significand: try checked(significand.multipliedReportingOverflow(by: other.significand)),
      scale: try checked(scale.addingReportingOverflow(other.scale)))
  }

  public func negated() throws(Overflow) -> TemplateNumber {
    TemplateNumber(significand: try checked(0.subtractingReportingOverflow(significand)), scale: scale)
  }

  private func significand(atScale places: Int) throws(Overflow) -> Int {
    guard significand != 0 else { return 0 }
    var digits = significand
    for _ in scale..<places { digits = try checked(digits.multipliedReportingOverflow(by: 10)) }
    return digits
  }

  private func checked(_ result: (partialValue: Int, overflow: Bool)) throws(Overflow) -> Int {
    guard !result.overflow else { throw Overflow() }
    return result.partialValue
  }
}

extension TemplateNumber: Hashable, Comparable {
  public static func == (left: TemplateNumber, right: TemplateNumber) -> Bool { left.shortest == right.shortest }

  public static func < (left: TemplateNumber, right: TemplateNumber) -> Bool {
    let places = max(left.scale, right.scale)
    // Only one side is scaled up; if it has no room, its magnitude is beyond anything the other can hold.
    guard let leftDigits = try? left.significand(atScale: places) else { return left.significand < 0 }
    guard let rightDigits = try? right.significand(atScale: places) else { return right.significand > 0 }
    return leftDigits < rightDigits
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(shortest.significand)
    hasher.combine(shortest.scale)
  }
}
