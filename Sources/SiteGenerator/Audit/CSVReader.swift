/// Reads comma-separated values as RFC 4180 has them: fields in quotes hold commas, line ends and doubled quotes.
///
/// Lines end in LF or CRLF; one at the end of the file starts no further row. An empty line is a row of one empty field.
/// A quote inside a field that does not start with one is text, and so is a carriage return alone.
struct CSVReader {
  private let bytes: [UInt8]
  private var index = 0

  /// - Complexity: O(number of bytes).
  static func rows(of bytes: [UInt8]) throws(CSVMistake) -> [[String]] {
    var reader = CSVReader(bytes: bytes)
    var rows: [[String]] = []
    while reader.index < bytes.count { rows.append(try reader.row()) }
    return rows
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads one row and its line end.
  private mutating func row() throws(CSVMistake) -> [String] {
    var fields = [try field()]
    while index < bytes.count, bytes[index] == UInt8(ascii: ",") {
      index += 1
      fields.append(try field())
    }
    index = min(index + lineEnd(at: index), bytes.count)
    return fields
  }

  private mutating func field() throws(CSVMistake) -> String {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return try quotedField() }
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: ","), lineEnd(at: index) == 0 { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func quotedField() throws(CSVMistake) -> String {
    let quote = UInt8(ascii: "\"")
    let opening = index
    var text: [UInt8] = []
    index += 1
    while let end = bytes[index...].firstIndex(of: quote) {
      text += bytes[index..<end]
      index = end + 1
      guard index < bytes.count, bytes[index] == quote else {
        let isEnded = index == bytes.count || bytes[index] == UInt8(ascii: ",") || lineEnd(at: index) > 0
        guard isEnded else { throw .textAfterQuote(utf8Offset: index) }
        return String(decoding: text, as: UTF8.self)
      }
      text.append(quote)
      index += 1
    }
    throw .unclosedQuote(utf8Offset: opening)
  }

  /// How many bytes end a line here: 0, 1 or 2.
  private func lineEnd(at index: Int) -> Int {
    let rest = bytes[index...]
    return rest.starts(with: "\n".utf8) ? 1 : rest.starts(with: [0x0D, 0x0A]) ? 2 : 0
  }
}

/// Why bytes are no comma-separated values.
enum CSVMistake: Error, Equatable {
  /// The offset is the opening quote's.
  case unclosedQuote(utf8Offset: Int)
  /// The offset is that of the first byte after the closing quote.
  case textAfterQuote(utf8Offset: Int)

  var utf8Offset: Int {
    switch self {
    case .unclosedQuote(let offset), .textAfterQuote(let offset): offset
    }
  }
}
