/// Where in an HTML document the next byte stands, as far as it matters for what may be printed there.
///
///     var context = HTMLContext()
///     try context.advance(over: Array("<a href=\"".utf8))
///     try context.escaping()  // a URL in a quoted attribute
///
/// The states follow the tokenizer of the HTML standard, and the rules those of Go's html/template.
public struct HTMLContext: Hashable, Sendable {
  enum Place: Hashable, Sendable {
    case text
    /// Behind `<`; what follows it is in `word`.
    case opening
    case comment
    case declaration
    case tagName
    case insideTag
    /// Inside a tag where branches met that end in different parts of it: no name may go on here.
    case seam
    case attributeName
    case afterAttributeName
    case beforeValue
    case value
    /// Inside an element whose content is no markup; `element` names it.
    case content
  }

  enum Quote: Hashable, Sendable { case none, single, double }

  /// How far the URL of an attribute has been written.
  enum URLPart: Hashable, Sendable {
    /// Its scheme may still be open; the bytes so far, all of the template's own, are in `word`.
    case start
    /// Its scheme may still be open, and values may have been printed: it is checked while the page is printed.
    case begun
    case path
    case query
    /// Branches met in different parts.
    case unknown
    /// The template itself has written a scheme that no value may follow.
    case closed
  }

  var place = Place.text
  /// The tag at hand, in lower case; `?` where branches wrote different ones.
  var tag = ""
  var isEndTag = false
  var attribute = ""
  var quote = Quote.none
  var url = URLPart.start
  /// The bytes that the state at hand still has to compare.
  var word = ""
  /// The element whose content is no markup.
  var element = ""
  var script = ScriptContext()
  /// Of a script: whether its type makes it a block of JSON.
  var isData = false
  /// Of a `meta` tag: whether it refreshes the page, and whether its content holds a value.
  var isRefresh = false
  var hasContentValue = false

  public init() {}

  /// Whether the document may end here.
  public var isText: Bool { place == .text }

  /// The context behind branches that end in `self` and in `other`; nil if no value could be safe in both.
  public func joined(with other: HTMLContext) -> HTMLContext? {
    if self == other { return self }
    var (left, right) = (self, other)
    if isInTag, other.isInTag {
      if tag != other.tag { left.tag = "?" }
      if place != other.place || attribute != other.attribute || word != other.word {
        (left.place, left.attribute, left.word) = (.seam, "", "")
      }
      left.isRefresh = isRefresh || other.isRefresh
      left.hasContentValue = hasContentValue || other.hasContentValue
      left.isData = isData && other.isData
      return isEndTag == other.isEndTag ? left : nil
    }
    if place == .value {
      let parts: Set<URLPart> = [url, other.url]
      left.url = parts.count == 1 ? url : parts == [.begun, .path] ? .begun : .unknown
      left.word = ""
      (right.url, right.word) = (left.url, left.word)
    }
    if let script = script.joined(with: other.script) { (left.script, right.script) = (script, script) }
    return left == right ? left : nil
  }

  private var isInTag: Bool {
    switch place {
    case .tagName, .insideTag, .seam, .attributeName, .afterAttributeName: true
    case .text, .opening, .comment, .declaration, .beforeValue, .value, .content: false
    }
  }

  /// The place as a message names it.
  public var description: String {
    // Names are gathered byte by byte.
    func name(_ text: String) -> String {
      String(decoding: text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }, as: UTF8.self)
    }
    return switch place {
    case .text: "text"
    case .opening: "a tag that `<` opens"
    case .comment: "a comment"
    case .declaration: "a declaration"
    case .tagName, .insideTag, .seam: "the tag `<\(name(tag))>`"
    case .attributeName, .afterAttributeName, .beforeValue: "the attribute `\(name(attribute))`"
    case .value: "the value of `\(name(attribute))`"
    case .content: "the element `\(element)`"
    }
  }
}

/// Why a template cannot be made safe.
public enum ContextProblem: Error, Sendable, Hashable {
  /// A value where only the template itself may write; `what` names it: "the name of a tag".
  case noValueHere(String)
  /// A name that is put together from branches.
  case nameAcrossBranches(String)
  /// A value behind a scheme that is not on the list.
  case scheme(String)
  /// A value in a URL of which branches wrote different parts.
  case unclearURL
  /// A slash in a script of which nobody can say whether it divides or starts a regular expression.
  case unclearSlash
}
