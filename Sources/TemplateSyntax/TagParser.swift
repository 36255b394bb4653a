internal import Diagnostics
internal import TemplateValues

/// The tags of the language, each with its grammar above its function.
extension TemplateParser {
  static let tags = ["if", "for", "set", "include", "extends", "block", "raw"]
  private static let openings = [
    "elif": "if", "else": "if` or `for", "endif": "if", "endfor": "for", "endblock": "block", "endraw": "raw",
  ]
  private static let unsupportedTags: Set<String> = [
    "macro", "endmacro", "call", "endcall", "import", "from", "filter", "endfilter", "autoescape", "endautoescape",
    "with", "endwith", "do", "trans", "endtrans", "pluralize", "break", "continue", "debug", "endset",
  ]

  /// Reads the tag whose name is at hand; `before` are its elder siblings.
  mutating func parseTag(
    _ name: String, inside tag: OpenTag?, after before: [Node]
  ) throws(LocatedProblem) -> Node? {
    let nameSpan = advance().span
    if tagDepth == 0, template.base != nil, ["if", "for", "include"].contains(name) {
      nameProblems.append(LocatedProblem(.outsideOfBlocks, nameSpan))
    }
    switch name {
    case "if": return try parseIf(nameSpan)
    case "for": return try parseFor(nameSpan)
    case "set": return try parseSet()
    case "include": return try parseInclude()
    case "extends":
      try parseExtends(nameSpan, isFirst: tagDepth == 0 && before.allSatisfy(\.isBlank))
      return nil
    case "block": return try parseBlock(nameSpan)
    default: break
    }
    if let opening = Self.openings[name] {
      if let tag {
        let opened = SourcePlace(file, tag.span)
        throw LocatedProblem(.wrongClosing(name, of: tag.name, closing: tag.closing, opened: opened), nameSpan)
      }
      throw LocatedProblem(.tagWithoutOpening(name, opening: opening), nameSpan)
    }
    if Self.unsupportedTags.contains(name) { throw unsupported("`\(name)`", at: nameSpan) }
    throw LocatedProblem(.unknownTag(name, known: Self.tags + Self.openings.keys.sorted()), nameSpan)
  }

  private mutating func parseBody(inside tag: OpenTag) throws(LocatedProblem) -> [Node] {
    tagDepth += 1
    let body = try nested { parser throws(LocatedProblem) in try parser.parseNodes(inside: tag) }
    tagDepth -= 1
    advance()
    return body
  }

  /// "if" expression body { "elif" expression body } [ "else" body ] "endif"
  private mutating func parseIf(_ span: SourceSpan) throws(LocatedProblem) -> Node {
    let tag = OpenTag(name: "if", span: span, endings: ["elif", "else", "endif"])
    var branches: [Node.Branch] = []
    var otherwise: [Node] = []
    repeat {
      let condition = try parseExpression()
      try expectTagEnd()
      branches.append(Node.Branch(condition: condition, body: try parseBody(inside: tag)))
    } while skip(.name("elif"))
    if skip(.name("else")) {
      try expectTagEnd()
      otherwise = try parseBody(inside: OpenTag(name: "if", span: span, endings: ["endif"]))
    }
    advance()
    try expectTagEnd()
    return .conditional(branches, otherwise: otherwise)
  }

  /// "for" name { "," name } "in" alternative [ "if" expression ] body [ "else" body ] "endfor"
  private mutating func parseFor(_ span: SourceSpan) throws(LocatedProblem) -> Node {
    var names = [try expectVariable()]
    while skip(.symbol(",")) { names.append(try expectVariable()) }
    try expect(.name("in"), "`in`")
    let list = try parseAlternative()
    let condition = skip(.name("if")) ? try parseExpression() : nil
    if isWord("recursive") { throw unsupported("`recursive`") }
    try expectTagEnd()
    let body = try parseBody(inside: OpenTag(name: "for", span: span, endings: ["else", "endfor"]))
    var otherwise: [Node] = []
    if skip(.name("else")) {
      try expectTagEnd()
      otherwise = try parseBody(inside: OpenTag(name: "for", span: span, endings: ["endfor"]))
    }
    advance()
    try expectTagEnd()
    return .loop(Node.Loop(names: names, list: list, condition: condition, body: body, otherwise: otherwise))
  }

  /// "set" name "=" expression
  private mutating func parseSet() throws(LocatedProblem) -> Node {
    let name = try expectVariable()
    if isSymbol(",") { throw unsupported("more than one variable in `set`") }
    if isSymbol(".") { throw unsupported("`set` of a key") }
    if case .tagClose = current.kind { throw unsupported("`set` with a body", at: name.span) }
    try expect(.symbol("="), "`=`")
    let value = try parseExpression()
    try expectTagEnd()
    return .assignment(name, value)
  }

  /// "include" text [ "ignore" "missing" ] [ "with" "context" ]
  private mutating func parseInclude() throws(LocatedProblem) -> Node {
    var reference = Reference(name: try expectTemplateName())
    if skip(.name("ignore")) {
      try expect(.name("missing"), "`missing`")
      reference.isOptional = true
    }
    if skip(.name("with")) { try expect(.name("context"), "`context`") }
    if isWord("without") { throw unsupported("`without context`") }
    try expectTagEnd()
    template.includes.append(reference)
    return .include(reference)
  }

  /// "extends" text
  private mutating func parseExtends(_ span: SourceSpan, isFirst: Bool) throws(LocatedProblem) {
    guard isFirst, template.base == nil else { throw LocatedProblem(.extendsNotFirst, span) }
    template.base = Reference(name: try expectTemplateName())
    try expectTagEnd()
  }

  private mutating func expectTemplateName() throws(LocatedProblem) -> Name {
    guard case .textLiteral(let name) = current.kind else {
      throw unexpected(wanted: "the name of a template in quotes")
    }
    return Name(text: name, span: advance().span)
  }

  /// "block" name body "endblock" [ name ]
  private mutating func parseBlock(_ span: SourceSpan) throws(LocatedProblem) -> Node {
    let name = try expectVariable()
    for word in ["scoped", "required"] where isWord(word) { throw unsupported("`\(word)` in `block`") }
    try expectTagEnd()
    if let first = template.blocks[name.text] ?? openBlock(name.text) {
      let place = SourcePlace(file, first.name.span)
      nameProblems.append(LocatedProblem(.duplicateBlock(name.text, first: place), name.span))
    }
    openBlocks.append((name, []))
    let body = try parseBody(inside: OpenTag(name: "block", span: span, endings: ["endblock"]))
    advance()
    if case .name(let end) = current.kind {
      guard end == name.text else {
        let opened = SourcePlace(file, name.span)
        throw LocatedProblem(.wrongBlockEnd(end, block: name.text, opened: opened), current.span)
      }
      advance()
    }
    try expectTagEnd()
    let callsParent = openBlocks.removeLast().callsParent
    template.blocks[name.text] = Block(
      name: name, file: file, body: body, callsParent: callsParent, isOutermost: tagDepth == 0)
    return .block(name)
  }

  private func openBlock(_ name: String) -> Block? {
    openBlocks.first { $0.name.text == name }.map {
      Block(name: $0.name, file: file, body: [], callsParent: [], isOutermost: false)
    }
  }
}

extension Node {
  fileprivate var isBlank: Bool {
    if case .text(let bytes, _) = self { return bytes.allSatisfy(isSpace) }
    return false
  }
}
