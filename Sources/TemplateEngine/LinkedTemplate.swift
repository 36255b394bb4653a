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
  var isAssignment: Bool {
    if case .assignment = self { return true }
    return false
  }
}
