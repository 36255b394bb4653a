internal import Diagnostics

/// Where a document's front matter and body lie, in UTF-8 offsets of the file.
struct FrontMatterExtent {
  let yaml: Range<Int>
  let bodyStart: Int
}

/// Splits a document at its whole-line `---` delimiters: the first on line 1, the second on a line of its own.
enum FrontMatterSplitter {
  static func split(_ file: SourceFile) throws(MissingFrontMatter) -> FrontMatterExtent {
    let bytes = file.bytes
    let first = bytes.lineRange(around: 0)
    guard isDelimiter(bytes[first]) else { throw missing(in: file) }
    var lineStart = min(first.upperBound + 1, bytes.count)
    let yamlStart = lineStart
    while lineStart < bytes.count {
      let line = bytes.lineRange(around: lineStart)
      let next = min(line.upperBound + 1, bytes.count)
      if isDelimiter(bytes[line]) { return FrontMatterExtent(yaml: yamlStart..<lineStart, bodyStart: next) }
      if line.upperBound == bytes.count { break }
      lineStart = next
    }
    throw .unclosed(SourcePlace(file, SourceSpan(first.lowerBound, first.upperBound)), nearMiss: nearMiss(in: file))
  }

  private static func isDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: "-") else { return false }
    var end = line.endIndex
    while end > line.startIndex, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
    return line[line.startIndex..<end].elementsEqual("---".utf8)
  }

  private static func missing(in file: SourceFile) -> MissingFrontMatter {
    let bytes = file.bytes
    guard let text = bytes.firstIndex(where: { $0 != 0x0A && $0 != 0x20 && $0 != 0x09 }) else {
      return .absent(SourcePlace(file, SourceSpan(0, 0)))
    }
    let line = bytes.lineRange(around: text)
    let place = SourcePlace(file, SourceSpan(line.lowerBound, line.upperBound))
    if bytes[text..<line.upperBound].starts(with: "---".utf8) {
      return line.lowerBound > 0 ? .notOnFirstLine(place) : .misspelt(place)
    }
    return .absent(place)
  }

  /// A line that was perhaps meant to close the front matter: dashes, or `---` with something behind or before it.
  private static func nearMiss(in file: SourceFile) -> SourcePlace? {
    let bytes = file.bytes
    var start = bytes.lineRange(around: 0).upperBound + 1
    while start < bytes.count {
      let line = bytes.lineRange(around: start)
      let text = bytes[line].drop { $0 == 0x20 }
      if text.count >= 2, text.count <= 8, text.allSatisfy({ $0 == UInt8(ascii: "-") || $0 == 0x20 }) {
        return SourcePlace(file, SourceSpan(line.lowerBound, line.upperBound))
      }
      start = line.upperBound + 1
    }
    return nil
  }
}

/// Why a document has no front matter.
enum MissingFrontMatter: Error {
  case absent(SourcePlace)
  /// The delimiter is there, below blank lines or indented.
  case notOnFirstLine(SourcePlace)
  case misspelt(SourcePlace)
  case unclosed(SourcePlace, nearMiss: SourcePlace?)

  var diagnostic: Diagnostic {
    switch self {
    case .absent(let place):
      Diagnostic(
        id: "missing-front-matter", "the file does not start with front matter", at: place,
        help: "put a line ---, then `title: …` and `date: …`, then another line --- above the text")
    case .notOnFirstLine(let place):
      Diagnostic(
        id: "front-matter-not-first", "the front matter's first --- is not the first line of the file", at: place,
        help: "delete the lines above it")
    case .misspelt(let place):
      Diagnostic(
        id: "front-matter-delimiter", "front matter starts with a line of exactly three hyphens", at: place,
        help: "write --- and nothing else on this line")
    case .unclosed(let place, let nearMiss):
      Diagnostic(
        id: "unclosed-front-matter", "the front matter is not closed", at: place,
        notes: nearMiss.map { [Diagnostic.Note("this line does not close it", at: $0)] } ?? [],
        help: "put a line of exactly --- between the front matter and the text")
    }
  }
}
