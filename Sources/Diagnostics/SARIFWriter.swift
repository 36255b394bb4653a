/// Diagnostics as a SARIF 2.1.0 log, which code scanning and editors read: one run of one tool.
///
/// Columns count UTF-16 code units from 1, which is what most readers count, whatever the log says; an end is excluded.
struct SARIFWriter {
  let version: String?

  /// - Parameter diagnostics: in the order in which they are shown.
  func log(_ diagnostics: [Diagnostic]) -> String {
    let rules = Set(diagnostics.map(\.id)).sorted()
    let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    let tool =
      ["\"name\": \"site\""] + (version.map { ["\"version\": \(jsonString($0))"] } ?? [])
      + ["\"rules\": " + list(rules.map(rule), indent: "          ")]
    return """
      {
        "version": "2.1.0",
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "runs": [
          {
            "tool": {"driver": {\(tool.joined(separator: ", "))}},
            "columnKind": "utf16CodeUnits",
            "results": \(list(diagnostics.map { result($0, indices) }, indent: "        "))
          }
        ]
      }

      """
  }

  private func list(_ objects: [String], indent: String) -> String {
    objects.isEmpty ? "[]" : "[\n" + objects.map { indent + $0 }.joined(separator: ",\n") + "]"
  }

  /// An id is its rule in few words: `score-conflict`.
  private func rule(_ id: String) -> String {
    let words = id.replacing("-", with: " ")
    let sentence = words.prefix(1).uppercased() + words.dropFirst()
    return "{\"id\": \(jsonString(id)), \"shortDescription\": \(message(sentence))}"
  }

  private func result(_ diagnostic: Diagnostic, _ rules: [String: Int]) -> String {
    let asides = diagnostic.notes.filter { $0.place == nil }.map(\.message)
    let text = [diagnostic.message] + asides + (diagnostic.help.map { ["help: \($0)"] } ?? [])
    var fields = [
      "\"ruleId\": \(jsonString(diagnostic.id))", "\"ruleIndex\": \(rules[diagnostic.id] ?? -1)",
      "\"level\": \(jsonString(diagnostic.severity.rawValue))",
      "\"message\": \(message(text.joined(separator: "\n")))",
    ]
    switch diagnostic.origin {
    case .project: break
    case .file(let path): fields.append("\"locations\": [{\"physicalLocation\": {\(artifact(path))}}]")
    case .place(let place): fields.append("\"locations\": [{\(physicalLocation(place))}]")
    }
    let related = diagnostic.notes.compactMap { note in note.place.map { (note.message, $0) } }.enumerated().map {
      "{\"id\": \($0.offset), \(physicalLocation($0.element.1)), \"message\": \(message($0.element.0))}"
    }
    if !related.isEmpty { fields.append("\"relatedLocations\": [\(related.joined(separator: ", "))]") }
    return "{\(fields.joined(separator: ", "))}"
  }

  private func physicalLocation(_ place: SourcePlace) -> String {
    let (start, end) = (location(place.span.start, in: place.file), location(place.span.end, in: place.file))
    let region =
      "{\"startLine\": \(start.line), \"startColumn\": \(start.column), "
      + "\"endLine\": \(end.line), \"endColumn\": \(end.column)}"
    return "\"physicalLocation\": {\(artifact(place.file.path)), \"region\": \(region)}"
  }

  /// - Complexity: O(length of the line).
  private func location(_ utf8Offset: Int, in file: SourceFile) -> (line: Int, column: Int) {
    let location = file.location(of: utf8Offset)
    let bytes = file.bytes
    let end = min(max(utf8Offset, 0), bytes.count)
    // A file that changed since may be shorter.
    let start = min(max(utf8Offset - location.column + 1, 0), end)
    let before = String(decoding: bytes[start..<end], as: UTF8.self)
    return (location.line, before.utf16.count + 1)
  }

  private func artifact(_ path: String) -> String { "\"artifactLocation\": {\"uri\": \(jsonString(uri(path)))}" }

  /// A path as a relative reference, or from the root of the disk as a whole address.
  private func uri(_ path: String) -> String {
    var result = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-._~/".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  /// A plain text. What would read as one of SARIF's own links, such as `[70](index:TSLA/score)`, loses that meaning.
  private func message(_ text: some StringProtocol) -> String {
    var shown = String(text)
    if shown.contains("](") { shown = shown.replacing("[", with: "\\[").replacing("]", with: "\\]") }
    return "{\"text\": \(jsonString(shown))}"
  }
}
