internal import Diagnostics
internal import TemplateValues

/// Values of templates as JSON and back.
///
/// Markup that the program made stands as `{"$html": "<p>…</p>"}`, JSON for a script as `{"$json": "…"}`: no name in a template starts with `$`, so it is never
/// mistaken for data. On the way back it is trusted only where the person who runs the command says so.
enum ValueJSON {
  private static let markupKey = "$html"
  private static let jsonKey = "$json"

  /// Indented by two spaces, the keys in their order, numbers with the digits they were made with.
  static func text(_ value: TemplateValue) -> String {
    var result = ""
    append(value, indent: "", to: &result)
    return result + "\n"
  }

  private static func append(_ value: TemplateValue, indent: String, to result: inout String) {
    let inner = indent + "  "
    switch value {
    case .none: result += "null"
    case .boolean(let isTrue): result += isTrue ? "true" : "false"
    case .number(let number): result += number.description
    case .text(let text): result += jsonString(text)
    case .html(let html):
      result += "{\"\(html.isJSON ? jsonKey : markupKey)\": \(jsonString(String(decoding: html.bytes, as: UTF8.self)))}"
    case .list(let values):
      result += "["
      for (position, value) in values.enumerated() {
        result += (position == 0 ? "\n" : ",\n") + inner
        append(value, indent: inner, to: &result)
      }
      result += values.isEmpty ? "]" : "\n\(indent)]"
    case .map(let map):
      result += "{"
      for (position, key) in map.keys.enumerated() {
        result += (position == 0 ? "\n" : ",\n") + inner + jsonString(key) + ": "
        append(map[key] ?? TemplateValue.none, indent: inner, to: &result)
      }
      result += map.keys.isEmpty ? "}" : "\n\(indent)}"
    }
  }

  /// The value with every `{"$html": …}` and `{"$json": …}` as markup.
  static func trustingMarkup(_ value: TemplateValue) -> TemplateValue {
    switch value {
    case .none, .boolean, .number, .text, .html: return value
    case .list(let values): return .list(values.map(trustingMarkup))
    case .map(let map):
      if map.keys == [markupKey], case .text(let text)? = map[markupKey] {
        return .html(TrustedHTML(trusted: Array(text.utf8)))
      }
      if map.keys == [jsonKey], case .text(let text)? = map[jsonKey] {
        return .html(TrustedHTML(json: Array(text.utf8)))
      }
      return .map(TemplateMap(map.keys.map { ($0, trustingMarkup(map[$0] ?? TemplateValue.none)) }))
    }
  }
}
