internal import Diagnostics
internal import TemplateSyntax

/// A template with what it inherits: ready to be compiled.
struct LinkedTemplate: Sendable {
  let name: String
  /// From this template to the outermost one that it extends.
  let lineage: [Template]
  /// The definitions of each block, that of the most derived template first.
  let blocks: [String: [Block]]
}

extension Node {
  /// A place in it to point at.
  var span: SourceSpan {
    switch self {
    case .text(_, let span), .parentBlock(let span): span
    case .output(let expression): expression.span
    case .conditional(let branches, _): branches.first?.condition.span ?? SourceSpan(0, 0)
    case .loop(let loop): loop.list.span
    case .assignment(let name, _), .block(let name): name.span
    case .include(let reference): reference.name.span
    }
  }

  var isAssignment: Bool {
    if case .assignment = self { return true }
    return false
  }
}
