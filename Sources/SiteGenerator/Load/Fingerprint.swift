/// FNV-1a in 64 bits: tells files apart; no defence against anybody.
struct Fingerprint: Hashable {
  let value: UInt64

  init(of bytes: [UInt8]) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    value = hash
  }
}

extension Fingerprint {
  /// A file's name that changes with its bytes: `site.css` as `site.1f0c9a2b77e4d310.css`.
  static func name(_ path: String, _ bytes: [UInt8]) -> String {
    let digits = String(Fingerprint(of: bytes).value, radix: 16)
    let padded = String(repeating: "0", count: 16 - digits.count) + digits
    let name = path.split(separator: "/").last ?? ""
    guard let dot = path.lastIndex(of: "."), name.contains("."), !name.hasPrefix(".") else {
      return path + "." + padded
    }
    return path[..<dot] + "." + padded + path[dot...]
  }
}
