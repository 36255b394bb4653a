internal import Synchronization

/// What a file holds, shared by all that point into it. Its bytes may be let go, and are read again for whoever asks.
final class SourceText: Sendable {
  private struct State {
    /// Nil where they were let go.
    var bytes: [UInt8]?
    var fingerprint: SourceFingerprint?
    /// Made when the first line is asked for, or the bytes are let go: places keep their lines whatever becomes of the
    /// file.
    var lineStarts: [UInt32]?
  }

  let path: String
  private let read: SourceFile.Reading?
  private let state: Mutex<State>

  init(path: String, bytes: [UInt8], read: SourceFile.Reading?) {
    self.path = path
    self.read = read
    state = Mutex(State(bytes: bytes))
  }

  /// A text that nobody has read yet.
  init(path: String, fingerprint: SourceFingerprint, read: @escaping SourceFile.Reading) {
    self.path = path
    self.read = read
    state = Mutex(State(fingerprint: fingerprint))
  }

  /// In bytes, as it was read first.
  var length: Int { state.withLock { $0.bytes?.count ?? $0.fingerprint?.length ?? 0 } }

  /// The bytes; where they were let go and the file has changed since, what it holds now.
  var bytes: [UInt8] { state.withLock { $0.bytes } ?? (try? read?().get()) ?? [] }

  /// The bytes as they were when the file was read first.
  func unchangedBytes() throws(ChangedSource) -> [UInt8] {
    let (bytes, fingerprint) = state.withLock { ($0.bytes, $0.fingerprint) }
    if let bytes { return bytes }
    guard let read else { return [] }
    let again = try read().get()
    guard SourceFingerprint(of: again) == fingerprint else { throw ChangedSource(path: path) }
    return again
  }

  var fingerprint: SourceFingerprint {
    state.withLock { state in
      if let known = state.fingerprint { return known }
      let made = SourceFingerprint(of: state.bytes ?? [])
      state.fingerprint = made
      return made
    }
  }

  func hold() throws(ChangedSource) {
    let bytes = try unchangedBytes()
    state.withLock { $0.bytes = bytes }
  }

  func letGo() {
    guard read != nil else { return }
    _ = fingerprint
    _ = lineStarts
    state.withLock { $0.bytes = nil }
  }

  /// Where each line starts; `\n`, `\r\n` and a lone `\r` each end one.
  var lineStarts: [UInt32] {
    if let known = state.withLock({ $0.lineStarts }) { return known }
    let starts = bytes.withUnsafeBufferPointer { bytes in
      let hasReturn = ByteSearch.first(0x0D, in: bytes, 0..<bytes.count) != nil
      var starts: [UInt32] = [0]
      var index = 0
      while index < bytes.count {
        if !hasReturn { index = ByteSearch.first(0x0A, in: bytes, index..<bytes.count) ?? bytes.count }
        guard index < bytes.count else { break }
        let isReturnOfPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
        index += 1
        if bytes[index - 1] == 0x0A || (bytes[index - 1] == 0x0D && !isReturnOfPair) {
          starts.append(UInt32(truncatingIfNeeded: index))
        }
      }
      // Without the room to grow: every text of a site may keep its lines.
      return starts.withUnsafeBufferPointer { Array($0) }
    }
    state.withLock { $0.lineStarts = starts }
    return starts
  }
}

/// A file that was let go, and holds another text by now or cannot be read again.
public struct ChangedSource: Error {
  public let path: String
  /// The system's reason; nil where the file holds another text.
  public let cause: String?

  public init(path: String, cause: String? = nil) {
    self.path = path
    self.cause = cause
  }
}

/// Tells texts apart, by their length and 64 bits of their bytes; no defence against anybody.
public struct SourceFingerprint: Sendable, Hashable {
  public let length: Int
  public let hash: UInt64

  public init(length: Int, hash: UInt64) {
    self.length = length
    self.hash = hash
  }

  /// - Complexity: O(length), eight bytes at a time.
  public init(of bytes: [UInt8]) {
    length = bytes.count
    hash = bytes.withUnsafeBytes { bytes in
      func word(_ index: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      }
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      var index = 0
      if bytes.count >= 32 {
        // Side by side, since each step of one waits for the step before.
        var (second, third, fourth) = (hash &* 3, hash &* 5, hash &* 7)
        while index &+ 32 <= bytes.count {
          hash = Self.mixed(hash, word(index))
          second = Self.mixed(second, word(index &+ 8))
          third = Self.mixed(third, word(index &+ 16))
          fourth = Self.mixed(fourth, word(index &+ 24))
          index &+= 32
        }
        for other in [second, third, fourth] { hash = Self.mixed(hash, other) }
      }
      while index &+ 8 <= bytes.count {
        hash = Self.mixed(hash, word(index))
        index &+= 8
      }
      var last: UInt64 = 0
      while index < bytes.count {
        last = last << 8 | UInt64(bytes[index])
        index += 1
      }
      return Self.mixed(hash, last)
    }
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let (high, low) = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return high ^ low ^ (word &* 0xE703_7ED1_A0B4_28DB)
  }
}
