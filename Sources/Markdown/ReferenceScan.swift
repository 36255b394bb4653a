internal import Diagnostics

/// Adds up what reference definitions print where they are used: the library copies address and title for each use.
///
/// Labels are compared by their ASCII letters alone, without their case: labels that are alike for the library are alike
/// here, and some more.
struct ReferenceScan {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var uses: [[UInt8]: Int] = [:]
  /// The longest definition of each label, and where it starts.
  private var definitions: [[UInt8]: (length: Int, offset: Int)] = [:]
  /// What was found last of each mark; offsets are asked for in rising order.
  private var nextMarks: [UInt8: Int] = [:]

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func scan(from bodyOffset: Int) throws(BoundProblem) {
    guard hasDefinition(from: bodyOffset) else { return }
    var open: Int?
    var index = bodyOffset
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): open = index + 1
      case UInt8(ascii: "]"):
        // A label is at most a thousand bytes long.
        if let start = open, index - start <= 1_000 { read(label(start..<index), endingAt: index, start) }
        open = nil
      default: break
      }
      index += 1
    }
    var total = 0
    var largest: (size: Int, offset: Int) = (0, bodyOffset)
    for (label, definition) in definitions {
      let (size, isBeyond) = definition.length.multipliedReportingOverflow(by: uses[label] ?? 0)
      total = isBeyond ? .max : total.addingReportingOverflow(size).overflow ? .max : total + size
      if (size, -definition.offset) > (largest.size, -largest.offset) { largest = (size, definition.offset) }
    }
    if total > MarkdownLimits.longestExpansion { throw BoundProblem(bound: .expansion, offset: largest.offset) }
  }

  private func hasDefinition(from start: Int) -> Bool {
    ByteSearch.first("]:".utf8, in: bytes, start..<bytes.count) != nil
  }

  private mutating func read(_ label: [UInt8], endingAt end: Int, _ start: Int) {
    uses[label, default: 0] += 1
    guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: ":") else { return }
    let length = definitionLength(from: end + 2)
    if length > definitions[label]?.length ?? 0 { definitions[label] = (length, start) }
  }

  /// Letters, digits and punctuation of ASCII in lower case.
  private func label(_ range: Range<Int>) -> [UInt8] {
    range.compactMap { index in
      let byte = bytes[index]
      guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: ">") else { return nil }
      return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
  }

  /// Of an address and of the title behind it, if one follows.
  private mutating func definitionLength(from start: Int) -> Int {
    var index = skipSpace(from: start)
    let address = index
    guard index < bytes.count else { return 0 }
    let isBracketed = bytes[index] == UInt8(ascii: "<")
    index = isBracketed ? next(UInt8(ascii: ">"), from: index) + 1 : next(UInt8(ascii: " "), from: index)
    let length = index - address
    index = skipSpace(from: index)
    guard index < bytes.count else { return length }
    let closing: UInt8
    switch bytes[index] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = bytes[index]
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return length
    }
    let end = next(closing, from: index + 1)
    return end < bytes.count ? length + end - index : length
  }

  /// White space with ends of lines, and the marks of quotations.
  private func skipSpace(from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: ">") { index += 1 }
    return index
  }

  /// The next of a mark without a backslash before it, or the end; a space stands for all white space.
  private mutating func next(_ mark: UInt8, from start: Int) -> Int {
    if let known = nextMarks[mark], known >= start { return known }
    var index = start
    while index < bytes.count, !isMark(mark, at: index) { index += 1 }
    nextMarks[mark] = index
    return index
  }

  private func isMark(_ mark: UInt8, at index: Int) -> Bool {
    if mark == UInt8(ascii: " ") { return bytes[index] <= 0x20 }
    return bytes[index] == mark && bytes[index - 1] != UInt8(ascii: "\\")
  }
}
