internal import Diagnostics
internal import TemplateValues

/// The grammar of expressions, loosest binding first, as Jinja has it.
extension TemplateParser {
  /// expression = alternative { "if" alternative [ "else" expression ] }
  mutating func parseExpression() throws(LocatedProblem) -> Expression {
    try nested { parser throws(LocatedProblem) in
      var value = try parser.parseAlternative()
      while parser.isWord("if") {
        let focus = parser.advance().span
        let condition = try parser.parseAlternative()
        let otherwise = parser.skip(.name("else")) ? try parser.parseExpression() : nil
        let kind = Expression.Kind.conditional(value, condition: condition, otherwise: otherwise)
        value = try parser.make(kind, from: value.span, to: (otherwise ?? condition).span, focus: focus)
      }
      return value
    }
  }

  /// alternative = both { "or" both }
  mutating func parseAlternative() throws(LocatedProblem) -> Expression {
    var left = try parseBoth()
    while isWord("or") {
      let focus = advance().span
      let right = try parseBoth()
      left = try make(.or(left, right), from: left.span, to: right.span, focus: focus)
    }
    return left
  }

  /// both = negation { "and" negation }
  private mutating func parseBoth() throws(LocatedProblem) -> Expression {
    var left = try parseNegation()
    while isWord("and") {
      let focus = advance().span
      let right = try parseNegation()
      left = try make(.and(left, right), from: left.span, to: right.span, focus: focus)
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

  /// comparison = operation [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not" "in" ) operation ]
  private mutating func parseComparison() throws(LocatedProblem) -> Expression {
    let left = try parseOperation(level: 0)
    guard let (comparison, focus) = takeComparison() else { return left }
    let right = try parseOperation(level: 0)
    let chained = current.span
    guard takeComparison() == nil else {
      throw unsupported("a chain of comparisons", advice: "join two comparisons with `and`", at: chained)
    }
    return try make(.binary(comparison, left, right), from: left.span, to: right.span, focus: focus)
  }

  private mutating func takeComparison() -> (BinaryOperator, SourceSpan)? {
    switch current.kind {
    case .symbol(let symbol) where ["==", "!=", "<", "<=", ">", ">="].contains(symbol):
      guard let comparison = BinaryOperator(rawValue: symbol) else { return nil }
      return (comparison, advance().span)
    case .name("in"): return (.contained, advance().span)
    case .name("not") where next.kind == .name("in"):
      let start = advance().span.start
      return (.notContained, SourceSpan(start, advance().span.end))
    default: return nil
    }
  }

  private static let levels: [[BinaryOperator]] = [
    [.add, .subtract], [.concatenate], [.multiply, .divide, .floorDivide, .modulo], [.power],
  ]

  /// operation = filtered, joined from the left by operators: "+" "-", then "~", then "*" "/" "//" "%", then "**"
  private mutating func parseOperation(level: Int) throws(LocatedProblem) -> Expression {
    guard level < Self.levels.count else { return try parseFiltered(try parseSigned()) }
    var left = try parseOperation(level: level + 1)
    while case .symbol(let symbol) = current.kind, let sign = BinaryOperator(rawValue: symbol),
      Self.levels[level].contains(sign)
    {
      let focus = advance().span
      let right = try parseOperation(level: level + 1)
      left = try make(.binary(sign, left, right), from: left.span, to: right.span, focus: focus)
    }
    return left
  }

  /// signed = "-" signed | postfix; filters and tests apply to the signed value
  private mutating func parseSigned() throws(LocatedProblem) -> Expression {
    if isSymbol("+") { throw unsupported("`+` as a sign") }
    guard isSymbol("-") else { return try parsePostfix() }
    let sign = advance().span
    let value = try nested { parser throws(LocatedProblem) in try parser.parseSigned() }
    return try make(.negated(value), from: sign, to: value.span, focus: sign)
  }

  /// filtered = value { "|" name [ arguments ] | "is" [ "not" ] name [ arguments | postfix ] }
  private mutating func parseFiltered(_ input: Expression) throws(LocatedProblem) -> Expression {
    var value = input
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

  private mutating func parseFilter(of value: Expression) throws(LocatedProblem) -> Expression {
    guard case .name(let name) = current.kind else { throw unexpected(wanted: "a filter") }
    let nameSpan = advance().span
    let (given, end) = isSymbol("(") ? try parseArguments() : ([], nameSpan)
    guard let filter = filters[name] else {
      let isJinja = Self.filtersOfJinja.contains(name)
      nameProblems.append(
        LocatedProblem(
          isJinja ? .unsupported("filter `\(name)`", advice: nil) : .unknownFilter(name, known: filters.keys.sorted()),
          nameSpan))
      return value
    }
    guard let arguments = try bind(given, to: filter, at: nameSpan) else { return value }
    return try make(.filter(value, filter, arguments), from: value.span, to: end, focus: nameSpan)
  }

  private static let filtersOfJinja: Set<String> = [
    "attr", "batch", "center", "dictsort", "filesizeformat", "float", "forceescape", "format", "indent", "int",
    "max", "min", "pprint", "random", "reject", "select", "slice", "string", "sum", "unique", "urlize", "wordcount",
    "wordwrap", "xmlattr",
  ]

  private mutating func parseTest(of value: Expression) throws(LocatedProblem) -> Expression {
    advance()
    let isOpposite = skip(.name("not"))
    guard case .name(let name) = current.kind else { throw unexpected(wanted: "a test") }
    let nameSpan = advance().span
    let test = ValueTests.all.first { $0.name == name }
    var (given, end): ([Argument], SourceSpan) = ([], nameSpan)
    if isSymbol("(") {
      (given, end) = try parseArguments()
    } else if test?.parameters.isEmpty == false {
      let argument = try parsePostfix()
      (given, end) = ([Argument(name: nil, value: argument)], argument.span)
    }
    guard let test else {
      nameProblems.append(LocatedProblem(.unknownTest(name, known: ValueTests.all.map(\.name)), nameSpan))
      return value
    }
    guard let arguments = try bind(given, to: test, at: nameSpan) else { return value }
    let result = try make(.test(value, test, arguments), from: value.span, to: end, focus: nameSpan)
    return isOpposite ? try make(.not(result), from: value.span, to: end, focus: nameSpan) : result
  }

  // MARK: Arguments

  struct Argument {
    let name: Name?
    let value: Expression
  }

  /// arguments = "(" [ [ name "=" ] expression { "," [ name "=" ] expression } [ "," ] ] ")"
  mutating func parseArguments() throws(LocatedProblem) -> (arguments: [Argument], close: SourceSpan) {
    advance()
    var arguments: [Argument] = []
    while !isSymbol(")") {
      var name: Name?
      if case .name(let text) = current.kind, next.kind == .symbol("=") {
        name = Name(text: text, span: advance().span)
        advance()
      }
      arguments.append(Argument(name: name, value: try parseExpression()))
      guard skip(.symbol(",")) else { break }
    }
    let close = current.span
    try expect(.symbol(")"), "`)`")
    return (arguments, close)
  }

  /// The arguments in the order of the parameters, with the defaults of those that were not given; nil, and a problem,
  /// if they do not fit.
  private mutating func bind(
    _ given: [Argument], to filter: Filter, at span: SourceSpan
  ) throws(LocatedProblem) -> [Expression]? {
    var bound: [Expression?] = filter.parameters.map { _ in nil }
    for (offset, argument) in given.enumerated() {
      let place = argument.name.map { name in filter.parameters.firstIndex { $0.name == name.text } } ?? offset
      guard let place, place < bound.count, bound[place] == nil else {
        let problem: TemplateProblem =
          argument.name.map { .unknownArgument($0.text, of: filter.name, known: filter.parameters.map(\.name)) }
          ?? .argumentCount(filter: filter.name, allowed: filter.count, given: given.count)
        nameProblems.append(LocatedProblem(problem, argument.name?.span ?? span))
        return nil
      }
      if argument.name == nil, filter.parameters[place].isNamed {
        throw unsupported(
          "a filter's name in `\(filter.name)`", advice: "write \(filter.name)(\(filter.parameters[place].name)=…)",
          at: span)
      }
      bound[place] = argument.value
    }
    var arguments: [Expression] = []
    for (value, parameter) in zip(bound, filter.parameters) {
      if let value {
        arguments.append(value)
      } else if let fallback = parameter.fallback {
        arguments.append(try make(.literal(fallback), from: span, to: span, focus: span))
      } else {
        nameProblems.append(
          LocatedProblem(.argumentCount(filter: filter.name, allowed: filter.count, given: given.count), span))
        return nil
      }
    }
    return arguments
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
