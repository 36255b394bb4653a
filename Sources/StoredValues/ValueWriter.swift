public import Diagnostics

/// Writes values one behind the other, in a form that only the program that wrote them reads again.
public struct ValueWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: for how many bytes there is room at once.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Small numbers take one byte: seven bits of the number in each, the lowest first, the highest bit where more follow.
  public mutating func write(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    // Zigzag, so that small negative numbers are small as well.
    rest = rest << 1 ^ UInt64(bitPattern: Int64(number) >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// In eight bytes.
  public mutating func write(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 {
      write($0.count)
      bytes.append(contentsOf: $0)
    }
  }

  public mutating func write(_ other: [UInt8]) { other.withUnsafeBytes { write($0) } }

  public mutating func write(_ other: UnsafeRawBufferPointer) {
    write(other.count)
    append(other)
  }

  /// Adds what another writer wrote.
  public mutating func append(_ written: UnsafeRawBufferPointer) { bytes.append(contentsOf: written) }

  public mutating func write<Value>(_ value: Value?, _ write: (inout ValueWriter, Value) -> Void) {
    self.write(value != nil)
    if let value { write(&self, value) }
  }

  public mutating func write(_ text: String?) { write(text) { $0.write($1) } }

  public mutating func write<Member>(_ list: [Member], _ write: (inout ValueWriter, Member) -> Void) {
    self.write(list.count)
    for member in list { write(&self, member) }
  }

  public mutating func write(_ texts: [String]) { write(texts) { $0.write($1) } }

  public mutating func write(_ span: SourceSpan) {
    write(span.start)
    write(span.end - span.start)
  }

  public mutating func write(_ fingerprint: SourceFingerprint) {
    write(fingerprint.length)
    write(fingerprint.hash)
  }
}
