/// The brackets of a paragraph that are open, so that a footnote's name that goes over its line is found: the library
/// measures such a name wrongly and loses text.
struct OpenBrackets {
  private struct Bracket {
    let offset: Int
    let line: Int
    var isFootnote = false
  }

  private var brackets: [Bracket] = []
  /// What a code span on one line holds is no bracket; one that goes on may be none at all. So what changes behind a
  /// backtick is taken back where another follows on its line.
  private var undo: [Bracket] = []
  private var base: Int?
  private var wasBroken: Int?
  private var broken: Int?

  mutating func open(at offset: Int, line: Int) { brackets.append(Bracket(offset: offset, line: line)) }

  /// The bracket that was opened last is a footnote's.
  mutating func markFootnote() {
    if let last = brackets.indices.last { brackets[last].isFootnote = true }
  }

  mutating func close(line: Int) {
    guard let last = brackets.popLast() else { return }
    if let start = base, brackets.count < start {
      undo.append(last)
      base = brackets.count
    }
    if last.isFootnote, last.line < line, broken == nil { broken = last.offset }
  }

  mutating func toggleCode() {
    guard let start = base else {
      (base, undo, wasBroken) = (brackets.count, [], broken)
      return
    }
    brackets.removeLast(brackets.count - start)
    brackets += undo.reversed()
    (base, broken) = (nil, wasBroken)
  }

  /// - Returns: where a footnote's name starts that ends on this line and started on another; nil where none does.
  mutating func endLine() -> Int? {
    defer { (base, undo, broken) = (nil, [], nil) }
    return broken
  }
}
