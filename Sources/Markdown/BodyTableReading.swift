internal import CCmarkGFM
internal import Diagnostics

extension BodyTable {
  /// Reads a table as it was parsed, and finds its cells in the file.
  init(_ node: Node, _ places: PlaceFinder) {
    var rows: [[Cell]] = []
    let nodes = Self.children(of: node)
    let lines = places.tableLines(of: node, rows: nodes.count)
    for (index, row) in nodes.enumerated() {
      let cells = Self.children(of: row).map { RunningText(of: $0) }
      let line = lines?[index]
      let ranges = line.flatMap { places.cells(of: $0, count: cells.count) }
      rows.append(
        cells.enumerated().map { position, cell in
          let range = ranges?[position] ?? line
          let place = range.map { SourcePlace(places.file, SourceSpan($0.lowerBound, $0.upperBound)) }
          return Cell(text: cell.text.trimmed, links: cell.links.map(\.url), place: place ?? places.line(of: node))
        })
    }
    self.init(header: rows.first ?? [], rows: Array(rows.dropFirst()))
  }

  private static func children(of node: Node) -> [Node] {
    var result: [Node] = []
    var child = cmark_node_first_child(node)
    while let current = child {
      result.append(current)
      child = cmark_node_next(current)
    }
    return result
  }
}
