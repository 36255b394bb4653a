internal import Diagnostics
internal import ScoreLedger

/// Decodes a file of locks/: the table of an edition as `site release` wrote it.
struct ReleaseParser {
  let index: IndexNames

  func parse(_ file: SourceFile) -> (release: Release?, diagnostics: [Diagnostic]) {
    let problems = TextCheck.problems(in: file)
    guard problems.isEmpty else { return (nil, problems) }
    let (entries, diagnostics) = YAMLReader.read(file, 0..<file.bytes.count)
    guard let entries else { return (nil, diagnostics) }
    var reader = MappingReader(entries, in: file, span: SourceSpan(0, 0), of: .release)
    let edition = reader.requiredText("edition", example: index.settings.exampleEdition).flatMap { _ in
      reader.edition("edition", index.calendar)
    }
    let methodology = reader.text("methodology")
    let rows = (reader.mapping("scores") ?? []).compactMap { row($0, &reader) }
    guard let edition, let place = reader.scalar("edition")?.span, !reader.diagnostics.hasErrors else {
      return (nil, reader.diagnostics)
    }
    return (
      Release(edition: edition, methodology: methodology, rows: rows, place: reader.place(place)), reader.diagnostics
    )
  }

  private func row(_ entry: YAMLEntry, _ reader: inout MappingReader) -> Release.Row? {
    guard let id = reader.constituent(entry.key, entry.keySpan, index),
      let scalar = reader.scalar(entry.value, of: entry.key, keySpan: entry.keySpan)
    else { return nil }
    do throws(ScoreProblem) {
      let read = try index.settings.scale.parseScoreText(scalar.text)
      return Release.Row(
        constituent: id, score: read.score, change: read.change, place: reader.place(scalar.span))
    } catch {
      reader.add([error.diagnostic(at: reader.place(error.range.map(scalar.span(of:)) ?? scalar.span))])
      return nil
    }
  }
}

/// A released edition as the text of its file, which a person can review.
enum ReleaseText {
  static func text(_ table: EditionTable, on scale: Scale) -> String {
    var text = """
      # Edition \(table.id.text) as it was released, written by `site release`. No build changes these values silently:
      # a score that was wrong is mended in corrections/, and this file stays as it is.
      edition: \(yaml(table.id.text))

      """
    if let methodology = table.methodology { text += "methodology: \(yaml(methodology.name))\n" }
    text += table.standings.isEmpty ? "scores: {}\n" : "scores:\n"
    for standing in table.standings {
      let change = standing.change.map { " " + scale.text($0) } ?? ""
      text += "  \(yaml(standing.constituent.id)): \(scale.text(standing.score))\(change)\n"
    }
    return text
  }

  /// A text as a YAML scalar, quoted where it could be read as anything else.
  static func yaml(_ text: String) -> String {
    let isPlain = text.utf8.first.map { (65...90).contains($0) || (97...122).contains($0) } ?? false
    let isSimple = text.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || "-_.".utf8.contains($0)
    }
    let isDated = text.utf8.first.map { (48...57).contains($0) } ?? false && text.contains("-")
    return isSimple && (isPlain || isDated) ? text : jsonString(text)
  }
}
