/// What operators make of two values. Kinds that do not fit are a problem; nothing is converted in silence.
enum Operators {
  static func apply(
    _ symbol: BinaryOperator, _ left: TemplateValue, _ right: TemplateValue
  ) throws(TemplateProblem) -> TemplateValue {
    switch symbol {
    case .equal: .boolean(isEqual(left, right))
    case .notEqual: .boolean(!isEqual(left, right))
    case .less: .boolean(try isLess(symbol, left, right))
    case .lessOrEqual: .boolean(!(try isLess(symbol, right, left)))
    case .greater: .boolean(try isLess(symbol, right, left))
    case .greaterOrEqual: .boolean(!(try isLess(symbol, left, right)))
    case .contained: .boolean(try contains(symbol, right, left))
    case .notContained: .boolean(!(try contains(symbol, right, left)))
    case .concatenate: try concatenate(symbol, left, right)
    case .add, .subtract, .multiply: try calculate(symbol, left, right)
    }
  }

  static func negate(_ value: TemplateValue) throws(TemplateProblem) -> TemplateValue {
    guard case .number(let number) = value else { throw .unsuitableOperand("-", kind: value.kind) }
    do throws(TemplateNumber.Overflow) { return .number(try number.negated()) } catch { throw .numberOverflow }
  }

  /// As in Python, where true is 1 and false is 0, and trusted text equals plain text of the same letters.
  private static func isEqual(_ left: TemplateValue, _ right: TemplateValue) -> Bool {
    switch (left, right) {
    case (.boolean(let truth), .number(let number)), (.number(let number), .boolean(let truth)):
      number == TemplateNumber(truth ? 1 : 0)
    case (.list(let left), .list(let right)): left.count == right.count && zip(left, right).allSatisfy(isEqual)
    default:
      if let left = text(left), let right = text(right) { left.utf8.elementsEqual(right.utf8) } else { left == right }
    }
  }

  private static func text(_ value: TemplateValue) -> String? {
    switch value {
    case .text, .html: value.printedText
    default: nil
    }
  }

  private static func isLess(
    _ symbol: BinaryOperator, _ left: TemplateValue, _ right: TemplateValue
  ) throws(TemplateProblem) -> Bool {
    if case (.number(let left), .number(let right)) = (left, right) { return left < right }
    // The order of UTF-8 is the order of code points, which is Python's.
    if let left = text(left), let right = text(right) { return left.utf8.lexicographicallyPrecedes(right.utf8) }
    throw .unsuitableOperands(symbol.rawValue, left: left.kind, right: right.kind)
  }

  private static func contains(
    _ symbol: BinaryOperator, _ container: TemplateValue, _ member: TemplateValue
  ) throws(TemplateProblem) -> Bool {
    if let whole = text(container), let part = text(member) {
      return part.isEmpty || !Array(whole.utf8).ranges(of: Array(part.utf8)).isEmpty
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
  ) throws(TemplateProblem) -> TemplateValue {
    let isTrusted = left.isTrusted || right.isTrusted
    var bytes: [UInt8] = []
    guard bytes.append(left, escaping: isTrusted), bytes.append(right, escaping: isTrusted) else {
      throw .unsuitableOperands(symbol.rawValue, left: left.kind, right: right.kind)
    }
    guard bytes.count <= TemplateLimits.outputBytes else { throw .valuesTooLarge }
    return isTrusted ? .html(TrustedHTML(trusted: bytes)) : .text(String(decoding: bytes, as: UTF8.self))
  }

  private static func calculate(
    _ symbol: BinaryOperator, _ left: TemplateValue, _ right: TemplateValue
  ) throws(TemplateProblem) -> TemplateValue {
    switch (left, right) {
    case (.number(let left), .number(let right)):
      do throws(TemplateNumber.Overflow) {
        switch symbol {
        case .subtract: return .number(try left.subtracting(right))
        case .multiply: return .number(try left.multiplied(by: right))
        default: return .number(try left.adding(right))
        }
      } catch { throw .numberOverflow }
    case (.text, .text) where symbol == .add, (.text, .html) where symbol == .add, (.html, .text) where symbol == .add,
      (.html, .html) where symbol == .add:
      return try concatenate(symbol, left, right)
    case (.list(let left), .list(let right)) where symbol == .add: return .list(left + right)
    default: throw .unsuitableOperands(symbol.rawValue, left: left.kind, right: right.kind)
    }
  }
}
