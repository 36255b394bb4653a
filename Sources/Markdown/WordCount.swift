/// Counts words as a reader does.
enum WordCount {
  private enum Kind: UInt8 {
    /// No part of a word.
    case gap
    case word
    /// An apostrophe or a hyphen, which parts no word.
    case joint
    /// The first byte of much punctuation.
    case general
    /// A byte within a scalar.
    case continued
  }

  private static let kinds: [Kind] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 48...57, 65...90, 97...122: .word
    case 0x27, 0x2D: .joint
    case 0xE2: .general
    case 0x80...0xBF: .continued
    case 0xC0...0xFF: .word
    default: .gap
    }
  }

  /// Runs of letters and digits; an apostrophe or a hyphen parts no word, dashes and quotation marks do.
  static func words(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    kinds.withUnsafeBufferPointer { kinds in
      var count = 0
      var isInside = false
      for index in bytes.indices {
        switch kinds[Int(bytes[index])] {
        case .word:
          if !isInside { count &+= 1 }
          isInside = true
        case .gap: isInside = false
        case .joint, .continued: break
        case .general:
          let isPunctuation =
            index &+ 2 < bytes.count && bytes[index &+ 1] == 0x80 && bytes[index &+ 2] != 0x99
          if !isPunctuation, !isInside { count &+= 1 }
          isInside = !isPunctuation
        }
      }
      return count
    }
  }

  static func words(in text: String) -> Int {
    var text = text
    return text.withUTF8 { words(in: $0) }
  }
}
