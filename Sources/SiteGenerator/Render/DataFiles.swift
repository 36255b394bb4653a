internal import Diagnostics
internal import ScoreLedger

/// The ledger as open data. One list of columns gives the header, the values and the codebook.
struct DataFiles {
  struct Column {
    let name: String
    /// As in Frictionless Table Schema: string, integer, number, date.
    let type: String
    let description: String
    let value: (Standing) -> String?
  }

  let settings: IndexSettings
  let ledger: Ledger

  var columns: [Column] {
    let scale = settings.scale
    let calendar = ledger.calendar
    return [
      Column(name: "edition", type: "string", description: "The edition's id") { $0.edition.text },
      Column(name: "date", type: "date", description: "The first day of the edition's period") {
        calendar.firstDay(of: $0.edition)?.iso
      },
      Column(name: "constituent", type: "string", description: "The constituent's id") { $0.constituent.id },
      Column(name: "name", type: "string", description: "The constituent's name") { $0.constituent.name },
      Column(
        name: "rank", type: "integer", description: "The place by score, the best first; equal scores share a rank"
      ) { String($0.rank) },
      Column(
        name: "score", type: scale.decimals == 0 ? "integer" : "number",
        description: "The score\(scale.unit.isEmpty ? "" : ", in \(scale.unit)")"
      ) { scale.plainText($0.score) },
      Column(
        name: "change", type: scale.decimals == 0 ? "integer" : "number",
        description: "The score's change against the edition before; empty where there is none"
      ) { $0.change.map(scale.plainText) },
      Column(
        name: "status", type: "string",
        description: "stated, or implied by the change that the next edition states"
      ) { $0.provenance == .implied ? "implied" : "stated" },
    ]
  }

  /// RFC 4180 with LF line ends: the oldest edition first, within one by rank.
  func csv() -> String {
    let columns = columns
    var text = columns.map(\.name).joined(separator: ",") + "\n"
    for table in ledger.tables {
      for standing in table.standings {
        text += columns.map { field($0.value(standing) ?? "", isText: $0.type == "string") }.joined(separator: ",")
        text += "\n"
      }
    }
    return text
  }

  func json() -> String {
    let columns = columns
    let rows = ledger.tables.flatMap(\.standings).map { standing in
      let fields = columns.map { column in
        let value = column.value(standing)
        let isNumber = column.type == "integer" || column.type == "number"
        return "\(jsonString(column.name)): \(value.map { isNumber ? $0 : jsonString($0) } ?? "null")"
      }
      return "    {" + fields.joined(separator: ", ") + "}"
    }
    var fields = ["  \"title\": \(jsonString(settings.title))"]
    if let url = settings.url { fields.append("  \"url\": \(jsonString(url))") }
    if let licence = settings.licence { fields.append("  \"licence\": \(jsonString(licence))") }
    fields.append("  \"scores\": [" + (rows.isEmpty ? "]" : "\n" + rows.joined(separator: ",\n") + "\n  ]"))
    return "{\n" + fields.joined(separator: ",\n") + "\n}\n"
  }

  /// A CSV field. A text that a spreadsheet would run as a formula gets an apostrophe before it.
  private func field(_ value: String, isText: Bool) -> String {
    let inert = isText && value.first.map { "=+-@\t".contains($0) } == true ? "'" + value : value
    guard inert.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return inert }
    return "\"" + inert.replacing("\"", with: "\"\"") + "\""
  }
}
