internal import CCmarkGFM
public import Diagnostics
internal import Synchronization

/// Markdown in, HTML out: cmark-gfm parses, the tree is rewritten, cmark-gfm prints.
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
    return parserLock.withLock { _ in
      cmark_gfm_core_extensions_ensure_registered()
      guard let parser = cmark_parser_new(flags) else { return (.empty, []) }
      defer { cmark_parser_free(parser) }
      for name in ["table", "strikethrough", "autolink", "tasklist"] {
        if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
      }
      file.bytes[bodyOffset...].withUnsafeBytes { buffer in
        guard let start = buffer.baseAddress else { return }
        cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), buffer.count)
      }
      guard let tree = cmark_parser_finish(parser) else { return (.empty, []) }
      var rewriter = TreeRewriter(tree: tree, file: file, bodyOffset: bodyOffset, options: options)
      rewriter.rewrite()
      // Text points into the buffer of the block it was parsed in: replaced blocks live until the tree is printed.
      defer {
        for block in rewriter.replaced { cmark_node_free(block) }
        cmark_node_free(tree)
      }
      guard let printed = cmark_render_html(tree, flags, cmark_parser_get_syntax_extensions(parser)) else {
        return (.empty, rewriter.diagnostics)
      }
      defer { cmark_get_default_mem_allocator().pointee.free(printed) }
      let body = MarkdownBody(
        pieces: pieces(
          of: Hole.filled(Array(UnsafeRawBufferPointer(start: printed, count: length(of: printed))), rewriter.markups)),
        blocks: rewriter.blocks, values: rewriter.values, tables: rewriter.tables, prose: rewriter.prose,
        headings: rewriter.headings, wordCount: rewriter.wordCount)
      return (body, rewriter.diagnostics)
    }
  }

  private static func length(of text: UnsafePointer<CChar>) -> Int {
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
  }

  /// Splits printed HTML at the holes the rewriter left: bytes that no UTF-8 holds.
  private static func pieces(of html: [UInt8]) -> [MarkdownBody.Piece] {
    var pieces: [MarkdownBody.Piece] = []
    var start = 0
    var index = 0
    while index < html.count {
      let byte = html[index]
      guard byte >= Hole.endOfValue else {
        index += 1
        continue
      }
      if index > start { pieces.append(.html(withAlignmentClasses(html[start..<index]))) }
      index += 1
      switch byte {
      case Hole.root: pieces.append(.root)
      case Hole.endOfValue: pieces.append(.endOfValue)
      default:
        let digits = html[index...].prefix { $0 != byte }
        let number = Hole.number(digits)
        pieces.append(byte == Hole.block ? .block(number) : .value(number))
        index += digits.count + 1
      }
      start = index
    }
    if start < html.count { pieces.append(.html(withAlignmentClasses(html[start...]))) }
    return pieces
  }

  /// HTML has no `align` attribute any more: a column's alignment becomes a class. Text cannot hold the pattern, since
  /// its `<` is printed as an entity.
  private static func withAlignmentClasses(_ html: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    var start = html.startIndex
    var index = html.startIndex
    // Both patterns are as long.
    let (data, header) = (Array("<td align=\"".utf8), Array("<th align=\"".utf8))
    while let tag = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = tag + 1
      guard html[tag...].starts(with: data) || html[tag...].starts(with: header) else { continue }
      result += html[start..<(tag + 4)]
      result += "class=\"align-".utf8
      start = tag + data.count
      index = start
    }
    return result + html[start...]
  }
}

/// Bytes that mark a hole in printed HTML. None can stand in UTF-8, so no text of an author holds one.
enum Hole {
  static let root: UInt8 = 0xFF
  static let block: UInt8 = 0xFE
  static let value: UInt8 = 0xFD
  static let endOfValue: UInt8 = 0xFC

  static let markup: UInt8 = 0xFB

  /// Printed HTML with inline markup in its holes, which may hold others.
  static func filled(_ html: [UInt8], _ markups: [[UInt8]]) -> [UInt8] {
    if markups.isEmpty { return html }
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    var start = 0
    while let hole = html[start...].firstIndex(of: markup) {
      result += html[start..<hole]
      let digits = html[(hole + 1)...].prefix { $0 != markup }
      result += markups[number(digits)]
      start = hole + digits.count + 2
    }
    return result + html[start...]
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// The hole of a block or a value: its number between two marks, since not every hole that is left is printed.
  static func numbered(_ mark: UInt8, _ number: Int) -> [UInt8] { [mark] + String(number).utf8 + [mark] }
}
