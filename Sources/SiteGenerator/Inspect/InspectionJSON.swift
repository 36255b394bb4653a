internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import TemplateValues

extension DocumentInspection {
  /// An object with `path`, `front_matter`, `front_matter_places`, `headings`, `links` and `statements`.
  ///
  /// A plain scalar of the front matter is `null`, `true`, `false` or a number where YAML's JSON schema reads it so
  /// and nothing is lost; all others, and whatever is quoted, are text: `no`, `016`, `10:00` and `2026-05-11`, too.
  public func json() -> String {
    ValueJSON.text([
      "path": .text(file.path),
      "front_matter": .map(TemplateMap(frontMatter.map { ($0.key, Self.value($0.value)) })),
      "front_matter_places": .list(places(of: frontMatter, under: "")),
      "headings": .list(
        headings.map {
          ["level": .number(TemplateNumber($0.level)), "id": .text($0.id), "title": .text($0.title)]
        }),
      "links": .list(links.map { .map(located(["url": .text($0.url)], at: $0.place)) }),
      "statements": statements.map { .list($0.map(value)) } ?? TemplateValue.none,
    ])
  }

  private static func value(_ node: YAMLNode) -> TemplateValue {
    switch node {
    case .sequence(let nodes, _): return .list(nodes.map(value))
    case .mapping(let entries, _): return .map(TemplateMap(entries.map { ($0.key, value($0.value)) }))
    case .scalar(let scalar):
      guard !scalar.isQuoted else { return .text(scalar.text) }
      switch scalar.text {
      case "", "~", "null": return .none
      case "true": return .boolean(true)
      case "false": return .boolean(false)
      default:
        if case .number(let number) = JSONNumber.read(Array(scalar.text.utf8)[...]) { return .number(number) }
        return .text(scalar.text)
      }
    }
  }

  /// Every key by its JSON pointer.
  private func places(of entries: [YAMLEntry], under pointer: String) -> [TemplateValue] {
    entries.flatMap { entry in
      let here = pointer + "/" + entry.key.replacing("~", with: "~0").replacing("/", with: "~1")
      return [located(["pointer": .text(here)], at: SourcePlace(file, entry.keySpan))].map { .map($0) }
        + places(in: entry.value, under: here)
    }
  }

  private func places(in node: YAMLNode, under pointer: String) -> [TemplateValue] {
    switch node {
    case .scalar: []
    case .sequence(let nodes, _): nodes.enumerated().flatMap { places(in: $1, under: "\(pointer)/\($0)") }
    case .mapping(let entries, _): places(of: entries, under: pointer)
    }
  }

  private func value(_ statement: Statement) -> TemplateValue {
    .map(
      located(
        [
          "constituent": .text(statement.constituent), "edition": .text(statement.edition.text),
          "field": .text(field(statement)), "value": .text(written(statement)),
        ], at: statement.place))
  }

  private func located(_ value: TemplateMap, at place: SourcePlace?) -> TemplateMap {
    guard let place else { return value }
    let location = place.file.location(of: place.span.start)
    var result = value
    result["line"] = .number(TemplateNumber(location.line))
    result["column"] = .number(TemplateNumber(location.column))
    return result
  }
}
