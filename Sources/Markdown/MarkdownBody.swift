/// A printed body: HTML with a few holes that only its page can fill.
public struct MarkdownBody: Sendable {
  public enum Piece: Sendable, Hashable {
    /// Finished HTML.
    case html([UInt8])
    /// The way from the page to the root of the site: empty, `../`, … on a page, an absolute URL in a feed.
    case root
    /// A block that was written as an image of its own, such as `![](index:table)`; holds the resolver's name for it.
    case block(String)
  }

  public struct Heading: Sendable, Hashable {
    /// 2 to 6.
    public let level: Int
    public let id: String
    public let title: String
  }

  public let pieces: [Piece]
  public let headings: [Heading]
  /// Words of running text, as runs of letters and digits.
  public let wordCount: Int

  public static let empty = MarkdownBody(pieces: [], headings: [], wordCount: 0)

  public func contains(block name: String) -> Bool { pieces.contains(.block(name)) }

  /// The body with its holes filled. `block` gives the HTML of a block's name.
  public func html(root: String, block: (String) -> [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .html(let bytes): result += bytes
      case .root: result += root.utf8
      case .block(let name): result += block(name)
      }
    }
    return result
  }
}

/// What becomes of a URL that an author wrote.
public enum LinkTarget: Sendable, Hashable {
  /// Printed as it is: an external address or a fragment of the page.
  case verbatim
  /// A path inside the site, printed behind the way to its root.
  case site(path: String)
  /// A link that cannot stand: the rule it breaks and the way out.
  case invalid(id: String, message: String, help: String)
}

/// What becomes of an image that stands alone in a paragraph.
public enum BlockImageTarget: Sendable, Hashable {
  case image
  case block(String)
}

/// What a body needs to know of its surroundings; the Markdown itself knows none.
public struct MarkdownOptions {
  /// Asked once for each link and image, in the order of the text.
  public var resolve: (String) -> LinkTarget
  public var resolveBlockImage: (String) -> BlockImageTarget
  /// Straight quotes, `--` and `...` become typographic ones.
  public var isSmartPunctuationOn: Bool

  public init(
    isSmartPunctuationOn: Bool = false, resolve: @escaping (String) -> LinkTarget = { _ in .verbatim },
    resolveBlockImage: @escaping (String) -> BlockImageTarget = { _ in .image }
  ) {
    self.isSmartPunctuationOn = isSmartPunctuationOn
    self.resolve = resolve
    self.resolveBlockImage = resolveBlockImage
  }
}
