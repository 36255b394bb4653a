internal import Diagnostics
internal import TemplateValues

/// JSON as code builds it. Members stand in the order that they are written in.
indirect enum JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  case text(String)
  case number(Int)
  case boolean(Bool)
  case list([JSONValue])
  case object([(name: String, value: JSONValue)])

  init(stringLiteral text: String) { self = .text(text) }

  init(arrayLiteral elements: JSONValue...) { self = .list(elements) }

  /// A member whose value is nil is left out.
  init(dictionaryLiteral members: (String, JSONValue?)...) {
    self = .object(members.compactMap { name, value in value.map { (name, $0) } })
  }

  static func optional(_ text: String?) -> JSONValue? { text.map { .text($0) } }

  /// Nil for a list without elements, so that no empty member is written.
  static func filled(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .list(values) }

  /// On one line.
  var compact: String {
    var result = ""
    append(to: &result)
    return result
  }

  /// For a script of a page: outside of texts JSON has none of these characters, and inside of them it can escape them.
  var script: TrustedHTML {
    var text = compact
    for (character, escape) in [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027")] {
      text = text.replacing(character, with: escape)
    }
    return TrustedHTML(json: Array(text.utf8))
  }

  private func append(to result: inout String) {
    switch self {
    case .text(let text): result += jsonString(text)
    case .number(let number): result += String(number)
    case .boolean(let isTrue): result += isTrue ? "true" : "false"
    case .list(let values):
      result += "["
      for (position, value) in values.enumerated() {
        if position > 0 { result += "," }
        value.append(to: &result)
      }
      result += "]"
    case .object(let members):
      result += "{"
      for (position, member) in members.enumerated() {
        result += (position > 0 ? "," : "") + jsonString(member.name) + ":"
        member.value.append(to: &result)
      }
      result += "}"
    }
  }
}
