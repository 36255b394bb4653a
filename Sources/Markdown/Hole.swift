/// Bytes that mark a hole in printed HTML. None can stand in UTF-8, so no text of an author holds one.
enum Hole {
  static let root: UInt8 = 0xFF
  static let block: UInt8 = 0xFE
  static let value: UInt8 = 0xFD
  static let endOfValue: UInt8 = 0xFC

  static let markup: UInt8 = 0xFB

  /// Printed HTML with inline markup in its holes, which may hold others.
  static func filled(_ html: [UInt8], _ markups: [[UInt8]]) -> [UInt8] {
    if markups.isEmpty { return html }
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    var start = 0
    while let hole = html[start...].firstIndex(of: markup) {
      result += html[start..<hole]
      let digits = html[(hole + 1)...].prefix { $0 != markup }
      result += markups[number(digits)]
      start = hole + digits.count + 2
    }
    return result + html[start...]
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// The hole of a block or a value: its number between two marks, since not every hole that is left is printed.
  static func numbered(_ mark: UInt8, _ number: Int) -> [UInt8] { [mark] + String(number).utf8 + [mark] }
}
