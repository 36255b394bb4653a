internal import HTMLEscaping

/// Bytes that mark a hole in printed HTML. None can stand in UTF-8, so no text of an author holds one.
enum Hole {
  static let root: UInt8 = 0xFF
  static let block: UInt8 = 0xFE
  static let value: UInt8 = 0xFD
  static let endOfValue: UInt8 = 0xFC

  static let markup: UInt8 = 0xFB

  /// The hole of a block or a value: its number between two marks, since not every hole that is left is printed.
  static func numbered(_ mark: UInt8, _ number: Int) -> [UInt8] {
    var hole: [UInt8] = []
    hole.reserveCapacity(8)
    hole.append(mark)
    hole.appendDecimal(number)
    hole.append(mark)
    return hole
  }
}
