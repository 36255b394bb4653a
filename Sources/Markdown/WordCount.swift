/// Counts words as a reader does.
enum WordCount {
  /// Bits of a byte: whether it is part of a word; whether it goes on with what stands before it, as an apostrophe, a
  /// hyphen and a byte within a scalar do; whether it is the first byte of much punctuation.
  private static let (word, joint, general): (UInt8, UInt8, UInt8) = (1, 2, 4)

  private static let kinds: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 48...57, 65...90, 97...122: word
    case 0x27, 0x2D, 0x80...0xBF: joint
    case 0xE2: general
    case 0xC0...0xFF: word
    default: 0
    }
  }

  /// Runs of letters and digits; an apostrophe or a hyphen parts no word, dashes and quotation marks do.
  static func words(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    kinds.withUnsafeBufferPointer { kinds in
      var count = 0
      /// 1 inside of a word. Words are so short that a processor cannot guess where they end: nothing branches on it.
      var inside: UInt8 = 0
      for index in bytes.indices {
        var kind = kinds[Int(bytes[index])]
        if kind == general {
          let isPunctuation =
            index &+ 2 < bytes.count && bytes[index &+ 1] == 0x80 && bytes[index &+ 2] != 0x99
          kind = isPunctuation ? 0 : word
        }
        let isWord = kind & word
        count &+= Int(isWord & ~inside)
        inside = isWord | inside & kind >> 1
      }
      return count
    }
  }

  static func words(in text: String) -> Int {
    var text = text
    return text.withUTF8 { words(in: $0) }
  }
}
