internal import Diagnostics
internal import ScoreLedger

/// Reads what an article states of its edition: `scores`, and `score`, `change` and `rank` about its constituent.
struct ScoreReader {
  let index: IndexNames
  let edition: EditionID
  var reader: MappingReader

  mutating func statements(about constituent: String?) -> [Statement] {
    var result: [Statement] = []
    if let entries = reader.mapping("scores") {
      for entry in entries {
        guard let id = reader.constituent(entry.key, entry.keySpan, index) else { continue }
        result += row(entry, of: id)
      }
    }
    for key in ["score", "change", "rank"] {
      guard let entry = reader.entry(key) else { continue }
      if let constituent {
        result += value(entry, of: constituent)
      } else if !reader.has("constituent") {
        reader.report(
          "missing-constituent", "`\(key)` needs to know whose it is", entry.keySpan,
          "add a line `constituent: ID`, or write it under `scores`")
      }
    }
    return result
  }

  /// One row: `NVDA: 97 ▲+2` or `TSLA: {score: 70, change: +1, rank: 6}`.
  private mutating func row(_ entry: YAMLEntry, of id: String) -> [Statement] {
    guard case .mapping(let fields, _) = entry.value else { return value(entry, of: id, named: "score") }
    let inner = MappingReader(fields, in: reader.file, span: entry.keySpan, of: .scoreRow)
    reader.add(inner.diagnostics)
    return fields.flatMap { $0.key == "dimensions" ? dimensions($0, of: id) : value($0, of: id) }
  }

  /// The scores in the dimensions of the methodology, by their ids.
  private mutating func dimensions(_ entry: YAMLEntry, of id: String) -> [Statement] {
    (reader.mapping(entry.value, of: "dimensions") ?? []).compactMap { field in
      guard let scalar = reader.scalar(field.value, of: field.key, keySpan: field.keySpan) else { return nil }
      do throws(ScoreProblem) {
        let score = try index.settings.scale.parseScore(scalar.text)
        return Statement(
          constituent: id, edition: edition, value: .dimension(field.key, score), place: reader.place(scalar.span))
      } catch {
        reader.add([error.diagnostic(at: reader.place(error.range.map(scalar.span(of:)) ?? scalar.span))])
        return nil
      }
    }
  }

  private mutating func value(_ entry: YAMLEntry, of constituent: String, named name: String? = nil) -> [Statement] {
    func statement(_ value: Statement.Value, _ span: SourceSpan) -> Statement {
      Statement(constituent: constituent, edition: edition, value: value, place: reader.place(span))
    }
    let key = name ?? entry.key
    guard ["score", "change", "rank"].contains(key) else { return [] }
    if key == "rank" {
      guard let rank = reader.wholeNumber("rank", entry.value) else { return [] }
      if rank.value == 0 {
        reader.report("rank-zero", "ranks start at 1", rank.scalar.span, "write the rank, or leave it out")
        return []
      }
      return [statement(.rank(rank.value), rank.scalar.span)]
    }
    guard let scalar = reader.scalar(entry.value, of: entry.key, keySpan: entry.keySpan) else { return [] }
    do throws(ScoreProblem) {
      if key == "change" { return [statement(.change(try index.settings.scale.parseChange(scalar.text)), scalar.span)] }
      let read = try index.settings.scale.parseScoreText(scalar.text)
      guard let change = read.change, let range = read.changeRange else {
        return [statement(.score(read.score), scalar.span)]
      }
      let scoreLength = scalar.text.utf8.prefix { $0 != 0x20 && $0 != 0x09 }.count
      let scoreEnd = min(scoreLength, range.lowerBound)
      return [
        statement(.score(read.score), scalar.span(of: 0..<scoreEnd)),
        statement(.change(change), scalar.span(of: range)),
      ]
    } catch {
      reader.add([error.diagnostic(at: reader.place(error.range.map(scalar.span(of:)) ?? scalar.span))])
      return []
    }
  }
}
