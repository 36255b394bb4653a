/// Counts words as a reader does.
enum WordCount {
  /// Runs of letters and digits; an apostrophe or a hyphen parts no word, dashes and quotation marks do.
  static func words(in text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      var isInside = false
      for index in bytes.indices {
        let byte = bytes[index]
        let isPunctuation =
          byte == 0xE2 && index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] != 0x99
        let isContinued = byte & 0xC0 == 0x80
        if isContinued { continue }
        let isWord =
          (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || (byte >= 0x80 && !isPunctuation) || (isInside && (byte == 0x27 || byte == 0x2D))
        if isWord, !isInside { count += 1 }
        isInside = isWord
      }
      return count
    }
  }
}
