/// Counts, line by line, what makes the library slow; stops at the first bound.
///
/// It knows less of Markdown than the library does, and errs by counting too much: what it takes for one paragraph may be
/// several, and code counts as text.
struct BodyLineScan {
  private let bytes: UnsafeBufferPointer<UInt8>

  // Of the body.
  private var nestingWork = 0
  private var rowWork = 0
  private var bracketWork = 0
  private var declarationWork = 0
  private var addressWork = 0
  private var cells = 0
  private var footnotes = 0
  /// At most so many lists and quotations are open.
  private var depth = 0

  // Of the paragraph.
  private var paragraph = Counts()
  /// Of the lines since the last blank one: a table's rows.
  private var columns = 0
  /// In a fenced block, as far as its fences stand alone on their lines.
  private var fence: UInt8?

  private struct Counts {
    var bytes = 0
    var lines = 0
    var bars = 0
    var openings = 0
    var closings = 0
    var declarations = 0
    var brackets = OpenBrackets()
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func scan(from bodyOffset: Int) throws(BoundProblem) {
    var start = bodyOffset
    var isAfterBlank = true
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      let lead = LineLead(bytes, start..<end)
      if lead.isBlank {
        endParagraph()
        columns = 0
      } else {
        depth = isAfterBlank ? lead.levels : max(depth, lead.levels)
        if depth > MarkdownLimits.deepestNesting { throw BoundProblem(bound: .nesting, offset: start) }
        if lead.startsItem { endParagraph() }
        try count(start..<end)
        try countRow(start..<end)
      }
      // Ten stands for the work that a line takes for itself.
      nestingWork += depth * (end - start + 10)
      if nestingWork > MarkdownLimits.nestingWork { throw BoundProblem(bound: .nestedText, offset: start) }
      isAfterBlank = lead.isBlank
      let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
    }
  }

  private mutating func endParagraph() {
    bracketWork += paragraph.closings * paragraph.openings
    declarationWork += paragraph.declarations * paragraph.bytes
    paragraph = Counts()
  }

  /// Adds a line to the paragraph.
  private mutating func count(_ line: Range<Int>) throws(BoundProblem) {
    var run = 0
    var runMarks = 0
    var previous: UInt8 = 0
    var isEscaped = false
    toggleFence(line)
    for index in line {
      let byte = bytes[index]
      run += 1
      if isEscaped {
        isEscaped = false
        if byte == UInt8(ascii: "|") { paragraph.bars += 1 }
        previous = 0
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "<"):
        addressWork += run * runMarks
        (run, runMarks) = (0, 0)
      case UInt8(ascii: "@"), UInt8(ascii: ")"): runMarks += 1
      case UInt8(ascii: "["):
        paragraph.openings += 1
        paragraph.brackets.open(at: index, line: paragraph.lines)
      case UInt8(ascii: "]"):
        paragraph.closings += 1
        paragraph.brackets.close(line: paragraph.lines)
      case UInt8(ascii: "`"):
        if byte != previous { paragraph.brackets.toggleCode() }
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        // The library matches runs of these.
        if byte != previous { paragraph.openings += 1 }
      case UInt8(ascii: "|"): paragraph.bars += 1
      case UInt8(ascii: "^") where previous == UInt8(ascii: "["):
        paragraph.brackets.markFootnote()
        footnotes += 1
        if footnotes > MarkdownLimits.mostFootnoteReferences {
          throw BoundProblem(bound: .footnotes, offset: line.lowerBound)
        }
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        if previous == UInt8(ascii: "<") { paragraph.declarations += 1 }
      default: break
      }
      previous = byte
    }
    if let start = paragraph.brackets.endLine(), fence == nil {
      throw BoundProblem(bound: .footnoteName, offset: start)
    }
    addressWork += run * runMarks
    paragraph.bytes += line.count + 1
    paragraph.lines += 1
    if addressWork > MarkdownLimits.addressWork { throw BoundProblem(bound: .address, offset: line.lowerBound) }
    if bracketWork + paragraph.closings * paragraph.openings > MarkdownLimits.bracketWork {
      throw BoundProblem(bound: .brackets, offset: line.lowerBound)
    }
    if declarationWork + paragraph.declarations * paragraph.bytes > MarkdownLimits.declarationWork {
      throw BoundProblem(bound: .declarations, offset: line.lowerBound)
    }
  }

  private mutating func toggleFence(_ line: Range<Int>) {
    let text = line.drop { " \t>".utf8.contains(bytes[$0]) }
    guard let mark = text.first.map({ bytes[$0] }), mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
      text.prefix(3).allSatisfy({ bytes[$0] == mark }), text.count >= 3
    else { return }
    if fence == nil { fence = mark } else if fence == mark { fence = nil }
  }

  /// Counts a line as a row of a table, and where it may be the row below a header, as that.
  private mutating func countRow(_ line: Range<Int>) throws(BoundProblem) {
    let bars = line.count { bytes[$0] == UInt8(ascii: "|") }
    rowWork += bars * bars
    if rowWork > MarkdownLimits.rowWork { throw BoundProblem(bound: .row, offset: line.lowerBound) }
    if let named = columnsOfDelimiterRow(line) {
      if named > MarkdownLimits.mostColumns { throw BoundProblem(bound: .columns, offset: line.lowerBound) }
      columns = max(columns, named)
      // The library reads the whole paragraph above as the header.
      let above = paragraph.lines + paragraph.bars
      rowWork += above * above
      if rowWork > MarkdownLimits.rowWork { throw BoundProblem(bound: .textAboveTable, offset: line.lowerBound) }
    }
    cells += columns
    if cells > MarkdownLimits.mostCells { throw BoundProblem(bound: .cells, offset: line.lowerBound) }
  }

  /// The columns that a line like `|---|:-:|` names; nil for any other line.
  func columnsOfDelimiterRow(_ line: Range<Int>) -> Int? {
    var columns = 0
    var isMarked = false
    var previous: UInt8 = 0
    for index in line.drop(while: { " \t>".utf8.contains(bytes[$0]) }) {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "-"): if previous != byte { columns += 1 }
      // Without any of these it underlines a heading.
      case UInt8(ascii: "|"), UInt8(ascii: ":"), 0x0B, 0x0C: isMarked = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: return nil
      }
      previous = byte
    }
    return columns > 0 && isMarked ? columns : nil
  }
}

/// What a line starts with.
struct LineLead {
  /// Nothing but white space, perhaps in a quotation: it ends a paragraph.
  private(set) var isBlank = false
  /// At most so many lists and quotations are open around its text.
  private(set) var levels = 0
  /// Whether it surely starts an item of a list, which ends a paragraph.
  private(set) var startsItem = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
    var columns = 0
    var gap = 0
    /// Nothing but quotation marks with at most three columns before each.
    var isPlain = true
    var index = line.lowerBound
    loop: while index < line.upperBound {
      switch bytes[index] {
      case UInt8(ascii: " "): gap += 1
      case UInt8(ascii: "\t"): gap += 4
      case UInt8(ascii: ">"):
        if gap > 3 { isPlain = false }
        levels += 1
        (columns, gap) = (columns + gap, 0)
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "["):
        guard let end = Self.marker(bytes, index..<line.upperBound) else { break loop }
        let isBullet = end == index + 1
        let isFollowed = end + 1 < line.upperBound && !Self.isSpace(bytes[end + 1])
        if levels == 0, gap <= 3, isBullet, isFollowed { startsItem = true }
        isPlain = false
        levels += 1
        (columns, gap) = (columns + gap, 0)
        index = end
        continue
      default: break loop
      }
      index += 1
    }
    isBlank = index == line.upperBound && (levels == 0 || (isPlain && levels > 0))
    levels += (columns + gap) / 2
  }

  /// Behind a marker of a list or of a footnote's definition that starts here; nil for other text.
  private static func marker(_ bytes: UnsafeBufferPointer<UInt8>, _ rest: Range<Int>) -> Int? {
    var index = rest.lowerBound
    switch bytes[index] {
    case UInt8(ascii: "["):
      guard index + 1 < rest.upperBound, bytes[index + 1] == UInt8(ascii: "^"),
        let close = rest.prefix(1000).first(where: { bytes[$0] == UInt8(ascii: "]") }), close + 1 < rest.upperBound,
        bytes[close + 1] == UInt8(ascii: ":")
      else { return nil }
      return close + 2
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while index < rest.upperBound, index < rest.lowerBound + 10, (0x30...0x39).contains(bytes[index]) { index += 1 }
      guard index < rest.upperBound, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")") else {
        return nil
      }
    default: break
    }
    index += 1
    guard index == rest.upperBound || isSpace(bytes[index]) else { return nil }
    return index
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
