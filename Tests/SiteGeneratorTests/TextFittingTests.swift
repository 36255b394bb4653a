import Testing

@testable import SiteGenerator

@Test(
  arguments: [
    ("Acme", 200, "Acme"), ("Acme and a few more", 120, "Acme and…"), ("Acmeindustries", 80, "Acmei…"),
    ("a\u{0}b\nc\u{FFFF}", 200, "a b c"), ("", 10, ""), ("Acme", 0, "…"),
  ] as [(String, Int, String)])
func aLineIsCutWhereThereIsNoRoom(text: String, room: Int, line: String) {
  #expect(TextFitting.line(text, size: 16, room: room) == line)
}

@Test(
  arguments: [
    ("Acme", TextFitting.Block(size: 40, lines: ["Acme"])),
    ("Acme leads the whole table", TextFitting.Block(size: 20, lines: ["Acme leads the", "whole table"])),
    (
      "One two three four five six seven eight nine ten",
      TextFitting.Block(size: 20, lines: ["One two three four", "five six seven eight…"])
    ),
    (
      "Donaudampfschifffahrtsgesellschaft",
      TextFitting.Block(size: 20, lines: ["Donaudampfschifffah", "rtsgesellschaft"])
    ),
  ] as [(String, TextFitting.Block)])
func aTextGetsTheLargestSizeThatHasRoom(text: String, block: TextFitting.Block) {
  #expect(TextFitting.block(text, room: 250, sizes: [(40, 1), (20, 2)]) == block)
}

@Test(arguments: [("Acme", false), ("القدس Acme", true), ("1. שלום", true), ("😀 東京", false), ("…", false)])
func aTextIsReadAsItsFirstLetterIs(text: String, isRightToLeft: Bool) {
  #expect(TextFitting.isRightToLeft(text) == isRightToLeft)
}

/// Any text stays within its room and its lines, and no word is lost that is not cut with an ellipsis.
@Test(arguments: 0..<200) func anyTextHasRoom(seed: Int) {
  var generator = SeededGenerator(seed: seed)
  let letters: [String] = ["a", "W", "é", " ", "  ", "\n", "Ж", "東", "😀", "ش", "\u{301}", "<", "&", "m", "i", "-"]
  let text = (0..<Int.random(in: 0...120, using: &generator)).map { _ in
    letters[Int.random(in: 0..<letters.count, using: &generator)]
  }.joined()
  let room = Int.random(in: 60...1000, using: &generator)
  let block = TextFitting.block(text, room: room, sizes: [(50, 2), (30, 3), (20, 4)])
  #expect(block.lines.count <= [50: 2, 30: 3, 20: 4][block.size] ?? 0, "seed \(seed)")
  for line in block.lines { #expect(TextFitting.pixels(line, size: block.size) <= room, "seed \(seed)") }
  let shown = block.lines.joined()
  let whole = TextFitting.drawable(text)
  if !shown.hasSuffix("…") {
    #expect(shown.filter { $0 != " " } == whole.filter { $0 != " " }, "seed \(seed)")
  }
}
