internal import HTMLEscaping

/// What a template can hold and print.
public enum TemplateValue: Sendable, Equatable {
  case none
  case boolean(Bool)
  case number(TemplateNumber)
  /// Plain text: escaped when it is printed.
  case text(String)
  /// Markup: printed as it stands.
  case html(TrustedHTML)
  case list([TemplateValue])
  case map(TemplateMap)
}

extension TemplateValue {
  /// The kind of value, as a message names it.
  package var kind: String {
    switch self {
    case .none: "none"
    case .boolean: "a boolean"
    case .number: "a number"
    case .text: "text"
    case .html: "HTML"
    case .list: "a list"
    case .map: "a map"
    }
  }

  /// Whether a condition holds, as in Python: nothing, zero and what is empty do not.
  package var isTruthy: Bool {
    switch self {
    case .none: false
    case .boolean(let value): value
    case .number(let number): number.significand != 0
    case .text(let text): !text.isEmpty
    case .html(let html): !html.bytes.isEmpty
    case .list(let members): !members.isEmpty
    case .map(let map): map.count > 0
    }
  }

  /// The text that printing writes, before it is escaped; nil for lists and maps, which have none.
  package var printedText: String? {
    switch self {
    case .none: ""
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): number.description
    case .text(let text): text
    case .html(let html): html.text
    case .list, .map: nil
    }
  }

  var isTrusted: Bool {
    if case .html = self { return true }
    return false
  }

  /// Whether lists and maps stand inside each other to at most `limit` levels.
  package func isNested(within limit: Int) -> Bool {
    switch self {
    case .none, .boolean, .number, .text, .html: true
    case .list(let members): limit > 0 && members.allSatisfy { $0.isNested(within: limit - 1) }
    case .map(let map): limit > 0 && map.values.allSatisfy { $0.isNested(within: limit - 1) }
    }
  }

  /// The value at a path like `edition.date.iso` or `0.name`; nil where there is none.
  func member(at path: String) -> TemplateValue? {
    var value = self
    for step in path.split(separator: ".", omittingEmptySubsequences: false) {
      switch value {
      case .map(let map):
        guard let member = map[String(step)] else { return nil }
        value = member
      case .list(let members):
        guard let index = Int(step), members.indices.contains(index) else { return nil }
        value = members[index]
      default: return nil
      }
    }
    return value
  }
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .number(TemplateNumber(value)) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, TemplateValue)...) { self = .map(TemplateMap(elements)) }
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

  /// Appends a value as JSON: keys sorted and separated as Python does, and safe in a script, an element and an
  /// attribute in single quotes.
  package mutating func appendJSON(_ value: TemplateValue, isInScript: Bool = false) {
    switch value {
    case .none: append(contentsOf: "null".utf8)
    case .boolean, .number: append(contentsOf: (value.printedText ?? "").utf8)
    case .text, .html:
      var text = value.printedText ?? ""
      append(UInt8(ascii: "\""))
      text.withUTF8 { appendJSONText($0, isInScript: isInScript) }
      append(UInt8(ascii: "\""))
    case .list(let members):
      append(UInt8(ascii: "["))
      for (offset, member) in members.enumerated() {
        if offset > 0 { append(contentsOf: ", ".utf8) }
        appendJSON(member, isInScript: isInScript)
      }
      append(UInt8(ascii: "]"))
    case .map(let map):
      append(UInt8(ascii: "{"))
      let pairs = zip(map.keys, map.values).sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      for (offset, (key, member)) in pairs.enumerated() {
        if offset > 0 { append(contentsOf: ", ".utf8) }
        appendJSON(.text(key), isInScript: isInScript)
        append(contentsOf: ": ".utf8)
        appendJSON(member, isInScript: isInScript)
      }
      append(UInt8(ascii: "}"))
    }
  }
}
