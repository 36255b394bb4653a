internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Sentences around a place, and editions that a text names.
enum SentenceFinder {
  private static let reach = 120

  /// The sentence that holds a claim, with another text in the claim's place.
  static func sentence(around value: InlineValue, in file: SourceFile, write replacement: String) -> String {
    guard let span = value.span else { return replacement }
    let bytes = file.bytes
    var start = span.start
    while start > 0, span.start - start < reach, !isEnd(bytes, start - 1), !isBlankLine(bytes, start - 1) { start -= 1 }
    var end = span.end
    while end < bytes.count, end - span.end < reach, !isBlankLine(bytes, end) {
      end += 1
      if isEnd(bytes, end - 1) { break }
    }
    var before = Substring(line(bytes[start..<span.start]))
    if span.start - start >= reach, let space = before.firstIndex(of: " ") {
      before = "…" + before[space...]
    } else {
      before = before.drop { $0 == " " }
    }
    var after = Substring(line(bytes[span.end..<end]))
    if end - span.end >= reach, let space = after.lastIndex(of: " ") { after = after[..<space] + " …" }
    return before + replacement + after
  }

  /// Several lines as one, without the marks of a note around them.
  private static func line(_ bytes: ArraySlice<UInt8>) -> String {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      String(
        decoding: line.first == UInt8(ascii: ">") ? line.drop { $0 == UInt8(ascii: ">") || $0 == 0x20 } : line,
        as: UTF8.self)
    }
    return lines.filter { !$0.hasPrefix("[!") }.joined(separator: " ")
  }

  /// Whether a full stop with a space behind it stands at an offset.
  private static func isEnd(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard ".!?".utf8.contains(bytes[index]) else { return false }
    return index + 1 >= bytes.count || bytes[index + 1] == 0x20 || bytes[index + 1] == 0x0A
  }

  private static func isBlankLine(_ bytes: [UInt8], _ index: Int) -> Bool {
    bytes[index] == 0x0A
      && (index + 1 >= bytes.count || bytes[index + 1] == 0x0A || (index > 0 && bytes[index - 1] == 0x0A))
  }

  /// Where the end of some text stands in a file for the first time; nil where it does not stand there as it reads.
  static func place(of text: [UInt8], last length: Int, in file: SourceFile) -> SourcePlace? {
    guard let range = file.bytes.firstRange(of: text) else { return nil }
    return SourcePlace(file, SourceSpan(range.upperBound - length, range.upperBound))
  }

  /// The last edition that the text names in its last sentence.
  static func edition(in text: String, _ calendar: EditionCalendar) -> EditionID? {
    let sentence = text.split(separator: ". ", omittingEmptySubsequences: false).last ?? ""
    if case .irregular = calendar.cadence { return nil }
    return sentence.split { " ,;:()".contains($0) }.reversed().lazy.compactMap { word in
      let trimmed = String(word.reversed().drop { ".’'".contains($0) }.reversed())
      return trimmed.utf8.count >= 6 ? try? calendar.parse(trimmed) : nil
    }.first
  }
}
