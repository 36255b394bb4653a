internal import CCmarkGFM
internal import Diagnostics

/// The ids that the library gives footnotes, `fn-NAME`, and the references to them, `fnref-NAME` and `fnref-NAME-2`.
extension TreeRewriter {
  /// Takes them, and reports what would print a link to a place that is not there.
  mutating func claimFootnoteIDs(_ visits: [Visit]) {
    /// How many references to a footnote there are, by its number.
    var references: [String: Int] = [:]
    var firstReferences: [String: Node] = [:]
    for visit in visits where cmark_node_get_type(visit.node) == CMARK_NODE_FOOTNOTE_REFERENCE {
      let name = literal(of: visit.node)
      references[name, default: 0] += 1
      if !visit.isInImage, firstReferences[name] == nil { firstReferences[name] = visit.node }
      let place = places.line(of: visit.block)
      if visit.isInImage {
        diagnostics.append(
          Diagnostic(
            id: "footnote-in-image", "a footnote cannot stand in the text of an image", at: place,
            help: "put it behind the image or into the paragraph before"))
      } else if let id = firstIDValue(in: printed(visit.node)).map(unescaped) {
        claim(id, place)
      }
    }
    var number = 0
    for visit in visits where cmark_node_get_type(visit.node) == CMARK_NODE_FOOTNOTE_DEFINITION {
      number += 1
      let html = printed(visit.node)
      let value = firstIDValue(in: html)
      footnotes.append(
        Footnote(
          definition: visit.node, id: value ?? [], ways: waysBack(in: html), reference: firstReferences[String(number)])
      )
      guard let id = value.map(unescaped) else { continue }
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
    let memory = cmark_get_default_mem_allocator()
    guard let text = cmark_render_html_with_mem(node, CMARK_OPT_FOOTNOTES, nil, memory) else { return [] }
    defer { memory?.pointee.free(text) }
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

  /// The first id as it is printed, escaped.
  private func firstIDValue(in html: [UInt8]) -> ArraySlice<UInt8>? {
    let start = Array(" id=\"".utf8)
    guard let index = html.indices.first(where: { html[$0] == start[0] && html[$0...].starts(with: start) }) else {
      return nil
    }
    return html[(index + start.count)...].prefix { $0 != UInt8(ascii: "\"") }
  }

  private func unescaped(_ id: ArraySlice<UInt8>) -> String {
    String(decoding: id, as: UTF8.self).replacing("&#x27;", with: "'").replacing("&amp;", with: "&")
  }

  /// The links from a footnote to what refers to it, the last that its HTML holds.
  private func waysBack(in html: [UInt8]) -> ArraySlice<UInt8> {
    let (tag, attribute) = (Array("<a href=\"#fnref-".utf8), Array(" class=\"footnote-backref\"".utf8))
    let starts = html.indices.filter { html[$0] == tag[0] && html[$0...].starts(with: tag) }
    let first = starts.first { start in
      let rest = html[(start + tag.count)...].drop { $0 != UInt8(ascii: "\"") }
      return rest.dropFirst().starts(with: attribute)
    }
    let end = Array("</a>".utf8)
    guard let first, let last = html.indices.last(where: { html[$0] == end[0] && html[$0...].starts(with: end) })
    else { return [] }
    return html[first..<(last + end.count)]
  }
}

extension [UInt8] {
  /// How often a text that does not overlap itself stands in the bytes.
  fileprivate func count(of text: String) -> Int {
    let wanted = Array(text.utf8)
    return indices.count { self[$0] == wanted[0] && self[$0...].starts(with: wanted) }
  }
}
