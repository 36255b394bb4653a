/// The members of lists and maps.
package enum ValueAccess {
  package static func members(of value: TemplateValue) throws(ValueFailure) -> [TemplateValue] {
    switch value {
    case .list(let list): list
    case .map(let map): map.keys.map { .text($0) }
    default: throw .notAList(kind: value.kind)
    }
  }

  package static func member(_ index: TemplateValue, of container: TemplateValue) throws(ValueFailure) -> TemplateValue
  {
    switch (container, index) {
    case (.map(let map), .text(let key)):
      guard let value = map[key] else { throw .undefinedKey(key, known: map.keys) }
      return value
    case (.list(let members), .number(let number)) where number.scale == 0:
      let offset = number.significand < 0 ? members.count + number.significand : number.significand
      guard members.indices.contains(offset) else {
        throw .indexOutOfRange(number.significand, count: members.count)
      }
      return members[offset]
    case (.list, _), (.map, _): throw .unsuitableIndex(kind: index.kind, of: container.kind)
    default: throw .noMembers(kind: container.kind)
    }
  }

  package static func slice(
    _ container: TemplateValue, from start: TemplateValue, to end: TemplateValue
  ) throws(ValueFailure) -> TemplateValue {
    func bound(_ value: TemplateValue, _ fallback: Int, _ count: Int) throws(ValueFailure) -> Int {
      if value == .none { return fallback }
      guard case .number(let number) = value, number.scale == 0 else {
        throw .unsuitableIndex(kind: value.kind, of: container.kind)
      }
      return min(max(number.significand < 0 ? count + number.significand : number.significand, 0), count)
    }
    func range(_ count: Int) throws(ValueFailure) -> Range<Int> {
      let first = try bound(start, 0, count)
      return first..<max(first, try bound(end, count, count))
    }
    switch container {
    case .list(let members): return .list(Array(members[try range(members.count)]))
    case .text(let text):
      let scalars = Array(text.unicodeScalars)
      return .text(String(String.UnicodeScalarView(scalars[try range(scalars.count)])))
    default: throw .unsuitableOperand("[:]", kind: container.kind)
    }
  }

  /// What `for a, b in` takes apart: a list of as many members, or a group of `groupby`.
  package static func parts(of value: TemplateValue, count: Int) -> [TemplateValue]? {
    switch value {
    case .list(let members) where members.count == count: members
    case .map(let map) where count == 2 && map.keys == ["grouper", "list"]: map.values
    default: nil
    }
  }
}
