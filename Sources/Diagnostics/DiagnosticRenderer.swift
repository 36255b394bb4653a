/// The one place where diagnostics become text.
public struct DiagnosticRenderer: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    /// For a person: the line, a caret, notes and help.
    case text
    /// One JSON array of objects, for editors and scripts.
    case json
    /// Workflow commands that annotate a pull request.
    case github
    /// A SARIF log, for code scanning and editors.
    case sarif
  }

  private let format: Format
  private let isColoured: Bool
  private let version: String?

  /// - Parameter version: the program's, where the format names it.
  public init(format: Format = .text, isColoured: Bool = false, version: String? = nil) {
    self.format = format
    self.isColoured = isColoured
    self.version = version
  }

  /// All diagnostics, sorted by place, each once. Ends with a newline unless it is empty.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    let sorted = diagnostics.sortedByPlace()
    switch format {
    case .text: return sorted.map(text).joined()
    case .json:
      return "[" + sorted.map { "\n  " + json($0) }.joined(separator: ",") + (sorted.isEmpty ? "]\n" : "\n]\n")
    case .github: return sorted.map { github($0) + "\n" }.joined()
    case .sarif: return SARIFWriter(version: version).log(sorted)
    }
  }

  private func text(_ diagnostic: Diagnostic) -> String {
    let label =
      diagnostic.severity == .error ? paint("error:", "1;31") : paint("warning:", "1;35")
    var lines = [
      prefix(diagnostic.origin) + "\(label) \(paint(printable(diagnostic.message), "1")) [\(diagnostic.id)]"
    ]
    if case .place(let place) = diagnostic.origin { lines += excerpt(place) }
    for note in diagnostic.notes {
      if let place = note.place {
        lines.append("\(printable(place.description)): \(paint("note:", "1;36")) \(printable(note.message))")
        lines += excerpt(place)
      } else {
        lines.append("  \(paint("note:", "1;36")) \(printable(note.message))")
      }
    }
    if let help = diagnostic.help {
      // An example of several lines keeps them.
      let shown = help.split(separator: "\n", omittingEmptySubsequences: false).map(printable).joined(separator: "\n")
      lines.append("  \(paint("help:", "1;32")) \(shown)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func prefix(_ origin: DiagnosticOrigin) -> String {
    switch origin {
    case .project: ""
    case .file(let path): printable(path) + ": "
    case .place(let place): printable(place.description) + ": "
    }
  }

  /// The line of a place and a caret under each of its columns. A long line is cut to the stretch around the place.
  private func excerpt(_ place: SourcePlace) -> [String] {
    let number = String(place.file.location(of: place.span.start).line)
    let line = place.file.lineRange(around: place.span.start)
    let start = min(max(place.span.start, line.lowerBound), line.upperBound)
    let end = min(max(place.span.end, start), line.upperBound)
    let before = Self.stretch(of: place.file, line.lowerBound..<start, isEndShown: true)
    let marked = Self.stretch(of: place.file, start..<end)
    let after = Self.stretch(of: place.file, end..<line.upperBound)
    let shownBefore = before.isCut || before.text.count > 80 ? "…" + before.text.suffix(60) : before.text
    let shownMarked = marked.isCut || marked.text.count > 60 ? marked.text.prefix(60) + "…" : marked.text[...]
    let shownAfter = after.isCut || after.text.count > 60 ? after.text.prefix(60) + "…" : after.text[...]
    let indent = shownBefore.map { $0 == "\t" ? "\t" : String(repeating: " ", count: columns(of: $0)) }.joined()
    let carets = String(repeating: "^", count: max(1, shownMarked.reduce(0) { $0 + columns(of: $1) }))
    let width = max(5, number.count + 1)
    let gutter = String(repeating: " ", count: width)
    let pad = String(repeating: " ", count: width - number.count)
    return [
      "\(pad)\(number) | \(printable(shownBefore + shownMarked + shownAfter))",
      "\(gutter) | \(indent)\(paint(carets, "1;32"))",
    ]
  }

  /// The start or the end of a range as text: no more than is shown, however long the line is.
  private static func stretch(
    of file: SourceFile, _ range: Range<Int>, isEndShown: Bool = false
  ) -> (text: String, isCut: Bool) {
    let longest = 400
    let bytes = file.bytes
    var (start, end) = (range.lowerBound, range.upperBound)
    if range.count > longest {
      if isEndShown { start = end - longest } else { end = start + longest }
      // No scalar is cut in two.
      while start < end, start > range.lowerBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
      while end > start, end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    }
    return (String(decoding: bytes[start..<end], as: UTF8.self), range.count > longest)
  }

  /// The columns a character takes in a terminal: two for East Asian wide characters and emoji.
  private func columns(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.isDefaultIgnorableCodePoint ? 0 : 1
    }
  }

  /// Text in which no control character of the input can reach the terminal.
  private func printable(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl = (scalar.value < 0x20 && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
      let isDirectional = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      result.unicodeScalars.append(isControl || isDirectional ? "\u{FFFD}" : scalar)
    }
    return result
  }

  private func paint(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private func json(_ diagnostic: Diagnostic) -> String {
    var fields = [
      "\"severity\": \(jsonString(diagnostic.severity.rawValue))", "\"id\": \(jsonString(diagnostic.id))",
      "\"message\": \(jsonString(diagnostic.message))",
    ]
    fields += jsonFields(diagnostic.origin)
    if !diagnostic.notes.isEmpty {
      let notes = diagnostic.notes.map { note in
        "{"
          + (["\"message\": \(jsonString(note.message))"] + (note.place.map { jsonFields(.place($0)) } ?? []))
          .joined(separator: ", ") + "}"
      }
      fields.append("\"notes\": [\(notes.joined(separator: ", "))]")
    }
    if let help = diagnostic.help { fields.append("\"help\": \(jsonString(help))") }
    return "{" + fields.joined(separator: ", ") + "}"
  }

  private func jsonFields(_ origin: DiagnosticOrigin) -> [String] {
    switch origin {
    case .project: return []
    case .file(let path): return ["\"path\": \(jsonString(path))"]
    case .place(let place):
      let start = place.file.location(of: place.span.start)
      let end = place.file.location(of: place.span.end)
      return [
        "\"path\": \(jsonString(place.file.path))", "\"line\": \(start.line)", "\"column\": \(start.column)",
        "\"endLine\": \(end.line)", "\"endColumn\": \(end.column)",
      ]
    }
  }

  private func github(_ diagnostic: Diagnostic) -> String {
    var properties: [String] = []
    switch diagnostic.origin {
    case .project: break
    case .file(let path): properties.append("file=\(escaped(path))")
    case .place(let place):
      let start = place.file.location(of: place.span.start)
      let end = place.file.location(of: place.span.end)
      properties += ["file=\(escaped(place.file.path))", "line=\(start.line)", "endLine=\(end.line)"]
      // GitHub takes columns of one line only.
      if start.line == end.line { properties += ["col=\(start.column)", "endColumn=\(end.column)"] }
    }
    properties.append("title=\(escaped(diagnostic.id))")
    let more = diagnostic.notes.map { note in
      (note.place.map { $0.description + ": " } ?? "") + note.message
    }
    let body = ([diagnostic.message] + more + (diagnostic.help.map { [$0] } ?? [])).joined(separator: "\n")
    return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::"
      + body.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private func escaped(_ property: String) -> String {
    property.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
      .replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
