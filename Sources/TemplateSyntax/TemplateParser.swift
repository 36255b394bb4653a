package import Diagnostics
package import TemplateValues

/// Turns the tokens of one file into a template.
///
/// The first mistake in how it is written ends the parse; mistakes in what it names are gathered.
package struct TemplateParser {
  let file: SourceFile
  private let bytes: [UInt8]
  let filters: [String: Filter]
  private let tokens: [Token]
  private var position = 0
  private var depth = 0
  var template: Template
  var nameProblems: [LocatedProblem] = []
  /// The blocks around the tag at hand, from the outside in, and the places of their calls of `super()`.
  var openBlocks: [(name: Name, callsParent: [SourceSpan])] = []
  /// Tags around the one at hand.
  var tagDepth = 0

  package static func parse(
    _ file: SourceFile, filters: [String: Filter]
  ) -> (template: Template, problems: [LocatedProblem]) {
    do throws(LocatedProblem) {
      var parser = TemplateParser(file, try Lexer.tokens(of: file), filters)
      parser.template.nodes = try parser.parseNodes(inside: nil)
      return (parser.template, parser.nameProblems)
    } catch {
      return (Template(file: file), [error])
    }
  }

  private init(_ file: SourceFile, _ tokens: [Token], _ filters: [String: Filter]) {
    self.file = file
    bytes = file.bytes
    self.tokens = tokens.filter { $0.kind != .whitespace }
    self.filters = filters
    template = Template(file: file)
  }

  // MARK: Tokens

  var current: Token { token(at: position) }
  var next: Token { token(at: position + 1) }

  private func token(at index: Int) -> Token {
    guard index < tokens.count else {
      return Token(kind: .end, span: SourceSpan(bytes.count, bytes.count))
    }
    return tokens[index]
  }

  @discardableResult
  mutating func advance() -> Token {
    defer { position += 1 }
    return current
  }

  func isSymbol(_ symbol: String) -> Bool { current.kind == .symbol(symbol) }
  func isWord(_ word: String) -> Bool { current.kind == .name(word) }

  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  mutating func expect(_ kind: Token.Kind, _ description: String) throws(LocatedProblem) {
    guard skip(kind) else { throw unexpected(wanted: description) }
  }

  func unexpected(wanted: String) -> LocatedProblem {
    LocatedProblem(.expected(wanted, found: current.description), current.span)
  }

  func unsupported(_ feature: String, advice: String? = nil, at span: SourceSpan? = nil) -> LocatedProblem {
    LocatedProblem(.unsupported(feature, advice: advice), span ?? current.span)
  }

  /// A name that a template may give to a variable.
  mutating func expectVariable() throws(LocatedProblem) -> Name {
    guard case .name(let name) = current.kind else { throw unexpected(wanted: "a name") }
    let reserved: Set<String> = [
      "loop", "super", "self", "true", "false", "none", "True", "False", "None", "and", "or", "not", "in", "is", "if",
      "else", "for",
    ]
    guard !reserved.contains(name) else { throw LocatedProblem(.reservedName(name), current.span) }
    return Name(text: name, span: advance().span)
  }

  /// Goes one level down for the length of `body`.
  mutating func nested<Result>(
    _ body: (inout TemplateParser) throws(LocatedProblem) -> Result
  ) throws(LocatedProblem) -> Result {
    guard depth < TemplateLimits.nestingDepth else { throw LocatedProblem(.tooDeep, current.span) }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  // MARK: Text, outputs and tags

  /// A tag whose body is being read, and the tags that end that body.
  struct OpenTag {
    let name: String
    let span: SourceSpan
    let endings: [String]
    var closing: String { endings.last ?? name }
  }

  /// nodes = { text | comment | "{{" expression "}}" | "{%" tag "%}" }, up to but not including the ending of `tag`.
  mutating func parseNodes(inside tag: OpenTag?) throws(LocatedProblem) -> [Node] {
    var nodes: [Node] = []
    while true {
      let token = current
      switch token.kind {
      case .end:
        guard let tag else { return nodes }
        let opened = SourcePlace(file, tag.span)
        throw LocatedProblem(.unclosedTag(tag.name, closing: tag.closing, opened: opened), token.span)
      case .text:
        let bytes = trimmedText()
        advance()
        if tagDepth == 0, template.base != nil, !bytes.allSatisfy(isSpace) {
          nameProblems.append(LocatedProblem(.outsideOfBlocks, visible(token.span)))
        }
        if !bytes.isEmpty { nodes.append(.text(bytes, token.span)) }
      case .outputOpen:
        if tagDepth == 0, template.base != nil { nameProblems.append(LocatedProblem(.outsideOfBlocks, token.span)) }
        advance()
        nodes.append(try parseOutput())
      case .tagOpen:
        guard case .name(let name) = next.kind else {
          advance()
          throw unexpected(wanted: "a tag")
        }
        if let tag, tag.endings.contains(name) { return nodes }
        advance()
        if let node = try parseTag(name, inside: tag, after: nodes) { nodes.append(node) }
      default: advance()
      }
    }
  }

  private mutating func parseOutput() throws(LocatedProblem) -> Node {
    if isWord("super"), next.kind == .symbol("("), token(at: position + 2).kind == .symbol(")"),
      case .outputClose = token(at: position + 3).kind, !openBlocks.isEmpty
    {
      let span = SourceSpan(current.span.start, token(at: position + 2).span.end)
      openBlocks[openBlocks.count - 1].callsParent.append(span)
      position += 4
      return .parentBlock(span)
    }
    let expression = try parseExpression()
    guard case .outputClose = current.kind else { throw unexpected(wanted: "`}}`") }
    advance()
    return .output(expression)
  }

  mutating func expectTagEnd() throws(LocatedProblem) {
    guard case .tagClose = current.kind else { throw unexpected(wanted: "`%}`") }
    advance()
  }

  /// The text at hand, less what the `-` of its neighbours takes and less the newline that ends the file.
  private func trimmedText() -> [UInt8] {
    let span = current.span
    var (start, end) = (span.start, span.end)
    if end == bytes.count {
      if end > start, bytes[end - 1] == 0x0A { end -= 1 }
      if end > start, bytes[end - 1] == 0x0D, end == span.end || bytes[end] == 0x0A { end -= 1 }
    }
    if position > 0, token(at: position - 1).trim.after {
      while start < end, isSpace(bytes[start]) { start += 1 }
    }
    if next.trim.before { while start < end, isSpace(bytes[end - 1]) { end -= 1 } }
    guard bytes[start..<end].contains(0x0D) else { return Array(bytes[start..<end]) }
    var unified: [UInt8] = []
    for offset in start..<end {
      let isSecondOfPair = bytes[offset] == 0x0A && offset > start && bytes[offset - 1] == 0x0D
      if !isSecondOfPair { unified.append(bytes[offset] == 0x0D ? 0x0A : bytes[offset]) }
    }
    return unified
  }

  /// The first line with something in it.
  private func visible(_ span: SourceSpan) -> SourceSpan {
    var start = span.start
    while start < span.end, isSpace(bytes[start]) { start += 1 }
    return SourceSpan(start, min(span.end, file.lineRange(around: start).upperBound))
  }
}
