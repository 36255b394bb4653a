internal import Diagnostics
internal import Yams

/// Reads a stretch of a file as one YAML mapping, by Yams, and gives every node its place in the file.
struct YAMLReader {
  private let file: SourceFile
  private let bytes: [UInt8]
  private let extent: Range<Int>
  private let offsets: ScalarOffsets

  /// - Returns: the entries in their order; nil with diagnostics where the text is no mapping.
  static func read(_ file: SourceFile, _ extent: Range<Int>) -> (entries: [YAMLEntry]?, diagnostics: [Diagnostic]) {
    if let problem = YAMLLimits.problem(in: file, extent) { return (nil, [problem]) }
    if let entries = PlainYAML.read(file.bytes, extent) { return (entries, []) }
    return readByLibrary(file, extent)
  }

  static func readByLibrary(
    _ file: SourceFile, _ extent: Range<Int>
  ) -> (entries: [YAMLEntry]?, diagnostics: [Diagnostic]) {
    YAMLReader(file: file, extent: extent).read()
  }

  /// Reads a file that is one mapping, or a list of them.
  /// - Returns: the entries of each with its place; nil with diagnostics where the text is something else.
  static func readGroups(
    _ file: SourceFile
  ) -> (groups: [(entries: [YAMLEntry], span: SourceSpan)]?, diagnostics: [Diagnostic]) {
    let extent = 0..<file.bytes.count
    if let problem = YAMLLimits.problem(in: file, extent) { return (nil, [problem]) }
    let (node, diagnostics) = YAMLReader(file: file, extent: extent).node()
    guard let node else { return (diagnostics.isEmpty ? [] : nil, diagnostics) }
    var nodes = [node]
    if case .sequence(let list, _) = node { nodes = list }
    var groups: [([YAMLEntry], SourceSpan)] = []
    for node in nodes {
      guard case .mapping(let entries, let span) = node else {
        return (nil, [notAMapping(node, in: file, example: "edition")])
      }
      groups.append((entries, span))
    }
    return (groups, diagnostics)
  }

  private init(file: SourceFile, extent: Range<Int>) {
    self.file = file
    self.extent = extent
    bytes = file.bytes
    offsets = ScalarOffsets(bytes, extent)
  }

  private func read() -> (entries: [YAMLEntry]?, diagnostics: [Diagnostic]) {
    let (node, diagnostics) = node()
    switch node {
    case .mapping(let entries, _)?: return (entries, diagnostics)
    case let other?: return (nil, [Self.notAMapping(other, in: file)])
    case nil: return (diagnostics.isEmpty ? [] : nil, diagnostics)
    }
  }

  private static func notAMapping(
    _ node: YAMLNode, in file: SourceFile, example key: String = "title"
  ) -> Diagnostic {
    Diagnostic(
      id: "not-a-mapping", "keys and values stand here, not \(node.kind)", at: SourcePlace(file, node.span),
      help: "write `\(key): …`")
  }

  /// The whole text; nil without diagnostics where it is empty.
  private func node() -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    let root: Node?
    do {
      if let masked {
        // Whatever stands for another value many times over is refused before anything looks at all of it.
        if let tame = try compose(masked), let mark = firstAnchor(in: tame) { return (nil, [reserved(at: mark)]) }
      }
      root = try compose(bytes[extent])
    } catch let error as YamlError {
      return (nil, YAMLMistake(file: file, extent: extent, offset: offset).diagnostics(for: error))
    } catch {
      return (nil, [])
    }
    guard let root else { return (nil, []) }
    if let mark = firstAnchor(in: root) { return (nil, [reserved(at: mark)]) }
    if let mark = firstTouchingComment(in: root) { return (nil, [touchingComment(at: mark)]) }
    let node = convert(root)
    return (isEmpty(node) ? nil : node, [])
  }

  private func compose(_ text: ArraySlice<UInt8>) throws -> Node? {
    try Yams.compose(yaml: String(decoding: text, as: UTF8.self), .default, .default, .utf8)
  }

  /// The text with a letter in place of each `*` that may be an alias; nil where there is no anchor for one.
  private var masked: ArraySlice<UInt8>? {
    let text = bytes[extent]
    guard text.contains(UInt8(ascii: "&")), text.contains(UInt8(ascii: "*")) else { return nil }
    return text.map { $0 == UInt8(ascii: "*") ? UInt8(ascii: "x") : $0 }[...]
  }

  private func isEmpty(_ node: YAMLNode) -> Bool {
    if case .scalar(let scalar) = node { return scalar.text.isEmpty }
    return false
  }

  // MARK: Anchors, aliases and tags

  /// The first node that starts with `&`, `*` or `!`. Aliases cannot stand without an anchor before them.
  private func firstAnchor(in root: Node) -> Int? {
    first(in: root) { _, start in
      [UInt8(ascii: "&"), UInt8(ascii: "!")].contains(bytes[start]) ? start : nil
    }
  }

  /// The first answer about a node and its start, in the order of the text.
  private func first(in root: Node, _ answer: (Node, Int) -> Int?) -> Int? {
    var pending = [root]
    while let node = pending.popLast() {
      if let start = node.mark.map(offset), start < extent.upperBound, let found = answer(node, start) { return found }
      switch node {
      case .scalar, .alias: break
      case .sequence(let sequence): pending += sequence.reversed()
      case .mapping(let mapping): for (key, value) in mapping.reversed() { pending += [value, key] }
      }
    }
    return nil
  }

  private func reserved(at start: Int) -> Diagnostic {
    YAMLMistake(file: file, extent: extent, offset: offset).reservedCharacter(at: start)
  }

  // MARK: Comments

  /// The first `#` that touches a closing quote, or the `|` or `>` of a block: the library takes it for a comment.
  private func firstTouchingComment(in root: Node) -> Int? {
    first(in: root) { node, start in
      guard case .scalar(let scalar) = node else { return nil }
      let end: Int
      switch scalar.style {
      case .literal, .folded:
        let header = bytes[start..<extent.upperBound].dropFirst()
        end =
          header.firstIndex { ![UInt8(ascii: "+"), UInt8(ascii: "-")].contains($0) && !(0x30...0x39).contains($0) }
          ?? extent.upperBound
      case .singleQuoted, .doubleQuoted:
        let read = convert(scalar, at: start)
        guard read.isVerbatim else { return nil }
        end = read.span.end + 1
      default: return nil
      }
      return end < extent.upperBound && bytes[end] == UInt8(ascii: "#") ? end : nil
    }
  }

  private func touchingComment(at start: Int) -> Diagnostic {
    Diagnostic(
      id: "yaml", "a comment needs a space before its #",
      at: SourcePlace(file, SourceSpan(start, file.lineRange(around: start).upperBound)),
      help: "put a space before the #")
  }

  // MARK: Places

  /// The offset of a mark, whose line and column count from 1 in the fragment and in scalars.
  private func offset(_ mark: Mark) -> Int { offsets.offset(line: mark.line, column: mark.column) }

  private func convert(_ node: Node) -> YAMLNode {
    let start = node.mark.map(offset) ?? extent.lowerBound
    switch node {
    case .scalar(let scalar): return .scalar(convert(scalar, at: start))
    case .sequence(let sequence): return .sequence(sequence.map(convert), firstLine(from: start))
    case .mapping(let mapping):
      let entries = mapping.map { key, value in
        let keySpan = convert(key).span
        return YAMLEntry(key: key.scalar?.string ?? "", keySpan: keySpan, value: convert(value))
      }
      return .mapping(entries, firstLine(from: start))
    case .alias: return .scalar(YAMLScalar(text: "", span: firstLine(from: start), isQuoted: false, isVerbatim: false))
    }
  }

  private func convert(_ scalar: Node.Scalar, at start: Int) -> YAMLScalar {
    let isQuoted = scalar.style != .plain
    let textStart = scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? start + 1 : start
    let text = Array(scalar.string.utf8)
    let end = textStart + text.count
    if end <= extent.upperBound, bytes[textStart..<end].elementsEqual(text) {
      return YAMLScalar(
        text: scalar.string, span: SourceSpan(textStart, end), isQuoted: isQuoted, isVerbatim: true)
    }
    return YAMLScalar(
      text: scalar.string, span: firstLine(from: start), isQuoted: isQuoted, isVerbatim: false)
  }

  /// From a node's start to the end of its line, without trailing spaces.
  private func firstLine(from start: Int) -> SourceSpan {
    let inside = min(start, extent.upperBound)
    var end = min(file.lineRange(around: inside).upperBound, extent.upperBound)
    while end > inside, bytes[end - 1] == 0x20 { end -= 1 }
    return SourceSpan(inside, end)
  }
}
