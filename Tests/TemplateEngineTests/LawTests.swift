import Diagnostics
import Testing

@testable import TemplateEngine
@testable import TemplateSyntax
@testable import TemplateValues

/// SplitMix64: a seed gives the same numbers on every machine.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

private let pieces = [
  "{{", "}}", "{%", "%}", "{#", "#}", "-", "if", "else", "endif", "for", "x", "in", "xs", "endfor", "block", "b",
  "endblock", "include", "extends", "\"base\"", "\"page\"", "'", "raw", "endraw", " ", " ", " ", "\n", "set", "=", "1",
  "0.5", "|", "upper", "(", ")", "[", "]", ".", ",", "~", "*", "not", "is", "defined", "\\", "é", "text",
]

@Test(arguments: 0..<400)
func anyPiecesGiveAPageOrALocatedProblem(seed: Int) {
  var numbers = SeededNumbers(state: UInt64(seed))
  var source = ""
  for _ in 0..<Int.random(in: 0..<40, using: &numbers) { source += pieces.randomElement(using: &numbers) ?? "" }
  let file = SourceFile(path: "page", text: source)
  if let tokens = try? Lexer.tokens(of: file) {
    var end = 0
    for token in tokens {
      #expect(token.span.start == end && token.span.end > end, "seed \(seed)")
      end = token.span.end
    }
    #expect(end == file.bytes.count, "seed \(seed)")
  }
  _ = page(source)
}

@Test(arguments: 0..<100)
func textWithoutDelimitersPrintsItself(seed: Int) {
  var numbers = SeededNumbers(state: UInt64(seed))
  // A page may not end inside a tag, so none is opened.
  let letters = Array("ab >&\"'%#-}\n é{".unicodeScalars)
  var source = ""
  for _ in 0..<60 { source.unicodeScalars.append(letters.randomElement(using: &numbers) ?? "a") }
  for opening in ["{{", "{%", "{#"] { source = source.replacing(opening, with: "a") }
  #expect(page(source + ".") == source + ".", "seed \(seed)")
}

@Test(arguments: 0..<200)
func anyBytesGiveAPageOrAProblem(seed: Int) {
  var numbers = SeededNumbers(state: UInt64(seed))
  var bytes = Array((seed % 2 == 0 ? "{{" : "{% set x = ").utf8)
  for _ in 0..<30 { bytes.append(UInt8.random(in: 0...255, using: &numbers)) }
  _ = page(bytes: bytes)
}

@Test(arguments: [
  String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000),
  String(repeating: "-", count: 100_000), String(repeating: "not ", count: 100_000),
  "1" + String(repeating: "+1", count: 100_000), "x" + String(repeating: ".x", count: 100_000),
])
func depthIsLimited(expression: String) {
  #expect(page("{{ \(expression) }}").contains("[template-"))
}
