internal import Diagnostics
internal import ScoreLedger

/// Reads the keys of one mapping by a closed list of names; collects every problem instead of stopping at the first.
///
/// Whatever is wrong with one value, the others are still read, so that an author sees all problems of a file at once.
struct MappingReader {
  let file: SourceFile
  /// Where a missing key is reported.
  let span: SourceSpan
  private let entries: [YAMLEntry]
  private let group: KeyGroup
  private(set) var diagnostics: [Diagnostic] = []

  /// Unknown keys are errors.
  init(_ entries: [YAMLEntry], in file: SourceFile, span: SourceSpan, of group: KeyGroup) {
    self.file = file
    self.span = span
    self.entries = entries
    self.group = group
    let keys = group.names
    for entry in entries where !keys.contains(entry.key) {
      let near = nearestName(to: entry.key, among: keys)
      report(
        "unknown-key", "\(group.name) has no key `\(entry.key)`", entry.keySpan,
        near.map { "did you mean `\($0)`?" } ?? "known keys: \(keys.joined(separator: ", "))")
    }
  }

  mutating func report(
    _ id: String, _ message: String, _ span: SourceSpan, _ help: String, notes: [Diagnostic.Note] = []
  ) {
    diagnostics.append(
      Diagnostic(id: id, message, at: SourcePlace(file, span), notes: notes, help: help))
  }

  mutating func add(_ more: [Diagnostic]) { diagnostics += more }

  func place(_ span: SourceSpan) -> SourcePlace { SourcePlace(file, span) }

  func entry(_ key: String) -> YAMLEntry? {
    assert(group.names.contains(key), "\(group.name) does not declare `\(key)`")
    return entries.first { $0.key == key }
  }

  func has(_ key: String) -> Bool { entry(key) != nil }

  // MARK: Values

  /// A single value as it was written; nil where the key is missing or the value is reported.
  mutating func scalar(_ key: String) -> YAMLScalar? {
    guard let entry = entry(key) else { return nil }
    return scalar(entry.value, of: key, keySpan: entry.keySpan)
  }

  mutating func scalar(_ node: YAMLNode, of key: String, keySpan: SourceSpan? = nil) -> YAMLScalar? {
    guard case .scalar(let scalar) = node else {
      report(
        "wrong-kind", "`\(key)` takes a single value, not \(node.kind)", node.span, "write `\(key): …` on one line")
      return nil
    }
    if scalar.text.isEmpty, !scalar.isQuoted {
      report("missing-value", "`\(key)` has no value", keySpan ?? scalar.span, "write a value, or delete the key")
      return nil
    }
    return scalar
  }

  /// A text for readers.
  mutating func text(_ key: String) -> String? {
    guard let scalar = scalar(key) else { return nil }
    return text(scalar, of: key)
  }

  mutating func text(_ scalar: YAMLScalar, of key: String) -> String? {
    let text = scalar.text
    if let first = text.first, let last = text.last, !scalar.isQuoted, text.count >= 2, "“„‘".contains(first),
      "”“’".contains(last)
    {
      let inner = text.dropFirst().dropLast()
      report(
        "curly-quotes", "curly quotes do not quote a value: readers would see them", scalar.span,
        "write \"\(inner)\", or '\(text)' if they belong to the text")
      return nil
    }
    return text
  }

  mutating func requiredText(_ key: String, example: String) -> String? {
    if has(key) { return text(key) }
    report("missing-key", "`\(key)` is missing", span, "add a line `\(key): \(example)`")
    return nil
  }

  mutating func boolean(_ key: String) -> Bool? {
    guard let scalar = scalar(key) else { return nil }
    switch scalar.text {
    case "true": return true
    case "false": return false
    default:
      let help =
        switch scalar.text.lowercased() {
        case "yes", "on", "y", "1": "write `\(key): true`"
        case "no", "off", "n", "0": "write `\(key): false`"
        default: "write true or false"
        }
      report("not-a-boolean", "`\(key)` is true or false, not `\(scalar.text)`", scalar.span, help)
      return nil
    }
  }

  /// A whole number without sign, such as a rank.
  mutating func wholeNumber(_ key: String, _ node: YAMLNode) -> (value: Int, scalar: YAMLScalar)? {
    guard let scalar = scalar(node, of: key) else { return nil }
    let digits = scalar.text
    guard !digits.isEmpty, digits.utf8.count <= 9, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let value = Int(digits)
    else {
      report("not-a-whole-number", "`\(key)` is a whole number, not `\(digits)`", scalar.span, "write digits only")
      return nil
    }
    if digits.count > 1, digits.hasPrefix("0") {
      report("leading-zero", "\(digits) has a leading zero", scalar.span, "write \(value)")
      return nil
    }
    return (value, scalar)
  }

  mutating func date(_ key: String) -> CalendarDate? {
    guard let scalar = scalar(key) else { return nil }
    do {
      return try CalendarDate.parse(scalar.text)
    } catch {
      add([error.diagnostic(at: place(scalar.span))])
      return nil
    }
  }

  mutating func edition(_ key: String, _ calendar: EditionCalendar) -> EditionID? {
    guard let scalar = scalar(key) else { return nil }
    do {
      return try calendar.parse(scalar.text)
    } catch {
      add([error.diagnostic(at: place(scalar.span))])
      return nil
    }
  }

  /// The constituent that an id or an alias stands for.
  mutating func constituent(_ key: String, _ index: IndexNames) -> String? {
    scalar(key).flatMap { constituent($0.text, $0.span, index) }
  }

  mutating func constituent(_ text: String, _ span: SourceSpan, _ index: IndexNames) -> String? {
    if let id = index.constituents.id(for: text) { return id }
    report(
      "unknown-constituent", "index.yml has no constituent `\(text)`", span, index.settings.constituentHelp(for: text))
    return nil
  }

  /// A list of single values; one value stands for a list of one.
  mutating func texts(_ key: String) -> [(text: String, span: SourceSpan)] {
    list(key).compactMap { node in
      guard let scalar = scalar(node, of: key), let text = text(scalar, of: key) else { return nil }
      return (text, scalar.span)
    }
  }

  mutating func list(_ key: String) -> [YAMLNode] {
    guard let entry = entry(key) else { return [] }
    switch entry.value {
    case .sequence(let nodes, _): return nodes
    case .scalar(let scalar) where scalar.text.isEmpty && !scalar.isQuoted: return []
    case .scalar: return [entry.value]
    case .mapping:
      report("wrong-kind", "`\(key)` takes a list, not a group of keys", entry.value.span, "write `\(key): [a, b]`")
      return []
    }
  }

  /// A list of groups of keys; one group stands for a list of one.
  mutating func listOfMappings(_ key: String) -> [YAMLNode] {
    if let entry = entry(key), case .mapping = entry.value { return [entry.value] }
    return list(key)
  }

  mutating func mapping(_ key: String) -> [YAMLEntry]? {
    guard let entry = entry(key) else { return nil }
    return mapping(entry.value, of: key)
  }

  mutating func mapping(_ node: YAMLNode, of key: String) -> [YAMLEntry]? {
    switch node {
    case .mapping(let entries, _): return entries
    case .scalar(let scalar) where scalar.text.isEmpty && !scalar.isQuoted: return []
    default:
      report(
        "wrong-kind", "`\(key)` takes a group of keys, not \(node.kind)", node.span, "write `\(key): {key: value}`")
      return nil
    }
  }
}
