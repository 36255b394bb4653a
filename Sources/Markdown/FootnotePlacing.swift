internal import CCmarkGFM

/// Where footnotes stand: behind the block that first refers to them, so that each is read once and where it is meant.
///
/// The library would print them all at the end, with the way back as the only help. A style sheet can set a note that
/// follows its paragraph beside it, and whoever reads without one still finds it there.
extension TreeRewriter {
  /// A footnote as the library would print it.
  struct Footnote {
    let definition: Node
    /// Its attribute's value, escaped.
    let id: ArraySlice<UInt8>
    /// The ways back to each reference.
    let ways: ArraySlice<UInt8>
    /// The first reference to it; nil where none is printed.
    let reference: Node?
  }

  /// Moves every footnote; called when the rest of the tree is as it is printed.
  /// - Complexity: linear in their number and the depth of what refers to them.
  mutating func placeFootnotes() {
    let numbers = Dictionary(uniqueKeysWithValues: footnotes.enumerated().map { ($0.element.definition, $0.offset) })
    var isPlaced = Array(repeating: false, count: footnotes.count)
    /// The lists of notes by the block that they follow, and by themselves.
    var lists: [Node: Node] = [:]
    for first in footnotes.indices {
      // What a footnote refers to follows it, so it goes first; in a circle there is no first.
      var waiting: [Int] = []
      var next: Int? = first
      while let number = next, !isPlaced[number] {
        isPlaced[number] = true
        waiting.append(number)
        next = block(around: footnotes[number].reference).flatMap { numbers[$0] }
      }
      for number in waiting.reversed() { place(number, &lists) }
    }
  }

  private mutating func place(_ number: Int, _ lists: inout [Node: Node]) {
    let footnote = footnotes[number]
    guard let item = item(footnote, number: number + 1) else { return }
    let last = cmark_node_last_child(tree)
    let anchor = block(around: footnote.reference).flatMap { $0 == footnote.definition ? nil : $0 } ?? last
    if let anchor, let list = lists[anchor] {
      cmark_node_append_child(list, item)
    } else if let anchor, let list = makeBlock(Array("<ol class=\"footnotes\">\n".utf8), Array("</ol>\n".utf8)) {
      cmark_node_insert_after(anchor, list)
      cmark_node_append_child(list, item)
      lists[anchor] = list
      lists[list] = list
    }
    retire(footnote.definition)
  }

  private mutating func item(_ footnote: Footnote, number: Int) -> Node? {
    let opening = Array("<li id=\"".utf8) + footnote.id + Array("\" value=\"\(number)\">\n".utf8)
    var closing = Array("</li>\n".utf8)
    let last = cmark_node_last_child(footnote.definition)
    if let last, cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH {
      append([UInt8(ascii: " ")] + footnote.ways, to: last)
    } else {
      closing = footnote.ways + [UInt8(ascii: "\n")] + closing
    }
    guard let item = makeBlock(opening, closing) else { return nil }
    while let child = cmark_node_first_child(footnote.definition) { cmark_node_append_child(item, child) }
    return item
  }

  /// The block of the text that a node stands in.
  private func block(around node: Node?) -> Node? {
    var node = node
    while let current = node, let parent = cmark_node_parent(current) {
      if parent == tree { return current }
      node = parent
    }
    return nil
  }
}
