package enum BinaryOperator: String, Sendable, CaseIterable {
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
  case divide = "/"
  case floorDivide = "//"
  case modulo = "%"
  case power = "**"
  case concatenate = "~"
}

/// Why an operator, a key or an index has no result.
package enum ValueFailure: Error, Sendable {
  case undefinedKey(String, known: [String])
  case noMembers(kind: String)
  case indexOutOfRange(Int, count: Int)
  case unsuitableIndex(kind: String, of: String)
  case notAList(kind: String)
  case unsuitableOperands(String, left: String, right: String)
  case unsuitableOperand(String, kind: String)
  case numberOverflow
  case divisionByZero
  case unsuitablePower
  case tooLarge
}

/// What operators make of two values. Kinds that do not fit are a problem; nothing is converted in silence.
package enum Operators {
  package static func apply(
    _ symbol: BinaryOperator, _ left: TemplateValue, _ right: TemplateValue
  ) throws(ValueFailure) -> TemplateValue {
    switch symbol {
    case .equal: .boolean(isEqual(left, right))
    case .notEqual: .boolean(!isEqual(left, right))
    case .less: .boolean(try isLess(symbol.rawValue, left, right))
    case .lessOrEqual: .boolean(!(try isLess(symbol.rawValue, right, left)))
    case .greater: .boolean(try isLess(symbol.rawValue, right, left))
    case .greaterOrEqual: .boolean(!(try isLess(symbol.rawValue, left, right)))
    case .contained: .boolean(try contains(symbol, right, left))
    case .notContained: .boolean(!(try contains(symbol, right, left)))
    case .concatenate: try concatenate(symbol, left, right)
    case .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power: try calculate(symbol, left, right)
    }
  }

  package static func negate(_ value: TemplateValue) throws(ValueFailure) -> TemplateValue {
    guard case .number(let number) = value else { throw .unsuitableOperand("-", kind: value.kind) }
    do throws(TemplateNumber.Failure) { return .number(try number.negated()) } catch { throw .numberOverflow }
  }

  /// As in Python, where true is 1 and false is 0, and trusted text equals plain text of the same letters.
  package static func isEqual(_ left: TemplateValue, _ right: TemplateValue) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): isSameText(left, right)
    case (.number(let left), .number(let right)): left == right
    case (.boolean(let truth), .number(let number)), (.number(let number), .boolean(let truth)):
      number == TemplateNumber(truth ? 1 : 0)
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { isEqual($0, $1) }
    default:
      if let left = text(left), let right = text(right) { isSameText(left, right) } else { left == right }
    }
  }

  private static func text(_ value: TemplateValue) -> String? {
    switch value {
    case .text, .html: value.printedText
    default: nil
    }
  }

  package static func isLess(
    _ symbol: String, _ left: TemplateValue, _ right: TemplateValue
  ) throws(ValueFailure) -> Bool {
    if case .number(let left) = left, case .number(let right) = right { return left < right }
    // The order of UTF-8 is the order of code points, which is Python's.
    if let left = text(left), let right = text(right) { return left.utf8.lexicographicallyPrecedes(right.utf8) }
    throw .unsuitableOperands(symbol, left: left.kind, right: right.kind)
  }

  private static func contains(
    _ symbol: BinaryOperator, _ container: TemplateValue, _ member: TemplateValue
  ) throws(ValueFailure) -> Bool {
    if let whole = text(container), let part = text(member) {
      return part.isEmpty || Array(whole.utf8).firstRange(of: Array(part.utf8)) != nil
    }
    switch (container, member) {
    case (.list(let members), _): return members.contains { isEqual($0, member) }
    case (.map(let map), .text(let key)): return map[key] != nil
    default: throw .unsuitableOperands(symbol.rawValue, left: member.kind, right: container.kind)
    }
  }

  /// If one side is trusted, the other is escaped and the whole is trusted.
  private static func concatenate(
    _ symbol: BinaryOperator, _ left: TemplateValue, _ right: TemplateValue
  ) throws(ValueFailure) -> TemplateValue {
    let isTrusted = left.isTrusted || right.isTrusted
    var bytes: [UInt8] = []
    guard bytes.append(left, escaping: isTrusted), bytes.append(right, escaping: isTrusted) else {
      throw .unsuitableOperands(symbol.rawValue, left: left.kind, right: right.kind)
    }
    guard bytes.count <= ValueLimits.textBytes else { throw .tooLarge }
    return isTrusted ? .html(TrustedHTML(trusted: bytes)) : .text(String(decoding: bytes, as: UTF8.self))
  }

  private static func calculate(
    _ symbol: BinaryOperator, _ left: TemplateValue, _ right: TemplateValue
  ) throws(ValueFailure) -> TemplateValue {
    switch (left, right) {
    case (.number(let left), .number(let right)): return .number(try calculate(symbol, left, right))
    case (.text, .text) where symbol == .add, (.text, .html) where symbol == .add, (.html, .text) where symbol == .add,
      (.html, .html) where symbol == .add:
      return try concatenate(symbol, left, right)
    case (.list(let left), .list(let right)) where symbol == .add: return .list(left + right)
    default: throw .unsuitableOperands(symbol.rawValue, left: left.kind, right: right.kind)
    }
  }

  private static func calculate(
    _ symbol: BinaryOperator, _ left: TemplateNumber, _ right: TemplateNumber
  ) throws(ValueFailure) -> TemplateNumber {
    do throws(TemplateNumber.Failure) {
      switch symbol {
      case .subtract: return try left.subtracting(right)
      case .multiply: return try left.multiplied(by: right)
      case .divide: return try left.divided(by: right)
      case .floorDivide: return try left.floorDivided(by: right)
      case .modulo: return try left.modulo(right)
      case .power: if let power = try left.raised(to: right) { return power }
      default: return try left.adding(right)
      }
    } catch { throw error == .divisionByZero ? .divisionByZero : .numberOverflow }
    throw .unsuitablePower
  }
}
