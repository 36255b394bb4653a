import Diagnostics
import Foundation
import TemplateValues
import Testing

@testable import SiteGenerator

/// What the plain reader reads, the library reads in the same way; else the plain reader leaves it alone.
/// - Returns: whether it was read.
@discardableResult
private func isReadAlike(_ text: String) -> Bool {
  let file = SourceFile(path: "a.md", text: "---\n" + text + "---\nbody\n")
  let extent = 4..<(4 + text.utf8.count)
  guard let plain = PlainYAML.read(file.bytes, extent) else { return false }
  let (entries, diagnostics) = YAMLReader.readByLibrary(file, extent)
  #expect(diagnostics.isEmpty, "\(text)")
  #expect(entries.map { "\($0)" } == "\(plain)", "\(text)")
  return true
}

@Test func whatFrontMatterMostlyIsIsReadWithoutTheLibrary() {
  let texts = [
    "title: \"Tesla owns the data\"\nsummary: 'It does'\ndate: 2026-05-11\nedition: 2026-W20\nscore: 97\nchange: +1\n",
    "scores:\n  NVDA: 97 ▲+2\n  MSFT: 89\n  TSLA: {score: 70, change: +1, rank: 6}\ntags: [autonomy, robots]\n",
    "stats:\n  - {value: \"6.9B\", label: \"supervised FSD miles\"}\n  - {value: 3, label: more}\nauthors: [A B, \"C, D\"]\n",
    "title: Größe – 5 % mehr’\naliases: [/old/path/, /other.html]\nparams:\n  a: b\n  c: ''\ndraft: false",
    "title: a:b#c, [x] & y's \"z\"\nurl: https://example.org/\n",
  ]
  for text in texts { #expect(isReadAlike(text), "\(text)") }
}

@Test(
  arguments: [
    "", "# a comment\n", "a: b # comment\n", "a:\n", "a: \n", "a: b\n\nc: d\n", "a: b\n  c\n", "a: &x b\n", "a: *x\n",
    "a: !t b\n", "a: |\n  b\n", "a: b: c\n", "a: b:\n", "a: 'it''s'\n", "a: \"\\n\"\n", "a: \"b\"#c\n", "a: [b, [c]]\n",
    "a: {b: {c: d}}\n", "a: [b,]\n", "a: [b: c]\n", "a: b\na: c\n", "a: {b: c, b: d}\n", "a:\n  b: c\n b: d\n",
    "a:\n  b: c\n   d: e\n", "a: b \n", "a: \tb\n", "a\u{85}: b\n", "a: b\u{2028}c\n", "a: \u{FEFF}b\n", "? a\n: b\n",
    "- a\n", "a: - b\n", "a: [b\n", "a: %b\n", "a: @b\n", "a: `b`\n", "...\n", "a: b\n---\nc: d\n", "a: {b: c}: d\n",
  ])
func whatIsUnusualIsLeftToTheLibrary(text: String) { #expect(!isReadAlike(text)) }

@Test func theDocumentsOfTheYAMLTestSuiteAreReadAlike() throws {
  let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/YAMLSuite/vectors.json"
  let (vectors, _) = JSONReader.read(SourceFile(path: path, bytes: try Folder.read(path)))
  guard case .list(let cases)? = vectors else { throw UnreadablePath(path: path, cause: "no list") }
  for case .map(let vector) in cases {
    guard case .text(let text)? = vector["file"] else { continue }
    let file = SourceFile(path: "a.md", text: text)
    guard let extent = try? FrontMatterSplitter.split(file) else { continue }
    isReadAlike(String(decoding: file.bytes[extent.yaml], as: UTF8.self))
  }
}

@Test(arguments: 0..<16)
func whateverThePlainReaderReadsTheLibraryReadsAlike(seed: Int) {
  var generator = SeededGenerator(seed: seed)
  let parts = [
    "title", "a", "b1", "x-y", ": ", ":", ":\n  ", "\n", "\n", "\n  ", "\n    ", "\n  - ", " ", "  ", ", ", ",", "[",
    "]",
    "{", "}", "\"", "'", "\"b c\"", "'d'", "97 ▲+2", "+1", "-2", "- ", "2026-05-11", "#", " #", "&", "*", "!", "|", ">",
    "%", "@", "`", "?", "é", "–", "’", "\u{A0}", "\u{85}", "\\", "\t", "~", "null", "yes", "0x1F", "1e3", ".5", "/p/q/",
    "(x)", "a: b\n", "c: \"d\"\n", "e: [f, g]\n", "h: {i: j}\n", "k:\n  l: m\n  n: o\n", "p:\n  - q\n  - r\n",
  ]
  var read = 0
  for _ in 0..<3_000 {
    var text = ""
    // Half of them are plain but for one part that is not.
    if Bool.random(using: &generator) {
      let lines = (0..<Int.random(in: 1...4, using: &generator)).map { number in
        "k\(number)" + [": ", ":\n  z: ", ":\n  - "].randomElement(using: &generator)!
          + ["v w", "\"v\"", "[v, w]", "{v: w, x: 'y'}", "5 –1", "-5"].randomElement(using: &generator)! + "\n"
      }
      text = lines.joined()
      let index = text.indices.randomElement(using: &generator)!
      if Bool.random(using: &generator) { text.insert(contentsOf: parts.randomElement(using: &generator)!, at: index) }
    } else {
      for _ in 0..<Int.random(in: 1...10, using: &generator) { text += parts.randomElement(using: &generator)! }
    }
    if isReadAlike(text) { read += 1 }
  }
  #expect(read > 300, "seed \(seed): most of the plain ones are read")
}
