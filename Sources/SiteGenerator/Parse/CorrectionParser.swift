internal import Diagnostics
internal import ScoreLedger

/// Decodes a file of corrections/: one correction, or a list of them.
struct CorrectionParser {
  let index: IndexNames

  func parse(_ file: SourceFile) -> (corrections: [Correction], diagnostics: [Diagnostic]) {
    let problems = TextCheck.problems(in: file)
    guard problems.isEmpty else { return ([], problems) }
    let (groups, diagnostics) = YAMLReader.readGroups(file)
    guard let groups else { return ([], diagnostics) }
    var corrections: [Correction] = []
    var all = diagnostics
    for (entries, span) in groups {
      var reader = MappingReader(entries, in: file, span: span, of: .correction)
      let correction = correction(&reader)
      all += reader.diagnostics
      if let correction, !reader.diagnostics.hasErrors { corrections.append(correction) }
    }
    return (corrections, all)
  }

  private func correction(_ reader: inout MappingReader) -> Correction? {
    let edition = reader.requiredText("edition", example: index.settings.exampleEdition).flatMap { _ in
      reader.edition("edition", index.calendar)
    }
    let constituent = reader.requiredText("constituent", example: "ACME").flatMap { _ in
      reader.constituent("constituent", index)
    }
    let was = score("was", &reader)
    let now = score("now", &reader)
    let reason = reader.requiredText("reason", example: "A figure was counted twice.")
    let date = reader.requiredText("date", example: "2026-05-18").flatMap { _ in reader.date("date") }
    let foundBy = reader.text("found-by")
    guard let edition, let constituent, let was, let now, let reason, let date else { return nil }
    if was.score == now.score {
      reader.report(
        "correction-of-nothing", "`was` and `now` are the same", now.place.span, "write the corrected score after `now`"
      )
    }
    return Correction(
      edition: edition, constituent: constituent, was: was.score, now: now.score, reason: reason, date: date,
      foundBy: foundBy, wasPlace: was.place, nowPlace: now.place)
  }

  private func score(_ key: String, _ reader: inout MappingReader) -> (score: Score?, place: SourcePlace)? {
    guard reader.requiredText(key, example: "70") != nil, let scalar = reader.scalar(key) else { return nil }
    let place = reader.place(scalar.span)
    if scalar.text == "not rated" { return (nil, place) }
    do throws(ScoreProblem) {
      return (try index.settings.scale.parseScore(scalar.text), place)
    } catch {
      reader.add([error.diagnostic(at: reader.place(error.range.map(scalar.span(of:)) ?? scalar.span))])
      return nil
    }
  }
}
