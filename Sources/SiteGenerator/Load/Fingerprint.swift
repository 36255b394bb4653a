internal import StoredValues

/// Tells byte sequences apart in 128 bits: MurmurHash3_x64_128 by Austin Appleby, who gave it to the public domain
/// (https://github.com/aappleby/smhasher). No defence against anybody who makes two texts alike on purpose.
struct Fingerprint: Hashable, Sendable {
  let low: UInt64
  let high: UInt64

  init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  init(of bytes: [UInt8], seed: UInt64 = 0) {
    self = bytes.withUnsafeBytes { Fingerprint(of: $0, seed: seed) }
  }

  init(of bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) {
    var stream = FingerprintStream(seed: seed)
    let whole = bytes.count & ~15
    stream.add(blocks: UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
    self = stream.end(UnsafeRawBufferPointer(rebasing: bytes[whole...]))
  }

  init(from reader: inout ValueReader) throws(DamagedValues) {
    self.init(low: try reader.word(), high: try reader.word())
  }

  func write(to writer: inout ValueWriter) {
    writer.write(low)
    writer.write(high)
  }

  /// 32 digits.
  var digits: String { Self.digits(high) + Self.digits(low) }

  fileprivate static func digits(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// A fingerprint that is taken piece by piece.
struct FingerprintStream {
  private static let (first, second): (UInt64, UInt64) = (0x87c3_7b91_1142_53d5, 0x4cf5_ad43_2745_937f)
  private var low: UInt64
  private var high: UInt64
  private var count: UInt64 = 0

  init(seed: UInt64 = 0) { (low, high) = (seed, seed) }

  /// - Parameter bytes: a multiple of 16; what follows the last of them is given to `end`.
  mutating func add(blocks bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count & 15 == 0)
    guard let start = bytes.baseAddress else { return }
    var (h1, h2) = (low, high)
    var offset = 0
    while offset < bytes.count {
      // Within the bytes, whose count is a multiple of what a step takes.
      let k1 = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let k2 = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
      h1 ^= Self.mixed(first: k1)
      h1 = (Self.rotated(h1, 27) &+ h2) &* 5 &+ 0x52dc_e729
      h2 ^= Self.mixed(second: k2)
      h2 = (Self.rotated(h2, 31) &+ h1) &* 5 &+ 0x3849_5ab5
      offset &+= 16
    }
    (low, high) = (h1, h2)
    count &+= UInt64(bytes.count)
  }

  /// - Parameter tail: any number of bytes.
  mutating func end(_ tail: UnsafeRawBufferPointer) -> Fingerprint {
    let whole = tail.count & ~15
    if whole > 0 { add(blocks: UnsafeRawBufferPointer(rebasing: tail[..<whole])) }
    var (k1, k2): (UInt64, UInt64) = (0, 0)
    for (index, byte) in tail[whole...].enumerated() {
      if index < 8 { k1 |= UInt64(byte) << (index * 8) } else { k2 |= UInt64(byte) << ((index - 8) * 8) }
    }
    let length = count &+ UInt64(tail.count - whole)
    var h1 = low ^ Self.mixed(first: k1) ^ length
    var h2 = high ^ Self.mixed(second: k2) ^ length
    h1 = h1 &+ h2
    h2 = h2 &+ h1
    h1 = Self.finished(h1)
    h2 = Self.finished(h2)
    h1 = h1 &+ h2
    h2 = h2 &+ h1
    return Fingerprint(low: h1, high: h2)
  }

  private static func mixed(first value: UInt64) -> UInt64 { rotated(value &* first, 31) &* second }

  private static func mixed(second value: UInt64) -> UInt64 { rotated(value &* second, 33) &* first }

  private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 { value &<< bits | value &>> (64 - bits) }

  private static func finished(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 33) &* 0xff51_afd7_ed55_8ccd
    value = (value ^ value >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return value ^ value >> 33
  }
}

/// FNV-1a in 64 bits, for names that hold what tells their file's bytes from others.
enum FingerprintedName {
  static func digits(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Fingerprint.digits(hash)
  }

  /// A file's name that changes with its bytes: `site.css` as `site.1f0c9a2b77e4d310.css`.
  static func name(_ path: String, _ bytes: [UInt8]) -> String {
    let digits = digits(of: bytes)
    let name = path.split(separator: "/").last ?? ""
    guard let dot = path.lastIndex(of: "."), name.contains("."), !name.hasPrefix(".") else {
      return path + "." + digits
    }
    return path[..<dot] + "." + digits + path[dot...]
  }
}
