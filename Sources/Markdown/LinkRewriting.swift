internal import CCmarkGFM
internal import Diagnostics
internal import HTMLEscaping

/// What becomes of links and of the values that look like them.
extension TreeRewriter {
  mutating func rewriteLink(_ visit: Visit) {
    let node = visit.node
    let url = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
    let isImage = cmark_node_get_type(node) == CMARK_NODE_IMAGE
    let written = places.link(node, to: url, in: visit.block)
    let target = options.resolve(url)
    keepEdit(target, url, written)
    switch target {
    case .value(let name): rewriteValue(visit, name, written)
    case .text: replaceLink(visit, [], [])
    case .invalid(let id, let message, let help):
      diagnostics.append(Diagnostic(id: id, message, at: written.address, help: help))
    case _ where isImage: rewriteImage(visit, url, target, written)
    case .verbatim, .contact: break
    case .external:
      links.append(MarkdownBody.Link(url: url, target: target, place: written.address))
      let open = "<a href=\"\(HTMLText.escapedURL(url))\"\(title(of: node)) rel=\"external\">"
      replaceLink(visit, Array(open.utf8), Array("</a>".utf8))
    case .fragment: links.append(MarkdownBody.Link(url: url, target: target, place: written.address))
    case .site(let path, let fragment):
      if fragment != nil { links.append(MarkdownBody.Link(url: url, target: target, place: written.address)) }
      let end = fragment.map { "#" + HTMLText.escapedURL($0) } ?? ""
      replaceLink(visit, href(path, end, title(of: node)), Array("</a>".utf8))
    case .image(let path, _): replaceLink(visit, href(path, "", title(of: node)), Array("</a>".utf8))
    }
  }

  /// Keeps what the written body says in place of an address that only this site understands.
  private mutating func keepEdit(_ target: LinkTarget, _ url: String, _ written: PlaceFinder.WrittenLink) {
    switch target {
    case .site(let path, let fragment): keepAddress(path, fragment, url, written)
    case .image(let path, _): keepAddress(path, nil, url, written)
    case .text: edits += written.parts.map { BodyEdit(span: $0, replacement: .nothing) }
    case .value:
      if let whole = written.whole, let text = written.text {
        edits.append(BodyEdit(span: whole, replacement: .value(values.count, text: text)))
      } else {
        keepAddress(nil, nil, url, written)
      }
    case .verbatim, .external, .contact, .fragment, .invalid: break
    }
  }

  mutating func keepAddress(
    _ path: String?, _ fragment: String?, _ url: String, _ written: PlaceFinder.WrittenLink
  ) {
    // Where the address was not found, its place is a line.
    let span = written.address.span
    guard places.bytes[span.start..<span.end].elementsEqual(url.utf8) else {
      return
    }
    edits.append(BodyEdit(span: span, replacement: .address(path: path, fragment: fragment)))
  }

  private func href(_ path: String, _ fragment: String, _ title: String) -> [UInt8] {
    Array("<a href=\"".utf8) + [Hole.root] + Array("\(HTMLText.percentEncoded(path))\(fragment)\"\(title)>".utf8)
  }

  func title(of node: Node) -> String {
    let title = titleText(of: node)
    return title.isEmpty ? "" : " title=\"\(HTMLText.escaped(title))\""
  }

  func titleText(of node: Node) -> String { cmark_node_get_title(node).map { String(cString: $0) } ?? "" }

  private mutating func rewriteValue(_ visit: Visit, _ name: String, _ written: PlaceFinder.WrittenLink) {
    let node = visit.node
    var span: SourceSpan?
    var place = places.line(of: visit.block)
    if let text = written.text, let whole = written.whole {
      let brackets = SourceSpan(text.start - 1, whole.end)
      span = brackets
      place = SourcePlace(places.file, text.start < text.end ? text : brackets)
    }
    // The text of an image within an image is part of the outer one's; read again at each depth it would be quadratic.
    let isNested = visit.isInImage && cmark_node_get_type(node) == CMARK_NODE_IMAGE
    values.append(
      InlineValue(
        name: name, text: isNested ? "" : text(of: node), precedingText: running.text(before: node, &runningCursor),
        place: place, span: span))
    replaceLink(visit, Hole.numbered(Hole.value, values.count - 1), [Hole.endOfValue])
  }

  private mutating func text(of node: Node) -> String {
    part.read(node)
    return part.text
  }

  /// What stands in the alternative text of an image is left alone, since that is printed without markup.
  private mutating func replaceLink(_ visit: Visit, _ open: [UInt8], _ close: [UInt8]) {
    if !visit.isInImage { replaceInline(visit.node, open, close) }
  }
}
