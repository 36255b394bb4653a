internal import Diagnostics

/// The tightest part of the grammar: values, their members, filters and tests.
extension TemplateParser {
  /// postfix = primary { "." ( name | integer ) | "[" expression "]" }
  mutating func parsePostfix() throws(LocatedProblem) -> Expression {
    var value = try parsePrimary()
    while true {
      if skip(.symbol(".")) {
        value = try parseMember(of: value)
      } else if isSymbol("[") {
        advance()
        if isSymbol(":") { throw unsupported("a slice") }
        let index = try parseExpression()
        if isSymbol(":") { throw unsupported("a slice") }
        let close = current.span
        try expect(.symbol("]"), "`]`")
        value = try make(.index(value, index), from: value.span, to: close, focus: index.span)
      } else if isSymbol("(") {
        throw callProblem(of: value)
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

  private func callProblem(of value: Expression) -> LocatedProblem {
    switch value.kind {
    case .name("super"):
      unsupported("`super()` other than `{{ super() }}` in a block", at: value.focus)
    case .name(let name): unsupported("a call of `\(name)`", at: value.focus)
    case .member(_, let key): unsupported("a call of method `\(key)`", at: value.focus)
    default: unsupported("a call")
    }
  }

  /// primary = text | number | "true" | "false" | "none" | name | "(" expression ")" | "[" [ expressions ] "]"
  private mutating func parsePrimary() throws(LocatedProblem) -> Expression {
    let token = current
    let kind: Expression.Kind
    switch token.kind {
    case .textLiteral(let text): kind = .literal(.text(text))
    case .number(let number): kind = .literal(.number(number))
    case .name("true"), .name("True"): kind = .literal(.boolean(true))
    case .name("false"), .name("False"): kind = .literal(.boolean(false))
    case .name("none"), .name("None"): kind = .literal(.none)
    case .name(let name):
      guard !["and", "or", "not", "in", "is", "if", "else"].contains(name) else {
        throw unexpected(wanted: "a value")
      }
      kind = .name(name)
    case .symbol("("): return try parseParentheses()
    case .symbol("["): return try parseList()
    case .symbol("{"): throw unsupported("a map in braces")
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

  private mutating func parseList() throws(LocatedProblem) -> Expression {
    let open = advance().span
    let members = try parseExpressions(until: "]")
    return try make(.list(members.values), from: open, to: members.close, focus: open)
  }

  /// expressions = [ expression { "," expression } [ "," ] ]
  private mutating func parseExpressions(
    until close: String
  ) throws(LocatedProblem) -> (values: [Expression], close: SourceSpan) {
    var values: [Expression] = []
    while !isSymbol(close) {
      if case .name(let name) = current.kind, next.kind == .symbol("=") {
        throw unsupported("an argument by name", advice: "leave out `\(name)=`")
      }
      values.append(try parseExpression())
      guard skip(.symbol(",")) else { break }
    }
    let span = current.span
    try expect(.symbol(close), "`\(close)`")
    return (values, span)
  }

  /// filter = name [ "(" expressions ")" ]
  mutating func parseFilter(of value: Expression) throws(LocatedProblem) -> Expression {
    guard case .name(let name) = current.kind else { throw unexpected(wanted: "a filter") }
    let nameSpan = advance().span
    var arguments: [Expression] = []
    var end = nameSpan
    if skip(.symbol("(")) { (arguments, end) = try parseExpressions(until: ")") }
    guard let filter = filters[name] else {
      let advice = "only code makes trusted HTML; what it makes is printed as it stands without a filter"
      let problem: TemplateProblem =
        switch name {
        case "safe": .unsupported("filter `safe`", advice: advice)
        case _ where Self.filtersOfJinja.contains(name): .unsupported("filter `\(name)`", advice: nil)
        default: .unknownFilter(name, known: filters.keys.sorted())
        }
      nameProblems.append(LocatedProblem(problem, nameSpan))
      return value
    }
    guard filter.arguments.contains(arguments.count) else {
      let problem = TemplateProblem.argumentCount(filter: name, allowed: filter.arguments, given: arguments.count)
      nameProblems.append(LocatedProblem(problem, nameSpan))
      return value
    }
    return try make(.filter(value, filter, arguments), from: value.span, to: end, focus: nameSpan)
  }

  private static let filtersOfJinja: Set<String> = [
    "abs", "attr", "batch", "capitalize", "center", "dictsort", "filesizeformat", "float", "forceescape", "format",
    "groupby", "indent", "int", "items", "list", "map", "max", "min", "pprint", "random", "reject", "rejectattr",
    "reverse", "round", "select", "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "tojson",
    "truncate", "unique", "urlencode", "urlize", "wordcount", "wordwrap", "xmlattr",
  ]

  /// test = "is" [ "not" ] ( "defined" | "none" )
  mutating func parseTest(of value: Expression) throws(LocatedProblem) -> Expression {
    advance()
    let isOpposite = skip(.name("not"))
    guard case .name(let name) = current.kind else { throw unexpected(wanted: "a test") }
    let span = advance().span
    let kind: Expression.Kind
    switch name {
    case "defined": kind = .isDefined(value)
    case "none": kind = .isNone(value)
    default:
      nameProblems.append(LocatedProblem(.unknownTest(name), span))
      kind = .isNone(value)
    }
    let test = try make(kind, from: value.span, to: span, focus: span)
    return isOpposite ? try make(.not(test), from: value.span, to: span, focus: span) : test
  }
}
