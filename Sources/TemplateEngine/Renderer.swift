internal import Diagnostics

/// Prints one page: walks the nodes and writes into one buffer.
struct Renderer {
  let templates: [String: LinkedTemplate]
  var scope: Scope
  var valueBytes = 0
  private var output: [UInt8] = []
  private var steps = 0
  private var depth = 0
  private var includes: [SourcePlace] = []
  private var template: LinkedTemplate?
  private var file = SourceFile(path: "", bytes: [])
  /// How many definitions of the block at hand are more derived than the one being printed.
  private var blockLevel = 0

  init(templates: [String: LinkedTemplate], context: TemplateMap) {
    self.templates = templates
    scope = Scope(context: context)
  }

  mutating func renderPage(_ template: LinkedTemplate) throws(RenderFailure) -> [UInt8] {
    try render(template)
    return output
  }

  func failure(_ problem: TemplateProblem, _ span: SourceSpan) -> RenderFailure {
    let diagnostic = problem.diagnostic(at: .place(SourcePlace(file, span)))
    let trail = includes.reversed().map { Diagnostic.Note("included from here", at: $0) }
    return RenderFailure(
      Diagnostic(
        id: diagnostic.id, diagnostic.message, at: diagnostic.origin, notes: diagnostic.notes + trail,
        help: diagnostic.help))
  }

  /// Gives a problem of `body` its place.
  func located<Result>(
    _ span: SourceSpan, _ body: () throws(TemplateProblem) -> Result
  ) throws(RenderFailure) -> Result {
    do throws(TemplateProblem) { return try body() } catch { throw failure(error, span) }
  }

  /// The assignments of the derived templates come first, then the outermost one is printed.
  private mutating func render(_ linked: LinkedTemplate) throws(RenderFailure) {
    let outer = (template, file, blockLevel)
    template = linked
    for (level, part) in linked.lineage.enumerated() {
      file = part.file
      let isOutermost = level == linked.lineage.count - 1
      for node in part.nodes {
        if case .assignment = node { try render(node) } else if isOutermost { try render(node) }
      }
    }
    (template, file, blockLevel) = outer
  }

  private mutating func render(_ nodes: [Node], inside span: SourceSpan) throws(RenderFailure) {
    guard depth < TemplateLimits.renderDepth else { throw failure(.tooDeep, span) }
    depth += 1
    for node in nodes { try render(node) }
    depth -= 1
  }

  private mutating func render(_ node: Node) throws(RenderFailure) {
    switch node {
    case .text(let bytes):
      output += bytes
      guard output.count <= TemplateLimits.outputBytes else { throw failure(.pageTooLarge, SourceSpan(0, 0)) }
    case .output(let expression): try write(expression)
    case .conditional(let branches, let otherwise):
      for branch in branches where try evaluate(branch.condition).isTruthy {
        return try render(branch.body, inside: branch.condition.span)
      }
      try render(otherwise, inside: branches.first?.condition.span ?? SourceSpan(0, 0))
    case .loop(let loop): try render(loop)
    case .assignment(let name, let expression): scope.set(name, try evaluate(expression))
    case .include(let reference): try include(reference)
    case .block(let name): try renderBlock(name, level: 0)
    case .parentBlock(let name): try renderBlock(name, level: blockLevel + 1)
    }
  }

  private mutating func write(_ expression: Expression) throws(RenderFailure) {
    let value = try evaluate(expression)
    guard output.append(value, escaping: true) else {
      throw failure(.unprintable(kind: value.kind), expression.span)
    }
    guard output.count <= TemplateLimits.outputBytes else { throw failure(.pageTooLarge, expression.span) }
  }

  private mutating func step(_ span: SourceSpan) throws(RenderFailure) {
    steps += 1
    guard steps <= TemplateLimits.loopSteps else { throw failure(.tooManySteps, span) }
  }

  private mutating func render(_ loop: Node.Loop) throws(RenderFailure) {
    let members: [TemplateValue]
    switch try evaluate(loop.list) {
    case .list(let list): members = list
    case .map(let map): members = map.keys.map(TemplateValue.text)
    case let other: throw failure(.notAList(kind: other.kind), loop.list.span)
    }
    let mark = scope.locals.count
    let wasTopLevel = scope.isTopLevel
    scope.isTopLevel = false
    for (index, member) in members.enumerated() {
      try step(loop.list.span)
      scope.locals.append(("loop", .loop(index: index, count: members.count)))
      scope.locals.append((loop.name, .value(member)))
      try render(loop.body, inside: loop.list.span)
      scope.locals.removeSubrange(mark...)
    }
    if members.isEmpty { try render(loop.otherwise, inside: loop.list.span) }
    scope.locals.removeSubrange(mark...)
    scope.isTopLevel = wasTopLevel
  }

  /// What the included template sets stays its own.
  private mutating func include(_ reference: Reference) throws(RenderFailure) {
    guard let included = templates[reference.text] else {
      throw failure(.brokenTemplate(reference.text), reference.span)
    }
    guard includes.count < TemplateLimits.includeDepth, depth < TemplateLimits.renderDepth else {
      throw failure(.includeTooDeep, reference.span)
    }
    try step(reference.span)
    let outer = scope
    scope.exported += scope.locals
    scope.locals = []
    scope.isTopLevel = true
    includes.append(SourcePlace(file, reference.span))
    depth += 1
    try render(included)
    depth -= 1
    includes.removeLast()
    scope = outer
  }

  /// A block sees what the top level has set, not the loops around it.
  private mutating func renderBlock(_ name: Name, level: Int) throws(RenderFailure) {
    guard let definitions = template?.blocks[name.text], level < definitions.count else {
      throw failure(.noParentBlock(name.text), name.span)
    }
    try step(name.span)
    let outer = (scope.locals, scope.isTopLevel, file, blockLevel)
    scope.locals = []
    scope.isTopLevel = false
    file = definitions[level].file
    blockLevel = level
    try render(definitions[level].body, inside: definitions[level].name.span)
    (scope.locals, scope.isTopLevel, file, blockLevel) = outer
  }
}
