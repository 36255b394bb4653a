internal import Diagnostics
internal import TemplateValues

/// The tightest part of the grammar: values and their members.
extension TemplateParser {
  /// postfix = primary { "." ( name | integer ) | "[" expression "]" | "[" [ expression ] ":" [ expression ] "]" }
  mutating func parsePostfix() throws(LocatedProblem) -> Expression {
    var value = try parsePrimary()
    while true {
      if skip(.symbol(".")) {
        value = try parseMember(of: value)
      } else if skip(.symbol("[")) {
        value = try parseIndex(of: value)
      } else if isSymbol("(") {
        value = try parseCall(of: value)
      } else {
        return value
      }
    }
  }

  private mutating func parseMember(of value: Expression) throws(LocatedProblem) -> Expression {
    let token = current
    switch token.kind {
    case .name(let key):
      advance()
      return try make(.member(value, key: key), from: value.span, to: token.span, focus: token.span)
    case .number(let number):
      advance()
      let index = try make(.literal(.number(number)), from: token.span, to: token.span, focus: token.span)
      return try make(.index(value, index), from: value.span, to: token.span, focus: token.span)
    default: throw unexpected(wanted: "a key")
    }
  }

  private mutating func parseIndex(of value: Expression) throws(LocatedProblem) -> Expression {
    let open = current.span
    let nothing = try make(.literal(.none), from: open, to: open, focus: open)
    let start = isSymbol(":") ? nothing : try parseExpression()
    let isSlice = skip(.symbol(":"))
    let end = isSlice && !isSymbol("]") && !isSymbol(":") ? try parseExpression() : nothing
    if isSymbol(":") { throw unsupported("a slice with a step") }
    let close = current.span
    try expect(.symbol("]"), "`]`")
    let kind: Expression.Kind = isSlice ? .slice(value, from: start, to: end) : .index(value, start)
    return try make(kind, from: value.span, to: close, focus: start.span)
  }

  /// The only call that is a value is `loop.cycle(…)`.
  private mutating func parseCall(of value: Expression) throws(LocatedProblem) -> Expression {
    switch value.kind {
    case .member(let container, "cycle"):
      guard case .name("loop") = container.kind else { break }
      let (arguments, close) = try parseArguments()
      guard !arguments.isEmpty, arguments.allSatisfy({ $0.name == nil }) else {
        throw LocatedProblem(.expected("values to go through", found: "none"), close)
      }
      return try make(.cycle(arguments.map(\.value)), from: value.span, to: close, focus: value.focus)
    case .name("super"): throw unsupported("`super()` other than `{{ super() }}` in a block", at: value.focus)
    case .name(let name): throw unsupported("a call of `\(name)`", at: value.focus)
    case .member(_, let key): throw unsupported("a call of method `\(key)`", at: value.focus)
    default: break
    }
    throw unsupported("a call")
  }

  /// primary = text | number | "true" | "false" | "none" | name | "(" expression ")" | list | map
  private mutating func parsePrimary() throws(LocatedProblem) -> Expression {
    let token = current
    let kind: Expression.Kind
    switch token.kind {
    case .textLiteral(var text):
      advance()
      // As in Python, texts that stand side by side are one.
      while case .textLiteral(let more) = current.kind {
        text += more
        advance()
      }
      return try make(.literal(.text(text)), from: token.span, to: token.span, focus: token.span)
    case .number(let number): kind = .literal(.number(number))
    case .name("true"), .name("True"): kind = .literal(.boolean(true))
    case .name("false"), .name("False"): kind = .literal(.boolean(false))
    case .name("none"), .name("None"): kind = .literal(.none)
    case .name(let name):
      guard !["and", "or", "not", "in", "is", "if", "else"].contains(name) else { throw unexpected(wanted: "a value") }
      kind = .name(name)
    case .symbol("("): return try parseParentheses()
    case .symbol("["): return try parseList()
    case .symbol("{"): return try parseMap()
    default: throw unexpected(wanted: "a value")
    }
    advance()
    return try make(kind, from: token.span, to: token.span, focus: token.span)
  }

  private mutating func parseParentheses() throws(LocatedProblem) -> Expression {
    let open = advance().span
    if isSymbol(")") { throw unsupported("a tuple", advice: "write a list: [a, b]", at: open) }
    let value = try parseExpression()
    if isSymbol(",") { throw unsupported("a tuple", advice: "write a list: [a, b]", at: open) }
    try expect(.symbol(")"), "`)`")
    return value
  }

  /// list = "[" [ expression { "," expression } [ "," ] ] "]"
  private mutating func parseList() throws(LocatedProblem) -> Expression {
    let open = advance().span
    var members: [Expression] = []
    while !isSymbol("]") {
      members.append(try parseExpression())
      guard skip(.symbol(",")) else { break }
    }
    let close = current.span
    try expect(.symbol("]"), "`]`")
    return try make(.list(members), from: open, to: close, focus: open)
  }

  /// map = "{" [ text ":" expression { "," text ":" expression } [ "," ] ] "}"
  private mutating func parseMap() throws(LocatedProblem) -> Expression {
    let open = advance().span
    var (keys, values): ([String], [Expression]) = ([], [])
    while !isSymbol("}") {
      guard case .textLiteral(let key) = current.kind else { throw unexpected(wanted: "a key in quotes") }
      advance()
      try expect(.symbol(":"), "`:`")
      keys.append(key)
      values.append(try parseExpression())
      guard skip(.symbol(",")) else { break }
    }
    let close = current.span
    try expect(.symbol("}"), "`}`")
    return try make(.map(keys, values), from: open, to: close, focus: open)
  }
}
