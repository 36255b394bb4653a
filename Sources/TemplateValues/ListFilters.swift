internal import HTMLEscaping

/// The filters on lists and maps that every template has.
extension BuiltInFilters {
  static let listFilters: [Filter] = [
    Filter("length", apply: length), Filter("count", apply: length),
    Filter("join", [.optional("d", ""), .optional("attribute", .none)], apply: join),
    // The compiler answers for these two, whose input may be undefined.
    Filter("default", [.optional("default_value", ""), .optional("boolean", false)]) { value, _ in value },
    Filter("d", [.optional("default_value", ""), .optional("boolean", false)]) { value, _ in value },
    Filter("first") { value, _ throws(FilterProblem) in try end(of: value) { $0.first } },
    Filter("last") { value, _ throws(FilterProblem) in try end(of: value) { $0.last } },
    Filter("reverse") { value, _ throws(FilterProblem) in
      if case .text(let text) = value {
        return .text(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
      }
      return .list(try members(of: value).reversed())
    },
    Filter("list") { value, _ throws(FilterProblem) in
      switch value {
      case .text(let text): .list(text.unicodeScalars.map { .text(String($0)) })
      case .map(let map): .list(map.keys.map { .text($0) })
      default: .list(try members(of: value))
      }
    },
    Filter("sort", [.optional("reverse", false), .optional("case_sensitive", false), .optional("attribute", .none)]) {
      value, arguments throws(FilterProblem) in
      let sorted = try sorted(
        value, by: arguments[2], isCaseSensitive: arguments[1].isTruthy, isReversed: arguments[0].isTruthy)
      return .list(sorted.map(\.member))
    },
    Filter("map", [Filter.Parameter(name: "attribute", fallback: nil, isNamed: true), .optional("default", .none)]) {
      value, arguments throws(FilterProblem) in
      var result: [TemplateValue] = []
      for member in try members(of: value) {
        let found = member.member(at: try path(arguments[0], 1))
        if found == nil, arguments[1] == .none { throw missing(try path(arguments[0], 1)) }
        result.append(found ?? arguments[1])
      }
      return .list(result)
    },
    Filter("selectattr", attributeTest) { value, arguments throws(FilterProblem) in
      try selected(value, arguments, keeps: true)
    },
    Filter("rejectattr", attributeTest) { value, arguments throws(FilterProblem) in
      try selected(value, arguments, keeps: false)
    },
    Filter("groupby", [.required("attribute"), .optional("default", .none), .optional("case_sensitive", false)]) {
      value, arguments throws(FilterProblem) in
      var groups: [(key: TemplateValue, first: TemplateValue, members: [TemplateValue])] = []
      for (key, written, member) in try sorted(
        value, by: arguments[0], fallback: arguments[1], isCaseSensitive: arguments[2].isTruthy)
      {
        if let last = groups.last, Operators.isEqual(last.key, key) {
          groups[groups.count - 1].members.append(member)
        } else {
          groups.append((key, written, [member]))
        }
      }
      return .list(groups.map { ["grouper": $0.first, "list": .list($0.members)] })
    },
    Filter("items") { value, _ throws(FilterProblem) in
      guard case .map(let map) = value else { throw .input(expected: "a map") }
      return .list(zip(map.keys, map.values).map { [.text($0), $1] })
    },
  ]

  private static let attributeTest: [Filter.Parameter] = [
    .required("attribute"), .optional("test", .none), .optional("argument", .none),
  ]

  private static func members(of value: TemplateValue) throws(FilterProblem) -> [TemplateValue] {
    guard case .list(let members) = value else { throw .input(expected: "a list") }
    return members
  }

  private static func path(_ value: TemplateValue, _ position: Int) throws(FilterProblem) -> String {
    switch value {
    case .text(let path): return path
    case .number(let number) where number.integer != nil: return number.description
    default: throw .argument(position: position, expected: "the name of a key")
    }
  }

  private static func missing(_ path: String) -> FilterProblem { .rule("a member of the list has no key `\(path)`") }

  private static func length(_ value: TemplateValue, _: FilterArguments) throws(FilterProblem) -> TemplateValue {
    switch value {
    case .text(let text): .number(TemplateNumber(text.unicodeScalars.count))
    case .html(let html): .number(TemplateNumber(html.text.unicodeScalars.count))
    case .list(let members): .number(TemplateNumber(members.count))
    case .map(let map): .number(TemplateNumber(map.count))
    case .none, .boolean, .number: throw .input(expected: "text, a list or a map")
    }
  }

  /// If a member or the separator is trusted, the plain ones are escaped and the whole is trusted.
  private static func join(_ value: TemplateValue, _ arguments: FilterArguments) throws(FilterProblem) -> TemplateValue
  {
    var members = try members(of: value)
    if arguments[1] != .none {
      let path = try path(arguments[1], 2)
      for index in members.indices {
        guard let member = members[index].member(at: path) else { throw missing(path) }
        members[index] = member
      }
    }
    let separator = arguments[0]
    let isTrusted = separator.isTrusted || members.contains(where: \.isTrusted)
    var bytes: [UInt8] = []
    for (offset, member) in members.enumerated() {
      if offset > 0 {
        guard bytes.append(separator, escaping: isTrusted) else { throw .argument(position: 1, expected: "text") }
      }
      guard bytes.append(member, escaping: isTrusted) else { throw .input(expected: "a list of text") }
      guard bytes.count <= ValueLimits.textBytes else { throw .tooLarge }
    }
    return isTrusted ? .html(TrustedHTML(trusted: bytes)) : .text(String(decoding: bytes, as: UTF8.self))
  }

  private static func end(
    of value: TemplateValue, _ pick: ([TemplateValue]) -> TemplateValue?
  ) throws(FilterProblem) -> TemplateValue {
    guard let member = pick(try members(of: value)) else { throw .rule("the list is empty") }
    return member
  }

  /// The members in the order of their keys, those with equal keys in the order they had.
  private static func sorted(
    _ value: TemplateValue, by attribute: TemplateValue, fallback: TemplateValue = .none, isCaseSensitive: Bool,
    isReversed: Bool = false
  ) throws(FilterProblem) -> [(key: TemplateValue, written: TemplateValue, member: TemplateValue)] {
    var keyed: [(key: TemplateValue, written: TemplateValue, member: TemplateValue)] = []
    for member in try members(of: value) {
      var key = member
      if attribute != .none {
        let path = try path(attribute, 1)
        let found = member.member(at: path)
        if found == nil, fallback == .none { throw missing(path) }
        key = found ?? fallback
      }
      let written = key
      if !isCaseSensitive, case .text(let text) = key { key = .text(text.lowercased()) }
      if let first = keyed.first?.key, (try? Operators.isLess("<", first, key)) == nil {
        throw .rule("\(key.kind) and \(first.kind) have no order")
      }
      keyed.append((key, written, member))
    }
    return keyed.enumerated().sorted { left, right in
      let (first, second) = isReversed ? (right, left) : (left, right)
      if (try? Operators.isLess("<", first.element.key, second.element.key)) == true { return true }
      if (try? Operators.isLess("<", second.element.key, first.element.key)) == true { return false }
      return left.offset < right.offset
    }.map(\.element)
  }

  private static func selected(
    _ value: TemplateValue, _ arguments: FilterArguments, keeps: Bool
  ) throws(FilterProblem) -> TemplateValue {
    let path = try path(arguments[0], 1)
    var name: String?
    if arguments[1] != .none { name = try arguments.text(1) }
    var result: [TemplateValue] = []
    for member in try members(of: value) {
      let found = member.member(at: path)
      var holds = found != nil
      if name != "defined", name != "undefined" {
        guard let found else { throw missing(path) }
        holds = found.isTruthy
        if let name {
          guard let test = ValueTests.all.first(where: { $0.name == name }) else {
            throw .argument(position: 2, expected: "the name of a test")
          }
          let given = test.parameters.isEmpty ? [] : [arguments[2]]
          holds = try test.apply(found, FilterArguments(values: given[...])).isTruthy
        }
      }
      if (holds != (name == "undefined")) == keeps { result.append(member) }
    }
    return .list(result)
  }
}
