internal import Diagnostics

/// A column of open data: the one declaration behind headers, types, codebook and package.
struct DataField<Row>: Sendable {
  /// As in Frictionless Table Schema.
  enum Kind: String {
    case string
    case integer
    case number
    case date
    case boolean
  }

  let name: String
  let kind: Kind
  let description: String
  /// JSON members of the field's constraints, such as `"minimum": 1`.
  var constraints: [String] = []
  var isRequired = true
  /// Whether a person wrote it, so that a spreadsheet must not run it.
  var isAuthored = true
  /// As a data file writes it; nil where there is none.
  let value: @Sendable (Row) -> String?
}

/// Rows of open data in every form that they are published in.
struct DataTable<Row: Sendable>: Sendable {
  let fields: [DataField<Row>]
  /// The names of the fields that tell a row from every other.
  let primaryKey: [String]
  let rows: [Row]

  func with(_ rows: [Row]) -> DataTable { DataTable(fields: fields, primaryKey: primaryKey, rows: rows) }

  /// RFC 4180 with LF line ends.
  func csv() -> [UInt8] {
    var bytes = Array(fields.map(\.name).joined(separator: ",").utf8)
    bytes.append(UInt8(ascii: "\n"))
    for row in rows {
      for (position, field) in fields.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += CSVText.field(field.value(row) ?? "", isText: field.kind == .string && field.isAuthored).utf8
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// A JSON array of objects, each on a line of its own.
  func json(indent: String) -> [UInt8] {
    guard !rows.isEmpty else { return Array("[]".utf8) }
    let names = fields.map { Array("\(jsonString($0.name)): ".utf8) }
    var bytes = Array("[\n".utf8)
    for (number, row) in rows.enumerated() {
      if number > 0 { bytes += ",\n".utf8 }
      bytes += indent.utf8
      bytes += "  {".utf8
      for (position, field) in fields.enumerated() {
        if position > 0 { bytes += ", ".utf8 }
        bytes += names[position]
        let value = field.value(row)
        if let value, field.kind == .string || field.kind == .date {
          bytes.appendJSONString(value)
        } else {
          bytes += (value ?? "null").utf8
        }
      }
      bytes.append(UInt8(ascii: "}"))
    }
    bytes += "\n\(indent)]".utf8
    return bytes
  }

  /// A Frictionless Table Schema.
  func schema(indent: String) -> String {
    let members = fields.map { field in
      let constraints = (field.isRequired ? ["\"required\": true"] : []) + field.constraints
      var member = "{\"name\": \(jsonString(field.name)), \"type\": \"\(field.kind.rawValue)\", "
      member += "\"description\": \(jsonString(field.description))"
      if !constraints.isEmpty { member += ", \"constraints\": {\(constraints.joined(separator: ", "))}" }
      return indent + "    " + member + "}"
    }
    return """
      {
      \(indent)  "fields": [
      \(members.joined(separator: ",\n"))
      \(indent)  ],
      \(indent)  "missingValues": [""],
      \(indent)  "primaryKey": [\(primaryKey.map(jsonString).joined(separator: ", "))]
      \(indent)}
      """
  }
}

/// Fields of CSV files.
enum CSVText {
  /// What a spreadsheet would run as a formula gets an apostrophe before it, which it does not show.
  static func field(_ value: String, isText: Bool) -> String {
    let inert = isText && value.utf8.first.map { "=+-@\t".utf8.contains($0) } == true ? "'" + value : value
    guard inert.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return inert }
    return "\"" + inert.replacing("\"", with: "\"\"") + "\""
  }
}
