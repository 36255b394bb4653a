internal import CCmarkGFM
internal import Diagnostics

/// What becomes of raw HTML.
extension TreeRewriter {
  /// Shown as the text it is, so that what an author pastes cannot reach the page as markup; where it is allowed, left to
  /// the author.
  mutating func rewriteRawHTML(_ visit: Visit) {
    let node = visit.node
    let html = literal(of: node)
    if options.allowsRawHTML {
      rawHTMLCount += 1
      printRawHTML(visit, html)
      return
    }
    diagnostics.append(
      Diagnostic(
        .warning, id: "raw-html", "raw HTML is shown as text", at: places.place(of: html, in: visit.block),
        help: "write it in Markdown, or between backticks if it is meant to be shown"))
    guard cmark_node_parent(node) != nil, let text = ParserMemory.node(CMARK_NODE_TEXT) else { return }
    cmark_node_set_literal(text, html)
    if cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE {
      cmark_node_replace(node, text)
    } else if let paragraph = ParserMemory.node(CMARK_NODE_PARAGRAPH) {
      cmark_node_append_child(paragraph, text)
      cmark_node_replace(node, paragraph)
    }
    retire(node)
  }

  /// The library's own switch for raw HTML would let every URL through, too.
  private mutating func printRawHTML(_ visit: Visit, _ html: String) {
    if cmark_node_get_type(visit.node) == CMARK_NODE_HTML_INLINE {
      if !visit.isInImage { replaceLeaf(visit.node, with: Array(html.utf8)) }
    } else if let block = makeBlock(Array(html.utf8), []) {
      cmark_node_replace(visit.node, block)
      retire(visit.node)
    }
  }

  /// A heading gets no id that raw HTML gives.
  mutating func claimIDsOfRawHTML(_ visits: [Visit]) {
    for visit in visits {
      let type = cmark_node_get_type(visit.node)
      guard type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE else { continue }
      for id in StaticIDs(in: literal(of: visit.node).utf8).exact.sorted() {
        _ = ids.claim(id, at: places.line(of: visit.block))
      }
    }
  }
}
