internal import CCmarkGFM

/// The sections that a report is expected to have, known by their title, or in any language by the heading's own id.
enum NamedSection: String {
  case watch = "what-to-watch"
  case risks
  case bottomLine = "bottom-line"

  init?(title: String, id: String) {
    if let section = Self(rawValue: id) {
      self = section
      return
    }
    switch title.lowercased() {
    case "what to watch": self = .watch
    case "bottom line", "the bottom line": self = .bottomLine
    case let title where Self.endsInRisks(title): self = .risks
    default: return nil
    }
  }

  /// Whether the last word is `risks`.
  private static func endsInRisks(_ title: String) -> Bool {
    guard title.utf8.last(where: { $0 != 0x20 }) == UInt8(ascii: "s") else { return false }
    return title.split(separator: " ").last == "risks"
  }
}

extension TreeRewriter {
  /// What the section under a heading gets by its name; gives the heading's class.
  mutating func rewriteSection(_ section: NamedSection, under heading: Node) -> String? {
    switch section {
    case .watch:
      guard let list = cmark_node_next(heading), cmark_node_get_type(list) == CMARK_NODE_LIST,
        cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
      else { return nil }
      let start = cmark_node_get_list_start(list)
      replaceBlock(list, "<ol class=\"watch\"\(start == 1 ? "" : " start=\"\(start)\"")>\n", "</ol>\n")
      return nil
    case .risks:
      labelRisks(under: heading)
      return nil
    case .bottomLine: return "bottom-line"
    }
  }

  /// `Risk 2 of 3` over each heading one level down, where there are several.
  private mutating func labelRisks(under heading: Node) {
    let level = cmark_node_get_heading_level(heading)
    var risks: [Node] = []
    var next = cmark_node_next(heading)
    while let node = next {
      next = cmark_node_next(node)
      guard cmark_node_get_type(node) == CMARK_NODE_HEADING else { continue }
      if cmark_node_get_heading_level(node) <= level { break }
      if cmark_node_get_heading_level(node) == level + 1 { risks.append(node) }
    }
    guard risks.count > 1 else { return }
    for (index, risk) in risks.enumerated() { riskLabels[risk] = "Risk \(index + 1) of \(risks.count)" }
  }
}
