internal import CCmarkGFM
internal import Diagnostics

/// The asides that a quotation becomes where it starts with `[!NOTE]` and the like, as on GitHub.
enum NoteKind: String, CaseIterable {
  case note, tip, important, warning, caution

  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  var mark: String { "[!\(rawValue.uppercased())]" }
}

/// What becomes of quotations.
extension TreeRewriter {
  mutating func rewriteQuotation(_ node: Node) {
    if let (kind, marked) = note(of: node) {
      makeNote(node, kind, marked)
    } else {
      reportUnknownNote(node)
      makeQuoteFigure(around: node)
    }
  }

  // MARK: Notes

  /// The kind of note that a quotation is, and the text that says so: its first line says nothing else, and more follows.
  func note(of quotation: Node) -> (NoteKind, Node)? {
    guard let (text, word, isAlone) = noteMark(of: quotation), isAlone,
      let kind = NoteKind(rawValue: word.lowercased()),
      cmark_node_next(text) != nil || cmark_node_parent(text).flatMap({ cmark_node_next($0) }) != nil
    else { return nil }
    return (kind, text)
  }

  /// The word in `[!WORD]` at the start of a quotation, and whether it stands alone on its line.
  private func noteMark(of quotation: Node) -> (text: Node, word: String, isAlone: Bool)? {
    guard let paragraph = cmark_node_first_child(quotation),
      cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH, let text = cmark_node_first_child(paragraph),
      cmark_node_get_type(text) == CMARK_NODE_TEXT, let start = cmark_node_get_literal(text),
      start[0] == CChar(UInt8(ascii: "[")), start[1] == CChar(UInt8(ascii: "!"))
    else { return nil }
    let literal = literal(of: text)
    guard let end = literal.firstIndex(of: "]") else { return nil }
    let word = literal[..<end].dropFirst(2)
    guard !word.isEmpty, word.utf8.count <= 32, word.allSatisfy(\.isLetter),
      places.isOnFirstLine("[!\(word)]", of: paragraph)
    else { return nil }
    let isLast = cmark_node_next(text).map(isLineEnd) ?? true
    return (text, String(word), isLast && literal[end...].dropFirst().allSatisfy(\.isWhitespace))
  }

  private mutating func makeNote(_ quotation: Node, _ kind: NoteKind, _ mark: Node) {
    let paragraph = cmark_node_parent(mark)
    if let lineEnd = cmark_node_next(mark) { retire(lineEnd) }
    retire(mark)
    if let paragraph, cmark_node_first_child(paragraph) == nil { retire(paragraph) }
    replaceBlock(
      quotation,
      "<aside class=\"note note-\(kind.rawValue)\" role=\"note\" aria-label=\"\(kind.title)\">\n"
        + "<p class=\"note-title\" aria-hidden=\"true\">\(kind.title)</p>\n",
      "</aside>\n")
  }

  private mutating func reportUnknownNote(_ quotation: Node) {
    guard let (text, word, isAlone) = noteMark(of: quotation), let paragraph = cmark_node_parent(text) else { return }
    let mark = "[!\(word)]"
    let message: String
    let help: String
    if NoteKind(rawValue: word.lowercased()) != nil {
      message = "`\(mark)` stands alone on the first line of a note"
      help = isAlone ? "write the note's text beneath it" : "write the note's text on the next line"
    } else {
      let known = NoteKind.allCases.map(\.mark)
      message = "`\(mark)` is no kind of note"
      help =
        nearestName(to: word, among: NoteKind.allCases.map { $0.rawValue.uppercased() }).map {
          "did you mean [!\($0)]?"
        }
        ?? "write one of \(known.joined(separator: ", "))"
    }
    diagnostics.append(
      Diagnostic(.warning, id: "note-kind", message, at: places.place(of: mark, in: paragraph), help: help))
  }

  // MARK: Attributions

  /// A quotation whose last line starts with a dash becomes a figure with that line as its caption.
  private mutating func makeQuoteFigure(around quotation: Node) {
    guard let attribution = attribution(of: quotation), let paragraph = cmark_node_parent(attribution),
      let caption = makeBlock(Array("<figcaption>".utf8), Array("</figcaption>\n".utf8))
    else { return }
    let literal = literal(of: attribution)
    cmark_node_set_literal(attribution, String(literal.dropFirst(2)))
    wrap(quotation, "<figure class=\"quote\">\n", "</figure>\n")
    cmark_node_insert_after(quotation, caption)
    if let lineEnd = cmark_node_previous(attribution) { retire(lineEnd) }
    var next: Node? = attribution
    while let part = next {
      next = cmark_node_next(part)
      cmark_node_append_child(caption, part)
    }
    if cmark_node_first_child(paragraph) == nil { retire(paragraph) }
  }

  /// The text that the last line starts with, if that is a dash and other lines stand before it. Where the line before
  /// starts with a dash, too, they are a conversation.
  private func attribution(of quotation: Node) -> Node? {
    guard let paragraph = cmark_node_last_child(quotation), cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
      let first = cmark_node_first_child(paragraph)
    else { return nil }
    if startsWithDash(first) {
      var next = cmark_node_next(first)
      while let node = next {
        next = cmark_node_next(node)
        if isLineEnd(node), let next, startsWithDash(next) { return nil }
      }
      return cmark_node_previous(paragraph) == nil ? nil : first
    }
    var node = cmark_node_last_child(paragraph)
    while let current = node, !isLineEnd(current) { node = cmark_node_previous(current) }
    guard let lineEnd = node, let start = cmark_node_next(lineEnd), startsWithDash(start) else { return nil }
    node = cmark_node_previous(lineEnd)
    while let current = node, !isLineEnd(current) { node = cmark_node_previous(current) }
    if let before = node.flatMap({ cmark_node_next($0) }), startsWithDash(before) { return nil }
    return start
  }

  private func startsWithDash(_ node: Node) -> Bool {
    guard cmark_node_get_type(node) == CMARK_NODE_TEXT, let text = cmark_node_get_literal(node) else { return false }
    // U+2014 or U+2013 and a space.
    let start = (0..<4).reduce(into: [UInt8]()) { bytes, index in
      if bytes.count == index, text[index] != 0 { bytes.append(UInt8(bitPattern: text[index])) }
    }
    return start == Array("— ".utf8) || start == Array("– ".utf8)
  }
}
