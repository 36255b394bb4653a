/// An exact decimal: `significand` divided by ten to the power of `scale`.
///
/// It prints with the digits it was made with (`70.0` stays `70.0`) and compares by value (`70.0` equals `70`).
public struct TemplateNumber: Sendable, CustomStringConvertible {
  public let significand: Int
  /// The number of digits after the point.
  public let scale: Int

  /// Why an operation has no result: no room in 64 bits, or a division by zero.
  public enum Failure: Error, Sendable, Hashable { case overflow, divisionByZero }

  public init(_ integer: Int) { self.init(significand: integer, scale: 0) }

  /// - Precondition: `scale` is not negative.
  public init(significand: Int, scale: Int) {
    precondition(scale >= 0, "the scale of a number counts digits")
    self.significand = significand
    self.scale = scale
  }

  /// Reads digits with at most one point and a minus sign; nil for another form, and for what has no room.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.last.map { (0x30...0x39).contains($0) } ?? false }),
      !text.utf8.contains(UInt8(ascii: "+")), parts.dropFirst().allSatisfy({ !$0.contains(UInt8(ascii: "-")) }),
      let significand = Int(parts.map { String(Substring($0)) }.joined())
    else { return nil }
    self.init(significand: significand, scale: parts.count == 2 ? parts[1].count : 0)
  }

  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the digits.
  package func append(to bytes: inout [UInt8]) {
    if significand < 0 { bytes.append(UInt8(ascii: "-")) }
    let digits = significand.magnitude
    // At least one digit stands before the point.
    var (unit, place): (UInt, Int) = (1, 0)
    while digits / unit >= 10 { (unit, place) = (unit * 10, place + 1) }
    for missing in stride(from: max(scale, place), through: place + 1, by: -1) {
      bytes.append(UInt8(ascii: "0"))
      if missing == scale { bytes.append(UInt8(ascii: ".")) }
    }
    while place >= 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits / unit % 10))
      if place == scale, place > 0 { bytes.append(UInt8(ascii: ".")) }
      (unit, place) = (unit / 10, place - 1)
    }
  }

  /// The number as an integer, if nothing stands after its point.
  var integer: Int? {
    let shortest = shortest
    return shortest.scale == 0 ? shortest.significand : nil
  }

  /// The same value without zeros at the end of its fraction.
  private var shortest: TemplateNumber {
    guard significand != 0 else { return TemplateNumber(0) }
    var (digits, places) = (significand, scale)
    while places > 0, digits % 10 == 0 { (digits, places) = (digits / 10, places - 1) }
    return TemplateNumber(significand: digits, scale: places)
  }

  var magnitude: TemplateNumber { get throws(Failure) { significand < 0 ? try negated() : self } }

  public func adding(_ other: TemplateNumber) throws(Failure) -> TemplateNumber {
    let (left, right, places) = try aligned(with: other)
    return TemplateNumber(significand: try checked(left.addingReportingOverflow(right)), scale: places)
  }

  public func subtracting(_ other: TemplateNumber) throws(Failure) -> TemplateNumber {
    let (left, right, places) = try aligned(with: other)
    return TemplateNumber(significand: try checked(left.subtractingReportingOverflow(right)), scale: places)
  }

  public func multiplied(by other: TemplateNumber) throws(Failure) -> TemplateNumber {
    guard scale + other.scale <= 1000 else { throw .overflow }
    let product = try checked(significand.multipliedReportingOverflow(by: other.significand))
    return TemplateNumber(significand: product, scale: scale + other.scale)
  }

  public func negated() throws(Failure) -> TemplateNumber {
    TemplateNumber(significand: try checked(0.subtractingReportingOverflow(significand)), scale: scale)
  }

  /// The quotient: exact where it ends within 15 places, else rounded to them; at least one place, as in Python.
  func divided(by other: TemplateNumber) throws(Failure) -> TemplateNumber {
    guard other.significand != 0 else { throw .divisionByZero }
    let (left, right, _) = try shortest.aligned(with: other.shortest)
    let isNegative = (left < 0) != (right < 0)
    var (digits, remainder) = left.magnitude.quotientAndRemainder(dividingBy: right.magnitude)
    var places = 0
    while remainder > 0 || places == 0 {
      let (larger, isTooLarge) = digits.multipliedReportingOverflow(by: 10)
      let (next, hasNoRoom) = remainder.multipliedReportingOverflow(by: 10)
      if places == 15 || isTooLarge || hasNoRoom || larger > UInt(Int.max) - 10 {
        let isOdd = digits % 2 == 1
        if remainder > right.magnitude / 2 || (remainder * 2 == right.magnitude && isOdd) { digits += 1 }
        break
      }
      (digits, remainder, places) = (larger + next / right.magnitude, next % right.magnitude, places + 1)
    }
    guard let magnitude = Int(exactly: digits) else { throw .overflow }
    return TemplateNumber(significand: isNegative ? -magnitude : magnitude, scale: places)
  }

  /// The quotient rounded down, as `//` has it in Python.
  func floorDivided(by other: TemplateNumber) throws(Failure) -> TemplateNumber {
    guard other.significand != 0 else { throw .divisionByZero }
    let (left, right, places) = try aligned(with: other)
    let (quotient, isTooLarge) = left.dividedReportingOverflow(by: right)
    guard !isTooLarge else { throw .overflow }
    let floor = left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient
    return places == 0 ? TemplateNumber(floor) : try TemplateNumber(floor).atLeast(scale: 1)
  }

  /// What the quotient rounded down leaves: its sign is that of the divisor.
  func modulo(_ other: TemplateNumber) throws(Failure) -> TemplateNumber {
    guard other.significand != 0 else { throw .divisionByZero }
    let (left, right, places) = try aligned(with: other)
    guard right != -1 else { return TemplateNumber(significand: 0, scale: places) }
    let rest = left % right
    return TemplateNumber(significand: rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest, scale: places)
  }

  /// The number times itself, a whole number of times that is not negative; nil for another exponent.
  func raised(to exponent: TemplateNumber) throws(Failure) -> TemplateNumber? {
    guard exponent.scale == 0, exponent.significand >= 0 else { return nil }
    if exponent.significand > 64, significand.magnitude < 2, scale == 0 {
      return TemplateNumber(significand == -1 && exponent.significand % 2 == 0 ? 1 : significand)
    }
    var result = TemplateNumber(1)
    for _ in 0..<min(exponent.significand, 1001) { result = try result.multiplied(by: self) }
    return result
  }

  enum Rounding: String, CaseIterable { case common, ceil, floor }

  /// Rounded to a number of places; `common` rounds a half to the even neighbour.
  func rounded(to places: Int, _ rounding: Rounding) throws(Failure) -> TemplateNumber {
    guard places < scale else { return self }
    guard scale - places <= 18 else { throw .overflow }
    let unit = (0..<(scale - places)).reduce(1) { unit, _ in unit * 10 }
    var (quotient, rest) = significand.quotientAndRemainder(dividingBy: unit)
    if rest < 0 { (quotient, rest) = (quotient - 1, rest + unit) }
    let isUp: Bool =
      switch rounding {
      case .common: rest > unit / 2 || (rest == unit / 2 && quotient % 2 != 0)
      case .ceil: rest > 0
      case .floor: false
      }
    let result = TemplateNumber(significand: isUp ? quotient + 1 : quotient, scale: max(0, places))
    return places < 0 ? try result.multiplied(by: try TemplateNumber(10).power(-places)) : result
  }

  private func power(_ exponent: Int) throws(Failure) -> TemplateNumber {
    try raised(to: TemplateNumber(exponent)) ?? self
  }

  func atLeast(scale places: Int) throws(Failure) -> TemplateNumber {
    scale >= places ? self : TemplateNumber(significand: try significand(scaledTo: places), scale: places)
  }

  private func aligned(with other: TemplateNumber) throws(Failure) -> (Int, Int, Int) {
    let places = max(scale, other.scale)
    return (try significand(scaledTo: places), try other.significand(scaledTo: places), places)
  }

  /// The significand with so many digits after the point, as many as it has or more; nil if that has no room.
  public func significand(atScale places: Int) -> Int? {
    places < scale ? nil : try? significand(scaledTo: places)
  }

  private func significand(scaledTo places: Int) throws(Failure) -> Int {
    guard significand != 0 else { return 0 }
    var digits = significand
    for _ in scale..<places { digits = try checked(digits.multipliedReportingOverflow(by: 10)) }
    return digits
  }

  private func checked(_ result: (partialValue: Int, overflow: Bool)) throws(Failure) -> Int {
    guard !result.overflow else { throw .overflow }
    return result.partialValue
  }
}

extension TemplateNumber: Hashable, Comparable {
  public static func == (left: TemplateNumber, right: TemplateNumber) -> Bool {
    if left.scale == right.scale { return left.significand == right.significand }
    let (left, right) = (left.shortest, right.shortest)
    return left.scale == right.scale && left.significand == right.significand
  }

  public static func < (left: TemplateNumber, right: TemplateNumber) -> Bool {
    let places = max(left.scale, right.scale)
    // Only one side is scaled up; if it has no room, its magnitude is beyond anything the other can hold.
    guard let leftDigits = try? left.significand(scaledTo: places) else { return left.significand < 0 }
    guard let rightDigits = try? right.significand(scaledTo: places) else { return right.significand > 0 }
    return leftDigits < rightDigits
  }

  public func hash(into hasher: inout Hasher) {
    let shortest = shortest
    hasher.combine(shortest.significand)
    hasher.combine(shortest.scale)
  }
}
