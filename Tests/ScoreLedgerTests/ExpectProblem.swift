import Diagnostics
import Testing

/// The whole message about a one-line text, with a caret under all of it or under a range of its UTF-8 bytes.
func expectProblem(
  _ text: String, _ diagnostic: ((SourcePlace) -> Diagnostic)?, range: Range<Int>? = nil, _ message: String,
  help: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
  let make = try #require(diagnostic, sourceLocation: sourceLocation)
  let span = range ?? 0..<text.utf8.count
  let place = SourcePlace(SourceFile(path: "a.md", text: text), SourceSpan(span.lowerBound, span.upperBound))
  let before = String(decoding: Array(text.utf8)[..<span.lowerBound], as: UTF8.self)
  let marked = String(decoding: Array(text.utf8)[span], as: UTF8.self)
  let wide = marked.unicodeScalars.count { (0xFF00...0xFF60).contains($0.value) }
  let carets = String(repeating: "^", count: max(1, marked.count + wide))
  let shown = """
    a.md:1:\(span.lowerBound + 1): error: \(message)
        1 | \(text)
          | \(String(repeating: " ", count: before.count))\(carets)
      help: \(help)

    """
  #expect(DiagnosticRenderer().render([make(place)]) == shown, sourceLocation: sourceLocation)
}
