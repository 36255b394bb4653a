/// What becomes of a URL that an author wrote.
public enum LinkTarget: Sendable, Hashable {
  /// Printed as the library prints it: nothing is known of what it leads to.
  case verbatim
  /// A page elsewhere: printed with `rel="external"` and kept in the body's links. No image can be there.
  case external
  /// A mail address or a telephone number, printed as it is.
  case contact
  /// A place on the page itself, behind the `#`; kept in the body's links.
  case fragment(String)
  /// A path inside the site, printed behind the way to its root; with a fragment it is kept in the body's links.
  case site(path: String, fragment: String? = nil)
  /// A picture of the site, with its size in pixels where that is known.
  case image(path: String, size: ImageSize? = nil)
  /// A value that is printed as `<data>`; holds the resolver's name for it.
  case value(name: String)
  /// The text alone, without a link.
  case text
  /// A link that cannot stand: the rule it breaks and the way out.
  case invalid(id: String, message: String, help: String)
}

/// What becomes of an image that stands alone in a paragraph.
public enum BlockImageTarget: Sendable, Hashable {
  case image
  case block(String)
}

/// The width and height at which a picture is shown, in CSS pixels; both are positive.
public struct ImageSize: Sendable, Hashable {
  public let width: Int
  public let height: Int

  /// Nil unless both are positive.
  public init?(width: Int, height: Int) {
    guard width > 0, height > 0 else { return nil }
    self.width = width
    self.height = height
  }
}

/// What a body needs to know of its surroundings; the Markdown itself knows none.
public struct MarkdownOptions {
  /// Asked once for each link and image, in the order of the text.
  public var resolve: (String) -> LinkTarget
  public var resolveBlockImage: (String) -> BlockImageTarget
  /// Whether a paragraph's text, in UTF-8, is kept as `Prose`.
  public var isProseWanted: ([UInt8]) -> Bool
  /// Straight quotes, `--` and `...` become typographic ones.
  public var isSmartPunctuationOn: Bool
  /// Whether raw HTML reaches the page as it is, on the author's trust; else it is shown as text, with a warning.
  public var allowsRawHTML: Bool
  /// Ids that the page around the body holds: no heading gets one of them.
  public var reservedIDs: StaticIDs

  public init(
    isSmartPunctuationOn: Bool = false, allowsRawHTML: Bool = false, reservedIDs: StaticIDs = StaticIDs(),
    resolve: @escaping (String) -> LinkTarget = { _ in .verbatim },
    resolveBlockImage: @escaping (String) -> BlockImageTarget = { _ in .image },
    isProseWanted: @escaping ([UInt8]) -> Bool = { _ in false }
  ) {
    self.isSmartPunctuationOn = isSmartPunctuationOn
    self.allowsRawHTML = allowsRawHTML
    self.reservedIDs = reservedIDs
    self.resolve = resolve
    self.resolveBlockImage = resolveBlockImage
    self.isProseWanted = isProseWanted
  }
}
