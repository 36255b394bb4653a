internal import Diagnostics

/// A value to be worked out, with the place it is written at.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case literal(TemplateValue)
    case list([Expression])
    case name(String)
    case member(Expression, key: String)
    case index(Expression, Expression)
    case filter(Expression, Filter, [Expression])
    case isDefined(Expression)
    case isNone(Expression)
    case not(Expression)
    case negated(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case conditional(Expression, condition: Expression, otherwise: Expression)
  }

  let kind: Kind
  let span: SourceSpan
  /// The token that an error about this expression points at: the key, the filter's name, the operator.
  let focus: SourceSpan
  /// Levels of expressions inside this one, itself included.
  let height: Int
}

enum BinaryOperator: String, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contained = "in"
  case notContained = "not in"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case concatenate = "~"
}

extension Expression.Kind {
  var parts: [Expression] {
    switch self {
    case .literal, .name: []
    case .list(let members): members
    case .member(let value, key: _), .isDefined(let value), .isNone(let value), .not(let value), .negated(let value):
      [value]
    case .filter(let value, _, let arguments): [value] + arguments
    case .index(let left, let right), .and(let left, let right), .or(let left, let right),
      .binary(_, let left, let right):
      [left, right]
    case .conditional(let value, let condition, let otherwise): [value, condition, otherwise]
    }
  }
}
