public import Diagnostics
internal import Foundation
internal import IndexCharts
internal import ScoreLedger

/// What an audit compared and what it found.
public struct AuditReport: Sendable {
  public var files = 0
  public var values = 0
  public var disagreements = 0
  public var diagnostics: [Diagnostic] = []
}

/// Reads the published files back, takes every displayed value out again and compares it with the ledger.
///
/// In HTML a value is the text of an element with `data-fact`; the nearest `data-constituent` and `data-edition` say whose
/// it is. In data files every field of every row is one.
struct PublicationAudit {
  private let answers: IndexAnswers
  /// Tables by the paths of their data files.
  private let tables: [String: EditionTable]
  private let settings: IndexSettings
  private let ledger: Ledger

  init(settings: IndexSettings, ledger: Ledger) {
    self.settings = settings
    self.ledger = ledger
    answers = IndexAnswers(settings: settings, ledger: ledger)
    tables = ledger.tables.reduce(into: [:]) { tables, table in
      tables[Address.editionCSV(table.id).text] = table
      tables[Address.editionJSON(table.id).text] = table
    }
  }

  func audit(_ output: String) -> AuditReport {
    var report = AuditReport()
    let shown = Folder.normalised(output)
    let paths: [String]
    do throws(UnreadablePath) { paths = try Folder.files(beneath: output).map(\.path) } catch {
      report.diagnostics.append(error.diagnostic(help: "build the site first"))
      return report
    }
    if !paths.contains(Address.scoresCSV.text) {
      report.diagnostics.append(
        Diagnostic(
          id: "nothing-published", "no site is published here", at: .file(path: shown), help: "build the site first"))
    }
    for path in paths {
      guard let check = check(for: path) else { continue }
      do throws(UnreadablePath) {
        let file = SourceFile(path: shown + "/" + path, bytes: try Folder.read(output + "/" + path))
        report.files += 1
        check(file, &report)
      } catch { report.diagnostics.append(error.diagnostic(help: "make the file readable")) }
    }
    return report
  }

  private func check(for path: String) -> ((SourceFile, inout AuditReport) -> Void)? {
    let edition = tables[path]
    if path.hasSuffix(".html") || path.hasSuffix(".svg") { return auditHTML }
    if ("/" + path).hasSuffix("/" + Address.feed.atom.text) { return auditFeed }
    if path == Address.correctionsCSV.text { return auditCorrections }
    if path == Address.scoresCSV.text || (path.hasSuffix(".csv") && edition != nil) {
      return { file, report in auditRows(csvRows(file), of: edition, file, &report) }
    }
    if path == Address.scoresJSON.text || (path.hasSuffix(".json") && edition != nil) {
      return { file, report in auditRows(jsonRows(file), of: edition, file, &report) }
    }
    return nil
  }

  // MARK: Displayed values

  private func auditHTML(_ file: SourceFile, _ report: inout AuditReport) {
    for value in HTMLScanner.marked("data-fact", in: file.bytes) { audit(value, at: value.utf8Offset, file, &report) }
  }

  private func auditFeed(_ file: SourceFile, _ report: inout AuditReport) {
    for content in HTMLScanner.texts(of: "content", in: file.bytes) {
      for value in HTMLScanner.marked("data-fact", in: Array(content.text.utf8)) {
        audit(value, at: content.utf8Offset, file, &report)
      }
    }
  }

  private func audit(_ value: MarkedText, at offset: Int, _ file: SourceFile, _ report: inout AuditReport) {
    let name = value.attributes["data-fact"] ?? ""
    let constituent = value.inherited["data-constituent"]
    let edition = value.inherited["data-edition"].flatMap { try? ledger.calendar.parse($0) }
    func disagree(_ message: String) {
      report.disagreements += 1
      let place = SourcePlace(file, SourceSpan(offset, offset))
      report.diagnostics.append(
        Diagnostic(
          id: "published-value", message, at: place, help: "build the site again, or mend the template that shows it"))
    }
    report.values += 1
    guard let edition else { return disagree("a \(name) is shown of no edition") }
    let whose = constituent.map { "of \($0) in \(edition.text)" } ?? "of \(edition.text)"
    if name == "bar" {
      let table = ledger.table(edition)
      let standing = constituent.flatMap { table?.standing(of: $0) }
      let expected = standing.flatMap { standing in
        table.map { ScoreBar(of: standing, on: TableScale($0, on: settings.scale)).tick }
      }
      if value.attributes["x"] != expected { disagree("the bar \(whose) does not end at \(expected ?? "a score")") }
      return
    }
    let dimension = value.attributes["data-dimension"]
    guard let known = self.value(name, constituent, value.attributes["data-to"] ?? dimension, edition) else {
      return disagree("the ledger knows no \(name) \(whose)")
    }
    let plain = answers.plainText(known)
    let shown = String(value.text.filter { !"*†‡".contains($0) })
    if let attribute = value.attributes["value"], attribute != plain {
      return disagree("the \(name) \(whose) is \(plain), and the page says \(attribute)")
    }
    for text in [shown, value.hiddenText] where !agrees(text, known, isMarked: value.attributes["value"] != nil) {
      return disagree("the \(name) \(whose) is \(answers.text(known)), and the page says `\(text)`")
    }
  }

  /// - Parameter other: what a gap is measured to, or the dimension that is asked for.
  private func value(_ name: String, _ constituent: String?, _ other: String?, _ edition: EditionID) -> FactValue? {
    if name == "dimension", let constituent, let other {
      return ledger.table(edition)?.standing(of: constituent)?.dimensions[other].map { .score($0) }
    }
    if let fact = TableFact(rawValue: name) { return try? ledger.value(of: fact, in: edition) }
    guard let fact = Fact(rawValue: name), let constituent else { return nil }
    return try? ledger.value(of: fact, constituent, in: edition, to: other)
  }

  /// - Parameter isMarked: whether the text is an author's, in words that only the value beside it can be compared by.
  private func agrees(_ text: String, _ value: FactValue, isMarked: Bool) -> Bool {
    if text.isEmpty { return true }
    guard let truth = answers.truth(value) else { return isMarked || text == answers.text(value) }
    // What hidden words add to a rank or a score (", tied with Meta", "(implied)") is no value.
    if text.hasPrefix(",") || text.hasPrefix("(") { return true }
    switch answers.reader.verdict(on: text, after: "", truth: truth) {
    case .agrees: return true
    case .unreadable: return isMarked
    case .disagrees: return false
    }
  }

  // MARK: Data files

  private func csvRows(_ file: SourceFile) -> [[String: String]]? {
    guard let rows = try? CSVReader.rows(of: file.bytes), let header = rows.first else { return nil }
    return rows.dropFirst().map { row in
      var fields: [String: String] = [:]
      for (name, value) in zip(header, row) where !value.isEmpty {
        // The apostrophe that keeps a spreadsheet from running a text is none of the value.
        let isGuarded = value.hasPrefix("'") && value.dropFirst().first.map { "=+-@\t".contains($0) } ?? false
        fields[name] = isGuarded ? String(value.dropFirst()) : value
      }
      return fields
    }
  }

  private struct JSONScores: Decodable {
    let scores: [[String: JSONField]]
  }

  /// A member of a row as the text that CSV has for it.
  private struct JSONField: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        text = nil
      } else if let flag = try? container.decode(Bool.self) {
        text = String(flag)
      } else if let number = try? container.decode(Decimal.self) {
        text = number.description
      } else {
        text = try container.decode(String.self)
      }
    }
  }

  private func jsonRows(_ file: SourceFile) -> [[String: String]]? {
    guard let read = try? JSONDecoder().decode(JSONScores.self, from: Data(file.bytes)) else { return nil }
    return read.scores.map { row in row.compactMapValues(\.text) }
  }

  private func auditRows(
    _ rows: [[String: String]]?, of table: EditionTable?, _ file: SourceFile, _ report: inout AuditReport
  ) {
    guard let rows else { return unreadable(file, &report) }
    let expected = DataFiles(settings: settings, ledger: ledger).scores.with(
      table.map(\.standings) ?? ledger.tables.flatMap(\.standings))
    audit(rows, expected, file, &report)
  }

  private func auditCorrections(_ file: SourceFile, _ report: inout AuditReport) {
    guard let rows = csvRows(file) else { return unreadable(file, &report) }
    audit(rows, DataFiles(settings: settings, ledger: ledger).corrections, file, &report)
  }

  private func audit<Row>(
    _ rows: [[String: String]], _ expected: DataTable<Row>, _ file: SourceFile, _ report: inout AuditReport
  ) {
    var problems: [String] = []
    if rows.count != expected.rows.count {
      problems.append("\(rows.count) rows, and the ledger has \(expected.rows.count)")
    }
    for (index, (row, known)) in zip(rows, expected.rows).enumerated() {
      for field in expected.fields {
        report.values += 1
        let (found, truth) = (row[field.name], field.value(known))
        let isNumber = field.kind == .number || field.kind == .integer
        let isSame = isNumber ? Self.number(found) == Self.number(truth) : (found ?? "") == (truth ?? "")
        if !isSame {
          problems.append(
            "\(field.name) in row \(index + 1) is \(found ?? "empty"), and the ledger says \(truth ?? "nothing")")
        }
      }
    }
    for problem in problems {
      report.disagreements += 1
      report.diagnostics.append(
        Diagnostic(id: "published-value", problem, at: .file(path: file.path), help: "build the site again"))
    }
  }

  /// A number without zeros at its end, so that 70.0 and 70 are one.
  private static func number(_ text: String?) -> String? {
    guard let text, text.contains(".") else { return text }
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  private func unreadable(_ file: SourceFile, _ report: inout AuditReport) {
    report.disagreements += 1
    report.diagnostics.append(
      Diagnostic(
        id: "published-value", "the file cannot be read back", at: .file(path: file.path), help: "build the site again")
    )
  }
}
