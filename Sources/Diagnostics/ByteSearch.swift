/// Finds bytes of a text eight at a time: most bytes mean nothing to whoever looks for the end of a line or a mark.
public enum ByteSearch {
  /// The first place of a byte in a range; nil where there is none.
  @inlinable
  public static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    let pattern = UInt64(byte) &* ones
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
      let found = (word &- ones) & ~word & highBits
      if found != 0 { return index &+ UInt64(littleEndian: found).trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < range.upperBound {
      if bytes[index] == byte { return index }
      index &+= 1
    }
    return nil
  }

  /// The first place of a byte, or of one that is no ASCII, in a range; the end of the range where there is none.
  @inlinable
  public static func firstOrNonASCII(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    let pattern = UInt64(byte) &* ones
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let text = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let word = text ^ pattern
      let found = ((word &- ones) & ~word | text) & highBits
      if found != 0 { return index &+ UInt64(littleEndian: found).trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < range.upperBound, bytes[index] != byte, bytes[index] < 0x80 { index &+= 1 }
    return index
  }

  /// How often a byte stands in a range.
  @inlinable
  public static func count(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    let pattern = UInt64(byte) &* ones
    var (index, count) = (range.lowerBound, 0)
    while index &+ 8 <= range.upperBound {
      let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
      // The high bit of each byte that is not the one looked for.
      let others = ((word & ~highBits) &+ ~highBits) | word
      count &+= (~others & highBits).nonzeroBitCount
      index &+= 8
    }
    while index < range.upperBound {
      if bytes[index] == byte { count &+= 1 }
      index &+= 1
    }
    return count
  }

  /// The first place of a text in a range; nil where there is none.
  /// - Complexity: O(length of the range times length of the text) at worst.
  @inlinable
  public static func first(
    _ text: some Collection<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    guard let head = text.first else { return range.lowerBound }
    var start = range.lowerBound
    while let found = first(head, in: bytes, start..<range.upperBound) {
      guard found &+ text.count <= range.upperBound else { return nil }
      var index = found
      if text.allSatisfy({ byte in
        defer { index &+= 1 }
        return bytes[index] == byte
      }) {
        return found
      }
      start = found &+ 1
    }
    return nil
  }

  @usableFromInline static let ones: UInt64 = 0x0101_0101_0101_0101
  @usableFromInline static let highBits: UInt64 = 0x8080_8080_8080_8080
}
