internal import CCmarkGFM
internal import Diagnostics

typealias Node = OpaquePointer

/// Turns the tree that cmark parsed into the one that is printed.
///
/// The nodes are collected once, in the order of the text, and then rewritten, so that no walk sees a change of its own.
struct TreeRewriter {
  let tree: Node
  let options: MarkdownOptions
  var places: PlaceFinder
  private(set) var replaced: [Node] = []
  /// What stands in the holes of inline markup.
  private(set) var markups: [[UInt8]] = []
  private(set) var blocks: [MarkdownBody.Block] = []
  private(set) var values: [InlineValue] = []
  private(set) var tables: [BodyTable] = []
  private(set) var prose: [Prose] = []
  private(set) var headings: [MarkdownBody.Heading] = []
  private(set) var wordCount = 0
  private(set) var diagnostics: [Diagnostic] = []
  private var headingIDs = HeadingIDs()
  /// Images that became blocks.
  private var consumed: Set<Node> = []
  /// The running text of the block that is being rewritten, and where its links start in it.
  private var running = RunningText()

  init(tree: Node, file: SourceFile, bodyOffset: Int, options: MarkdownOptions) {
    self.tree = tree
    self.options = options
    places = PlaceFinder(file: file, bodyOffset: bodyOffset)
  }

  mutating func rewrite() {
    let nodes = collect()
    let shift = nodes.contains {
      cmark_node_get_type($0) == CMARK_NODE_HEADING && cmark_node_get_heading_level($0) == 1
    }
    var lastLevel = 1
    for node in nodes where !consumed.contains(node) {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: wordCount += words(in: literal(of: node))
      case CMARK_NODE_CODE:
        wordCount += words(in: literal(of: node))
        places.skip(literal(of: node), in: node)
      case CMARK_NODE_CODE_BLOCK: places.skip(literal(of: node), in: node)
      case CMARK_NODE_PARAGRAPH:
        running = RunningText(of: node)
        addProse(node)
        rewriteLoneImage(node)
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: rewriteLink(node)
      case CMARK_NODE_HEADING: rewriteHeading(node, isShifted: shift, lastLevel: &lastLevel)
      case CMARK_NODE_BLOCK_QUOTE: rewriteQuotation(node)
      case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: rewriteRawHTML(node)
      default:
        guard let name = cmark_node_get_type_string(node) else { continue }
        switch String(cString: name) {
        case "table":
          tables.append(BodyTable(node, places))
          wrap(
            node,
            "<div class=\"table-scroll\" role=\"region\" aria-label=\"Table \(tables.count)\" tabindex=\"0\">\n",
            "</div>\n")
        case "table_cell": running = RunningText(of: node)
        default: break
        }
      }
    }
  }

  private func collect() -> [Node] {
    var nodes: [Node] = []
    guard let iterator = cmark_iter_new(tree) else { return nodes }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return nodes }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { nodes.append(node) }
    }
  }

  // MARK: Links

  private mutating func rewriteLink(_ node: Node) {
    let url = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
    let isImage = cmark_node_get_type(node) == CMARK_NODE_IMAGE
    switch options.resolve(url) {
    case .verbatim: break
    case .value(let name): rewriteValue(node, name, url)
    case .text: replaceInline(node, [], [])
    case .site(let path):
      let target = HTMLText.percentEncoded(path)
      if isImage {
        let alternative = HTMLText.escaped(plainText(of: node))
        replaceInline(
          node,
          Array("<img src=\"".utf8) + [Hole.root]
            + Array("\(target)\" alt=\"\(alternative)\"\(title(of: node)) loading=\"lazy\" />".utf8), [],
          keepsText: false)
      } else {
        replaceInline(
          node, Array("<a href=\"".utf8) + [Hole.root] + Array("\(target)\"\(title(of: node))>".utf8),
          Array("</a>".utf8))
      }
    case .invalid(let id, let message, let help):
      diagnostics.append(Diagnostic(id: id, message, at: places.place(of: url, in: node), help: help))
    }
  }

  private func title(of node: Node) -> String {
    guard let title = cmark_node_get_title(node), title[0] != 0 else { return "" }
    return " title=\"\(HTMLText.escaped(String(cString: title)))\""
  }

  private mutating func rewriteValue(_ node: Node, _ name: String, _ url: String) {
    let found = places.link(to: url, in: node)
    let text = plainText(of: node)
    let place = found.map { SourcePlace(places.file, $0.text.start < $0.text.end ? $0.text : $0.whole) }
    values.append(
      InlineValue(
        name: name, text: text, precedingText: running.text(before: node), place: place ?? places.line(of: node),
        span: found?.whole))
    replaceInline(node, Hole.numbered(Hole.value, values.count - 1), [Hole.endOfValue])
  }

  /// Puts markup around the content of an inline node, in its place.
  ///
  /// The markup goes in as text that only holds the number of a hole: a cell of a table takes no custom inline. What
  /// stands in the alternative text of an image is left alone, since that is printed without markup.
  private mutating func replaceInline(_ node: Node, _ open: [UInt8], _ close: [UInt8], keepsText: Bool = true) {
    guard !hasParent(node, CMARK_NODE_IMAGE), cmark_node_parent(node) != nil else { return }
    insert(open, before: node)
    while let child = cmark_node_first_child(node) {
      if keepsText, cmark_node_insert_before(node, child) == 1 { continue }
      cmark_node_unlink(child)
      replaced.append(child)
    }
    insert(close, before: node)
    cmark_node_unlink(node)
    replaced.append(node)
  }

  private mutating func insert(_ markup: [UInt8], before node: Node) {
    guard !markup.isEmpty, let text = cmark_node_new(CMARK_NODE_TEXT) else { return }
    (Hole.numbered(Hole.markup, markups.count) + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { _ = cmark_node_set_literal(text, $0.baseAddress) }
    }
    markups.append(markup)
    cmark_node_insert_before(node, text)
  }

  private func hasParent(_ node: Node, _ type: cmark_node_type) -> Bool {
    var parent = cmark_node_parent(node)
    while let current = parent {
      if cmark_node_get_type(current) == type { return true }
      parent = cmark_node_parent(current)
    }
    return false
  }

  // MARK: What the text says

  private mutating func addProse(_ node: Node) {
    guard !hasParent(node, CMARK_NODE_BLOCK_QUOTE), options.isProseWanted(running.text) else { return }
    let range = places.blockRange(of: node)
    prose.append(running.prose(places, range, place: places.line(of: node)))
  }

  // MARK: Blocks

  private mutating func rewriteLoneImage(_ paragraph: Node) {
    guard let image = cmark_node_first_child(paragraph), cmark_node_next(image) == nil,
      cmark_node_get_type(image) == CMARK_NODE_IMAGE, let url = cmark_node_get_url(image),
      case .block(let name) = options.resolveBlockImage(String(cString: url)),
      let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK)
    else { return }
    blocks.append(
      MarkdownBody.Block(
        name: name, text: plainText(of: image), place: places.place(of: String(cString: url), in: image)))
    setMarkup(block, Hole.numbered(Hole.block, blocks.count - 1), [])
    cmark_node_replace(paragraph, block)
    replaced.append(paragraph)
    consumed.insert(image)
  }

  private mutating func rewriteHeading(_ node: Node, isShifted: Bool, lastLevel: inout Int) {
    let written = Int(cmark_node_get_heading_level(node))
    let level = min(6, written + (isShifted ? 1 : 0))
    let place = places.line(of: node)
    if written == 1 {
      diagnostics.append(
        Diagnostic(
          .warning, id: "second-title", "a heading in the body starts at ##: the title is the page's only h1",
          at: place,
          help: "write ## here, or drop the line if it repeats the title"))
    } else if level > lastLevel + 1 {
      diagnostics.append(
        Diagnostic(
          .warning, id: "heading-jump", "the heading jumps from level \(lastLevel) to level \(level)", at: place,
          help: "write \(String(repeating: "#", count: lastLevel + 1 - (isShifted ? 1 : 0))) here"))
    }
    lastLevel = level
    running = RunningText(of: node)
    let title = running.text
    let id = headingIDs.id(for: title)
    headings.append(MarkdownBody.Heading(level: level, id: id, title: title))
    if title.lowercased() == "what to watch", let list = cmark_node_next(node),
      cmark_node_get_type(list) == CMARK_NODE_LIST, cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
    {
      replaceBlock(list, "<ol class=\"watch\">\n", "</ol>\n")
    }
    replaceBlock(node, "<h\(level) id=\"\(HTMLText.escaped(id))\">", "</h\(level)>\n")
  }

  /// A quotation whose last paragraph starts with a dash becomes a figure with that line as its caption.
  private mutating func rewriteQuotation(_ node: Node) {
    guard let last = cmark_node_last_child(node), cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH,
      cmark_node_previous(last) != nil, let first = cmark_node_first_child(last),
      cmark_node_get_type(first) == CMARK_NODE_TEXT,
      let dash = ["— ", "– "].first(where: literal(of: first).hasPrefix),
      let caption = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK)
    else { return }
    cmark_node_set_literal(first, String(literal(of: first).dropFirst(dash.count)))
    wrap(node, "<figure class=\"quote\">\n", "</figure>\n")
    setMarkup(caption, Array("<figcaption>".utf8), Array("</figcaption>\n".utf8))
    cmark_node_unlink(last)
    cmark_node_insert_after(node, caption)
    moveChildren(of: last, to: caption)
    replaced.append(last)
  }

  /// Raw HTML is shown as the text it is: what an author pastes cannot reach the page as markup.
  private mutating func rewriteRawHTML(_ node: Node) {
    let html = literal(of: node)
    diagnostics.append(
      Diagnostic(
        .warning, id: "raw-html", "raw HTML is shown as text", at: places.place(of: html, in: node),
        help: "write it in Markdown, or between backticks if it is meant to be shown"))
    guard let text = cmark_node_new(CMARK_NODE_TEXT) else { return }
    cmark_node_set_literal(text, html)
    if cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE {
      cmark_node_replace(node, text)
    } else if let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) {
      cmark_node_append_child(paragraph, text)
      cmark_node_replace(node, paragraph)
    }
    replaced.append(node)
  }

  // MARK: Nodes

  private mutating func replaceBlock(_ node: Node, _ open: String, _ close: String) {
    guard let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
    setMarkup(block, Array(open.utf8), Array(close.utf8))
    cmark_node_replace(node, block)
    moveChildren(of: node, to: block)
    replaced.append(node)
  }

  private func wrap(_ node: Node, _ open: String, _ close: String) {
    guard let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
    setMarkup(block, Array(open.utf8), Array(close.utf8))
    cmark_node_replace(node, block)
    cmark_node_append_child(block, node)
  }

  private func moveChildren(of node: Node, to other: Node) {
    while let child = cmark_node_first_child(node) { cmark_node_append_child(other, child) }
  }

  private func setMarkup(_ node: Node, _ open: [UInt8], _ close: [UInt8]) {
    (open + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { _ = cmark_node_set_on_enter(node, $0.baseAddress) }
    }
    (close + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { _ = cmark_node_set_on_exit(node, $0.baseAddress) }
    }
  }

  private func literal(of node: Node) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  /// The text of a node without its markup, for an image's alternative.
  private func plainText(of node: Node) -> String { RunningText(of: node).text }

  /// Runs of letters and digits; an apostrophe or a hyphen parts no word, dashes and quotation marks do.
  private func words(in text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      var isInside = false
      for index in bytes.indices {
        let byte = bytes[index]
        let isPunctuation =
          byte == 0xE2 && index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] != 0x99
        let isContinued = byte & 0xC0 == 0x80
        if isContinued { continue }
        let isWord =
          (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || (byte >= 0x80 && !isPunctuation) || (isInside && (byte == 0x27 || byte == 0x2D))
        if isWord, !isInside { count += 1 }
        isInside = isWord
      }
      return count
    }
  }
}
