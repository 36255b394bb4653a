internal import Diagnostics
internal import TemplateSyntax
internal import TemplateValues

/// Instructions that leave the value of an expression on the stack.
extension Compiler {
  mutating func compile(_ expression: Expression) {
    var missing: [Int]?
    compile(expression, &missing)
  }

  /// - Parameter missing: gathers the instructions that may find no value, so that the caller says where to go on then;
  ///   nil where that is an error of the page.
  private mutating func compile(_ expression: Expression, _ missing: inout [Int]?) {
    let focus = expression.focus
    switch expression.kind {
    case .literal(let value):
      result.constants.append(value)
      emit(.constant, result.constants.count - 1, at: focus)
    case .list(let members):
      for member in members { compile(member) }
      emit(.list, members.count, at: focus)
    case .map(let keys, let values):
      for value in values { compile(value) }
      result.maps.append(keys)
      emit(.map, result.maps.count - 1, at: focus)
    case .name("loop") where draft.loops > 0: emit(.loopValue, at: focus)
    case .name(let name): addMissing(emit(.load, variable(name), at: focus), &missing)
    case .member(let container, let key): compileMember(container, key, focus, &missing)
    case .index(let container, let index):
      compile(container)
      compile(index)
      addMissing(emit(.index, at: focus), &missing)
    case .slice(let container, let start, let end):
      for part in [container, start, end] { compile(part) }
      emit(.slice, at: focus)
    case .filter(let input, let filter, let arguments) where ["default", "d"].contains(filter.name):
      compileFallback(input, arguments, focus)
    case .filter(let input, let filter, let arguments): compileCall(.filter, input, filter, arguments, focus)
    case .test(let input, let test, _) where ValueTests.onDefinition.contains(test.name):
      compileDefinition(input, isWanted: test.name == "defined", focus)
    case .test(let input, let test, let arguments): compileCall(.test, input, test, arguments, focus)
    case .cycle(let values):
      for value in values { compile(value) }
      if draft.loops == 0 { report(.undefinedName("loop", known: []), focus) }
      emit(.cycle, values.count, at: focus)
    case .not(let value):
      compile(value)
      emit(.not, at: focus)
    case .negated(let value):
      compile(value)
      emit(.negate, at: focus)
    case .and(let left, let right), .or(let left, let right):
      compile(left)
      var isBoth = false
      if case .and = expression.kind { isBoth = true }
      let jump = emit(isBoth ? .jumpAnd : .jumpOr, at: focus)
      compile(right)
      land([jump])
    case .binary(let symbol, let left, let right):
      compile(left)
      compile(right)
      emit(.binary, result.operators.firstIndex(of: symbol) ?? 0, at: focus)
    case .conditional(let value, let condition, let otherwise):
      compile(condition)
      let skip = emit(.jumpUnless, at: focus)
      compile(value, &missing)
      let exit = emit(.jump, at: focus)
      land([skip])
      if let otherwise { compile(otherwise, &missing) } else { addMissing(emit(.nothing, at: focus), &missing) }
      land([exit])
    }
  }

  private func addMissing(_ instruction: Int, _ missing: inout [Int]?) { missing?.append(instruction) }

  /// Lets code that found no value go on at what is written next.
  private mutating func landMissing(_ instructions: [Int]?) {
    for instruction in instructions ?? [] { draft.code[instruction].second = draft.code.count }
  }

  private mutating func compileMember(
    _ container: Expression, _ key: String, _ focus: SourceSpan, _ missing: inout [Int]?
  ) {
    if case .name("loop") = container.kind, draft.loops > 0, let fact = LoopFact(rawValue: key) {
      let index = LoopFact.allCases.firstIndex(of: fact) ?? 0
      return addMissing(emit(.loopFact, index, at: focus), &missing)
    }
    compile(container)
    let known = result.keys.firstIndex { $0.text == key }
    if known == nil { result.keys.append(MapKey(key)) }
    addMissing(emit(.member, known ?? result.keys.count - 1, at: focus), &missing)
  }

  private mutating func compileCall(
    _ operation: Instruction.Operation, _ input: Expression, _ filter: Filter, _ arguments: [Expression],
    _ focus: SourceSpan
  ) {
    compile(input)
    for argument in arguments { compile(argument) }
    result.filters.append(filter)
    emit(operation, result.filters.count - 1, at: focus)
  }

  private mutating func compileDefinition(_ input: Expression, isWanted: Bool, _ focus: SourceSpan) {
    var missing: [Int]? = []
    compile(input, &missing)
    result.constants += [.boolean(isWanted), .boolean(!isWanted)]
    let constant = result.constants.count - 2
    // A jump to what comes next anyway drops the value.
    let drop = emit(.jumpUnless, at: focus)
    land([drop])
    emit(.constant, constant, at: focus)
    let exit = emit(.jump, at: focus)
    landMissing(missing)
    emit(.constant, constant + 1, at: focus)
    land([exit])
  }

  /// `value | default(other, boolean)`: the other where there is no value, or if asked for, where it is empty.
  private mutating func compileFallback(_ input: Expression, _ arguments: [Expression], _ focus: SourceSpan) {
    var missing: [Int]? = []
    compile(input, &missing)
    compile(arguments[1])
    let exit = emit(.jumpUnlessFallback, at: focus)
    landMissing(missing)
    compile(arguments[0])
    land([exit])
  }
}
