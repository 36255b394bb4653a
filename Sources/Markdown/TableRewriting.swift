internal import CCmarkGFM
internal import HTMLEscaping

/// What becomes of tables: a region that scrolls and can be reached without a mouse, with a label of its own.
extension TreeRewriter {
  mutating func rewriteTable(_ node: Node) {
    let table = BodyTable(node, places, &part)
    bodyTables.append(table)
    let label = tableLabels.label(for: table, under: headings.last?.title)
    wrap(
      node,
      "<div class=\"table-scroll\" role=\"region\" aria-label=\"\(HTMLText.escaped(label))\" tabindex=\"0\">\n",
      "</div>\n")
  }
}

/// The labels of a body's tables, by which those who hear the page tell them apart.
struct TableLabels {
  /// How many of a table's columns its label names.
  private static let namedColumns = 5
  private static let longestName = 60

  private var used: Set<String> = []
  private var numbers: [String: Int] = [:]

  /// The heading above and the heads of the columns; a number where another table of the page has the same.
  mutating func label(for table: BodyTable, under heading: String?) -> String {
    let names = table.header.map(\.text).filter { !$0.isEmpty }
    var columns = names.prefix(Self.namedColumns).map(shortened).joined(separator: ", ")
    if names.count > Self.namedColumns { columns += " and \(names.count - Self.namedColumns) more" }
    let parts = [heading.map(shortened) ?? "", columns].filter { !$0.isEmpty }
    let label = parts.isEmpty ? "Table" : parts.joined(separator: ": ")
    if used.insert(label).inserted { return label }
    var number = numbers[label] ?? 2
    while !used.insert("\(label) (\(number))").inserted { number += 1 }
    numbers[label] = number + 1
    return "\(label) (\(number))"
  }

  private func shortened(_ name: String) -> String {
    name.count > Self.longestName ? name.prefix(Self.longestName) + "…" : name
  }
}
