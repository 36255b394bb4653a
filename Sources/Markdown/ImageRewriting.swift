internal import CCmarkGFM
internal import Diagnostics
internal import HTMLEscaping

/// What becomes of images: pictures of the site with their size, figures, and blocks that only look like images.
extension TreeRewriter {
  /// An image alone in a paragraph, or alone in a link that is alone there.
  mutating func rewriteLoneImage(_ visit: Visit) {
    let paragraph = visit.node
    guard let child = onlyChild(of: paragraph) else { return }
    if cmark_node_get_type(child) == CMARK_NODE_LINK, let inner = onlyChild(of: child),
      cmark_node_get_type(inner) == CMARK_NODE_IMAGE
    {
      paragraphsOfLoneImages[inner] = paragraph
    }
    guard cmark_node_get_type(child) == CMARK_NODE_IMAGE, let url = cmark_node_get_url(child) else { return }
    let address = String(cString: url)
    guard case .block(let name) = options.resolveBlockImage(address) else {
      paragraphsOfLoneImages[child] = paragraph
      return
    }
    let written = places.link(child, to: address, in: paragraph)
    let place = written.address
    if let whole = written.whole {
      edits.append(BodyEdit(span: whole, replacement: .block(blocks.count)))
    } else {
      keepAddress(nil, nil, address, written)
    }
    guard let block = makeBlock(Hole.numbered(Hole.block, blocks.count), []) else { return }
    blocks.append(MarkdownBody.Block(name: name, text: RunningText(of: child).text, place: place))
    cmark_node_replace(paragraph, block)
    retire(paragraph)
    consumed.insert(child)
  }

  private func onlyChild(of node: Node) -> Node? {
    guard let child = cmark_node_first_child(node), cmark_node_next(child) == nil else { return nil }
    return child
  }

  mutating func rewriteImage(
    _ visit: Visit, _ url: String, _ target: LinkTarget, _ written: PlaceFinder.WrittenLink
  ) {
    let node = visit.node
    // It is printed as a part of the other image's text.
    if visit.isInImage { return }
    let problem: (id: String, message: String, help: String)?
    switch target {
    case .external, .contact:
      problem = (
        "image-elsewhere", "an image is a file of the site: no page loads anything from elsewhere",
        "put the file into media/ and link it from there"
      )
    case .site, .fragment:
      problem = (
        "not-an-image", "`\(url)` is no image",
        "name a PNG, JPEG, GIF, WebP, AVIF or SVG file of media/, or write a link"
      )
    default: problem = nil
    }
    if let problem {
      diagnostics.append(Diagnostic(id: problem.id, problem.message, at: written.address, help: problem.help))
      return
    }
    let alternative = alternativeText(of: node)
    if alternative.trimmed.isEmpty {
      let place = written.whole.map { SourcePlace(places.file, $0) } ?? written.address
      diagnostics.append(
        Diagnostic(
          .warning, id: "missing-alt", "an image has a text for those who do not see it", at: place,
          help: "say between its brackets what the image shows"))
    }
    let isCaptioned = makeFigure(around: node)
    guard case .image(let path, let size) = target else { return }
    let dimensions = size.map { " width=\"\($0.width)\" height=\"\($0.height)\"" } ?? ""
    let attributes =
      " alt=\"\(HTMLText.escaped(alternative))\"\(isCaptioned ? "" : title(of: node))\(dimensions)"
      + " loading=\"lazy\" decoding=\"async\" />"
    replaceInline(
      node, Array("<img src=\"".utf8) + [Hole.root] + Array("\(HTMLText.percentEncoded(path))\"\(attributes)".utf8), [],
      keepsText: false)
  }

  /// Makes the paragraph of a lone image a figure.
  /// - Returns: whether the image's title is a caption now.
  private mutating func makeFigure(around image: Node) -> Bool {
    guard let paragraph = paragraphsOfLoneImages[image], !isTight(paragraph),
      let figure = replaceBlock(paragraph, "<figure>\n", "</figure>\n")
    else { return false }
    let title = titleText(of: image)
    guard !title.isEmpty,
      let caption = makeBlock(Array("<figcaption>\(HTMLText.escaped(title))</figcaption>".utf8), [])
    else { return false }
    cmark_node_append_child(figure, caption)
    cmark_node_set_title(image, "")
    return true
  }

  /// Whether a paragraph is one of a list without blank lines, where no paragraphs are printed.
  private func isTight(_ paragraph: Node) -> Bool {
    guard let list = cmark_node_parent(paragraph).flatMap({ cmark_node_parent($0) }) else { return false }
    return cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) == 1
  }

  /// The text of an image as the library prints it: without markup, raw HTML as it was written.
  private func alternativeText(of image: Node) -> String {
    var text = ""
    guard let iterator = cmark_iter_new(image) else { return text }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return text }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE: text += literal(of: node)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
      default: break
      }
    }
  }
}
