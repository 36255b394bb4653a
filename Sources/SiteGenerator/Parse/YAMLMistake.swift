internal import Diagnostics
internal import Yams

/// Turns what Yams says of broken YAML into what the author should write instead.
///
/// The YAML library names the rule of its grammar; the line shows which of the usual slips broke it.
struct YAMLMistake {
  let file: SourceFile
  let extent: Range<Int>
  let offset: (Mark) -> Int
  private let bytes: [UInt8]

  /// How many keys that stand twice are told: each looks at the whole text.
  private static let mostDuplicates = 100

  init(file: SourceFile, extent: Range<Int>, offset: @escaping (Mark) -> Int) {
    self.file = file
    self.extent = extent
    self.offset = offset
    bytes = file.bytes
  }

  func diagnostics(for error: YamlError) -> [Diagnostic] {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return [explain(problem, at: offset(mark))]
    case .duplicatedKeysInMapping(let duplicates, let context):
      return duplicates.prefix(Self.mostDuplicates).map { duplicate($0, from: offset(context.mark)) }
    case .reader(let problem, let place, _, _):
      let start = extent.lowerBound + (place ?? 0)
      return [general(problem, SourceSpan(start, start))]
    default:
      return [general("the YAML cannot be read", SourceSpan(extent.lowerBound, extent.lowerBound))]
    }
  }

  /// A value that starts with a character that means something else to YAML.
  func reservedCharacter(at start: Int) -> Diagnostic {
    let line = file.lineRange(around: start)
    let value = String(decoding: bytes[start..<line.upperBound], as: UTF8.self)
    return Diagnostic(
      id: "unquoted-value", "a value that starts with \(value.prefix(1)) needs quotes",
      at: SourcePlace(file, SourceSpan(start, line.upperBound)), help: "write \(quoted(value))")
  }

  /// The line that the problem is in, or the one above where the library only noticed on the next.
  private func explain(_ problem: String, at mark: Int) -> Diagnostic {
    var line = file.lineRange(around: min(mark, max(extent.lowerBound, extent.upperBound - 1)))
    for _ in 0..<2 {
      if let known = knownMistake(in: line) { return known }
      guard line.lowerBound > extent.lowerBound else { break }
      line = file.lineRange(around: line.lowerBound - 1)
    }
    return general(problem, SourceSpan(mark, mark))
  }

  private func knownMistake(in line: Range<Int>) -> Diagnostic? {
    if let first = bytes[line].firstIndex(where: { $0 != 0x20 }), bytes[first] == 0x09 {
      let place = SourcePlace(file, SourceSpan(first, first + 1))
      return Diagnostic(id: "tab", "a tab indents this line", at: place, help: "indent with spaces")
    }
    guard let value = value(in: line), let first = bytes[value].first else { return nil }
    let text = String(decoding: bytes[value], as: UTF8.self)
    let place = SourcePlace(file, SourceSpan(value.lowerBound, value.upperBound))
    switch first {
    case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "%"), UInt8(ascii: "@"),
      UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: ">"):
      return reservedCharacter(at: value.lowerBound)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let close: Character = first == UInt8(ascii: "[") ? "]" : "}"
      if text.last == close { return nil }
      if !text.contains(close) {
        return Diagnostic(
          id: "unclosed-list", "the \(text.prefix(1)) is not closed on this line", at: place,
          help: "end it with \(close)")
      }
      return Diagnostic(
        id: "unquoted-value", "a value that starts with \(text.prefix(1)) needs quotes", at: place,
        help: "write \(quoted(text))")
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return Diagnostic(
        id: "unclosed-quote", "text stands behind a closing quote, or the quote is not closed", at: place,
        help: "write \(quoted(text.filter { $0 != "\"" }))")
    default:
      guard let colon = text.firstRange(of: ": ")?.lowerBound ?? (text.last == ":" ? text.indices.last : nil) else {
        return nil
      }
      let start = value.lowerBound + text.utf8.distance(from: text.startIndex, to: colon)
      return Diagnostic(
        id: "unquoted-colon", "a value that holds a colon and a space needs quotes",
        at: SourcePlace(file, SourceSpan(start, start + 1)),
        help: "write \(key(in: line)): \(quoted(stripped(text)))")
    }
  }

  private func key(in line: Range<Int>) -> String {
    String(decoding: bytes[line], as: UTF8.self).split(separator: ":").first.map {
      $0.drop { $0 == " " || $0 == "-" }
    }.map(String.init) ?? ""
  }

  /// What stands behind the first `key:` of a line.
  private func value(in line: Range<Int>) -> Range<Int>? {
    guard let colon = bytes[line].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    var start = colon + 1
    guard start < line.upperBound, bytes[start] == 0x20 else { return nil }
    while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
    var end = line.upperBound
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    return start..<end
  }

  /// A text without a pair of curly quotes around it.
  private func stripped(_ text: String) -> String {
    guard let first = text.first, let last = text.last, text.count >= 2, "“„‘«".contains(first), "”“’»".contains(last)
    else { return text }
    return String(text.dropFirst().dropLast())
  }

  private func quoted(_ text: String) -> String {
    text.contains("\"") ? "'" + text.replacing("'", with: "''") + "'" : "\"" + text.replacing("\\", with: "\\\\") + "\""
  }

  /// Both places of a key that stands twice in one mapping: Yams tells where the mapping starts.
  private func duplicate(_ key: String, from start: Int) -> Diagnostic {
    let places = occurrences(of: key, from: start)
    guard places.count > 1 else {
      return Diagnostic(
        id: "duplicate-key", "\(key) stands twice in one group", at: SourcePlace(file, SourceSpan(start, start)),
        help: "keep one of them")
    }
    return Diagnostic(
      id: "duplicate-key", "\(key) stands here a second time", at: SourcePlace(file, places[1]),
      notes: [Diagnostic.Note("it stands here first", at: SourcePlace(file, places[0]))], help: "keep one of them")
  }

  /// Where `key:` stands as a key at the depth of its first occurrence: by indentation in block style.
  private func occurrences(of key: String, from start: Int) -> [SourceSpan] {
    let needle = Array(key.utf8)
    var found: [(span: SourceSpan, column: Int?)] = []
    var index = start
    while index + needle.count < extent.upperBound {
      let end = index + needle.count
      if bytes[index..<end].elementsEqual(needle), isKey(index..<end) {
        let line = file.lineRange(around: index)
        let isFirst = bytes[line.lowerBound..<index].allSatisfy { [0x20, 0x22, 0x27].contains($0) }
        found.append((SourceSpan(index, end), isFirst ? index - line.lowerBound : nil))
        index = end
      } else {
        index += 1
      }
    }
    guard let first = found.first else { return [] }
    return found.filter { $0.column == first.column }.map(\.span)
  }

  private func isKey(_ range: Range<Int>) -> Bool {
    var after = range.upperBound
    while after < extent.upperBound, [0x20, 0x22, 0x27].contains(bytes[after]) { after += 1 }
    guard after < extent.upperBound, bytes[after] == UInt8(ascii: ":") else { return false }
    guard range.lowerBound > extent.lowerBound else { return true }
    return [0x0A, 0x20, 0x22, 0x27, UInt8(ascii: "{"), UInt8(ascii: ",")].contains(bytes[range.lowerBound - 1])
  }

  private func general(_ problem: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "yaml", "this is not YAML: \(problem)", at: SourcePlace(file, span),
      help: "write `key: value`, and put quotes around a value with special characters")
  }
}
