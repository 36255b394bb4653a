/// Words as numbers, in the order in which they first came.
struct WordTable {
  private struct Word {
    let hash: UInt64
    /// Where it ends among the bytes; it starts where the one before ends.
    let end: Int
  }

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Differs from run to run, so that no text can be written whose words meet in one slot; no number depends on it.
  private let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
  /// All words, one behind the other.
  private var bytes: [UInt8] = []
  private var words: [Word] = []
  /// Numbers of words from 1 where their hashes lead; as many as a power of two, half of them free.
  private var slots = [Int32](repeating: 0, count: 2048)

  /// Of all words in bytes.
  var size: Int { bytes.count }

  func withWord<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = number == 0 ? 0 : words[number - 1].end
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<words[number].end])) }
  }

  /// The number of a word, and whether it came for the first time.
  mutating func insert(_ word: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let hash = hash(word)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if words[number].hash == hash, isWord(number, word) { return (number, false) }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes.append(contentsOf: word)
    words.append(Word(hash: hash, end: bytes.count))
    slots[slot] = Int32(words.count)
    if words.count * 2 > slots.count { grow() }
    return (words.count - 1, true)
  }

  private func isWord(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    withWord(number) { known in
      guard known.count == word.count else { return false }
      for index in word.indices where known[index] != word[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, word) in words.enumerated() {
      var slot = Int(truncatingIfNeeded: word.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number + 1)
    }
  }

  /// Eight bytes at a time.
  private func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(word.count)
    var chunk: UInt64 = 0
    for (index, byte) in word.enumerated() {
      chunk = chunk << 8 | UInt64(byte)
      if index & 7 == 7 { (hash, chunk) = (mixed(hash ^ chunk), 0) }
    }
    return mixed(hash ^ chunk)
  }

  private func mixed(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: Self.factor)
    return high ^ low
  }
}
