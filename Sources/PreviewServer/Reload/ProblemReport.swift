internal import Diagnostics

/// Problems as a page lays them over itself: the terminal's text, its colours as names.
struct ProblemReport: Equatable, Sendable {
  /// A stretch of text and the name of its colour; nil for plain text.
  struct Stretch: Equatable, Sendable {
    let colour: String?
    let text: String
  }

  struct Block: Equatable, Sendable {
    let severity: Severity
    let text: [Stretch]
  }

  /// As many as anybody reads in a browser.
  static let most = 50

  let errors: Int
  let warnings: Int
  let blocks: [Block]

  /// - Parameter problems: sorted by place; errors come first here.
  init(_ problems: [Diagnostic]) {
    let sorted = problems.sortedByPlace()
    let errors = sorted.filter { $0.severity == .error }
    let warnings = sorted.filter { $0.severity == .warning }
    self.errors = errors.count
    self.warnings = warnings.count
    let renderer = DiagnosticRenderer(isColoured: true)
    blocks = (errors + warnings).prefix(Self.most).map {
      Block(severity: $0.severity, text: Self.stretches(of: renderer.render([$0])))
    }
  }

  /// Takes a text with a terminal's colours apart. No text of a file brings an escape of its own: the renderer shows
  /// control characters as U+FFFD.
  static func stretches(of text: String) -> [Stretch] {
    var stretches: [Stretch] = []
    var colour: String?
    for (index, part) in text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated() {
      var rest = part
      if index > 0, let end = part.firstIndex(of: "m") {
        colour = names[String(part[..<end])]
        rest = part[part.index(after: end)...]
      }
      if !rest.isEmpty { stretches.append(Stretch(colour: colour, text: String(rest))) }
    }
    return stretches
  }

  private static let names = ["1": "strong", "1;31": "error", "1;32": "help", "1;35": "warning", "1;36": "note"]

  var json: String {
    let blocks = blocks.map { block in
      let text = block.text.map { "[\(jsonString($0.colour ?? "")), \(jsonString($0.text))]" }
      return "{\"severity\": \(jsonString(block.severity.rawValue)), \"text\": [\(text.joined(separator: ", "))]}"
    }
    let hidden = errors + warnings - blocks.count
    return """
      {"errors": \(errors), "warnings": \(warnings), "hidden": \(hidden), "blocks": [\(blocks.joined(separator: ", "))]}
      """
  }
}
