internal import CCmarkGFM
internal import Diagnostics

/// A node of the library's tree.
typealias Node = OpaquePointer

/// Turns the tree that cmark parsed into the one that is printed.
///
/// The nodes are collected once, in the order of the text, and then rewritten, so that no walk sees a change of its own.
/// What becomes of each kind of node stands in a file of its own.
struct TreeRewriter {
  /// A node with what lies around it in the tree as it was parsed.
  struct Visit {
    let node: Node
    /// The block that it is or stands in; a table for its cells.
    let block: Node
    let isInImage: Bool
    /// Whether it is somebody else's words.
    let isInQuotation: Bool
  }

  let tree: Node
  let options: MarkdownOptions
  var places: PlaceFinder
  /// Nodes that are out of the tree. Text points into the buffer of the block it was parsed in, so they are freed only
  /// when the tree is printed.
  var retired: Set<Node> = []
  /// What stands in the holes of inline markup.
  var markups: [[UInt8]] = []
  var blocks: [MarkdownBody.Block] = []
  var values: [InlineValue] = []
  var bodyTables: [BodyTable] = []
  var tables = TableNodes()
  var prose: [Prose] = []
  var headings: [MarkdownBody.Heading] = []
  var links: [MarkdownBody.Link] = []
  /// What the written body says otherwise where it stands alone.
  var edits: [BodyEdit] = []
  var wordCount = 0
  var rawHTMLCount = 0
  var diagnostics: [Diagnostic] = []
  var ids: PageIDs
  var tableLabels = TableLabels()
  /// The ids that headings name themselves.
  var ownIDs: [Node: String] = [:]
  /// What stands over the headings of risks.
  var riskLabels: [Node: String] = [:]
  /// In the order of their numbers.
  var footnotes: [Footnote] = []
  /// Images that became blocks.
  var consumed: Set<Node> = []
  /// The paragraphs of images that stand alone in them.
  var paragraphsOfLoneImages: [Node: Node] = [:]
  /// The running text of the block that is being rewritten, and where its links start in it.
  var running = RunningText()
  /// Behind the link of the running text that was asked for last.
  var runningCursor = 0
  /// The text of a part of a block; its memory serves again.
  var part = RunningText()
  /// How far headings are pushed down: 1 where the body has an h1, which is the page's alone.
  var headingShift = 0
  var lastHeadingLevel = 1

  init(tree: Node, file: SourceFile, bodyOffset: Int, options: MarkdownOptions) {
    self.tree = tree
    self.options = options
    places = PlaceFinder(file: file, bodyOffset: bodyOffset)
    ids = PageIDs(reserved: options.reservedIDs)
  }

  mutating func rewrite() {
    let visits = collect()
    claimWrittenIDs(visits)
    for visit in visits where consumed.isEmpty || !consumed.contains(visit.node) {
      let node = visit.node
      switch cmark_node_get_type(node) {
      case CMARK_NODE_CODE: _ = places.place(of: literal(of: node), in: visit.block)
      case CMARK_NODE_PARAGRAPH:
        readRunning(node)
        addProse(visit)
        rewriteLoneImage(visit)
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: rewriteLink(visit)
      case CMARK_NODE_HEADING: rewriteHeading(node)
      case CMARK_NODE_BLOCK_QUOTE: rewriteQuotation(node)
      case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: rewriteRawHTML(visit)
      case let type:
        switch tables.kind(of: node, type) {
        case .table: rewriteTable(node)
        case .cell: readRunning(node)
        case .row, nil: break
        }
      }
    }
    placeFootnotes()
  }

  mutating func readRunning(_ block: Node) {
    running.read(block)
    runningCursor = 0
  }

  /// Counts the words, and finds the nodes that are not printed as the library prints them.
  private mutating func collect() -> [Visit] {
    var visits: [Visit] = []
    visits.reserveCapacity(128)
    var blocks: [Node] = []
    var (images, quotations) = (0, 0)
    guard let iterator = cmark_iter_new(tree) else { return visits }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return visits }
      let type = cmark_node_get_type(node)
      switch type {
      case CMARK_NODE_TEXT:
        if let text = LiteralText(of: node) { wordCount += WordCount.words(in: text.bytes) }
        continue
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_EMPH, CMARK_NODE_STRONG: continue
      case CMARK_NODE_CODE:
        guard let text = LiteralText(of: node) else { continue }
        wordCount += WordCount.words(in: text.bytes)
        // It only looks like what is searched for.
        if ByteSearch.first("](".utf8, in: text.bytes, 0..<text.bytes.count) == nil { continue }
      default: break
      }
      let isImage = type == CMARK_NODE_IMAGE
      let isQuotation = type == CMARK_NODE_BLOCK_QUOTE && note(of: node) == nil
      if event == CMARK_EVENT_EXIT {
        if blocks.last == node { blocks.removeLast() }
        if isImage { images -= 1 }
        if isQuotation { quotations -= 1 }
        continue
      }
      let isOwnBlock = isBlock(node, type)
      if isRewritten(node, type) {
        visits.append(
          Visit(
            node: node, block: isOwnBlock ? node : blocks.last ?? tree, isInImage: images > 0,
            isInQuotation: quotations > 0))
      }
      if isOwnBlock, !Self.isLeafBlock(type) { blocks.append(node) }
      if isImage { images += 1 }
      if isQuotation { quotations += 1 }
    }
  }

  /// Whether anything is asked of a node.
  private mutating func isRewritten(_ node: Node, _ type: cmark_node_type) -> Bool {
    switch type {
    case CMARK_NODE_CODE, CMARK_NODE_PARAGRAPH, CMARK_NODE_LINK, CMARK_NODE_IMAGE, CMARK_NODE_HEADING,
      CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE, CMARK_NODE_FOOTNOTE_REFERENCE,
      CMARK_NODE_FOOTNOTE_DEFINITION:
      true
    case CMARK_NODE_DOCUMENT, CMARK_NODE_LIST, CMARK_NODE_ITEM, CMARK_NODE_CODE_BLOCK, CMARK_NODE_THEMATIC_BREAK: false
    default: tables.kind(of: node, type) != nil
    }
  }

  /// Blocks that the walk enters and never leaves.
  private static func isLeafBlock(_ type: cmark_node_type) -> Bool {
    type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_THEMATIC_BREAK
  }

  /// Whether a node has lines of its own; those of a table's rows are unreliable.
  private mutating func isBlock(_ node: Node, _ type: cmark_node_type) -> Bool {
    guard Int(type.rawValue) & Int(CMARK_NODE_TYPE_MASK) == Int(CMARK_NODE_TYPE_PRESENT) else { return false }
    return switch tables.kind(of: node, type) {
    case .row, .cell: false
    case .table, nil: true
    }
  }

  /// Keeps the running text of a paragraph that the author says, not somebody quoted.
  private mutating func addProse(_ visit: Visit) {
    guard !visit.isInQuotation, options.isProseWanted(running.bytes) else { return }
    let range = places.paragraphRange(of: visit.node)
    prose.append(running.prose(places, range, place: places.line(of: visit.node)))
  }

  /// Takes a node out of the tree.
  mutating func retire(_ node: Node) {
    cmark_node_unlink(node)
    retired.insert(node)
  }
}
