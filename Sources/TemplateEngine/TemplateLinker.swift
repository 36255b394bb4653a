internal import Diagnostics
internal import TemplateSyntax

/// Joins the templates of a site: finds what they include and extend, and which blocks take whose place.
struct TemplateLinker {
  let templates: [String: Template]
  /// Templates that could not be parsed; references to them are not missing.
  let broken: Set<String>
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var hasCycle = false

  init(_ templates: [String: Template], broken: Set<String>) {
    self.templates = templates
    self.broken = broken
  }

  /// Every template that can be printed. The others have a diagnostic.
  mutating func link() -> [String: LinkedTemplate] {
    let names = templates.keys.sorted()
    for name in names { checkReferences(of: name) }
    checkCycles(names)
    var linked: [String: LinkedTemplate] = [:]
    for name in names { linked[name] = linkLineage(of: name) }
    return linked
  }

  private mutating func report(_ problem: TemplateProblem, _ file: SourceFile, _ span: SourceSpan) {
    diagnostics.append(problem.diagnostic(at: .place(SourcePlace(file, span))))
  }

  private func references(of name: String) -> [Reference] {
    guard let template = templates[name] else { return [] }
    return (template.base.map { [$0] } ?? []) + template.includes
  }

  private mutating func checkReferences(of name: String) {
    guard let file = templates[name]?.file else { return }
    let known = templates.keys.sorted() + broken.sorted()
    for reference in references(of: name)
    where templates[reference.name.text] == nil && !broken.contains(reference.name.text) && !reference.isOptional {
      report(.unknownTemplate(reference.name.text, known: known), file, reference.name.span)
    }
  }

  /// Walks all references in depth, with a path of its own rather than the stack: sites may be large.
  private mutating func checkCycles(_ names: [String]) {
    var finished: Set<String> = []
    for start in names where !finished.contains(start) {
      var path: [(name: String, remaining: ArraySlice<Reference>, via: SourcePlace?)] = []
      path.append((start, references(of: start)[...], nil))
      var onPath: Set<String> = [start]
      while let step = path.last {
        guard let reference = step.remaining.first, let file = templates[step.name]?.file else {
          finished.insert(step.name)
          onPath.remove(step.name)
          path.removeLast()
          continue
        }
        path[path.count - 1].remaining.removeFirst()
        let place = SourcePlace(file, reference.name.span)
        if onPath.contains(reference.name.text) {
          let entry = path.firstIndex { $0.name == reference.name.text } ?? 0
          let problem = TemplateProblem.cycle(path[(entry + 1)...].compactMap(\.via))
          diagnostics.append(problem.diagnostic(at: .place(place)))
          hasCycle = true
        } else if templates[reference.name.text] != nil, !finished.contains(reference.name.text) {
          onPath.insert(reference.name.text)
          path.append((reference.name.text, references(of: reference.name.text)[...], place))
        }
      }
    }
  }

  private mutating func linkLineage(of name: String) -> LinkedTemplate? {
    guard let template = templates[name] else { return nil }
    var lineage = [template]
    var blocks = template.blocks.mapValues { [$0] }
    while let base = lineage[lineage.count - 1].base {
      guard let next = templates[base.name.text] else { return nil }
      guard lineage.count < TemplateLimits.includeDepth else {
        // A cycle has been reported as such; only an honest chain gets here with all its names different.
        if Set(lineage.map(\.file.path)).count == lineage.count, let own = template.base {
          report(.includeTooDeep, template.file, own.name.span)
        }
        return nil
      }
      lineage.append(next)
      for (name, block) in next.blocks { blocks[name, default: []].append(block) }
    }
    checkBlocks(of: template, inherited: lineage.dropFirst().flatMap(\.blocks.keys))
    return LinkedTemplate(name: name, lineage: lineage, blocks: blocks)
  }

  private mutating func checkBlocks(of template: Template, inherited: [String]) {
    let known = Set(inherited)
    for (name, block) in template.blocks.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
      if template.base != nil, block.isOutermost {
        report(.unknownBlock(name, known: known.sorted()), template.file, block.name.span)
      }
      for call in block.callsParent { report(.noParentBlock(name), template.file, call) }
    }
  }
}
