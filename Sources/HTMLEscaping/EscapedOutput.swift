/// Why a value cannot be printed where it stands.
public enum ValueProblem: Error, Sendable, Hashable {
  /// A value in a style sheet that is more than words, numbers and colours.
  case style
}

extension [UInt8] {
  /// Appends a text so that it is safe between tags and inside a quoted attribute, as Markupsafe writes it.
  public mutating func appendEscaped(_ text: String) {
    var text = text
    text.withUTF8 { appendEscaped($0, .all) }
  }

  /// Appends a text as a place of a document needs it.
  ///
  /// - Parameter isMarkup: whether the text is trusted HTML: it is printed as it stands between tags, and without its
  ///   tags in an attribute.
  /// - Returns: Why it cannot be printed; then nothing was appended.
  public mutating func append(
    _ text: UnsafeBufferPointer<UInt8>, for escaping: ValueEscaping, isMarkup: Bool = false
  ) -> ValueProblem? {
    let start = count
    switch escaping.form {
    case .text: if isMarkup { append(contentsOf: text) } else { appendEscaped(text, .all) }
    case .replaceable: appendEscaped(text, isMarkup ? .allButReferences : .all)
    case .attribute where isMarkup:
      withoutTags(text).withUnsafeBufferPointer {
        appendEscaped($0, escaping.isQuoted ? .allButReferences : .unquotedButReferences)
      }
    case .attribute: appendEscaped(text, escaping.isQuoted ? .all : .unquoted)
    case .comment: appendEscaped(text, .comment)
    case .url: appendURL(text, isPart: false, isQuoted: escaping.isQuoted)
    case .query: appendURL(text, isPart: true, isQuoted: escaping.isQuoted)
    case .sourceSet: appendSourceSet(text, isQuoted: escaping.isQuoted)
    case .style:
      guard text.allSatisfy(isStyleByte) else { return .style }
      appendEscaped(text, escaping.isQuoted ? .all : .unquoted)
    case .script, .scriptText: appendJSONText(text, isInScript: true)
    }
    // An attribute whose value is missing would take the next word for it.
    if escaping.startsValue, !escaping.isQuoted, count == start { append(contentsOf: "\"\"".utf8) }
    return nil
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, _ set: EscapedBytes) {
    var start = 0
    let (low, hasGrave) = (set.low, set.isUnquoted)
    for offset in text.indices {
      let byte = text[offset]
      guard byte < 64 ? low >> UInt64(byte) & 1 != 0 : hasGrave && byte == UInt8(ascii: "`") else { continue }
      append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<offset]))
      append(contentsOf: EscapedBytes.reference(byte).utf8)
      start = offset + 1
    }
    append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }

  /// A URL or a part of one: what has no place in it becomes `%XX`, and `%XX` stays.
  private mutating func appendURL(_ text: UnsafeBufferPointer<UInt8>, isPart: Bool, isQuoted: Bool) {
    var start = 0
    for offset in text.indices {
      let byte = text[offset]
      if isUnreserved(byte) || (!isPart && isReserved(byte) && (isQuoted || byte != UInt8(ascii: "="))) { continue }
      if byte == UInt8(ascii: "%"), !isPart, isHex(text, offset + 1), isHex(text, offset + 2) { continue }
      append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<offset]))
      start = offset + 1
      switch byte {
      case UInt8(ascii: "&") where !isPart: append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "=") where !isPart: append(contentsOf: "&#61;".utf8)
      default: appendPercentEncoded(byte)
      }
    }
    append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }

  /// `%XX`.
  public mutating func appendPercentEncoded(_ byte: UInt8) {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
    append(UInt8(ascii: "%"))
    append(digit(byte >> 4))
    append(digit(byte & 15))
  }

  /// Candidates of a `srcset`, each a URL and a size; a URL whose scheme is not on the list loses its candidate.
  private mutating func appendSourceSet(_ text: UnsafeBufferPointer<UInt8>, isQuoted: Bool) {
    let isSpace = { (byte: UInt8) in byte <= 0x20 }
    var isFirst = true
    for candidate in text.split(separator: UInt8(ascii: ",")) {
      let words = candidate.split(whereSeparator: isSpace)
      guard let address = words.first, URLScheme.forbidden(at: ArraySlice(address)) == nil, words.count <= 2,
        words.dropFirst().allSatisfy({ $0.allSatisfy { isUnreserved($0) } })
      else { continue }
      if !isFirst { append(contentsOf: (isQuoted ? ", " : ",").utf8) }
      isFirst = false
      appendURL(UnsafeBufferPointer(rebasing: address), isPart: false, isQuoted: isQuoted)
      for size in words.dropFirst() {
        append(contentsOf: (isQuoted ? " " : "&#32;").utf8)
        append(contentsOf: size)
      }
    }
  }

  /// The inside of a JSON text in ASCII alone, without a byte that could end a script, an attribute or a comment.
  ///
  /// - Parameter isInScript: whether a grave accent is escaped, too, in case the script puts the text into a template.
  public mutating func appendJSONText(_ text: UnsafeBufferPointer<UInt8>, isInScript: Bool = false) {
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": append(contentsOf: "\\\"".utf8)
      case "\\": append(contentsOf: "\\\\".utf8)
      case "\n": append(contentsOf: "\\n".utf8)
      case "\r": append(contentsOf: "\\r".utf8)
      case "\t": append(contentsOf: "\\t".utf8)
      case "\u{8}": append(contentsOf: "\\b".utf8)
      case "\u{C}": append(contentsOf: "\\f".utf8)
      case "<", ">", "&", "'", "\0"..."\u{1F}", "\u{7F}"...: appendUnitEscapes(of: scalar)
      case "`" where isInScript: appendUnitEscapes(of: scalar)
      default: append(UInt8(truncatingIfNeeded: scalar.value))
      }
    }
  }

  private mutating func appendUnitEscapes(of scalar: Unicode.Scalar) {
    for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
      let digits = String(unit, radix: 16)
      append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
    }
  }
}

/// Whether a byte stands for itself everywhere in a URL.
public func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
    UInt8(ascii: "~"):
    true
  default: false
  }
}

/// Whether a byte may part a URL, so that a whole one keeps it.
private func isReserved(_ byte: UInt8) -> Bool {
  switch byte {
  // From `#` to `/` but `%`, `&` and `'`, which have a meaning of their own, and but `-` and `.`.
  case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "(")...UInt8(ascii: ","),
    UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "@"),
    UInt8(ascii: "["), UInt8(ascii: "]"):
    true
  default: false
  }
}

private func isHex(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
  guard offset < text.count else { return false }
  return (0x30...0x39).contains(text[offset]) || (0x61...0x66).contains(text[offset] | 0x20)
}

private func isStyleByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x20, UInt8(ascii: ","), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "+"): true
  default: isUnreserved(byte)
  }
}

/// Markup without its tags and comments, for an attribute.
private func withoutTags(_ markup: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var context = HTMLContext()
  for byte in markup {
    let wasText = context.isText
    // Trusted markup in which names go on behind branches does not exist: it has none.
    guard (try? context.advance(over: CollectionOfOne(byte))) != nil else { return result }
    if wasText, context.isText { result.append(byte) }
    if !wasText, context.isText, byte != UInt8(ascii: ">") { result += [UInt8(ascii: "<"), byte] }
  }
  return result
}

/// Which bytes of a text are written as references.
private enum EscapedBytes {
  case all, allButReferences, unquoted, unquotedButReferences, comment

  /// A grave accent is one of them then, the only one that lies above 63.
  var isUnquoted: Bool { self == .unquoted || self == .unquotedButReferences }

  /// Those below 64, a bit each.
  var low: UInt64 {
    func bit(_ byte: UInt8) -> UInt64 { 1 << UInt64(byte) }
    var set = bit(UInt8(ascii: "<")) | bit(UInt8(ascii: ">")) | bit(UInt8(ascii: "\"")) | bit(UInt8(ascii: "'"))
    if self != .allButReferences, self != .unquotedButReferences { set |= bit(UInt8(ascii: "&")) }
    if self == .comment { set |= bit(UInt8(ascii: "-")) }
    // From tab to carriage return, the space and the sign of equality.
    if isUnquoted { set |= 0b11111 << 0x09 | bit(0x20) | bit(UInt8(ascii: "=")) }
    return set
  }

  static func reference(_ byte: UInt8) -> StaticString {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&#34;"
    case UInt8(ascii: "'"): "&#39;"
    case UInt8(ascii: "-"): "&#45;"
    case UInt8(ascii: "="): "&#61;"
    case UInt8(ascii: "`"): "&#96;"
    case 0x09: "&#9;"
    case 0x0A: "&#10;"
    case 0x0B: "&#11;"
    case 0x0C: "&#12;"
    case 0x0D: "&#13;"
    default: "&#32;"
    }
  }
}

extension StaticString {
  fileprivate var utf8: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
