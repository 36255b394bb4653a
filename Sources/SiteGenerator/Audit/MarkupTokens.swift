/// One piece of markup, with its places as UTF-8 offsets of the file.
enum MarkupToken: Equatable {
  case start(MarkupTag)
  case end(name: String)
  /// Text whose character references are still to be replaced.
  case text(Range<Int>)
  /// Text that means what it says, from a CDATA section.
  case verbatim(Range<Int>)
}

/// A start tag.
struct MarkupTag: Equatable {
  let name: String
  let attributes: [MarkupAttribute]
  /// Whether the element ends with its start tag: `<br>` of HTML, `<path/>`.
  let isEmpty: Bool
  /// Of its `<`.
  let utf8Offset: Int
}

/// An attribute with its value as written.
struct MarkupAttribute: Equatable {
  let name: String
  let value: Range<Int>
}

/// Cuts HTML, or XML, into its tokens. Comments, doctypes, processing instructions and, of HTML, the contents of scripts
/// and style sheets are passed over. It never fails: what is no markup is text, and a tag cut off by the end is dropped.
///
/// Reading all tokens takes time linear in the bytes.
struct MarkupTokens: Sequence, IteratorProtocol {
  enum Language {
    /// Names without regard to case, void elements, contents that hold no tags.
    case html
    case xml
  }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  private let bytes: [UInt8]
  private let language: Language
  private var index = 0
  /// The element whose content, which holds no tags, comes next.
  private var tagless: String?

  init(_ bytes: [UInt8], _ language: Language) {
    self.bytes = bytes
    self.language = language
  }

  mutating func next() -> MarkupToken? {
    while index < bytes.count {
      let start = index
      if let name = tagless {
        tagless = nil
        index = startOfEndTag(of: name)
        if name == "title", start < index { return .text(start..<index) }
        continue
      }
      if bytes[index] == UInt8(ascii: "<"), isMarkup {
        if let token = markup() { return token }
        continue
      }
      index = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      return .text(start..<index)
    }
    return nil
  }

  // MARK: Kinds of markup

  /// Whether the `<` here starts a tag, a comment or another thing that is no text.
  private var isMarkup: Bool {
    guard let byte = byte(index + 1) else { return false }
    return isNameStart(byte) || "!?/".utf8.contains(byte)
  }

  /// Reads what stands at `index` and goes past it; nil for what is passed over.
  private mutating func markup() -> MarkupToken? {
    switch byte(index + 1) {
    case UInt8(ascii: "!"): return declaration()
    case UInt8(ascii: "?"):
      // HTML has no processing instructions, and reads one as a comment up to the first `>`.
      index = language == .xml ? past("?>", from: index + 2) : past(">", from: index + 2)
      return nil
    case UInt8(ascii: "/"): return endTag()
    default: return startTag()
    }
  }

  private mutating func declaration() -> MarkupToken? {
    let rest = bytes[index...]
    if rest.starts(with: "<!--".utf8) {
      // From the first hyphen on, as `<!-->` is a whole comment.
      index = past("-->", from: index + 2)
    } else if rest.starts(with: "<![CDATA[".utf8) {
      let start = index + 9
      index = past("]]>", from: start)
      let isClosed = bytes[start..<index].suffix(3).elementsEqual("]]>".utf8)
      return .verbatim(start..<(isClosed ? index - 3 : index))
    } else {
      index = past(">", from: index + 2)
    }
    return nil
  }

  private mutating func endTag() -> MarkupToken? {
    let start = index + 2
    index = start
    guard let first = byte(start), isNameStart(first) else {
      index = past(">", from: start)
      return nil
    }
    let name = name()
    index = past(">", from: index)
    return .end(name: name)
  }

  private mutating func startTag() -> MarkupToken? {
    let offset = index
    index += 1
    let name = name()
    var attributes: [MarkupAttribute] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") {
        let isClosed = bytes[index - 1] == UInt8(ascii: "/") && attributes.last?.value.upperBound != index
        index += 1
        let isEmpty = isClosed || (language == .html && Self.void.contains(name))
        if language == .html, !isEmpty, ["script", "style", "title"].contains(name) { tagless = name }
        return .start(MarkupTag(name: name, attributes: attributes, isEmpty: isEmpty, utf8Offset: offset))
      }
      if byte == UInt8(ascii: "/") || isSpace(byte) {
        index += 1
      } else {
        attributes.append(attribute())
      }
    }
    return nil
  }

  private mutating func attribute() -> MarkupAttribute {
    // An equals sign in front belongs to the name, so that each attribute takes one byte at least.
    let name = name(least: 1, end: UInt8(ascii: "="))
    var next = index
    while let byte = byte(next), isSpace(byte) { next += 1 }
    guard byte(next) == UInt8(ascii: "=") else { return MarkupAttribute(name: name, value: index..<index) }
    index = next + 1
    while let byte = byte(index), isSpace(byte) { index += 1 }
    let valueStart = index
    if let quote = byte(index), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = bytes[(index + 1)...].firstIndex(of: quote) ?? bytes.count
      index = Swift.min(end + 1, bytes.count)
      return MarkupAttribute(name: name, value: (valueStart + 1)..<end)
    }
    while let byte = byte(index), !isSpace(byte), byte != UInt8(ascii: ">") { index += 1 }
    return MarkupAttribute(name: name, value: valueStart..<index)
  }

  // MARK: Bytes

  /// Reads a name up to white space, `/`, `>` or `end`, and goes past it.
  private mutating func name(least length: Int = 0, end: UInt8? = nil) -> String {
    let start = index
    index += length
    while let byte = byte(index), !isSpace(byte), byte != UInt8(ascii: "/"), byte != UInt8(ascii: ">"), byte != end {
      index += 1
    }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    return language == .html ? name.lowercased() : name
  }

  /// Where a text has ended, or the end of the file where it does not come.
  private func past(_ text: String, from start: Int) -> Int {
    let wanted = Array(text.utf8)
    var index = Swift.min(start, bytes.count)
    while let found = bytes[index...].firstIndex(of: wanted[0]) {
      if bytes[found...].starts(with: wanted) { return found + wanted.count }
      index = found + 1
    }
    return bytes.count
  }

  /// Where the end tag of an element that holds no tags starts, or the end of the file.
  private func startOfEndTag(of name: String) -> Int {
    var index = self.index
    while let found = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      let letters = bytes[(found + 1)...].dropFirst().prefix(name.utf8.count).map { $0 | 0x20 }
      if byte(found + 1) == UInt8(ascii: "/"), letters.elementsEqual(name.utf8),
        byte(found + 2 + name.utf8.count).map({ isSpace($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") })
          ?? true
      {
        return found
      }
      index = found + 1
    }
    return bytes.count
  }

  private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func isSpace(_ byte: UInt8) -> Bool { Self.isSpace(byte) }

  /// White space as HTML and XML know it: a no-break space is none.
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B }

  private func isNameStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...: language == .xml
    default: false
    }
  }
}
