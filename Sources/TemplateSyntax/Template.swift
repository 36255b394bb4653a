package import Diagnostics
package import TemplateValues

/// A tag, an output or a stretch of text.
package indirect enum Node: Sendable {
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

  package struct Branch: Sendable {
    package let condition: Expression
    package let body: [Node]
  }

  package struct Loop: Sendable {
    package let names: [Name]
    package let list: Expression
    package let condition: Expression?
    package let body: [Node]
    package let otherwise: [Node]
  }
}

/// A name and the token that states it.
package struct Name: Sendable {
  package let text: String
  package let span: SourceSpan
}

/// The name of another template in `include` or `extends`.
package struct Reference: Sendable {
  package let name: Name
  /// Whether it says `ignore missing`.
  package var isOptional = false
}

/// One definition of a block.
package struct Block: Sendable {
  package let name: Name
  package let file: SourceFile
  package let body: [Node]
  package let callsParent: [SourceSpan]
  /// Whether it stands outside of all other tags.
  package let isOutermost: Bool
}

/// One file, parsed.
package struct Template: Sendable {
  package let file: SourceFile
  package var nodes: [Node] = []
  package var base: Reference?
  package var includes: [Reference] = []
  package var blocks: [String: Block] = [:]
}

/// A value to be worked out, with the place it is written at.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
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

  package let kind: Kind
  package let span: SourceSpan
  /// The token that an error about this expression points at: the key, the filter's name, the operator.
  package let focus: SourceSpan
  /// Levels of expressions inside this one, itself included.
  package let height: Int
}

extension Expression.Kind {
  package var parts: [Expression] {
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
