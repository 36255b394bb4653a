extension [UInt8] {
  /// Appends a number in its digits, a minus sign before a negative one.
  public mutating func appendDecimal(_ number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    if rest < 10 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest))
      return
    }
    // The longest has twenty; they come from the last to the first.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = digits.count
      while rest > 0 {
        start -= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
        rest = quotient
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  /// Appends a text as it is. It is faster than to append its `utf8`, which are asked one by one whether they are in one
  /// piece.
  public mutating func appendText(_ text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }

  public mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
