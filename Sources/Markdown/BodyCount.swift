internal import Diagnostics

/// What a body holds in all, which for nearly every body proves that it meets no bound, since no paragraph or line holds
/// more than the whole. Of a short body most is not even counted: it cannot hold enough.
struct BodyCount {
  /// Bytes that lie in one another's way, by the bound that they count for.
  private static let openings = "[*_~'\"".utf8
  private static let closings = "]".utf8
  private static let declarations = "!?".utf8
  private static let addresses = "@)".utf8

  private var length = 0
  private var lines = 0
  private var bars = 0
  private var hasCaret = false
  private var deepest = 0
  private var delimiterRows = 0
  private var widest = 0
  private let bytes: UnsafeBufferPointer<UInt8>
  private let body: Range<Int>

  /// - Parameter bytes: which must outlive the count.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from bodyOffset: Int) {
    self.bytes = bytes
    body = bodyOffset..<bytes.count
    length = body.count
    bars = ByteSearch.count(UInt8(ascii: "|"), in: bytes, body)
    hasCaret = ByteSearch.first(UInt8(ascii: "^"), in: bytes, body) != nil
    let hasReturn = ByteSearch.first(0x0D, in: bytes, body) != nil
    let scan = BodyLineScan(bytes)
    var start = bodyOffset
    while start < bytes.count {
      let feed = ByteSearch.first(0x0A, in: bytes, start..<bytes.count) ?? bytes.count
      let end = hasReturn ? ByteSearch.first(0x0D, in: bytes, start..<feed) ?? feed : feed
      let line = start..<end
      lines &+= 1
      deepest = max(deepest, LineLead(bytes, line).levels)
      // Most lines start with what no delimiter row holds.
      if let columns = scan.columnsOfDelimiterRow(line) {
        delimiterRows &+= 1
        widest = max(widest, columns)
      }
      start = end &+ 1
    }
  }

  private func count(_ marks: String.UTF8View) -> Int {
    marks.reduce(0) { $0 + ByteSearch.count($1, in: bytes, body) }
  }

  /// Whether no bound is met; where this cannot tell, the body is read line by line.
  var isWithinBounds: Bool {
    let above = lines + bars
    return !hasCaret && deepest <= MarkdownLimits.deepestNesting
      && deepest * (length + 10 * lines) <= MarkdownLimits.nestingWork
      && bars * bars + delimiterRows * above * above <= MarkdownLimits.rowWork
      && widest <= MarkdownLimits.mostColumns && widest * lines <= MarkdownLimits.mostCells
      && areMarksWithinBounds
  }

  private var areMarksWithinBounds: Bool {
    // No byte is both of two kinds, so that the product of two counts is the largest where each is half of all.
    let half = length / 2 + 1
    let isShort =
      half * half <= MarkdownLimits.bracketWork && length * (length + lines) <= MarkdownLimits.declarationWork
      && length * length <= MarkdownLimits.addressWork
    return isShort
      || count(Self.openings) * count(Self.closings) <= MarkdownLimits.bracketWork
        && count(Self.declarations) * (length + lines) <= MarkdownLimits.declarationWork
        && count(Self.addresses) * length <= MarkdownLimits.addressWork
  }
}
