internal import Diagnostics
public import ScoreLedger

/// How commands that look into the ledger print what they found.
public enum TableFormat: String, Sendable, CaseIterable {
  case table
  case csv
  case json
}

/// A ledger with what it takes to print it.
public struct LedgerView: Sendable {
  public let ledger: Ledger
  let settings: IndexSettings

  /// In the order of index.yml.
  public var constituents: [Constituent] { settings.constituents }

  /// Tables in the columns of the published data; nil for a person's table.
  public func data(of tables: [EditionTable], _ format: TableFormat) -> String? {
    let rows = DataFiles(settings: settings, ledger: ledger).scores.with(tables.flatMap(\.standings))
    switch format {
    case .table: return nil
    case .csv: return String(decoding: rows.csv(), as: UTF8.self)
    case .json: return String(decoding: rows.json(indent: ""), as: UTF8.self) + "\n"
    }
  }
}

extension Explanation {
  public func text(_ score: Score?) -> String { scale.ratingText(score) }

  private var table: DataTable<Row> {
    let (id, edition) = (constituent.id, edition.text)
    return DataTable(
      fields: [
        DataField(name: "edition", kind: .string, description: "The edition's id") { _ in edition },
        DataField(name: "constituent", kind: .string, description: "The constituent's id") { _ in id },
        DataField(name: "fact", kind: .string, description: "As index: URLs name it") { $0.fact },
        DataField(name: "value", kind: .string, description: "The value", isAuthored: false) { $0.plainText },
        DataField(name: "origin", kind: .string, description: "How it was found") { $0.origin },
        DataField(name: "places", kind: .string, description: "Where it is stated") { row in
          row.places.map(\.description).joined(separator: " ")
        },
      ], primaryKey: ["fact"], rows: rows)
  }

  public func csv() -> String { String(decoding: table.csv(), as: UTF8.self) }

  public func json() -> String { String(decoding: table.json(indent: ""), as: UTF8.self) + "\n" }
}
