internal import Diagnostics

/// The grammar of expressions, loosest binding first, as Jinja has it.
extension TemplateParser {
  /// expression = alternative [ "if" alternative "else" expression ]
  mutating func parseExpression() throws(LocatedProblem) -> Expression {
    try nested { parser throws(LocatedProblem) in
      let value = try parser.parseAlternative()
      guard parser.isWord("if") else { return value }
      let focus = parser.advance().span
      let condition = try parser.parseAlternative()
      try parser.expect(.name("else"), "`else`")
      let otherwise = try parser.parseExpression()
      return try parser.make(.conditional(value, condition: condition, otherwise: otherwise), value, otherwise, focus)
    }
  }

  /// alternative = both { "or" both }
  mutating func parseAlternative() throws(LocatedProblem) -> Expression {
    var left = try parseBoth()
    while isWord("or") {
      let focus = advance().span
      let right = try parseBoth()
      left = try make(.or(left, right), left, right, focus)
    }
    return left
  }

  /// both = negation { "and" negation }
  private mutating func parseBoth() throws(LocatedProblem) -> Expression {
    var left = try parseNegation()
    while isWord("and") {
      let focus = advance().span
      let right = try parseNegation()
      left = try make(.and(left, right), left, right, focus)
    }
    return left
  }

  /// negation = "not" negation | comparison
  private mutating func parseNegation() throws(LocatedProblem) -> Expression {
    guard isWord("not") else { return try parseComparison() }
    let word = advance().span
    let value = try nested { parser throws(LocatedProblem) in try parser.parseNegation() }
    return try make(.not(value), from: word, to: value.span, focus: word)
  }

  /// comparison = sum [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not" "in" ) sum ]
  private mutating func parseComparison() throws(LocatedProblem) -> Expression {
    let left = try parseSum()
    guard let (comparison, focus) = takeComparison() else { return left }
    let right = try parseSum()
    let chained = current.span
    guard takeComparison() == nil else {
      throw unsupported("a chain of comparisons", advice: "join two comparisons with `and`", at: chained)
    }
    return try make(.binary(comparison, left, right), left, right, focus)
  }

  private mutating func takeComparison() -> (BinaryOperator, SourceSpan)? {
    switch current.kind {
    case .symbol(let symbol):
      guard ["==", "!=", "<", "<=", ">", ">="].contains(symbol), let comparison = BinaryOperator(rawValue: symbol)
      else { return nil }
      return (comparison, advance().span)
    case .name("in"): return (.contained, advance().span)
    case .name("not"):
      guard next.kind == .name("in") else { return nil }
      let start = advance().span.start
      return (.notContained, SourceSpan(start, advance().span.end))
    default: return nil
    }
  }

  /// sum = joined { ( "+" | "-" ) joined }
  private mutating func parseSum() throws(LocatedProblem) -> Expression {
    var left = try parseJoined()
    while isSymbol("+") || isSymbol("-") {
      let symbol: BinaryOperator = isSymbol("+") ? .add : .subtract
      let focus = advance().span
      let right = try parseJoined()
      left = try make(.binary(symbol, left, right), left, right, focus)
    }
    return left
  }

  /// joined = product { "~" product }
  private mutating func parseJoined() throws(LocatedProblem) -> Expression {
    var left = try parseProduct()
    while isSymbol("~") {
      let focus = advance().span
      let right = try parseProduct()
      left = try make(.binary(.concatenate, left, right), left, right, focus)
    }
    return left
  }

  /// product = filtered { "*" filtered }
  private mutating func parseProduct() throws(LocatedProblem) -> Expression {
    var left = try parseFiltered()
    while isSymbol("*") {
      let focus = advance().span
      let right = try parseFiltered()
      left = try make(.binary(.multiply, left, right), left, right, focus)
    }
    for symbol in ["/", "//", "%", "**"] where isSymbol(symbol) { throw unsupported("`\(symbol)`") }
    return left
  }

  /// filtered = signed { "|" filter | "is" test }
  private mutating func parseFiltered() throws(LocatedProblem) -> Expression {
    var value = try parseSigned()
    while true {
      if skip(.symbol("|")) {
        value = try parseFilter(of: value)
      } else if isWord("is") {
        value = try parseTest(of: value)
        if isWord("is") { throw unsupported("a chain of tests", advice: "join two tests with `and`") }
      } else {
        return value
      }
    }
  }

  /// signed = ( "-" | "+" ) signed | postfix
  private mutating func parseSigned() throws(LocatedProblem) -> Expression {
    if isSymbol("+") { throw unsupported("`+` as a sign") }
    guard isSymbol("-") else { return try parsePostfix() }
    let sign = advance().span
    let value = try nested { parser throws(LocatedProblem) in try parser.parseSigned() }
    return try make(.negated(value), from: sign, to: value.span, focus: sign)
  }

  /// The node of an operator between two operands.
  private func make(
    _ kind: Expression.Kind, _ left: Expression, _ right: Expression, _ focus: SourceSpan
  ) throws(LocatedProblem) -> Expression {
    try make(kind, from: left.span, to: right.span, focus: focus)
  }

  /// Heights are limited as well as the depth of the parse: a long chain of operators is a high tree.
  func make(
    _ kind: Expression.Kind, from start: SourceSpan, to end: SourceSpan, focus: SourceSpan
  ) throws(LocatedProblem) -> Expression {
    let height = 1 + (kind.parts.map(\.height).max() ?? 0)
    guard height <= TemplateLimits.nestingDepth else { throw LocatedProblem(.tooDeep, focus) }
    return Expression(kind: kind, span: SourceSpan(start.start, end.end), focus: focus, height: height)
  }
}
