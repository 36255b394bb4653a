internal import Diagnostics

/// A tag, an output or a stretch of text.
indirect enum Node: Sendable {
  case text([UInt8])
  case output(Expression)
  case conditional([Branch], otherwise: [Node])
  case loop(Loop)
  case assignment(name: String, Expression)
  case include(Reference)
  /// The place of a block; what is printed there is looked up in the page's template.
  case block(Name)
  /// `{{ super() }}` inside the block that it names.
  case parentBlock(Name)

  struct Branch: Sendable {
    let condition: Expression
    let body: [Node]
  }

  struct Loop: Sendable {
    let name: String
    let list: Expression
    let body: [Node]
    let otherwise: [Node]
  }
}

/// A name and the token that states it.
struct Name: Sendable {
  let text: String
  let span: SourceSpan
}

/// The name of another template in `include` or `extends`.
typealias Reference = Name

/// One definition of a block.
struct Block: Sendable {
  let name: Name
  let file: SourceFile
  let body: [Node]
  let callsParent: [SourceSpan]
  /// Whether it stands outside of all other tags.
  let isOutermost: Bool
}

/// One file, parsed.
struct Template: Sendable {
  let file: SourceFile
  var nodes: [Node] = []
  var base: Reference?
  var includes: [Reference] = []
  var blocks: [String: Block] = [:]
}

/// A template with what it inherits: ready to be printed.
struct LinkedTemplate: Sendable {
  let name: String
  /// From this template to the outermost one that it extends.
  let lineage: [Template]
  /// The definitions of each block, that of the most derived template first.
  let blocks: [String: [Block]]
}
