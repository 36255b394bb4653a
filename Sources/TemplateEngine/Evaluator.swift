internal import Diagnostics

/// Works out expressions.
extension Renderer {
  /// A value, or the reason why there is none; only `is defined` and `default` go on with the latter.
  private enum Found {
    case value(TemplateValue)
    case missing(TemplateProblem, SourceSpan)
  }

  mutating func evaluate(_ expression: Expression) throws(RenderFailure) -> TemplateValue {
    switch try find(expression) {
    case .value(let value): return value
    case .missing(let problem, let span): throw failure(problem, span)
    }
  }

  private mutating func find(_ expression: Expression) throws(RenderFailure) -> Found {
    let focus = expression.focus
    switch expression.kind {
    case .literal(let value): return .value(value)
    case .list(let members): return .value(try list(members, focus))
    case .name(let name):
      if let value = scope[name] { return .value(value) }
      return .missing(.undefinedName(name, known: scope.names), focus)
    case .member(let container, let key):
      return member(.text(key), of: try evaluate(container), focus)
    case .index(let container, let index):
      let container = try evaluate(container)
      return member(try evaluate(index), of: container, focus)
    case .filter(let input, let filter, let arguments): return .value(try apply(filter, to: input, arguments, focus))
    case .isDefined(let value):
      if case .value = try find(value) { return .value(true) }
      return .value(false)
    case .isNone(let value): return .value(.boolean(try evaluate(value) == .none))
    case .not(let value): return .value(.boolean(!(try evaluate(value).isTruthy)))
    case .negated(let value):
      let value = try evaluate(value)
      return .value(try located(focus) { () throws(TemplateProblem) in try Operators.negate(value) })
    case .and(let left, let right):
      let first = try evaluate(left)
      return .value(first.isTruthy ? try evaluate(right) : first)
    case .or(let left, let right):
      let first = try evaluate(left)
      return .value(first.isTruthy ? first : try evaluate(right))
    case .binary(let symbol, let left, let right):
      let (left, right) = (try evaluate(left), try evaluate(right))
      let value = try located(focus) { () throws(TemplateProblem) in try Operators.apply(symbol, left, right) }
      try charge(value, focus)
      return .value(value)
    case .conditional(let value, let condition, let otherwise):
      return try evaluate(condition).isTruthy ? try find(value) : try find(otherwise)
    }
  }

  private mutating func list(_ members: [Expression], _ focus: SourceSpan) throws(RenderFailure) -> TemplateValue {
    var values: [TemplateValue] = []
    for member in members { values.append(try evaluate(member)) }
    let list = TemplateValue.list(values)
    // A set of a list of itself, many times over, would nest without end.
    guard list.isNested(within: TemplateLimits.nestingDepth) else { throw failure(.tooDeep, focus) }
    try charge(list, focus)
    return list
  }

  private func member(_ index: TemplateValue, of container: TemplateValue, _ focus: SourceSpan) -> Found {
    switch (container, index) {
    case (.map(let map), .text(let key)):
      if let value = map[key] { return .value(value) }
      return .missing(.undefinedKey(key, known: map.keys), focus)
    case (.list(let members), .number(let number)):
      guard let integer = number.integer, number.scale == 0 else { break }
      let offset = integer < 0 ? members.count + integer : integer
      if members.indices.contains(offset) { return .value(members[offset]) }
      return .missing(.indexOutOfRange(integer, count: members.count), focus)
    case (.list, _), (.map, _): break
    default: return .missing(.noMembers(kind: container.kind), focus)
    }
    return .missing(.unsuitableIndex(kind: index.kind, of: container.kind), focus)
  }

  private mutating func apply(
    _ filter: Filter, to input: Expression, _ arguments: [Expression], _ focus: SourceSpan
  ) throws(RenderFailure) -> TemplateValue {
    let found = BuiltInFilters.acceptingUndefined.contains(filter.name) ? try find(input) : .value(try evaluate(input))
    var values: [TemplateValue] = []
    for argument in arguments { values.append(try evaluate(argument)) }
    guard case .value(let value) = found else { return values.first ?? "" }
    let result = try located(focus) { () throws(TemplateProblem) in
      do throws(FilterProblem) { return try filter.apply(value, values) } catch {
        throw .filter(filter.name, error, input: value.kind)
      }
    }
    try charge(result, focus)
    return result
  }

  /// Counts what a new value takes, so that doubling a text again and again ends in an error.
  private mutating func charge(_ value: TemplateValue, _ focus: SourceSpan) throws(RenderFailure) {
    switch value {
    case .text(let text): valueBytes += text.utf8.count
    case .html(let html): valueBytes += html.bytes.count
    case .list(let members): valueBytes += members.count * MemoryLayout<TemplateValue>.stride
    case .none, .boolean, .number, .map: return
    }
    guard valueBytes <= TemplateLimits.valueBytes else { throw failure(.valuesTooLarge, focus) }
  }
}
