import Testing

@testable import SiteGenerator

/// The sum by which SMHasher, where MurmurHash3 comes from, knows a right implementation of its 128 bits for 64-bit
/// machines: of the fingerprints of 0 to 255 bytes under as many seeds.
@Test func theFingerprintIsMurmurHash3() {
  var keys: [UInt8] = []
  var sums: [UInt8] = []
  for length in 0..<256 {
    let fingerprint = Fingerprint(of: keys, seed: UInt64(256 - length))
    for word in [fingerprint.low, fingerprint.high] {
      withUnsafeBytes(of: word.littleEndian) { sums.append(contentsOf: $0) }
    }
    keys.append(UInt8(length))
  }
  #expect(UInt32(truncatingIfNeeded: Fingerprint(of: sums).low) == 0x6384_BA69)
}

@Test func aFingerprintInPiecesIsThatOfTheWhole() {
  var generator = SeededGenerator(seed: 11)
  for _ in 0..<200 {
    let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
      UInt8.random(in: .min ... .max, using: &generator)
    }
    var stream = FingerprintStream()
    var offset = 0
    while bytes.count - offset >= 32, Bool.random(using: &generator) {
      bytes[offset..<(offset + 32)].withUnsafeBytes { stream.add(blocks: $0) }
      offset += 32
    }
    #expect(bytes[offset...].withUnsafeBytes { stream.end($0) } == Fingerprint(of: bytes))
  }
}
