internal import CCmarkGFM
internal import Diagnostics

/// The ids that the library gives footnotes, `fn-NAME`, and the references to them, `fnref-NAME` and `fnref-NAME-2`.
extension TreeRewriter {
  mutating func claimFootnoteIDs(_ visits: [Visit]) {
    /// The number of the footnote that has an id.
    var owners: [String: String] = [:]
    for visit in visits where cmark_node_get_type(visit.node) == CMARK_NODE_FOOTNOTE_REFERENCE {
      // The library tells a footnote's name only in what it prints.
      guard let printed = cmark_render_html(visit.node, CMARK_OPT_FOOTNOTES, nil) else { continue }
      let html = String(cString: printed)
      cmark_get_default_mem_allocator().pointee.free(printed)
      guard let definition = attribute("href=\"#", in: html), let reference = attribute("id=\"", in: html) else {
        continue
      }
      let number = literal(of: visit.node)
      let place = places.line(of: visit.block)
      if visit.isInImage {
        diagnostics.append(
          Diagnostic(
            id: "footnote-in-image", "a footnote cannot stand in the text of an image", at: place,
            help: "put it behind the image or into the paragraph before"))
        continue
      }
      claim(reference, place)
      if let owner = owners[definition], owner == number { continue }
      owners[definition] = number
      claim(definition, place)
    }
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

  private func attribute(_ start: String, in html: String) -> String? {
    let bytes = Array(html.utf8)
    let start = Array(start.utf8)
    guard let index = bytes.indices.first(where: { bytes[$0...].starts(with: start) }) else { return nil }
    let value = bytes[(index + start.count)...].prefix { $0 != UInt8(ascii: "\"") }
    return String(decoding: value, as: UTF8.self).replacing("&#x27;", with: "'").replacing("&amp;", with: "&")
  }
}
