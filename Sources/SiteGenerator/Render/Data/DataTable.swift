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
  func csv() -> String {
    var text = fields.map(\.name).joined(separator: ",") + "\n"
    for row in rows {
      text += fields.map { CSVText.field($0.value(row) ?? "", isText: $0.kind == .string && $0.isAuthored) }.joined(
        separator: ",")
      text += "\n"
    }
    return text
  }

  /// A JSON array of objects, each on a line of its own.
  func json(indent: String) -> String {
    let objects = rows.map { row in
      let members = fields.map { field in
        let isText = field.kind == .string || field.kind == .date
        return "\(jsonString(field.name)): \(field.value(row).map { isText ? jsonString($0) : $0 } ?? "null")"
      }
      return indent + "  {" + members.joined(separator: ", ") + "}"
    }
    return objects.isEmpty ? "[]" : "[\n" + objects.joined(separator: ",\n") + "\n" + indent + "]"
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
    let inert = isText && value.first.map { "=+-@\t".contains($0) } == true ? "'" + value : value
    guard inert.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return inert }
    return "\"" + inert.replacing("\"", with: "\"\"") + "\""
  }
}
