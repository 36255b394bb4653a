internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Reads tables of a body as statements, cell by cell.
///
/// A table takes part when one of its columns holds constituents and another scores, changes or ranks. A column is known
/// by its header: `Score` or the scale's unit, `Change`, `Week` or another period, `Rank`, or an edition's id, whose
/// scores it holds.
struct TableReader {
  private enum Column: Equatable {
    case constituent
    case score(EditionID)
    case change
    case rank
    case other
  }

  private static let scoreHeaders = ["score", "scores", "points", "index", "rating"]
  private static let changeHeaders = [
    "change", "chg", "week", "wk", "wk.", "month", "quarter", "year", "day", "Δ", "+/-", "+/−", "±",
  ]
  private static let rankHeaders = ["rank", "#", "place", "pos", "pos.", "position", "no.", "№"]

  let index: IndexNames
  let edition: EditionID

  private(set) var statements: [Statement] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(index: IndexNames, edition: EditionID) {
    self.index = index
    self.edition = edition
  }

  mutating func read(_ table: BodyTable) {
    guard let subject = constituentColumn(table) else { return }
    let columns = table.header.indices.map { $0 == subject ? .constituent : column(table.header[$0]) }
    let isRead = columns.contains { $0 != .constituent && $0 != .other }
    let hasScores = columns.contains { if case .score = $0 { true } else { false } }
    for (position, column) in columns.enumerated() where column == .other {
      report(table, column: position, isScored: hasScores)
    }
    guard isRead else { return }
    for row in table.rows {
      guard row.indices.contains(subject) else { continue }
      let cell = row[subject]
      if cell.text.isEmpty { continue }
      guard let id = constituent(cell) else {
        diagnostics.append(
          Diagnostic(
            id: "unknown-constituent", "index.yml has no constituent `\(cell.text)`", at: cell.place,
            help: index.settings.constituentHelp(for: cell.text)))
        continue
      }
      for (cell, column) in zip(row, columns) { read(cell, column, id) }
    }
  }

  // MARK: Columns

  /// The column whose cells are constituents: all of them, or most of them under a header that says so.
  private func constituentColumn(_ table: BodyTable) -> Int? {
    let nouns = [index.settings.noun.one.lowercased(), "constituent", "name", "ticker", "id"]
    return table.header.indices.first { column in
      let cells = table.rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }.filter { !$0.text.isEmpty }
      let known = cells.count { constituent($0) != nil }
      let isNamed = nouns.contains(table.header[column].text.lowercased())
      return known > 0 && (known == cells.count || (isNamed && known * 2 >= cells.count))
    }
  }

  private func constituent(_ cell: BodyTable.Cell) -> String? {
    for link in cell.links where link.hasPrefix("index:") {
      let name = percentDecoded(String(link.dropFirst(6).prefix { $0 != "/" && $0 != "?" }))
      if let id = index.constituents.id(for: name) { return id }
    }
    return index.constituents.id(forName: cell.text)
  }

  private func column(_ header: BodyTable.Cell) -> Column {
    if let edition = try? index.calendar.parse(header.text) { return .score(edition) }
    let name = header.text.lowercased()
    if name == index.settings.scale.unit.lowercased(), !name.isEmpty { return .score(edition) }
    if Self.scoreHeaders.contains(name) { return .score(edition) }
    if Self.changeHeaders.contains(name) { return .change }
    if Self.rankHeaders.contains(name) { return .rank }
    return .other
  }

  /// A column that was perhaps meant to be read is told.
  private mutating func report(_ table: BodyTable, column: Int, isScored: Bool) {
    let header = table.header[column]
    let cells = table.rows.compactMap { $0.indices.contains(column) ? $0[column].text : nil }.filter { !isEmpty($0) }
    let isNumeric = !cells.isEmpty && cells.allSatisfy { (try? index.settings.scale.parseScoreText($0)) != nil }
    guard isNumeric else { return }
    let near = nearestName(
      to: header.text.lowercased(), among: Self.scoreHeaders + Self.changeHeaders + Self.rankHeaders)
    guard near != nil || !isScored else { return }
    diagnostics.append(
      Diagnostic(
        .warning, id: "unknown-column", "the column `\(header.text)` is not compared with the index", at: header.place,
        help: near.map { "did you mean `\($0.capitalisedFirst)`?" }
          ?? "name it Score, Change or Rank, or after the edition whose scores it holds, if that is what it holds"))
  }

  // MARK: Cells

  private func isEmpty(_ text: String) -> Bool {
    ["", "-", "–", "—", "…", "n/a", "not rated", "new"].contains(text.lowercased())
  }

  private mutating func read(_ cell: BodyTable.Cell, _ column: Column, _ id: String) {
    guard !isEmpty(cell.text) else { return }
    do throws(ScoreProblem) {
      switch column {
      case .constituent, .other: break
      case .score(let edition):
        let text = String(cell.text.reversed().drop { "*†‡ ".contains($0) }.reversed())
        let read = try index.settings.scale.parseScoreText(text)
        add(.score(read.score), of: id, in: edition, at: cell.place)
        if let change = read.change, edition == self.edition {
          add(.change(change), of: id, in: edition, at: cell.place)
        }
      case .change:
        if cell.text.lowercased() == "unchanged" {
          add(.change(ScoreChange(units: 0)), of: id, in: edition, at: cell.place)
        } else {
          add(.change(try index.settings.scale.parseChange(cell.text)), of: id, in: edition, at: cell.place)
        }
      case .rank: readRank(cell, id)
      }
    } catch {
      let start = cell.place.span.start
      let isVerbatim = cell.place.span.end - start == cell.text.utf8.count
      let place = error.range.flatMap { range in
        isVerbatim
          ? SourcePlace(cell.place.file, SourceSpan(start + range.lowerBound, start + range.upperBound)) : nil
      }
      diagnostics.append(error.diagnostic(at: place ?? cell.place))
    }
  }

  /// `6`, `6=`, `=6`, `#6`, `6.`, `6th`.
  private mutating func readRank(_ cell: BodyTable.Cell, _ id: String) {
    let digits = cell.text.drop { "=#T".contains($0) }.prefix { $0.isASCII && $0.isNumber }
    let rest = cell.text.drop { "=#T".contains($0) }.dropFirst(digits.count)
    if let rank = Int(digits), rank > 0, digits.first != "0", ["", "=", ".", "st", "nd", "rd", "th"].contains(rest) {
      add(.rank(rank), of: id, in: edition, at: cell.place)
    } else {
      diagnostics.append(
        Diagnostic(
          id: "malformed-rank", "`\(cell.text)` is no rank", at: cell.place, help: "write a number, like 6 or 6="))
    }
  }

  private mutating func add(_ value: Statement.Value, of id: String, in edition: EditionID, at place: SourcePlace) {
    statements.append(
      Statement(constituent: id, edition: edition, value: value, place: place, isDisplayed: true))
  }
}
