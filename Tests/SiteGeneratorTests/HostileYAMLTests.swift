import Diagnostics
import Testing

@testable import SiteGenerator

/// What is made to take long or much: an error or a result soon, and every error with its place.
private func read(_ yaml: String) -> (entries: [YAMLEntry]?, ids: [String]) {
  let file = SourceFile(path: "a.md", text: "---\n" + yaml + "---\n")
  let (entries, diagnostics) = YAMLReader.read(file, 4..<(4 + yaml.utf8.count))
  for diagnostic in diagnostics {
    guard case .place(let place) = diagnostic.origin else {
      Issue.record("\(diagnostic.id) has no place")
      continue
    }
    #expect(place.span.start >= 4 && place.span.end <= file.bytes.count)
  }
  return (entries, diagnostics.map(\.id))
}

/// Each name stands for nine of the one before.
private func bomb(_ end: String) -> String {
  let names = Array("abcdefghijklmnop").map(String.init)
  let lines = zip(names, names.dropFirst()).map { before, name in
    "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ") + "]\n"
  }
  return "a: &a [x, x]\n" + lines.joined() + end
}

@Test func aliasesThatMultiplyAreRefused() {
  #expect(read(bomb("")).ids == ["unquoted-value"])
  #expect(read(bomb("? *p\n: x\n? *o\n: y\n")).ids == ["unquoted-value"])
  #expect(read("title: Q&A *now*\n").entries?.count == 1)
}

@Test(
  arguments: [
    String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
    String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
  ])
func aHundredThousandLevelsAreRefused(levels: String) { #expect(read("a: " + levels + "\n").ids.count == 1) }

@Test(arguments: ["C", "é"])
func aLongLineIsReadInLinearTime(name: String) {
  let pairs = (0..<40_000).map { "\(name)\($0): \($0)" }.joined(separator: ", ")
  guard case .mapping(let entries, _)? = read("scores: {\(pairs)}\n").entries?.first?.value else {
    Issue.record("it is no mapping")
    return
  }
  #expect(entries.count == 40_000)
}

@Test func frontMatterIsBounded() {
  let rows = String(repeating: "  C: 5\n", count: 1_000_000)
  #expect(read("scores:\n" + rows).ids == ["yaml-too-long"])
  #expect(read("title: \"" + String(repeating: "x", count: 2 << 20) + "\"\n").ids == ["yaml-too-long"])
  let twice = (0..<2_000).map { "C\($0): 5\nC\($0): 6\n" }.joined()
  #expect(read(twice).ids.count == 100)
}
