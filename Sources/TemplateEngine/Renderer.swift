internal import Diagnostics
internal import HTMLEscaping
internal import TemplateSyntax
internal import TemplateValues

/// Prints one page: runs its programs and writes into one buffer.
struct Renderer {
  let programs: Programs
  let context: TemplateMap
  private let page: Int
  var parts: PrintedParts
  let limit = TemplateLimits.outputBytes
  let mostSteps = TemplateLimits.loopSteps
  let mostValueBytes = TemplateLimits.valueBytes
  var output: [UInt8] = []
  var stack: [TemplateValue] = []
  var rounds: [Round] = []
  var scope: Scope
  private var marks: [Int] = []
  private var urlStart = 0
  var steps = 0
  var valueBytes = 0
  /// What the include or the round at hand reads.
  var inputs: [TemplateValue?] = []

  init(_ bench: Workbench, _ page: Int, _ context: TemplateMap) {
    (programs, parts, self.page, self.context) = (bench.programs, bench.parts, page, context)
    // A page that outgrows its place is copied.
    output.reserveCapacity(max(self.parts.beginPage(of: page), 1 << 12))
    var given = [TemplateValue?](repeating: nil, count: programs.variables.count)
    for variable in programs.pages[page].read { given[variable] = context[programs.variables[variable]] }
    scope = Scope(given: given)
  }

  /// What it prints with, for the next page.
  var bench: Workbench { Workbench(programs, parts) }

  mutating func render() throws(RenderFailure) -> [UInt8] {
    do throws(TemplateProblem) { try runPage(page) } catch {
      throw RenderFailure(error.diagnostic(at: .project))
    }
    parts.endPage(of: page, length: output.count)
    return output
  }

  private mutating func runPage(_ page: Int) throws(TemplateProblem) {
    // By their places: the list would be copied.
    for index in programs.pages[page].programs.indices {
      try run(programs.programs[programs.pages[page].programs[index]])
    }
  }

  /// Runs a program; what goes wrong gets its place.
  private mutating func run(_ program: Program) throws(TemplateProblem) {
    var position = 0
    do throws(TemplateProblem) { try execute(program, &position) } catch {
      throw .inside(error.diagnostic(at: .place(program.place(before: position))))
    }
  }

  private mutating func execute(_ program: Program, _ position: inout Int) throws(TemplateProblem) {
    try programs.texts.withUnsafeBufferPointer { texts throws(TemplateProblem) in
      try program.code.withUnsafeBufferPointer { code throws(TemplateProblem) in
        while position < code.count {
          let instruction = code[position]
          position += 1
          try execute(instruction, &position, code, texts, program)
        }
      }
    }
  }

  @inline(__always)
  private mutating func execute(
    _ instruction: Instruction, _ position: inout Int, _ code: UnsafeBufferPointer<Instruction>,
    _ texts: UnsafeBufferPointer<UInt8>, _ program: Program
  ) throws(TemplateProblem) {
    let (first, second) = (instruction.first, instruction.second)
    switch instruction.operation {
    case .text:
      output.append(contentsOf: UnsafeBufferPointer(rebasing: texts[first..<second]))
      if output.count > limit { throw .pageTooLarge }
    case .output: try print(pop(), programs.escapings[first])
    case .beginURL: urlStart = output.count - first
    case .checkURL: try checkURL()
    case .constant: stack.append(programs.constants[first])
    case .load:
      if let (value, steps) = scope.member(of: first, at: position, of: program) {
        position += steps
        try use(value, &position, code)
      } else if second >= 0 {
        position = second
      } else {
        let names = scope.variables.map { programs.variables[$0].text } + context.keys
        throw .undefinedName(programs.variables[first].text, known: names)
      }
    case .member:
      guard case .map(let map) = stack[stack.count - 1], let value = map[programs.keys[first]] else {
        return try find(.text(programs.keys[first].text), in: pop(), orGoTo: second, &position)
      }
      stack[stack.count - 1] = value
    case .index:
      let index = pop()
      try find(index, in: pop(), orGoTo: second, &position)
    case .slice:
      let (end, start) = (pop(), pop())
      let container = pop()
      stack.append(try computed { () throws(ValueFailure) in try ValueAccess.slice(container, from: start, to: end) })
    case .list:
      let list = TemplateValue.list(Array(stack[(stack.count - first)...]))
      // A set of a list of itself, many times over, would nest without end.
      guard list.isNested(within: TemplateLimits.nestingDepth) else { throw .tooDeep }
      stack.removeLast(first)
      try push(list)
    case .map:
      let keys = programs.maps[first]
      let map = TemplateValue.map(TemplateMap(Array(zip(keys, stack[(stack.count - keys.count)...]))))
      guard map.isNested(within: TemplateLimits.nestingDepth) else { throw .tooDeep }
      stack.removeLast(keys.count)
      try push(map)
    case .loopFact:
      if let fact = rounds[rounds.count - 1].value(of: LoopFact.allCases[first]) {
        stack.append(fact)
      } else {
        if second < 0 { throw .operation(.undefinedKey(LoopFact.allCases[first].rawValue, known: [])) }
        position = second
      }
    case .loopValue: stack.append(rounds[rounds.count - 1].value)
    case .cycle:
      let value = stack[stack.count - first + rounds[rounds.count - 1].index % first]
      stack.removeLast(first)
      stack.append(value)
    case .filter, .test: try apply(programs.filters[first], isTest: instruction.operation == .test)
    case .binary:
      let (right, left, symbol) = (pop(), pop(), programs.operators[first])
      try push(try computed { () throws(ValueFailure) in try Operators.apply(symbol, left, right) })
    case .not: stack.append(.boolean(!pop().isTruthy))
    case .negate:
      let value = pop()
      stack.append(try computed { () throws(ValueFailure) in try Operators.negate(value) })
    case .jump: position = first
    case .jumpUnless: if !pop().isTruthy { position = first }
    case .jumpAnd: if stack[stack.count - 1].isTruthy { _ = pop() } else { position = first }
    case .jumpOr: if stack[stack.count - 1].isTruthy { position = first } else { _ = pop() }
    case .jumpUnlessFallback:
      if pop().isTruthy, !stack[stack.count - 1].isTruthy { _ = pop() } else { position = first }
    case .store: scope.store(pop(), as: first)
    case .export: scope.export(pop(), as: first)
    case .loop, .selection:
      let isSelection = instruction.operation == .selection
      let list = pop()
      let members = try computed { () throws(ValueFailure) in try ValueAccess.members(of: list) }
      if members.isEmpty {
        if isSelection { stack.append(.list([])) }
        position = second
      } else {
        rounds.append(
          Round(members: members, loop: first, mark: scope.mark, selected: isSelection ? [] : nil))
        if !isSelection { beginRounds() }
        if try !advance() {
          rounds.removeLast()
          position = second - 1
        }
      }
    case .select:
      if pop().isTruthy { rounds[rounds.count - 1].select() }
    case .nextRound:
      let last = rounds.count - 1
      keepRound()
      rounds[last].index += 1
      scope.forget(from: rounds[last].mark)
      if try advance() {
        position = first
      } else if let selected = rounds.removeLast().selected {
        try push(.list(selected))
      }
    case .enter: marks.append(scope.mark)
    case .leave: if let mark = marks.popLast() { scope.forget(from: mark) }
    case .include:
      do throws(TemplateProblem) { try include(first) } catch {
        let place = program.place(before: position)
        let note = Diagnostic.Note("included from here", at: place)
        throw .inside(error.diagnostic(at: .place(place)).adding(note))
      }
    case .block: try runBlock(programs.programs[first])
    case .nothing: if second >= 0 { position = second } else { stack.append("") }
    }
  }

  // MARK: Values

  /// Goes straight on to what prints or tests a value, so that it has not to go through the stack.
  @inline(__always)
  private mutating func use(
    _ value: TemplateValue, _ position: inout Int, _ code: UnsafeBufferPointer<Instruction>
  ) throws(TemplateProblem) {
    guard position < code.count else { return stack.append(value) }
    let next = code[position]
    switch next.operation {
    case .output:
      position += 1
      try print(value, programs.escapings[next.first])
    case .jumpUnless: position = value.isTruthy ? position + 1 : next.first
    default: stack.append(value)
    }
  }

  private mutating func pop() -> TemplateValue { stack.removeLast() }

  private func computed<Result>(
    _ body: () throws(ValueFailure) -> Result
  ) throws(TemplateProblem) -> Result {
    do throws(ValueFailure) { return try body() } catch { throw .operation(error) }
  }

  /// Pushes a new value and counts what it takes, so that doubling a text again and again ends in an error.
  private mutating func push(_ value: TemplateValue) throws(TemplateProblem) {
    switch value {
    case .text(let text): valueBytes += text.utf8.count
    case .html(let html): valueBytes += html.bytes.count
    case .list(let members): valueBytes += members.count * MemoryLayout<TemplateValue>.stride
    case .none, .boolean, .number, .map: break
    }
    guard valueBytes <= mostValueBytes else { throw .valuesTooLarge }
    stack.append(value)
  }

  private mutating func find(
    _ index: TemplateValue, in container: TemplateValue, orGoTo other: Int, _ position: inout Int
  ) throws(TemplateProblem) {
    do throws(ValueFailure) { stack.append(try ValueAccess.member(index, of: container)) } catch {
      guard other >= 0 else { throw .operation(error) }
      position = other
    }
  }

  private mutating func apply(_ filter: Filter, isTest: Bool) throws(TemplateProblem) {
    let start = stack.count - filter.parameters.count
    let value: TemplateValue
    do throws(FilterProblem) {
      value = try filter.apply(stack[start - 1], FilterArguments(values: stack[start...]))
    } catch {
      let kind = stack[start - 1].kind
      throw isTest ? .test(filter.name, error, input: kind) : .filter(filter.name, error, input: kind)
    }
    stack.removeSubrange((start - 1)...)
    try push(value)
  }

  // MARK: Output

  private mutating func print(_ value: TemplateValue, _ escaping: ValueEscaping) throws(TemplateProblem) {
    var problem: ValueProblem?
    switch value {
    case .html(let html) where html.isJSON && escaping.isJSON: output += html.bytes
    case _ where escaping.isJSON: output.appendJSON(value, isInScript: true)
    case .text(var text): problem = text.withUTF8 { output.append($0, for: escaping) }
    case .html(let html):
      problem = html.bytes.withUnsafeBufferPointer { output.append($0, for: escaping, isMarkup: true) }
    case .number(let number) where escaping.isPlain: number.append(to: &output)
    case .none, .boolean, .number:
      var text = value.printedText ?? ""
      problem = text.withUTF8 { output.append($0, for: escaping) }
    case .list, .map: throw .unprintable(kind: value.kind)
    }
    if let problem { throw .unsafeValue(problem) }
    if escaping.isSchemeOpen { try checkURL() }
    if output.count > limit { throw .pageTooLarge }
  }

  private func checkURL() throws(TemplateProblem) {
    if let scheme = URLScheme.forbidden(at: output[urlStart...]) { throw .scheme(scheme) }
  }

  // MARK: Other programs

  mutating func step() throws(TemplateProblem) {
    steps += 1
    guard steps <= mostSteps else { throw .tooManySteps }
  }

  /// What the included template sets stays its own.
  mutating func runInclude(_ page: Int) throws(TemplateProblem) {
    try step()
    let outer = scope.beginTemplate()
    try runPage(page)
    scope.endTemplate(outer)
  }

  /// A block sees what the top level has set, not the loops around it.
  private mutating func runBlock(_ program: Program) throws(TemplateProblem) {
    try step()
    let outer = scope.beginBlock()
    try run(program)
    scope.endBlock(outer)
  }
}
