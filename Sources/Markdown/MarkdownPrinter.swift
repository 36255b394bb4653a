internal import CCmarkGFM
public import Diagnostics
internal import Synchronization

/// Markdown in, HTML out: cmark-gfm parses, the tree is rewritten, cmark-gfm prints.
///
/// What it prints is the library's own HTML but for these additions: headings have ids, and `{#own-id}` at their end is
/// one; where the body has an h1, every heading is one level lower; tables stand in a labelled region, and their columns'
/// alignment is a class; boxes of task lists have labels; an image alone in a paragraph is a figure with its title as
/// caption; a quotation that ends in a line "— who, when" is a figure, too; one that starts with `[!NOTE]` is an aside;
/// raw HTML is shown as text; a footnote follows the block that first refers to it; the ordered list under "What to
/// watch" and the heading "The bottom line" have classes, and risks are numbered.
public enum MarkdownPrinter {
  /// The library fills and clears process-wide tables while it registers and parses, so both happen under this lock.
  private static let parserLock = Mutex(())

  /// Prints the body that starts at an offset of a file, up to the file's end.
  ///
  /// Problems (a link that cannot stand, raw HTML, a heading out of order) come back with their places in the file.
  /// A body beyond one of the `MarkdownLimits` is not parsed; its problem is the only one.
  /// - Complexity: linear within the limits.
  public static func print(
    _ file: SourceFile, from bodyOffset: Int, options: MarkdownOptions
  ) -> (body: MarkdownBody, diagnostics: [Diagnostic]) {
    if let problem = MarkdownLimits.problem(in: file, from: bodyOffset) { return (.empty, [problem]) }
    var flags = CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8
    if options.isSmartPunctuationOn { flags |= CMARK_OPT_SMART }
    return ParserMemory.lend { printed(file, from: bodyOffset, flags, options) }
  }

  private static func printed(
    _ file: SourceFile, from bodyOffset: Int, _ flags: CInt, _ options: MarkdownOptions
  ) -> (body: MarkdownBody, diagnostics: [Diagnostic]) {
    guard let parser = parsed(file.bytes[bodyOffset...], flags) else { return (.empty, []) }
    defer { cmark_parser_free(parser.parser) }
    let tree = parser.tree
    var rewriter = TreeRewriter(tree: tree, file: file, bodyOffset: bodyOffset, options: options)
    rewriter.rewrite()
    // Text points into the buffer of the block it was parsed in: replaced blocks live until the tree is printed.
    defer {
      for node in rewriter.retired { cmark_node_free(node) }
      cmark_node_free(tree)
    }
    let memory = cmark_get_default_mem_allocator()
    let extensions = cmark_parser_get_syntax_extensions(parser.parser)
    guard let printed = cmark_render_html_with_mem(tree, flags, extensions, memory) else {
      return (.empty, rewriter.diagnostics)
    }
    defer { memory?.pointee.free(printed) }
    let html = UnsafeBufferPointer(
      start: UnsafeRawPointer(printed).assumingMemoryBound(to: UInt8.self), count: strlen(printed))
    let printedBody = PrintedBody(
      printed: PrintedHTML(html, rewriter.markups), headings: rewriter.headings, ids: rewriter.ids.printed,
      externalLinks: rewriter.links.filter { $0.target == .external }, edits: rewriter.edits)
    let body = MarkdownBody(
      printedBody, blocks: rewriter.blocks, values: rewriter.values, tables: rewriter.bodyTables,
      prose: rewriter.prose, links: rewriter.links.filter { $0.target != .external },
      rawHTMLCount: rewriter.rawHTMLCount, wordCount: rewriter.wordCount, file: file, start: bodyOffset)
    return (body, rewriter.diagnostics)
  }

  /// All that happens under the lock; what is done with a finished tree needs none.
  private static func parsed(_ body: ArraySlice<UInt8>, _ flags: CInt) -> ParsedTree? {
    parserLock.withLock { _ -> ParsedTree? in
      cmark_gfm_core_extensions_ensure_registered()
      guard let parser = cmark_parser_new_with_mem(flags, ParserMemory.allocator) else { return nil }
      for name in ["table", "strikethrough", "autolink", "tasklist"] {
        if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
      }
      body.withUnsafeBytes { buffer in
        guard let start = buffer.baseAddress else { return }
        cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), buffer.count)
      }
      if let tree = cmark_parser_finish(parser) { return ParsedTree(parser: parser, tree: tree) }
      cmark_parser_free(parser)
      return nil
    }
  }

  private struct ParsedTree {
    /// Knows the extensions that print.
    let parser: OpaquePointer
    let tree: Node
  }
}
