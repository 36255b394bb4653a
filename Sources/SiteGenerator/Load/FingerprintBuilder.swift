internal import Diagnostics
internal import HTMLEscaping
internal import ScoreLedger
internal import TemplateValues

/// Gathers what a fingerprint is taken of. Each part says how long it is, so that no two rows of parts look alike.
struct FingerprintBuilder {
  /// Room for bytes: with what Swift puts before them it is the largest block that glibc keeps at hand when it is freed.
  private static let room = 960

  private var bytes: [UInt8] = []

  init(_ kind: String) {
    bytes.reserveCapacity(Self.room)
    add(kind)
  }

  var fingerprint: Fingerprint { Fingerprint(of: bytes) }

  mutating func add(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) {
      $0.withMemoryRebound(to: UInt8.self) { bytes.append(contentsOf: $0) }
    }
  }

  mutating func add(_ number: Int?) {
    add(number != nil)
    if let number { add(number) }
  }

  mutating func add(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 {
      add($0.count)
      bytes.append(contentsOf: $0)
    }
  }

  mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }

  mutating func add(_ other: [UInt8]) {
    add(other.count)
    bytes += other
  }

  mutating func add(_ fingerprint: Fingerprint) {
    add(Int(truncatingIfNeeded: fingerprint.low))
    add(Int(truncatingIfNeeded: fingerprint.high))
  }

  mutating func add(_ fingerprint: SourceFingerprint) {
    add(fingerprint.length)
    add(Int(truncatingIfNeeded: fingerprint.hash))
  }

  mutating func add(_ date: CalendarDate?) { add(date?.dayNumber) }

  mutating func add(_ value: TemplateValue) {
    switch value {
    case .none: bytes.append(0)
    case .boolean(let value): bytes.append(value ? 1 : 2)
    case .number(let number):
      bytes.append(3)
      add(number.significand)
      add(number.scale)
    case .text(let text):
      bytes.append(4)
      add(text)
    case .html(let html):
      bytes.append(5)
      add(html.bytes)
    case .list(let members):
      bytes.append(6)
      add(members.count)
      for member in members { add(member) }
    case .map(let map):
      bytes.append(7)
      let digest = map.digest {
        // What it holds is gathered behind the rest, and gives way to what tells it.
        let start = bytes.count
        add(map.count)
        map.visit { key, value in
          add(key)
          add(value)
        }
        let held = bytes.withUnsafeBytes { Fingerprint(of: UnsafeRawBufferPointer(rebasing: $0[start...])) }
        bytes.removeLast(bytes.count - start)
        return MapDigest(low: held.low, high: held.high)
      }
      add(Fingerprint(low: digest.low, high: digest.high))
    }
  }
}
