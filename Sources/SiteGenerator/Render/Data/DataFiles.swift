internal import Diagnostics
internal import ScoreLedger

/// The ledger as open data.
struct DataFiles: Sendable {
  let settings: IndexSettings
  let ledger: Ledger

  /// Every standing: the oldest edition first, within one by rank.
  var scores: DataTable<Standing> {
    DataTable(fields: standingFields, primaryKey: ["edition", "constituent"], rows: ledger.tables.flatMap(\.standings))
  }

  /// The newest first.
  var corrections: DataTable<Correction> {
    let scale = settings.scale
    let ledger = ledger
    let number: DataField<Correction>.Kind = scale.decimals == 0 ? .integer : .number
    return DataTable(
      fields: [
        DataField(name: "date", kind: .date, description: "The day of the correction") { $0.date.iso },
        DataField(name: "edition", kind: .string, description: "The corrected edition's id") { $0.edition.text },
        DataField(name: "constituent", kind: .string, description: "The constituent's id") { $0.constituent },
        DataField(name: "name", kind: .string, description: "The constituent's name") {
          ledger.constituent($0.constituent)?.name
        },
        DataField(
          name: "was", kind: number, description: "The score before; empty where it was not rated", isRequired: false
        ) { $0.was.map(scale.plainText) },
        DataField(
          name: "now", kind: number, description: "The score since; empty where it is not rated", isRequired: false
        ) { $0.now.map(scale.plainText) },
        DataField(name: "reason", kind: .string, description: "Why it was corrected") { $0.reason },
        DataField(name: "found_by", kind: .string, description: "Who found the mistake", isRequired: false) {
          $0.foundBy
        },
      ], primaryKey: ["date", "edition", "constituent", "was"], rows: ledger.corrections)
  }

  private var standingFields: [DataField<Standing>] {
    let scale = settings.scale
    let calendar = ledger.calendar
    let ledger = ledger
    let number: DataField<Standing>.Kind = scale.decimals == 0 ? .integer : .number
    let unit = scale.unit.isEmpty ? "" : ", in \(scale.unit)"
    let bounds = [("minimum", scale.minimum), ("maximum", scale.maximum)].compactMap { name, bound in
      bound.map { "\"\(name)\": \(scale.plainText($0))" }
    }
    return [
      DataField(name: "edition", kind: .string, description: "The edition's id") { $0.edition.text },
      DataField(
        name: "date", kind: .date, description: "The first day of the edition's period", isRequired: false
      ) { calendar.firstDay(of: $0.edition)?.iso },
      DataField(name: "constituent", kind: .string, description: "The constituent's id") { $0.constituent.id },
      DataField(name: "name", kind: .string, description: "The constituent's name") { $0.constituent.name },
      DataField(
        name: "rank", kind: .integer, description: "Rank: " + Fact.rank.meaning, constraints: ["\"minimum\": 1"]
      ) { String($0.rank) },
      DataField(name: "tied", kind: .boolean, description: "Whether others share the rank") { String($0.isTied) },
      DataField(name: "score", kind: number, description: "The score\(unit)", constraints: bounds) {
        scale.plainText($0.score)
      },
      DataField(
        name: "change", kind: number,
        description: "Change: \(Fact.change.meaning); empty where there is none, or where the two do not compare",
        isRequired: false
      ) { $0.change.map(scale.plainText) },
      DataField(
        name: "previous_rank", kind: .integer, description: "Previous rank: " + Fact.previousRank.meaning,
        constraints: ["\"minimum\": 1"], isRequired: false
      ) { $0.previousRank.map(String.init) },
      DataField(
        name: "status", kind: .string,
        description: "stated, implied by the change that the next edition states, or corrected",
        constraints: ["\"enum\": [\"stated\", \"implied\", \"corrected\"]"]
      ) { $0.provenance.name },
      DataField(
        name: "first_published", kind: number, description: "The score before any correction; empty without one",
        isRequired: false
      ) { $0.corrections.first?.was.map(scale.plainText) },
      DataField(
        name: "methodology", kind: .string, description: "The version of the methodology", isRequired: false
      ) { ledger.table($0.edition)?.methodology?.name },
    ] + dimensionFields(number)
  }

  /// One for each dimension that any score is stated in.
  private func dimensionFields(_ number: DataField<Standing>.Kind) -> [DataField<Standing>] {
    let used = ledger.tables.reduce(into: Set<String>()) { used, table in
      for standing in table.standings { used.formUnion(standing.dimensions.keys) }
    }
    var seen: Set<String> = []
    let scale = settings.scale
    return settings.methodology.versions.flatMap(\.dimensions).filter {
      used.contains($0.id) && seen.insert($0.id).inserted
    }
    .map { dimension in
      DataField(
        name: "dimension_" + dimension.id.replacing("-", with: "_"), kind: number,
        description: "The score in the dimension \(dimension.name)", isRequired: false
      ) { $0.dimensions[dimension.id].map(scale.plainText) }
    }
  }

  // MARK: Files

  func files() -> [SiteFile] {
    let tables = Shared { (scores: scores, corrections: corrections) }
    return [
      SiteFile(Address.scoresCSV, .ledger) { () throws(RenderError) in tables.value().scores.csv() },
      SiteFile(Address.scoresJSON, .ledger) { () throws(RenderError) in json(tables.value().scores, about: nil) },
      SiteFile(Address.correctionsCSV, .ledger) { () throws(RenderError) in tables.value().corrections.csv() },
      SiteFile(Address.scoresSchema, .ledger, text: { tables.value().scores.schema(indent: "") + "\n" }),
      SiteFile(Address.correctionsSchema, .ledger, text: { tables.value().corrections.schema(indent: "") + "\n" }),
      SiteFile(Address.dataPackage, .ledger, text: { package() }),
    ]
      + ledger.tables.flatMap { table in
        [
          SiteFile(Address.editionCSV(table.id), .ledger) { () throws(RenderError) in
            tables.value().scores.with(table.standings).csv()
          },
          SiteFile(Address.editionJSON(table.id), .ledger) { () throws(RenderError) in
            json(tables.value().scores.with(table.standings), about: table)
          },
        ]
      }
  }

  private func json(_ table: DataTable<Standing>, about edition: EditionTable?) -> [UInt8] {
    var members = ["  \"title\": \(jsonString(settings.title))"]
    if let url = settings.url { members.append("  \"url\": \(jsonString(url))") }
    if let licence = settings.licence { members.append("  \"licence\": \(jsonString(licence))") }
    if let edition {
      members.append("  \"edition\": \(jsonString(edition.id.text))")
      members.append("  \"not_rated\": [\(edition.notRated.map { jsonString($0.id) }.joined(separator: ", "))]")
    }
    let start = "{\n" + members.joined(separator: ",\n") + ",\n  \"scores\": "
    return Array(start.utf8) + table.json(indent: "  ") + "\n}\n".utf8
  }

  /// A Frictionless Data Package of all tables; those of editions share the schema of the scores.
  private func package() -> String {
    var members = [
      "  \"profile\": \"tabular-data-package\"", "  \"name\": \(jsonString(Self.packageName(settings.title)))",
      "  \"title\": \(jsonString(settings.title))",
    ]
    if let description = settings.description { members.append("  \"description\": \(jsonString(description))") }
    if let url = settings.url { members.append("  \"homepage\": \(jsonString(url))") }
    if let licence = settings.licence {
      let path = Licence(name: licence).url.map { ", \"path\": \(jsonString($0))" } ?? ""
      members.append("  \"licenses\": [{\"name\": \(jsonString(licence))\(path)}]")
    }
    var resources = [
      resource("scores", Address.scoresCSV, "Every score of every edition", schema: Address.scoresSchema),
      resource("corrections", Address.correctionsCSV, "Every correction", schema: Address.correctionsSchema),
    ]
    for table in ledger.tables {
      resources.append(
        resource(
          "edition-" + Self.packageName(table.id.text), Address.editionCSV(table.id), "Edition \(table.id.text)",
          schema: Address.scoresSchema))
    }
    members.append("  \"resources\": [\n" + resources.joined(separator: ",\n") + "\n  ]")
    return "{\n" + members.joined(separator: ",\n") + "\n}\n"
  }

  private func resource(_ name: String, _ path: SitePath, _ title: String, schema: SitePath) -> String {
    // A package names its files from the folder that it lies in.
    let (file, schema) = (path.text.dropFirst("data/".count), schema.text.dropFirst("data/".count))
    let members = [
      ("name", name), ("path", String(file)), ("title", title), ("profile", "tabular-data-resource"), ("format", "csv"),
      ("mediatype", "text/csv"), ("encoding", "utf-8"), ("schema", String(schema)),
    ]
    return "    {" + members.map { "\(jsonString($0)): \(jsonString($1))" }.joined(separator: ", ") + "}"
  }

  /// A text in the letters that a package's names may have.
  static func packageName(_ text: String) -> String {
    let words = text.lowercased().utf8.split { !(0x61...0x7A).contains($0) && !(0x30...0x39).contains($0) }
    return words.isEmpty ? "index" : words.map { String(Substring($0)) }.joined(separator: "-")
  }
}
