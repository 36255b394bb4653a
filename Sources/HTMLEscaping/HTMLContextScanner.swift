extension HTMLContext {
  /// Follows markup that the template itself writes.
  ///
  /// - Throws: When a name goes on behind branches, or a slash in a script means two things.
  /// - Complexity: O(bytes).
  public mutating func advance(over bytes: some Sequence<UInt8>) throws(ContextProblem) {
    for byte in bytes { try advance(over: byte) }
  }

  private mutating func advance(over byte: UInt8) throws(ContextProblem) {
    switch place {
    case .text: if byte == UInt8(ascii: "<") { (place, word) = (.opening, "") }
    case .opening: advanceInOpening(byte)
    case .comment: advanceInComment(byte)
    case .declaration: if byte == UInt8(ascii: ">") { place = .text }
    case .content: try advanceInContent(byte)
    case .value: try advanceInValue(byte)
    default: try advanceInTag(byte)
    }
  }

  private mutating func advanceInOpening(_ byte: UInt8) {
    let isLetter = (0x61...0x7A).contains(byte | 0x20)
    switch word {
    case "" where isLetter, "/" where isLetter:
      (place, isEndTag, tag) = (.tagName, word == "/", letter(byte))
      (attribute, isRefresh, hasContentValue, isData) = ("", false, false, false)
    case "" where byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!"), "!" where byte == UInt8(ascii: "-"):
      word.append(letter(byte))
    case "!-" where byte == UInt8(ascii: "-"): (place, word) = (.comment, "--")
    case "" where byte != UInt8(ascii: "?"):
      place = .text
      if byte == UInt8(ascii: "<") { (place, word) = (.opening, "") }
    default: place = byte == UInt8(ascii: ">") ? .text : .declaration
    }
  }

  /// `word` holds the dashes that may begin the end of the comment.
  private mutating func advanceInComment(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ">") where word.hasPrefix("--"): (place, word) = (.text, "")
    case UInt8(ascii: "-"): word = word == "-" || word.hasPrefix("--") ? "--" : "-"
    case UInt8(ascii: "!") where word == "--": word = "--!"
    default: word = ""
    }
  }

  private mutating func advanceInTag(_ byte: UInt8) throws(ContextProblem) {
    let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
    switch byte {
    case UInt8(ascii: ">"): endTag()
    case _ where isSpace:
      if place == .attributeName { place = .afterAttributeName }
      if place == .tagName || place == .seam { place = .insideTag }
    case UInt8(ascii: "/") where place != .beforeValue: place = .insideTag
    case _ where place == .tagName:
      if tag == "?" { throw .nameAcrossBranches("tag") }
      tag.append(letter(byte))
    case _ where place == .seam: throw .nameAcrossBranches("attribute")
    case UInt8(ascii: "=") where place == .attributeName || place == .afterAttributeName: place = .beforeValue
    case _ where place == .attributeName: attribute.append(letter(byte))
    case _ where place == .beforeValue:
      beginValue(byte == UInt8(ascii: "\"") ? .double : byte == UInt8(ascii: "'") ? .single : .none)
      if quote == .none { try advanceInValue(byte) }
    default: (place, attribute) = (.attributeName, letter(byte))
    }
  }

  mutating func beginValue(_ quote: Quote) {
    (place, self.quote, url, word) = (.value, quote, .start, "")
  }

  private mutating func advanceInValue(_ byte: UInt8) throws(ContextProblem) {
    switch (quote, byte) {
    case (.double, UInt8(ascii: "\"")), (.single, UInt8(ascii: "'")), (.none, 0x20), (.none, 0x09...0x0D):
      try endValue()
    case (.none, UInt8(ascii: ">")):
      try endValue()
      endTag()
    default:
      // No scheme and no type that matters is as long.
      if word.utf8.count < 64 { word.append(letter(byte)) }
      guard url == .start || url == .begun || url == .path else { return }
      switch byte {
      case UInt8(ascii: "?"), UInt8(ascii: "#"): url = .query
      case UInt8(ascii: "/"): url = .path
      case UInt8(ascii: ":") where url == .start: url = URLScheme.isAllowed(word.utf8) ? .path : .closed
      case UInt8(ascii: ":"): url = .path
      default: break
      }
    }
  }

  private mutating func endValue() throws(ContextProblem) {
    if attribute == "type" { isData = word.hasSuffix("json") || word == "importmap" || word == "speculationrules" }
    if attribute == "http-equiv" {
      if hasContentValue { throw .noValueHere("the address of a refresh") }
      isRefresh = true
    }
    (place, attribute, word, quote, url) = (.insideTag, "", "", .none, .start)
  }

  private mutating func endTag() {
    (place, attribute, word) = (.text, "", "")
    let contents: Set<String> = [
      "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext",
    ]
    if !isEndTag, contents.contains(tag) { (place, element, script) = (.content, tag, ScriptContext()) }
    if place == .text { (tag, element, isData, script) = ("", "", false, ScriptContext()) }
    (isEndTag, isRefresh, hasContentValue) = (false, false, false)
  }

  /// `word` holds what may begin the end tag.
  private mutating func advanceInContent(_ byte: UInt8) throws(ContextProblem) {
    let end = "</" + element
    if word == end, byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte <= 0x20 {
      (place, isEndTag, isData, word) = (.insideTag, true, false, "")
      return try advanceInTag(byte)
    }
    let next = word + letter(byte)
    word = end.hasPrefix(next) ? next : byte == UInt8(ascii: "<") ? "<" : ""
    if element == "script" { try script.advance(over: byte) }
  }

  /// In lower case.
  private func letter(_ byte: UInt8) -> String {
    String(UnicodeScalar((0x41...0x5A).contains(byte) ? byte | 0x20 : byte))
  }
}

/// The schemes that a URL with a value in it may have.
public enum URLScheme {
  public static let allowed: Set<String> = ["http", "https", "mailto", "tel"]

  /// Whether bytes up to a colon are a scheme on the list; what browsers pass over does not count.
  static func isAllowed(_ bytes: some Sequence<UInt8>) -> Bool {
    allowed.contains(
      String(decoding: bytes.filter { $0 > 0x20 && $0 != UInt8(ascii: ":") }, as: UTF8.self).lowercased())
  }

  /// The scheme that a URL starts with, if no value may have it. A browser passes over white space before a scheme
  /// and over tabs and ends of lines within it, so white space is passed over everywhere.
  /// - Complexity: O(length of the scheme).
  public static func forbidden(at url: ArraySlice<UInt8>) -> String? {
    for (offset, byte) in zip(url.indices, url) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x30...0x39,
        UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0...0x20:
        continue
      case UInt8(ascii: ":"):
        let scheme = url[..<offset]
        return isAllowed(scheme) ? nil : String(decoding: scheme.filter { $0 > 0x20 }, as: UTF8.self)
      default: return nil
      }
    }
    return nil
  }
}
