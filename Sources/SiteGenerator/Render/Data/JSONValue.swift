internal import Diagnostics
internal import HTMLEscaping
internal import TemplateValues

/// JSON as code builds it. Members stand in the order that they are written in.
enum JSONValue: Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  case text(String)
  /// A text as UTF-8.
  case utf8([UInt8])
  case number(Int)
  case boolean(Bool)
  case list([JSONValue])
  case object([(name: String, value: JSONValue)])
  /// A value that is JSON already, for what many documents share.
  case written([UInt8])

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
  var compact: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(1 << 10)
    append(to: &result)
    return result
  }

  /// The same value, written once however often it is used.
  var written: JSONValue { .written(compact) }

  /// For a script of a page: outside of texts JSON has none of these characters, and inside of them it can escape them.
  var script: TrustedHTML {
    let text = compact
    // Most hold none at all.
    guard text.contains(where: Self.isEscapedInScript) else { return TrustedHTML(json: text) }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 8)
    for byte in text {
      guard Self.isEscapedInScript(byte) else {
        result.append(byte)
        continue
      }
      result.append("\\u00")
      for digit in [byte >> 4, byte & 15] { result.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
    }
    return TrustedHTML(json: result)
  }

  private static func isEscapedInScript(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "'"): true
    default: false
    }
  }

  private func append(to result: inout [UInt8]) {
    switch self {
    case .text(let text): result.appendJSONString(text)
    case .utf8(let bytes): bytes.withUnsafeBufferPointer { result.appendJSONString($0) }
    case .number(let number): result += String(number).utf8
    case .boolean(let isTrue): result += (isTrue ? "true" : "false").utf8
    case .written(let bytes): result += bytes
    case .list(let values):
      result.append(UInt8(ascii: "["))
      for (position, value) in values.enumerated() {
        if position > 0 { result.append(UInt8(ascii: ",")) }
        value.append(to: &result)
      }
      result.append(UInt8(ascii: "]"))
    case .object(let members):
      result.append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { result.append(UInt8(ascii: ",")) }
        result.appendJSONString(member.name)
        result.append(UInt8(ascii: ":"))
        member.value.append(to: &result)
      }
      result.append(UInt8(ascii: "}"))
    }
  }
}
