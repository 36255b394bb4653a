/// The filters that every template has. They mean what they mean in Jinja, and refuse the rest.
enum BuiltInFilters {
  /// The evaluator treats these by name too: their input may be undefined.
  static let acceptingUndefined: Set<String> = ["default", "d"]

  static let all: [Filter] = [
    Filter(name: "escape", apply: escape), Filter(name: "e", apply: escape),
    Filter(name: "upper") { value, _ throws(FilterProblem) in .text(try plainText(value).uppercased()) },
    Filter(name: "lower") { value, _ throws(FilterProblem) in .text(try plainText(value).lowercased()) },
    Filter(name: "trim", apply: trim),
    Filter(name: "length", apply: length), Filter(name: "count", apply: length),
    Filter(name: "join", arguments: 0...1, apply: join),
    Filter(name: "default", arguments: 0...2, apply: fallback), Filter(name: "d", arguments: 0...2, apply: fallback),
    Filter(name: "first") { value, _ throws(FilterProblem) in try member(of: value) { $0.first } },
    Filter(name: "last") { value, _ throws(FilterProblem) in try member(of: value) { $0.last } },
    Filter(name: "replace", arguments: 2...2, apply: replace),
  ]

  private static func escape(_ value: TemplateValue, _: [TemplateValue]) throws(FilterProblem) -> TemplateValue {
    if value.isTrusted { return value }
    guard let text = value.printedText else { throw .input(expected: "text") }
    var bytes: [UInt8] = []
    bytes.appendEscaped(text)
    return .html(TrustedHTML(trusted: bytes))
  }

  private static func trim(_ value: TemplateValue, _: [TemplateValue]) throws(FilterProblem) -> TemplateValue {
    guard let text = value.printedText else { throw .input(expected: "text") }
    let scalars = text.unicodeScalars
    // Python counts the four separators of ASCII as white space, Unicode does not.
    let isSpace = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return value.isTrusted ? .html(TrustedHTML(trusted: [])) : "" }
    let trimmed = String(scalars[first...last])
    return value.isTrusted ? .html(TrustedHTML(trusted: Array(trimmed.utf8))) : .text(trimmed)
  }

  private static func length(_ value: TemplateValue, _: [TemplateValue]) throws(FilterProblem) -> TemplateValue {
    switch value {
    case .text(let text): .number(TemplateNumber(text.unicodeScalars.count))
    case .html(let html): .number(TemplateNumber(String(decoding: html.bytes, as: UTF8.self).unicodeScalars.count))
    case .list(let members): .number(TemplateNumber(members.count))
    case .map(let map): .number(TemplateNumber(map.keys.count))
    case .none, .boolean, .number: throw .input(expected: "text, a list or a map")
    }
  }

  /// If a member or the separator is trusted, the plain ones are escaped and the whole is trusted.
  private static func join(
    _ value: TemplateValue, _ arguments: [TemplateValue]
  ) throws(FilterProblem) -> TemplateValue {
    guard case .list(let members) = value else { throw .input(expected: "a list") }
    let separator = arguments.first ?? ""
    let isTrusted = separator.isTrusted || members.contains(where: \.isTrusted)
    var bytes: [UInt8] = []
    for (offset, member) in members.enumerated() {
      if offset > 0 {
        guard bytes.append(separator, escaping: isTrusted) else { throw .argument(position: 1, expected: "text") }
      }
      guard bytes.append(member, escaping: isTrusted) else { throw .input(expected: "a list of text") }
      guard bytes.count <= TemplateLimits.outputBytes else { throw .tooLarge }
    }
    return isTrusted ? .html(TrustedHTML(trusted: bytes)) : .text(String(decoding: bytes, as: UTF8.self))
  }

  /// Reached only with a defined value; the evaluator itself answers for an undefined one.
  private static func fallback(
    _ value: TemplateValue, _ arguments: [TemplateValue]
  ) throws(FilterProblem) -> TemplateValue {
    guard arguments.count == 2, arguments[1].isTruthy, !value.isTruthy else { return value }
    return arguments[0]
  }

  private static func member(
    of value: TemplateValue, _ pick: ([TemplateValue]) -> TemplateValue?
  ) throws(FilterProblem) -> TemplateValue {
    guard case .list(let members) = value else { throw .input(expected: "a list") }
    guard let member = pick(members) else { throw .rule("the list is empty") }
    return member
  }

  private static func replace(
    _ value: TemplateValue, _ arguments: [TemplateValue]
  ) throws(FilterProblem) -> TemplateValue {
    let text = Array(try plainText(value).utf8)
    guard case .text(let old) = arguments[0], !old.isEmpty else {
      throw .argument(position: 1, expected: "text that is not empty")
    }
    guard case .text(let new) = arguments[1] else { throw .argument(position: 2, expected: "text") }
    let places = text.ranges(of: Array(old.utf8))
    let growth = places.count.multipliedReportingOverflow(by: new.utf8.count)
    guard !growth.overflow, growth.partialValue <= TemplateLimits.outputBytes else { throw .tooLarge }
    var result: [UInt8] = []
    var start = 0
    for place in places {
      result += text[start..<place.lowerBound]
      result += new.utf8
      start = place.upperBound
    }
    result += text[start...]
    return .text(String(decoding: result, as: UTF8.self))
  }

  /// Letters of trusted HTML are not all text, so filters that change letters refuse it.
  private static func plainText(_ value: TemplateValue) throws(FilterProblem) -> String {
    guard !value.isTrusted, let text = value.printedText else { throw .input(expected: "plain text") }
    return text
  }
}

extension [UInt8] {
  /// Appends the printed text of a value; false if it has none.
  mutating func append(_ value: TemplateValue, escaping: Bool) -> Bool {
    if case .html(let html) = value {
      append(contentsOf: html.bytes)
      return true
    }
    guard let text = value.printedText else { return false }
    if escaping { appendEscaped(text) } else { append(contentsOf: text.utf8) }
    return true
  }
}
