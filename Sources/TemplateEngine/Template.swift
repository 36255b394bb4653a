internal import Diagnostics
internal import TemplateValues

/// A tag, an output or a stretch of text.
indirect enum Node: Sendable {
  case text([UInt8], SourceSpan)
  case output(Expression)
  case conditional([Branch], otherwise: [Node])
  case loop(Loop)
  case assignment(Name, Expression)
  case include(Reference)
  /// The place of a block; what is printed there is looked up in the page's template.
  case block(Name)
  /// `{{ super() }}` inside a block.
  case parentBlock(SourceSpan)

  struct Branch: Sendable {
    let condition: Expression
    let body: [Node]
  }

  struct Loop: Sendable {
    let names: [Name]
    let list: Expression
    let condition: Expression?
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
struct Reference: Sendable {
  let name: Name
  /// Whether it says `ignore missing`.
  var isOptional = false
}

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

/// A template with what it inherits: ready to be compiled.
struct LinkedTemplate: Sendable {
  let name: String
  /// From this template to the outermost one that it extends.
  let lineage: [Template]
  /// The definitions of each block, that of the most derived template first.
  let blocks: [String: [Block]]
}

/// A value to be worked out, with the place it is written at.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case literal(TemplateValue)
    case list([Expression])
    case map([String], [Expression])
    case name(String)
    case member(Expression, key: String)
    case index(Expression, Expression)
    case slice(Expression, from: Expression, to: Expression)
    case filter(Expression, Filter, [Expression])
    case test(Expression, Filter, [Expression])
    case cycle([Expression])
    case not(Expression)
    case negated(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case conditional(Expression, condition: Expression, otherwise: Expression?)
  }

  let kind: Kind
  let span: SourceSpan
  /// The token that an error about this expression points at: the key, the filter's name, the operator.
  let focus: SourceSpan
  /// Levels of expressions inside this one, itself included.
  let height: Int
}

extension Expression.Kind {
  var parts: [Expression] {
    switch self {
    case .literal, .name: []
    case .list(let parts), .map(_, let parts), .cycle(let parts): parts
    case .member(let value, key: _), .not(let value), .negated(let value): [value]
    case .filter(let value, _, let arguments), .test(let value, _, let arguments): [value] + arguments
    case .index(let left, let right), .and(let left, let right), .or(let left, let right),
      .binary(_, let left, let right):
      [left, right]
    case .slice(let value, let start, let end): [value, start, end]
    case .conditional(let value, let condition, let otherwise): [value, condition] + (otherwise.map { [$0] } ?? [])
    }
  }
}
