internal import CCmarkGFM
internal import Diagnostics

/// The ids that the library gives footnotes, `fn-NAME`, and the references to them, `fnref-NAME` and `fnref-NAME-2`.
extension TreeRewriter {
  /// Takes them, and reports what would print a link to a place that is not there.
  mutating func claimFootnoteIDs(_ visits: [Visit]) {
    /// How many references to a footnote there are, by its number.
    var references: [String: Int] = [:]
    for visit in visits where cmark_node_get_type(visit.node) == CMARK_NODE_FOOTNOTE_REFERENCE {
      references[literal(of: visit.node), default: 0] += 1
      let place = places.line(of: visit.block)
      if visit.isInImage {
        diagnostics.append(
          Diagnostic(
            id: "footnote-in-image", "a footnote cannot stand in the text of an image", at: place,
            help: "put it behind the image or into the paragraph before"))
      } else if let id = firstID(in: printed(visit.node)) {
        claim(id, place)
      }
    }
    var number = 0
    for visit in visits where cmark_node_get_type(visit.node) == CMARK_NODE_FOOTNOTE_DEFINITION {
      number += 1
      let html = printed(visit.node)
      guard let id = firstID(in: html) else { continue }
      let place = places.line(of: visit.block)
      claim(id, place)
      if html.count(of: "class=\"footnote-backref\"") != references[String(number), default: 0] {
        diagnostics.append(
          Diagnostic(
            id: "unused-footnote", "a footnote that the text does not use refers to `[^\(id.dropFirst(3))]`", at: place,
            help: "refer to it in the text, or delete it"))
      }
    }
  }

  /// The library tells a footnote's name only in what it prints.
  private func printed(_ node: Node) -> [UInt8] {
    guard let text = cmark_render_html(node, CMARK_OPT_FOOTNOTES, nil) else { return [] }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return Array(String(cString: text).utf8)
  }

  private mutating func claim(_ id: String, _ place: SourcePlace) {
    guard let owner = ids.claim(id, at: place) else { return }
    var notes = [Diagnostic.Note("the template around the text prints it")]
    if case .body(let first) = owner { notes = [Diagnostic.Note("it is given here first", at: first)] }
    diagnostics.append(
      Diagnostic(
        id: "id-taken", "the footnote's id `\(id)` is taken on this page", at: place, notes: notes,
        help: "rename the footnote"))
  }

  private func firstID(in html: [UInt8]) -> String? {
    let start = Array(" id=\"".utf8)
    guard let index = html.indices.first(where: { html[$0] == start[0] && html[$0...].starts(with: start) }) else {
      return nil
    }
    let value = html[(index + start.count)...].prefix { $0 != UInt8(ascii: "\"") }
    return String(decoding: value, as: UTF8.self).replacing("&#x27;", with: "'").replacing("&amp;", with: "&")
  }
}

extension [UInt8] {
  /// How often a text that does not overlap itself stands in the bytes.
  fileprivate func count(of text: String) -> Int {
    let wanted = Array(text.utf8)
    return indices.count { self[$0] == wanted[0] && self[$0...].starts(with: wanted) }
  }
}
