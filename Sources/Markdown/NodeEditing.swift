internal import CCmarkGFM

/// The few ways in which the tree is changed.
extension TreeRewriter {
  /// Puts a block's content between markup, in its place.
  @discardableResult
  mutating func replaceBlock(_ node: Node, _ open: String, _ close: String) -> Node? {
    guard let block = makeBlock(Array(open.utf8), Array(close.utf8)) else { return nil }
    cmark_node_replace(node, block)
    while let child = cmark_node_first_child(node) { cmark_node_append_child(block, child) }
    retire(node)
    return block
  }

  /// Puts markup around a block.
  func wrap(_ node: Node, _ open: String, _ close: String) {
    guard let block = makeBlock(Array(open.utf8), Array(close.utf8)) else { return }
    cmark_node_replace(node, block)
    cmark_node_append_child(block, node)
  }

  /// A block of given markup.
  func makeBlock(_ open: [UInt8], _ close: [UInt8]) -> Node? {
    guard let block = ParserMemory.node(CMARK_NODE_CUSTOM_BLOCK) else { return nil }
    withCString(open) { _ = cmark_node_set_on_enter(block, $0) }
    withCString(close) { _ = cmark_node_set_on_exit(block, $0) }
    return block
  }

  /// Puts markup around the content of an inline node, in its place.
  mutating func replaceInline(_ node: Node, _ open: [UInt8], _ close: [UInt8], keepsText: Bool = true) {
    guard cmark_node_parent(node) != nil else { return }
    insert(open, before: node)
    while let child = cmark_node_first_child(node) {
      if keepsText, cmark_node_insert_before(node, child) == 1 { continue }
      retire(child)
    }
    insert(close, before: node)
    retire(node)
  }

  /// Markup goes in as text that only holds the number of a hole: a cell of a table takes no custom inline.
  mutating func insert(_ markup: [UInt8], before node: Node) {
    guard !markup.isEmpty, let text = makeHole(markup) else { return }
    if cmark_node_insert_before(node, text) == 0 { retired.insert(text) }
  }

  /// Markup behind all that a block of text holds.
  mutating func append(_ markup: [UInt8], to block: Node) {
    guard let text = makeHole(markup) else { return }
    if cmark_node_append_child(block, text) == 0 { retired.insert(text) }
  }

  /// A text node that holds the number of a hole.
  private mutating func makeHole(_ markup: [UInt8]) -> Node? {
    guard let text = ParserMemory.node(CMARK_NODE_TEXT) else { return nil }
    withCString(Hole.numbered(Hole.markup, markups.count)) { _ = cmark_node_set_literal(text, $0) }
    markups.append(markup)
    return text
  }

  /// Markup in place of a node without content.
  mutating func replaceLeaf(_ node: Node, with markup: [UInt8]) {
    guard cmark_node_parent(node) != nil else { return }
    insert(markup, before: node)
    retire(node)
  }

  func literal(of node: Node) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

  /// Whether a line ends at a node.
  func isLineEnd(_ node: Node) -> Bool {
    let type = cmark_node_get_type(node)
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK
  }

  private func withCString(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Void) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { text in
      for (offset, byte) in bytes.enumerated() { text[offset] = CChar(bitPattern: byte) }
      text[bytes.count] = 0
      if let start = text.baseAddress { body(start) }
    }
  }
}
