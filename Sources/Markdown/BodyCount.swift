internal import Diagnostics

/// What a body holds in all, counted in one look at each byte: for nearly every body that alone proves that it meets no
/// bound, since no paragraph or line holds more than the whole.
struct BodyCount {
  private enum Kind: UInt8 {
    case other, opening, closing, declaration, address, bar, caret
  }

  private static let kinds: [Kind] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"),
      UInt8(ascii: "\""):
      .opening
    case UInt8(ascii: "]"): .closing
    case UInt8(ascii: "!"), UInt8(ascii: "?"): .declaration
    case UInt8(ascii: "@"), UInt8(ascii: ")"): .address
    case UInt8(ascii: "|"): .bar
    case UInt8(ascii: "^"): .caret
    default: .other
    }
  }

  private var length = 0
  private var lines = 0
  private var openings = 0
  private var closings = 0
  private var declarations = 0
  private var addresses = 0
  private var bars = 0
  private var carets = 0
  private var deepest = 0
  private var delimiterRows = 0
  private var widest = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, from bodyOffset: Int) {
    length = bytes.count - bodyOffset
    let scan = BodyLineScan(bytes)
    var start = bodyOffset
    Self.kinds.withUnsafeBufferPointer { kinds in
      while start < bytes.count {
        let feed = ByteSearch.first(0x0A, in: bytes, start..<bytes.count) ?? bytes.count
        let end = ByteSearch.first(0x0D, in: bytes, start..<feed) ?? feed
        let line = start..<end
        lines &+= 1
        deepest = max(deepest, LineLead(bytes, line).levels)
        let barsBefore = bars
        var hasHyphen = false
        for index in line {
          let byte = bytes[index]
          switch kinds[Int(byte)] {
          case .other: hasHyphen = hasHyphen || byte == UInt8(ascii: "-")
          case .opening: openings &+= 1
          case .closing: closings &+= 1
          case .declaration: declarations &+= 1
          case .address: addresses &+= 1
          case .bar: bars &+= 1
          case .caret: carets &+= 1
          }
        }
        // Only a hyphen makes a column; without a bar, a colon may stand for it.
        if hasHyphen, bars > barsBefore || scan.mayDelimit(line), let columns = scan.columnsOfDelimiterRow(line) {
          delimiterRows &+= 1
          widest = max(widest, columns)
        }
        start = end &+ 1
      }
    }
  }

  /// Whether no bound is met; where this cannot tell, the body is read line by line.
  var isWithinBounds: Bool {
    let above = lines + bars
    return carets == 0 && deepest <= MarkdownLimits.deepestNesting
      && deepest * (length + 10 * lines) <= MarkdownLimits.nestingWork
      && bars * bars + delimiterRows * above * above <= MarkdownLimits.rowWork
      && widest <= MarkdownLimits.mostColumns && widest * lines <= MarkdownLimits.mostCells
      && openings * closings <= MarkdownLimits.bracketWork
      && declarations * (length + lines) <= MarkdownLimits.declarationWork
      && addresses * length <= MarkdownLimits.addressWork
  }
}
