internal import CCmarkGFM
internal import Diagnostics

/// Finds what a node was written as in the bytes of its file.
///
/// cmark's own columns are off within tables and inlines (upstream issue 222), and its lines after some tables, so a
/// place is only given where the bytes agree; else it is the line the block starts on. Nodes are asked for in the order
/// of the text, each with the block it stands in.
struct PlaceFinder {
  /// A link or an image as it was written.
  struct WrittenLink {
    /// From the bracket, or the exclamation mark before it, to the parenthesis; nil where the address stands elsewhere.
    var whole: SourceSpan?
    /// What stands in its brackets.
    var text: SourceSpan?
    let address: SourcePlace

    /// What stands around the text in the brackets.
    var parts: [SourceSpan] {
      guard let whole, let text else { return [] }
      return [SourceSpan(whole.start, text.start), SourceSpan(text.end, whole.end)]
    }
  }

  let file: SourceFile
  let bytes: [UInt8]
  let bodyOffset: Int
  private let lineStarts: [Int]
  /// Where carriage returns stand.
  private let returns: [Int]
  /// Behind what was found last.
  private var cursor: Int
  /// Bytes that may still be looked at: what is written to be searched for in vain gets its block's line as its place,
  /// not quadratic time.
  private var budget: Int
  /// The addresses of reference definitions; read once the first is needed.
  private var definitions: [String: SourceSpan]?

  init(file: SourceFile, bodyOffset: Int) {
    self.file = file
    self.bodyOffset = bodyOffset
    bytes = file.bytes
    cursor = bodyOffset
    budget = 32 * bytes.count + (1 << 16)
    lineStarts = [bodyOffset] + Self.places(of: 0x0A, in: bytes, from: bodyOffset).map { $0 + 1 }
    returns = Self.places(of: 0x0D, in: bytes, from: bodyOffset)
  }

  private static func places(of byte: UInt8, in bytes: [UInt8], from start: Int) -> [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      var places: [Int] = []
      var start = start
      while let place = ByteSearch.first(byte, in: bytes, start..<bytes.count) {
        places.append(place)
        start = place + 1
      }
      return places
    }
  }

  /// The text of the line that a block starts on.
  func line(of block: Node) -> SourcePlace { place(lineRange(of: block)) }

  func lineRange(of block: Node) -> Range<Int> {
    let start = blockStart(of: block)
    return start..<lineEnd(from: start)
  }

  /// The end of the line that holds an offset, before its line ending.
  /// - Complexity: O(log lines): many links may stand in one long line.
  func lineEnd(from start: Int) -> Int {
    let next = Self.firstIndex(in: lineStarts, from: start + 1)
    let feed = next < lineStarts.count ? lineStarts[next] - 1 : bytes.count
    let carriage = Self.firstIndex(in: returns, from: start)
    return carriage < returns.count ? min(returns[carriage], feed) : feed
  }

  /// The place of the first of rising offsets that is not below another; behind the last where there is none.
  private static func firstIndex(in offsets: [Int], from offset: Int) -> Int {
    var (low, high) = (0, offsets.count)
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The next place in a block where `text` stands, by its first line.
  mutating func place(of text: String, in block: Node) -> SourcePlace {
    let firstLine = text.split(separator: "\n", maxSplits: 1).first.map { Array($0.utf8) } ?? []
    guard let found = search(firstLine, in: block) else { return line(of: block) }
    cursor = found.upperBound
    return place(found)
  }

  /// Where a link or an image was written.
  mutating func link(_ node: Node, to url: String, in block: Node) -> WrittenLink {
    if let shown = autolinkText(of: node, to: url), let found = search(Array(shown.utf8), in: block) {
      cursor = found.upperBound
      return WrittenLink(address: place(found))
    }
    for opening in ["](", "](<"] {
      guard let found = search(Array((opening + url).utf8), in: block, isEnd: Self.isEndOfAddress),
        let end = closingParenthesis(from: found.upperBound), let bracket = openingBracket(before: found.lowerBound)
      else { continue }
      // What stands in the brackets comes next.
      cursor = holdsImage(node) ? bracket + 1 : end + 1
      let isImage = cmark_node_get_type(node) == CMARK_NODE_IMAGE
      let start =
        isImage && bracket > bodyOffset && bytes[bracket - 1] == UInt8(ascii: "!") ? bracket - 1 : bracket
      return WrittenLink(
        whole: SourceSpan(start, end + 1), text: SourceSpan(bracket + 1, found.lowerBound),
        address: place((found.lowerBound + opening.utf8.count)..<found.upperBound))
    }
    let known = definitions ?? readDefinitions()
    definitions = known
    return WrittenLink(address: known[url].map { SourcePlace(file, $0) } ?? line(of: block))
  }

  private static func isEndOfAddress(_ byte: UInt8) -> Bool { ") >\t\n".utf8.contains(byte) }

  /// What an address without brackets was written as; nil for a link that has a text of its own.
  private func autolinkText(of node: Node, to url: String) -> String? {
    guard cmark_node_get_type(node) == CMARK_NODE_LINK, let child = cmark_node_first_child(node),
      cmark_node_next(child) == nil, cmark_node_get_type(child) == CMARK_NODE_TEXT,
      let literal = LiteralText(of: child)?.bytes
    else { return nil }
    let lead = url.utf8.dropLast(literal.count)
    guard url.utf8.count >= literal.count, url.utf8.suffix(literal.count).elementsEqual(literal),
      lead.isEmpty || lead.elementsEqual("http://".utf8) || lead.elementsEqual("mailto:".utf8)
    else { return nil }
    return String(decoding: literal, as: UTF8.self)
  }

  private func holdsImage(_ node: Node) -> Bool {
    var child = cmark_node_first_child(node)
    while let current = child {
      if cmark_node_get_type(current) == CMARK_NODE_IMAGE { return true }
      child = cmark_node_next(current)
    }
    return false
  }

  private mutating func closingParenthesis(from start: Int) -> Int? {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: ")"))
    budget -= (end ?? bytes.count) - start
    return end
  }

  /// The bracket that a closing one at an offset belongs to.
  private mutating func openingBracket(before end: Int) -> Int? {
    var depth = 0
    var index = end - 1
    while index >= bodyOffset, budget > 0 {
      budget -= 1
      let isEscaped = index > bodyOffset && bytes[index - 1] == UInt8(ascii: "\\")
      if !isEscaped, bytes[index] == UInt8(ascii: "]") { depth += 1 }
      if !isEscaped, bytes[index] == UInt8(ascii: "[") {
        if depth == 0 { return index }
        depth -= 1
      }
      index -= 1
    }
    return nil
  }

  /// The addresses of lines like `[name]: address`, by what they are written as.
  private func readDefinitions() -> [String: SourceSpan] {
    var result: [String: SourceSpan] = [:]
    for start in lineStarts where start < bytes.count {
      let line = bytes[start...].prefix { $0 != 0x0A }
      let text = line.drop { " \t>".utf8.contains($0) }
      guard text.first == UInt8(ascii: "["),
        let colon = text.indices.first(where: { text[$0...].starts(with: [UInt8(ascii: "]"), UInt8(ascii: ":")]) })
      else { continue }
      let rest = text[(colon + 2)...].drop { " \t<".utf8.contains($0) }
      let address = rest.prefix { !" \t>\r".utf8.contains($0) }
      let url = String(decoding: address, as: UTF8.self)
      if !url.isEmpty, result[url] == nil { result[url] = SourceSpan(address.startIndex, address.endIndex) }
    }
    return result
  }

  // MARK: Searching

  /// The next stretch of a block that holds these bytes, behind what was found last if that lies in the block; else the
  /// first, since what was found may have been another of the same.
  private mutating func search(
    _ needle: [UInt8], in block: Node, isEnd: (UInt8) -> Bool = { _ in true }
  ) -> Range<Int>? {
    let region = region(of: block)
    guard region.contains(cursor), cursor > region.lowerBound else { return search(needle, in: region, isEnd) }
    return search(needle, in: cursor..<region.upperBound, isEnd) ?? search(needle, in: region, isEnd)
  }

  private mutating func search(_ needle: [UInt8], in region: Range<Int>, _ isEnd: (UInt8) -> Bool) -> Range<Int>? {
    guard let first = needle.first else { return nil }
    let lastStart = region.upperBound - needle.count
    var index = region.lowerBound
    var budget = budget
    defer { self.budget = budget }
    return bytes.withUnsafeBufferPointer { bytes in
      while index <= lastStart, budget > 0 {
        guard let found = ByteSearch.first(first, in: bytes, index..<lastStart + 1) else {
          budget -= lastStart + 1 - index
          return nil
        }
        budget -= found - index + 1
        var length = 1
        while length < needle.count, bytes[found + length] == needle[length] { length += 1 }
        budget -= length
        let end = found + length
        if length == needle.count, end == bytes.count || isEnd(bytes[end]) { return found..<end }
        index = found + 1
      }
      return nil
    }
  }

  /// The lines of a block; a few more, since the library's own may be too early.
  func region(of block: Node) -> Range<Int> {
    let start = blockStart(of: block)
    let line = Int(cmark_node_get_end_line(block)) + 3
    return start..<max(start, line > 3 && line < lineStarts.count ? lineStarts[line] : bytes.count)
  }

  private func place(_ range: Range<Int>) -> SourcePlace {
    SourcePlace(file, SourceSpan(range.lowerBound, range.upperBound))
  }

  /// Whether the first line of a block holds a text as it reads, not with a backslash before it.
  func isOnFirstLine(_ text: String, of block: Node) -> Bool {
    let line = bytes[lineRange(of: block)]
    let text = Array(text.utf8)
    guard let index = line.indices.first(where: { line[$0...].starts(with: text) }) else { return false }
    return index == line.startIndex || line[index - 1] != UInt8(ascii: "\\")
  }

  /// The bytes of a block's lines.
  func lines(of block: Node) -> Range<Int> {
    let start = blockStart(of: block)
    let line = Int(cmark_node_get_end_line(block))
    return start..<max(start, line > 0 && line < lineStarts.count ? lineStarts[line] - 1 : bytes.count)
  }

  func blockStart(of block: Node) -> Int {
    let line = Int(cmark_node_get_start_line(block))
    return line > 0 && line <= lineStarts.count ? lineStarts[line - 1] : bodyOffset
  }
}
