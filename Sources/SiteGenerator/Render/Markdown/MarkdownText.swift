internal import HTMLEscaping

/// Markdown that code writes: text that stays text, links and tables.
enum MarkdownText {
  /// A text on one line in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for (offset, scalar) in words.unicodeScalars.enumerated() {
      let isMark = "\\`*_[]<>|~#".unicodeScalars.contains(scalar)
      // At the start of a line they make a list, a rule or a heading of the line above.
      let isLeading = offset == 0 && "+-=".unicodeScalars.contains(scalar)
      if isMark || isLeading { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return withoutListNumber(withoutEntities(result))
  }

  /// `&amp;` as `\&amp;`; a lone `&` is none.
  private static func withoutEntities(_ text: String) -> String {
    text.contains(";") ? text.replacing("&", with: "\\&") : text
  }

  /// `1. ` as `1\. `: a text is not the first of a list.
  private static func withoutListNumber(_ text: String) -> String {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, let mark = text[digits.endIndex...].first, mark == "." || mark == ")" else { return text }
    let rest = text[digits.endIndex...].dropFirst()
    return rest.isEmpty || rest.first == " " ? digits + "\\" + String(mark) + rest : text
  }

  static func link(_ text: String, _ url: String) -> String { "[\(escaped(text))](\(address(url)))" }

  /// A URL for the parentheses of a link.
  static func address(_ url: String) -> String {
    url.replacing("(", with: "%28").replacing(")", with: "%29").replacing(" ", with: "%20")
  }

  enum Alignment: String {
    case start = "---"
    case end = "---:"
  }

  /// - Parameter rows: cells that are Markdown already.
  static func table(_ columns: [(title: String, alignment: Alignment)], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    return line(columns.map { escaped($0.title) }) + line(columns.map(\.alignment.rawValue)) + rows.map(line).joined()
  }
}
