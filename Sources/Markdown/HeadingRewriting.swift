internal import CCmarkGFM
internal import Diagnostics
internal import HTMLEscaping

/// What becomes of headings: their levels, their ids, and their sections' names.
extension TreeRewriter {
  /// Takes the ids that the text itself names, wherever they stand: a heading without one gets what is left.
  mutating func claimWrittenIDs(_ visits: [Visit]) {
    if options.allowsRawHTML { claimIDsOfRawHTML(visits) }
    claimFootnoteIDs(visits)
    for visit in visits where cmark_node_get_type(visit.node) == CMARK_NODE_HEADING {
      if cmark_node_get_heading_level(visit.node) == 1 { headingShift = 1 }
      claimOwnID(of: visit.node)
    }
  }

  mutating func rewriteHeading(_ node: Node) {
    let written = Int(cmark_node_get_heading_level(node))
    let level = min(6, written + headingShift)
    let place = places.line(of: node)
    if written == 1 {
      diagnostics.append(
        Diagnostic(
          .warning, id: "second-title", "a heading in the body starts at ##: the title is the page's only h1",
          at: place,
          help: "write ## here, or drop the line if it repeats the title"))
    } else if level > lastHeadingLevel + 1 {
      diagnostics.append(
        Diagnostic(
          .warning, id: "heading-jump", "the heading jumps from level \(lastHeadingLevel) to level \(level)", at: place,
          help: "write \(String(repeating: "#", count: lastHeadingLevel + 1 - headingShift)) here"))
    }
    lastHeadingLevel = level
    readRunning(node)
    let title = running.text
    let id = ownIDs[node] ?? ids.takeAutomatic(for: title, at: place)
    headings.append(MarkdownBody.Heading(level: level, id: id, title: title))
    var kind = NamedSection(title: title, id: id).flatMap { rewriteSection($0, under: node) }
    let label = riskLabels[node].map { "<p class=\"risk-label\">\($0)</p>\n" } ?? ""
    if !label.isEmpty { kind = "risk" }
    let attribute = kind.map { " class=\"\($0)\"" } ?? ""
    replaceBlock(node, "\(label)<h\(level) id=\"\(HTMLText.escaped(id))\"\(attribute)>", "</h\(level)>\n")
  }

  // MARK: Own ids

  /// Reads `{#own-id}` at the end of a heading and takes it out of the text.
  private mutating func claimOwnID(of heading: Node) {
    guard let text = cmark_node_last_child(heading), cmark_node_get_type(text) == CMARK_NODE_TEXT else { return }
    let literal = Array(literal(of: text).utf8)
    let brace = [UInt8(ascii: "{"), UInt8(ascii: "#")]
    guard literal.last == UInt8(ascii: "}"),
      let opening = literal.indices.last(where: { literal[$0...].starts(with: brace) }),
      let span = spanOfOwnID(in: heading)
    else { return }
    cutText(text, to: literal[..<opening])
    let spaces = places.bytes[..<(span.start - 2)].reversed().prefix { $0 == 0x20 }.count
    edits.append(BodyEdit(span: SourceSpan(span.start - 2 - spaces, span.end + 1), replacement: .nothing))
    let place = SourcePlace(places.file, span)
    let id = String(decoding: places.bytes[span.start..<span.end], as: UTF8.self)
    guard PageIDs.isWellFormed(id[...]) else {
      diagnostics.append(
        Diagnostic(
          id: "malformed-id", "a heading's id is made of letters, digits, `-`, `_` and `.`, not `\(id)`", at: place,
          help: "write {#\(PageIDs.slug(of: id))}, or \\{ if the braces are to be shown"))
      return
    }
    switch ids.claim(id, at: place) {
    case nil: ownIDs[heading] = id
    case .page: reportTaken(id, place, Diagnostic.Note("the template around the text prints it"))
    case .body(let first): reportTaken(id, place, Diagnostic.Note("it is given here first", at: first))
    }
  }

  private mutating func reportTaken(_ id: String, _ place: SourcePlace, _ note: Diagnostic.Note) {
    diagnostics.append(
      Diagnostic(
        id: "id-taken", "the id `\(id)` is taken on this page", at: place, notes: [note],
        help: "write another, such as {#\(ids.free(id))}"))
  }

  /// What stands between the braces in the file; nil where they were written otherwise, such as `\{#`.
  private func spanOfOwnID(in heading: Node) -> SourceSpan? {
    let bytes = places.bytes
    let lines = places.lines(of: heading)
    let opening = lines.last { index in
      bytes[index] == UInt8(ascii: "{") && index + 1 < lines.upperBound && bytes[index + 1] == UInt8(ascii: "#")
    }
    guard let opening else { return nil }
    let escapes = bytes[lines.lowerBound..<opening].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    guard escapes.isMultiple(of: 2),
      let closing = bytes[opening..<lines.upperBound].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return SourceSpan(opening + 2, closing)
  }

  private mutating func cutText(_ text: Node, to bytes: ArraySlice<UInt8>) {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let kept = String(decoding: bytes.reversed().drop(while: isSpace).reversed(), as: UTF8.self)
    if !kept.isEmpty {
      wordCount += WordCount.words(in: kept) - WordCount.words(in: literal(of: text))
      cmark_node_set_literal(text, kept)
      return
    }
    if let before = cmark_node_previous(text), isLineEnd(before) { retire(before) }
    retire(text)
  }
}
