internal import CCmarkGFM

/// Tells the nodes of tables. Their types are numbers that the library gives out when it runs, so that a node says by its
/// type's name what it is; a type is asked for that once.
struct TableNodes {
  enum Kind {
    case table
    /// A row, the header among them.
    case row
    case cell
  }

  private var known: [(type: cmark_node_type, kind: Kind?)] = []

  /// Nil for what is no part of a table.
  mutating func kind(of node: Node, _ type: cmark_node_type) -> Kind? {
    // The library's own types come first among blocks and among inlines.
    let isOwn =
      type.rawValue & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_PRESENT)
      ? type.rawValue <= CMARK_NODE_FOOTNOTE_DEFINITION.rawValue
      : type.rawValue <= CMARK_NODE_FOOTNOTE_REFERENCE.rawValue
    if isOwn { return nil }
    if let found = known.first(where: { $0.type == type }) { return found.kind }
    let kind: Kind? =
      switch cmark_node_get_type_string(node).map({ String(cString: $0) }) {
      case "table": .table
      case "table_header", "table_row": .row
      case "table_cell": .cell
      default: nil
      }
    known.append((type, kind))
    return kind
  }
}
