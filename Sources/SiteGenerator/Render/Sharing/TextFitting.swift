/// Text made to fit a drawing whose font nobody knows: widths are those of a wide bold face, so that what fits by them
/// fits in every font that the drawing names.
enum TextFitting {
  /// A text broken into lines at the largest of some sizes at which it fits.
  struct Block: Equatable {
    let size: Int
    let lines: [String]
  }

  /// Thousandths of the font's size, from the space to the tilde: DejaVu's bold faces, the widest of those named.
  private static let ascii = [
    348, 456, 521, 838, 696, 1002, 903, 306, 473, 473, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696,
    696, 696, 696, 400, 400, 838, 838, 838, 586, 1000, 776, 845, 796, 867, 762, 710, 854, 945, 468, 473, 869, 703, 1107,
    914, 871, 752, 871, 831, 722, 744, 872, 776, 1123, 776, 725, 730, 473, 365, 473, 838, 500, 500, 675, 716, 609, 716,
    699, 435, 716, 727, 380, 362, 693, 380, 1058, 727, 687, 716, 716, 527, 595, 478, 727, 652, 924, 645, 652, 582, 712,
    365, 712, 838,
  ]

  /// Thousandths of the font's size that a text takes, or a little less.
  static func width(of text: some StringProtocol) -> Int { text.unicodeScalars.reduce(0) { $0 + width(of: $1) } }

  /// Pixels that a text takes at a size, rounded up.
  static func pixels(_ text: some StringProtocol, size: Int) -> Int { pixels(width(of: text), size: size) }

  private static func pixels(_ width: Int, size: Int) -> Int { (width * size + 999) / 1000 }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if (0x20..<0x7F).contains(value) { return ascii[Int(value) - 0x20] }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // Latin, Greek, Cyrillic, Hebrew and Arabic letters; the broadest of them are Cyrillic capitals.
    if value < 0x0400 { return 960 }
    if value < 0x0530 { return 1270 }
    return value < 0x1100 ? 960 : 1100
  }

  /// One line, cut with an ellipsis where it is longer than there is room.
  static func line(_ text: String, size: Int, room: Int) -> String {
    let text = drawable(text)
    if pixels(text, size: size) <= room { return text }
    var kept = ""
    var keptWidth = width(of: "…")
    for character in text {
      keptWidth += width(of: String(character))
      guard pixels(keptWidth, size: size) <= room else { break }
      kept.append(character)
    }
    // At a word, unless that would leave little.
    if let space = kept.lastIndex(of: " "), kept.distance(from: space, to: kept.endIndex) < kept.count / 3 {
      kept = String(kept[..<space])
    }
    return trimmed(kept) + "…"
  }

  /// - Parameter sizes: the largest first, each with how many lines there is room for; the last one cuts what is too long.
  static func block(_ text: String, room: Int, sizes: [(size: Int, lines: Int)]) -> Block {
    let words = drawable(text).split(separator: " ").map(String.init)
    for (size, count) in sizes {
      // A word is broken only where no size has room for it.
      let isWhole = words.allSatisfy { pixels($0, size: size) <= room }
      let lines = isWhole ? wrapped(words, size: size, room: room) : []
      if isWhole, lines.count <= count {
        return Block(size: size, lines: balanced(words, size: size, room: room, count: lines.count))
      }
    }
    guard let last = sizes.last else { return Block(size: 0, lines: []) }
    let pieces = words.flatMap { broken($0, size: last.size, room: room) }
    let lines = wrapped(pieces, size: last.size, room: room)
    guard lines.count > last.lines else { return Block(size: last.size, lines: lines) }
    let rest = lines[(last.lines - 1)...].joined(separator: " ")
    return Block(
      size: last.size, lines: lines.prefix(last.lines - 1) + [line(rest, size: last.size, room: room)])
  }

  /// The words on as many lines of about one length: the narrowest room that needs no more of them.
  private static func balanced(_ words: [String], size: Int, room: Int, count: Int) -> [String] {
    var (narrow, wide) = (words.map { pixels($0, size: size) }.max() ?? 0, room)
    while narrow < wide {
      let middle = (narrow + wide) / 2
      if wrapped(words, size: size, room: middle).count <= count { wide = middle } else { narrow = middle + 1 }
    }
    return wrapped(words, size: size, room: wide)
  }

  private static func wrapped(_ words: [String], size: Int, room: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, pixels(last + " " + word, size: size) <= room {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  /// A word in pieces that each have room: scripts without spaces are one word.
  private static func broken(_ word: String, size: Int, room: Int) -> [String] {
    if pixels(word, size: size) <= room { return [word] }
    var pieces = [""]
    for character in word {
      if pixels(pieces[pieces.count - 1] + String(character), size: size) > room { pieces.append("") }
      pieces[pieces.count - 1].append(character)
    }
    return pieces
  }

  /// A text as XML can hold it, on one line.
  static func drawable(_ text: String) -> String {
    if isPlainLine(text) { return text }
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      isExcluded(scalar) ? " " : scalar
    }
    return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
  }

  /// Whether a text is on one line already, with single spaces between words, as most are.
  private static func isPlainLine(_ text: String) -> Bool {
    var isAfterSpace = true
    for scalar in text.unicodeScalars {
      let isSpace = scalar == " "
      if isExcluded(scalar) || (isAfterSpace && isSpace) { return false }
      isAfterSpace = isSpace
    }
    return !isAfterSpace
  }

  /// What XML excludes, and white space of patterns but for the space itself.
  private static func isExcluded(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028, 0x2029: true
    case let value: value & 0xFFFE == 0xFFFE
    }
  }

  private static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }

  /// Whether a text is read from right to left: its first letter says so.
  static func isRightToLeft(_ text: String) -> Bool {
    guard let letter = text.unicodeScalars.first(where: { $0.properties.isAlphabetic }) else { return false }
    return rightToLeft.contains { $0.contains(letter.value) }
  }

  /// Hebrew, Arabic and their kin; and the forms in which old texts hold them.
  private static let rightToLeft: [ClosedRange<UInt32>] = [
    0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
  ]
}
