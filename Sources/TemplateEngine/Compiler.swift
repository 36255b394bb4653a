internal import Diagnostics
internal import HTMLEscaping
internal import TemplateSyntax
internal import TemplateValues

/// Turns linked templates into programs, and follows the HTML they print to settle how each value is escaped.
///
/// A template is compiled once for each kind of place it is included in, as Go's html/template does it.
struct Compiler {
  private struct PageKey: Hashable {
    let name: String
    let context: HTMLContext
  }

  private struct BlockKey: Hashable {
    let page: String
    let name: String
    let level: Int
    let context: HTMLContext
  }

  /// The program that is being written.
  struct Draft {
    let page: LinkedTemplate
    let file: SourceFile
    var context: HTMLContext
    /// The block that it is, and how many definitions are more derived.
    var block: (name: String, level: Int)?
    /// Whether `set` here is seen by the blocks of the page.
    var isTopLevel = false
    var loops = 0
    var code: [Instruction] = []
    var spans: [SourceSpan] = []
    var problems: [Diagnostic] = []
  }

  let linked: [String: LinkedTemplate]
  var result = Programs()
  var draft: Draft
  private var pages: [PageKey: Int] = [:]
  private var blocks: [BlockKey: (program: Int, end: HTMLContext)] = [:]
  private var depth = 0
  /// Tags inside each other over all includes and blocks, and how often any was followed.
  private var nesting = 0
  private var followed = 0
  /// Where following the templates was given up.
  private var exhaustion: Diagnostic?
  private var variables: [String: Int] = [:]

  /// - Returns: the programs, and the problems of templates that stand alone.
  static func compile(_ linked: [String: LinkedTemplate]) -> (programs: Programs, diagnostics: [Diagnostic]) {
    let included = Set(linked.values.flatMap { $0.lineage.flatMap { $0.includes.map(\.name.text) } })
    var diagnostics: [Diagnostic] = []
    guard let any = linked.values.first else { return (Programs(), []) }
    var compiler = Compiler(linked: linked, draft: Draft(page: any, file: any.lineage[0].file, context: HTMLContext()))
    for (name, page) in linked.sorted(by: { $0.key < $1.key }) {
      let index = compiler.page(name, page, in: HTMLContext())
      compiler.result.roots[name] = index
      let (end, file) = (compiler.result.pages[index].end, page.lineage[0].file)
      if !end.isText {
        let place = SourcePlace(file, SourceSpan(file.bytes.count, file.bytes.count))
        compiler.result.unfinished[name] = TemplateProblem.unfinished(end.description).diagnostic(at: .place(place))
      }
      // What is only ever included may end or start inside a tag.
      guard !included.contains(name) else { continue }
      diagnostics += compiler.result.pages[index].problems
      if let unfinished = compiler.result.unfinished[name] { diagnostics.append(unfinished) }
    }
    if let exhaustion = compiler.exhaustion { return (Programs(), [exhaustion]) }
    for index in compiler.result.pages.indices {
      let page = compiler.result.pages[index]
      compiler.result.pages[index].inputs = PartInputs(of: page, among: compiler.result)
      compiler.result.pages[index].read = PartInputs.variables(of: page, among: compiler.result)
    }
    for program in compiler.result.programs {
      for (position, instruction) in program.code.enumerated() where instruction.operation == .loop {
        guard compiler.result.loops[instruction.first].isInText else { continue }
        compiler.result.loops[instruction.first].inputs = RoundInputs(
          ofLoopAt: position, in: program, among: compiler.result)
      }
    }
    return (compiler.result, diagnostics)
  }

  private init(linked: [String: LinkedTemplate], draft: Draft) {
    self.linked = linked
    self.draft = draft
  }

  mutating func report(_ problem: TemplateProblem, _ span: SourceSpan) {
    draft.problems.append(problem.diagnostic(at: .place(SourcePlace(draft.file, span))))
  }

  // MARK: Programs

  private mutating func page(_ name: String, _ linked: LinkedTemplate, in context: HTMLContext) -> Int {
    let key = PageKey(name: name, context: context)
    if let known = pages[key] { return known }
    var page = Page(at: context)
    // The assignments of the derived templates come first, then the outermost one is printed.
    for (level, part) in linked.lineage.enumerated() {
      let isOutermost = level == linked.lineage.count - 1
      let nodes = isOutermost ? part.nodes : part.nodes.filter(\.isAssignment)
      if nodes.isEmpty { continue }
      let draft = Draft(page: linked, file: part.file, context: page.end, isTopLevel: true)
      let (program, end, problems) = write(draft, nodes)
      page.programs.append(program)
      page.problems += problems
      if isOutermost { page.end = end }
    }
    result.pages.append(page)
    pages[key] = result.pages.count - 1
    return result.pages.count - 1
  }

  private mutating func write(_ draft: Draft, _ nodes: [Node]) -> (Int, HTMLContext, [Diagnostic]) {
    let outer = self.draft
    self.draft = draft
    for node in nodes { compile(node) }
    let done = self.draft
    self.draft = outer
    result.programs.append(Program(file: done.file, code: done.code, spans: done.spans, keys: result.keys))
    return (result.programs.count - 1, done.context, done.problems)
  }

  private mutating func compileInclude(_ reference: Reference) {
    // A missing template that must be there has been reported.
    guard let included = linked[reference.name.text] else { return }
    guard depth < TemplateLimits.includeDepth else { return report(.includeTooDeep, reference.name.span) }
    guard result.programs.count < TemplateLimits.programs else { return report(.tooManyPrograms, reference.name.span) }
    depth += 1
    let index = page(reference.name.text, included, in: draft.context)
    depth -= 1
    draft.problems += result.pages[index].problems
    draft.context = result.pages[index].end
    emit(.include, index, at: reference.name.span)
  }

  private mutating func compileBlock(_ name: String, level: Int, at span: SourceSpan) {
    // A call of `super()` that has no block to call has been reported.
    guard let definitions = draft.page.blocks[name], level < definitions.count else { return }
    let key = BlockKey(page: draft.page.name, name: name, level: level, context: draft.context)
    let definition = definitions[level]
    if blocks[key] == nil {
      let body = Draft(page: draft.page, file: definition.file, context: draft.context, block: (name, level))
      let (program, end, problems) = write(body, definition.body)
      blocks[key] = (program, end)
      draft.problems += problems
    }
    guard let (program, end) = blocks[key] else { return }
    draft.context = end
    emit(.block, program, at: span)
  }

  // MARK: Instructions

  @discardableResult
  mutating func emit(
    _ operation: Instruction.Operation, _ first: Int = 0, _ second: Int = -1, at span: SourceSpan
  ) -> Int {
    draft.code.append(Instruction(operation: operation, first: first, second: second))
    draft.spans.append(span)
    return draft.code.count - 1
  }

  /// Lets jumps go on at what is written next.
  mutating func land(_ jumps: [Int]) {
    for jump in jumps { draft.code[jump].first = draft.code.count }
  }

  mutating func variable(_ name: String) -> Int {
    if let known = variables[name] { return known }
    variables[name] = result.variables.count
    result.variables.append(MapKey(name))
    return result.variables.count - 1
  }

  // MARK: Nodes

  private mutating func compile(_ node: Node) {
    nesting += 1
    followed += 1
    defer { nesting -= 1 }
    guard nesting <= TemplateLimits.compiledNesting else { return report(.nestedTooDeep, node.span) }
    guard followed <= TemplateLimits.compiledNodes else {
      let place = SourcePlace(draft.file, node.span)
      exhaustion = exhaustion ?? TemplateProblem.tooMuchToFollow.diagnostic(at: .place(place))
      return
    }
    switch node {
    case .text(let bytes, let span): compileText(bytes, span)
    case .output(let expression):
      compile(expression)
      compileOutput(expression.span)
    case .conditional(let branches, let otherwise): compileConditional(branches, otherwise)
    case .loop(let loop): compileLoop(loop)
    case .assignment(let name, let expression):
      compile(expression)
      emit(draft.isTopLevel ? .export : .store, variable(name.text), at: name.span)
    case .include(let reference): compileInclude(reference)
    case .block(let name): compileBlock(name.text, level: 0, at: name.span)
    case .parentBlock(let span):
      if let block = draft.block { compileBlock(block.name, level: block.level + 1, at: span) }
    }
  }

  private mutating func compileText(_ bytes: [UInt8], _ span: SourceSpan) {
    let wasBegun = draft.context.isURLBegun
    emit(.text, result.texts.count, result.texts.count + bytes.count, at: span)
    result.texts += bytes
    do throws(ContextProblem) { try draft.context.advance(over: bytes) } catch { report(.unsafe(error), span) }
    if wasBegun { emit(.checkURL, at: span) }
    if let length = draft.context.openURLLength {
      emit(.beginURL, length, at: span)
      draft.context.beginURL()
    }
  }

  private mutating func compileOutput(_ span: SourceSpan) {
    do throws(ContextProblem) {
      let escaping = try draft.context.escaping()
      if escaping.startsValue { emit(.beginURL, at: span) }
      let known = result.escapings.firstIndex(of: escaping)
      if known == nil { result.escapings.append(escaping) }
      emit(.output, known ?? result.escapings.count - 1, at: span)
      try draft.context.passValue()
    } catch { report(.unsafe(error), span) }
  }

  private mutating func compileConditional(_ branches: [Node.Branch], _ otherwise: [Node]) {
    let start = draft.context
    var end: HTMLContext?
    var exits: [Int] = []
    for branch in branches {
      compile(branch.condition)
      let skip = emit(.jumpUnless, at: branch.condition.span)
      for node in branch.body { compile(node) }
      exits.append(emit(.jump, at: branch.condition.span))
      land([skip])
      end = joined(end, at: branch.condition.span)
      draft.context = start
    }
    for node in otherwise { compile(node) }
    land(exits)
    draft.context = joined(end, at: branches.last?.condition.span ?? SourceSpan(0, 0))
  }

  private mutating func joined(_ end: HTMLContext?, at span: SourceSpan) -> HTMLContext {
    guard let end else { return draft.context }
    if let joined = end.joined(with: draft.context) { return joined }
    report(.branches(end.description, draft.context.description), span)
    return end
  }

  private mutating func compileLoop(_ loop: Node.Loop) {
    let (span, wasTopLevel) = (loop.list.span, draft.isTopLevel)
    result.loops.append(Loop(names: loop.names.map { variable($0.text) }))
    let names = result.loops.count - 1
    compile(loop.list)
    draft.isTopLevel = false
    if let condition = loop.condition {
      let selection = emit(.selection, names, at: span)
      // Nothing is known of the rounds yet.
      let outer = draft.loops
      draft.loops = 0
      compile(condition)
      draft.loops = outer
      emit(.select, at: condition.span)
      emit(.nextRound, selection + 1, at: span)
      draft.code[selection].second = draft.code.count
    }
    let start = emit(.loop, names, at: span)
    let isInText = draft.context.isText
    draft.loops += 1
    compileRounds(loop.body, from: start + 1, at: span)
    result.loops[names].isInText = isInText && draft.context.isText
    draft.loops -= 1
    let exit = emit(.jump, at: span)
    draft.code[start].second = draft.code.count
    let end = draft.context
    if !loop.otherwise.isEmpty {
      emit(.enter, at: span)
      for node in loop.otherwise { compile(node) }
      emit(.leave, at: span)
    }
    land([exit])
    draft.context = joined(end, at: span)
    draft.isTopLevel = wasTopLevel
  }

  /// A round starts where the loop starts or where another round ends; if these differ, the body is compiled again for
  /// both at once.
  private mutating func compileRounds(_ body: [Node], from start: Int, at span: SourceSpan) {
    let problems = draft.problems
    var context = draft.context
    for attempt in 0... {
      draft.context = context
      for node in body { compile(node) }
      let joined = context.joined(with: draft.context)
      if joined == context || joined == nil || attempt == 2 {
        if joined != context { report(.round(start: context.description, end: draft.context.description), span) }
        break
      }
      context = joined ?? context
      draft.problems = problems
      draft.code.removeSubrange(start...)
      draft.spans.removeSubrange(start...)
    }
    draft.context = context
    emit(.nextRound, start, at: span)
  }
}
