/// Reads CSV as RFC 4180 has it.
enum CSVReader {
  /// Rows of fields; nil where a quote is not closed, or text follows one.
  static func rows(of bytes: [UInt8]) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var index = 0
    func ends(_ index: Int) -> Bool { index == bytes.count || [0x2C, 0x0A, 0x0D].contains(bytes[index]) }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\""), field.isEmpty {
        index += 1
        while true {
          guard index < bytes.count else { return nil }
          if bytes[index] != UInt8(ascii: "\"") {
            field.append(bytes[index])
          } else if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
            field.append(bytes[index])
            index += 1
          } else {
            break
          }
          index += 1
        }
        index += 1
        guard ends(index) else { return nil }
      } else {
        while !ends(index) {
          field.append(bytes[index])
          index += 1
        }
      }
      row.append(String(decoding: field, as: UTF8.self))
      field = []
      if index < bytes.count, bytes[index] == 0x2C {
        index += 1
        if index == bytes.count { row.append("") }
        continue
      }
      if index < bytes.count, bytes[index] == 0x0D { index += 1 }
      if index < bytes.count, bytes[index] == 0x0A { index += 1 }
      rows.append(row)
      row = []
    }
    if !row.isEmpty { rows.append(row) }
    return rows
  }
}
