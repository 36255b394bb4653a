internal import StoredValues

/// A file that one build leaves to the next: a line that names it, a checksum, and what it holds. Whoever finds another
/// line or another checksum has nothing.
enum CheckedFile {
  /// Where in the bytes of a file that stands which it holds.
  static func body(of bytes: [UInt8], named name: [UInt8]) throws(DamagedValues) -> Range<Int> {
    let start = name.count + 16
    guard bytes.count >= start, bytes.starts(with: name) else { throw DamagedValues() }
    let isWhole = bytes.withUnsafeBytes { raw in
      var reader = ValueReader(UnsafeRawBufferPointer(rebasing: raw[name.count..<start]))
      return (try? Fingerprint(from: &reader)) == Fingerprint(of: UnsafeRawBufferPointer(rebasing: raw[start...]))
    }
    guard isWhole else { throw DamagedValues() }
    return start..<bytes.count
  }

  /// The bytes of a file, which may be many, one behind the other.
  static func pieces(_ body: [UInt8], named name: [UInt8]) -> [[UInt8]] {
    var head = ValueWriter()
    Fingerprint(of: body).write(to: &head)
    return [name + head.bytes, body]
  }

  /// Writes a file that costs nothing but time where it is missing.
  static func write(_ body: [UInt8], named name: [UInt8], to path: String) {
    try? FileReplacer.replace(path, with: pieces(body, named: name))
  }
}
