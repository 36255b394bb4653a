internal import Diagnostics
internal import Markdown
internal import ScoreLedger

extension DocumentInspection {
  /// For people: a section for each part, a line for each thing, and where it stands.
  public func text() -> String {
    var lines = [file.path, "", "Front matter"]
    lines += frontMatter.isEmpty ? ["  none"] : entryLines(frontMatter, indent: "  ")
    lines += ["", "Headings"]
    lines += headings.isEmpty ? ["  none"] : headings.map { "  \($0.level)  \($0.title)  #\($0.id)" }
    lines += ["", "Links"]
    lines += links.isEmpty ? ["  none"] : links.map { "  \($0.url)\(position($0.place))" }
    lines += ["", "Statements"]
    if let statements {
      lines +=
        statements.isEmpty
        ? ["  none"]
        : statements.map {
          "  \($0.edition.text)  \($0.constituent)  \(field($0))  \(written($0))\(position($0.place))"
        }
    } else {
      lines.append("  not read: no index tells what they mean, or `site check` has something to say")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func position(_ place: SourcePlace?) -> String {
    guard let place else { return "" }
    let location = place.file.location(of: place.span.start)
    return "  (\(location.line):\(location.column))"
  }

  private func entryLines(_ entries: [YAMLEntry], indent: String) -> [String] {
    entries.flatMap { entry in
      let place = position(SourcePlace(file, entry.keySpan))
      guard case .scalar(let scalar) = entry.value else {
        return ["\(indent)\(entry.key):\(place)"] + nodeLines(entry.value, indent: indent + "  ")
      }
      return ["\(indent)\(entry.key): \(shown(scalar))\(place)"]
    }
  }

  private func nodeLines(_ node: YAMLNode, indent: String) -> [String] {
    switch node {
    case .scalar(let scalar): [indent + shown(scalar)]
    case .mapping(let entries, _): entryLines(entries, indent: indent)
    case .sequence(let nodes, _):
      nodes.flatMap { node in
        let inner = nodeLines(node, indent: indent + "  ")
        return [indent + "- " + (inner.first?.dropFirst(indent.count + 2) ?? "")] + inner.dropFirst()
      }
    }
  }

  private func shown(_ scalar: YAMLScalar) -> String {
    scalar.isQuoted || scalar.text.contains("\n") ? jsonString(scalar.text) : scalar.text
  }
}
