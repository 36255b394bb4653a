/// Two ends of a scale, and where a value lies between them.
struct ValueSpan: Sendable, Hashable {
  let low: Int
  let high: Int

  /// - Parameter high: below `low` it is read as `low`.
  init(_ low: Int, _ high: Int) { (self.low, self.high) = (low, max(low, high)) }

  init?(_ values: some Sequence<Int>) {
    var span: ValueSpan?
    for value in values { span = span?.including(value) ?? ValueSpan(value, value) }
    guard let span else { return nil }
    self = span
  }

  func including(_ value: Int) -> ValueSpan { ValueSpan(min(low, value), max(high, value)) }

  /// In 128 bits, since the ends may be as far apart as `Int` reaches.
  var length: Int128 { Int128(high) - Int128(low) }

  /// The distance from the low end where the whole is `size`, to the nearest integer, halves up. A value past an end is
  /// at that end, and all of a span without length in the middle.
  func share(_ value: Int, of size: Int) -> Int {
    if let share = smallShare(value, of: size) { return share }
    guard length > 0 else { return size / 2 }
    let distance = Int128(min(max(value, low), high)) - Int128(low)
    return Int((distance * Int128(size) * 2 + length) / (length * 2))
  }

  /// The same in 64 bits, which are many times as fast; nil where they do not suffice.
  private func smallShare(_ value: Int, of size: Int) -> Int? {
    let limit = 1 << 30
    guard -limit < low, low < high, high < limit, 0 <= size, size < limit else { return nil }
    let (distance, length) = (min(max(value, low), high) - low, high - low)
    return (distance * size * 2 + length) / (length * 2)
  }

  func position(_ value: Int) -> Hundredths { Hundredths(share(value, of: Hundredths.whole.count)) }
}
