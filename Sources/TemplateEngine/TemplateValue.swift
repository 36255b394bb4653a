/// What a template can hold and print.
public indirect enum TemplateValue: Sendable, Equatable {
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
  var kind: String {
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
  var isTruthy: Bool {
    switch self {
    case .none: false
    case .boolean(let value): value
    case .number(let number): number.significand != 0
    case .text(let text): !text.isEmpty
    case .html(let html): !html.bytes.isEmpty
    case .list(let members): !members.isEmpty
    case .map(let map): !map.keys.isEmpty
    }
  }

  /// The text that printing writes, before it is escaped; nil for lists and maps, which have none.
  var printedText: String? {
    switch self {
    case .none: ""
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): number.description
    case .text(let text): text
    case .html(let html): String(decoding: html.bytes, as: UTF8.self)
    case .list, .map: nil
    }
  }

  var isTrusted: Bool {
    if case .html = self { return true }
    return false
  }

  /// Whether lists and maps stand inside each other to at most `limit` levels.
  func isNested(within limit: Int) -> Bool {
    switch self {
    case .none, .boolean, .number, .text, .html: true
    case .list(let members): limit > 0 && members.allSatisfy { $0.isNested(within: limit - 1) }
    case .map(let map): limit > 0 && map.keys.allSatisfy { map[$0]?.isNested(within: limit - 1) ?? true }
    }
  }
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .number(TemplateNumber(value)) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, TemplateValue)...) { self = .map(TemplateMap(elements)) }
  public init(nilLiteral: ()) { self = .none }
}
