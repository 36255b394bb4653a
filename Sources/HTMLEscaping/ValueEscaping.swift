/// How a value is written where a template puts it.
public struct ValueEscaping: Sendable, Hashable {
  enum Form: UInt8, Sendable {
    /// Between tags.
    case text
    /// In `title` and `textarea`, whose tags are text.
    case replaceable
    case attribute
    /// A URL up to its query.
    case url
    /// A part of a URL's query or fragment.
    case query
    case sourceSet
    case style
    /// An operand in a script: JSON.
    case script
    /// Inside a text of a script.
    case scriptText
    /// In a comment.
    case comment
  }

  let form: Form
  let isQuoted: Bool
  /// Whether the scheme of the URL has to be checked once the value is printed.
  public let isSchemeOpen: Bool
  /// Whether the attribute's value starts here, without a quote.
  public let startsValue: Bool

  init(_ form: Form, isQuoted: Bool = true, isSchemeOpen: Bool = false, startsValue: Bool = false) {
    (self.form, self.isQuoted, self.isSchemeOpen, self.startsValue) = (form, isQuoted, isSchemeOpen, startsValue)
  }

  /// Whether digits are written as they are.
  public var isPlain: Bool { form == .text || form == .attribute }

  /// Whether the value is written as JSON.
  public var isJSON: Bool { form == .script }
}

extension HTMLContext {
  private static let urlAttributes: Set<String> = [
    "action", "archive", "background", "base", "cite", "classid", "codebase", "data", "formaction", "from", "href",
    "icon",
    "longdesc", "manifest", "ping", "poster", "profile", "src", "to", "usemap", "values", "by",
  ]

  /// Whether a URL stands here whose scheme is still open and whose start a renderer has to remember: the number of
  /// its bytes that have been written. It is remembered by `beginURL`.
  public var openURLLength: Int? {
    guard place == .value, url == .start, kind == .url else { return nil }
    // One scalar stands for each byte.
    return word.unicodeScalars.count
  }

  /// Whether a URL's scheme may depend on values, so that it has to be checked behind the next stretch of text.
  public var isURLBegun: Bool { place == .value && url == .begun && kind == .url }

  public mutating func beginURL() {
    if place == .value { url = .begun }
  }

  private enum AttributeKind: Equatable {
    case plain, url, sourceSet, style
    case refused(String)
  }

  private var kind: AttributeKind {
    var name = attribute[...]
    if let colon = name.lastIndex(of: ":") { name = name[name.index(after: colon)...] }
    switch name {
    case _ where attribute.hasPrefix("on"): return .refused("an event handler")
    case "srcdoc": return .refused("a document inside an attribute")
    case "http-equiv": return .refused("`http-equiv`")
    case "content" where isRefresh: return .refused("the address of a refresh")
    case "type" where tag == "script", "type" where tag == "?": return .refused("the type of a script")
    case "srcset", "imagesrcset": return .sourceSet
    case "style": return .style
    case _ where Self.urlAttributes.contains(String(name)),
      _ where ["src", "href", "uri", "url"].contains(where: name.contains):
      return .url
    default: return .plain
    }
  }

  /// How a value is written here.
  ///
  /// - Throws: When nothing that a value holds could be safe here.
  public func escaping() throws(ContextProblem) -> ValueEscaping {
    switch place {
    case .text: return ValueEscaping(.text)
    case .comment: return ValueEscaping(.comment)
    case .opening, .tagName: throw .noValueHere("the name of a tag")
    case .declaration: throw .noValueHere("a declaration")
    case .insideTag, .seam, .attributeName, .afterAttributeName: throw .noValueHere("the name of an attribute")
    case .beforeValue, .value: return try attributeEscaping()
    case .content: return try contentEscaping()
    }
  }

  private func attributeEscaping() throws(ContextProblem) -> ValueEscaping {
    let (starts, isQuoted) = (place == .beforeValue, place == .value && quote != .none)
    func written(_ form: ValueEscaping.Form, isSchemeOpen: Bool = false) -> ValueEscaping {
      ValueEscaping(form, isQuoted: isQuoted, isSchemeOpen: isSchemeOpen, startsValue: starts)
    }
    switch kind {
    case .plain: return written(.attribute)
    case .sourceSet: return written(.sourceSet)
    case .style: return written(.style)
    case .refused(let what): throw .noValueHere(what)
    case .url:
      switch starts ? .begun : url {
      case .start, .begun: return written(.url, isSchemeOpen: true)
      case .path: return written(.url)
      case .query: return written(.query)
      case .unknown: throw .unclearURL
      case .closed: throw .scheme(word)
      }
    }
  }

  private func contentEscaping() throws(ContextProblem) -> ValueEscaping {
    switch element {
    case "title", "textarea": return ValueEscaping(.replaceable)
    case "style": return ValueEscaping(.style)
    case "script":
      switch script.state {
      case .code: return ValueEscaping(.script)
      case .slash: throw .unclearSlash
      case .single, .double: return ValueEscaping(.scriptText)
      case .template: throw .noValueHere("a template literal of a script")
      case .regularExpression, .characterClass: throw .noValueHere("a regular expression of a script")
      case .lineComment, .blockComment: throw .noValueHere("a comment of a script")
      }
    default: throw .noValueHere("the element `\(element)`")
    }
  }

  /// Goes behind a value.
  ///
  /// - Throws: When the value turns out to be the address of a refresh.
  public mutating func passValue() throws(ContextProblem) {
    switch place {
    case .beforeValue:
      beginValue(.none)
      url = .begun
    case .content:
      word = ""
      script.passValue()
    case .comment: word = ""
    default: break
    }
    if place == .value {
      word = ""
      if tag == "meta", attribute == "content" { hasContentValue = true }
    }
  }
}
