internal import Diagnostics
internal import ScoreLedger

/// The methodology of an index: one version, or several in the order of their first editions.
extension IndexParser {
  /// One version, or a list of them.
  mutating func methodology(_ calendar: EditionCalendar) -> Methodology {
    var versions: [Methodology.Version] = []
    for node in reader.listOfMappings("methodology") {
      guard let entries = reader.mapping(node, of: "methodology") else { continue }
      var inner = MappingReader(
        entries, in: reader.file, span: reader.entry("methodology")?.keySpan ?? node.span, of: .methodology)
      defer { reader.add(inner.diagnostics) }
      let name = inner.requiredText("version", example: "\"1\"") ?? ""
      let since = inner.edition("since", calendar)
      let isRebased = inner.boolean("rebased") ?? false
      if let previous = versions.last, !inner.diagnostics.hasErrors {
        let isLater = previous.since.flatMap { earlier in since.map { calendar.isOrdered(earlier, before: $0) } }
        if since == nil || isLater == false {
          inner.report(
            "methodology-order", "version \(name) does not start after version \(previous.name)",
            inner.scalar("since")?.span ?? node.span,
            "list the versions in order, each with its first edition: `since: …`")
        }
      }
      versions.append(
        Methodology.Version(name: name, since: since, isRebased: isRebased, dimensions: dimensions(&inner)))
    }
    return Methodology(versions: versions)
  }

  private mutating func dimensions(_ methodology: inout MappingReader) -> [Methodology.Dimension] {
    var result: [Methodology.Dimension] = []
    let scale = Methodology.Dimension.weightScale
    for node in methodology.list("dimensions") {
      guard let entries = methodology.mapping(node, of: "dimensions") else { continue }
      var inner = MappingReader(entries, in: reader.file, span: node.span, of: .dimension)
      defer { methodology.add(inner.diagnostics) }
      guard let id = inner.requiredText("id", example: "adoption"), let idSpan = inner.scalar("id")?.span else {
        continue
      }
      if Slug(id) == nil {
        inner.report("malformed-id", "`\(id)` cannot be a dimension's id", idSpan, "use lower-case letters and hyphens")
      }
      if result.contains(where: { $0.id == id }) {
        inner.report("duplicate-dimension", "`\(id)` is listed twice", idSpan, "delete one of them")
      }
      let name = inner.requiredText("name", example: "Developer adoption") ?? id
      guard inner.requiredText("weight", example: "20") != nil, let weight = inner.scalar("weight") else { continue }
      do throws(ScoreProblem) {
        let text = weight.text.hasSuffix("%") ? String(weight.text.dropLast()) : weight.text
        let units = try scale.parseScore(text).units
        result.append(Methodology.Dimension(id: id, name: name, weight: units))
      } catch {
        inner.report(
          "malformed-weight", "`\(weight.text)` is no weight", weight.span,
          "write a number of per cent, like 30 or 12.5")
      }
    }
    let total = result.reduce(0) { $0 + $1.weight }
    if !result.isEmpty, total != 100_000, !methodology.diagnostics.hasErrors,
      let entry = methodology.entry("dimensions")
    {
      let sum = Methodology.Dimension(id: "", name: "", weight: total).weightText
      methodology.report(
        "weights", "the weights add up to \(sum), not to 100%", entry.keySpan, "mend the weights")
    }
    return result
  }
}
