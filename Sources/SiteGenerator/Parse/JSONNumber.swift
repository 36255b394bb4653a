internal import TemplateValues

/// A number of JSON as an exact decimal with the digits it was written with: `1.50` keeps its zero, `1e2` is 100.
enum JSONNumber {
  case number(TemplateNumber)
  case leadingZero
  case malformed
  /// It has more digits than 64 bits hold, or more than `JSONReader.fractionLimit` behind the point.
  case noRoom

  static func read(_ bytes: ArraySlice<UInt8>) -> JSONNumber {
    var rest = bytes
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    let whole = takeDigits(&rest)
    var fraction: ArraySlice<UInt8> = []
    guard !whole.isEmpty else { return .malformed }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = takeDigits(&rest)
      guard !fraction.isEmpty else { return .malformed }
    }
    var exponent: Int? = 0
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      let isDown = rest.first == UInt8(ascii: "-")
      if isDown || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      let digits = takeDigits(&rest)
      guard !digits.isEmpty else { return .malformed }
      exponent = Int(String(decoding: digits, as: UTF8.self)).map { isDown ? -$0 : $0 }
    }
    guard rest.isEmpty else { return .malformed }
    if whole.count > 1, whole.first == UInt8(ascii: "0") { return .leadingZero }
    return exact(whole + fraction, fraction.count, exponent, isNegative: isNegative)
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  private static func exact(
    _ digits: ArraySlice<UInt8>, _ places: Int, _ exponent: Int?, isNegative: Bool
  ) -> JSONNumber {
    let written = String(decoding: digits, as: UTF8.self)
    guard let exponent, var significand = Int((isNegative ? "-" : "") + written) else { return .noRoom }
    let (scale, overflow) = places.subtractingReportingOverflow(exponent)
    guard !overflow, scale <= JSONReader.fractionLimit else { return .noRoom }
    guard scale < 0, significand != 0 else {
      return .number(TemplateNumber(significand: significand, scale: max(0, scale)))
    }
    guard scale >= -18 else { return .noRoom }
    for _ in scale..<0 {
      let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
      guard !overflow else { return .noRoom }
      significand = product
    }
    return .number(TemplateNumber(significand: significand, scale: 0))
  }
}
