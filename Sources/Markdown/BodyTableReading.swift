internal import CCmarkGFM
internal import Diagnostics

extension BodyTable {
  /// Reads a table as it was parsed, and finds its cells in the file.
  init(_ node: Node, _ places: PlaceFinder, _ text: inout RunningText) {
    var rows: [[Cell]] = []
    let nodes = Self.children(of: node)
    let lines = places.tableLines(of: node, rows: nodes.count)
    for (index, row) in nodes.enumerated() {
      let cells = Self.children(of: row)
      let line = lines?[index]
      let ranges = line.flatMap { places.cells(of: $0, count: cells.count) }
      rows.append(
        cells.enumerated().map { position, cell in
          text.read(cell)
          let range = ranges?[position] ?? line
          let place = range.map { SourcePlace(places.file, SourceSpan($0.lowerBound, $0.upperBound)) }
          let links = text.links.map { link in cmark_node_get_url(link.node).map { String(cString: $0) } ?? "" }
          return Cell(text: text.text.trimmed, links: links, place: place ?? places.line(of: node))
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
