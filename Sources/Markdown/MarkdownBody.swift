public import Diagnostics

/// A printed body: HTML with a few holes that only its page can fill, and what the text itself says.
public struct MarkdownBody: Sendable {
  /// A place in the HTML where something of its page stands.
  public struct Hole: Sendable, Hashable {
    /// Of what stands behind it in the HTML.
    public let offset: Int
    public let filling: Filling
  }

  public enum Filling: Sendable, Hashable {
    /// The way from the page to the root of the site: empty, `../`, … on a page, an absolute URL in a feed.
    case root
    /// A block that was written as an image of its own, such as `![](index:table)`, by its place in `blocks`.
    case block(Int)
    /// The start of an inline value, by its place in `values`; its written text and `endOfValue` follow.
    case value(Int)
    case endOfValue
  }

  /// An image that stands alone in a paragraph and is no picture.
  public struct Block: Sendable, Hashable {
    /// The resolver's name for it.
    public let name: String
    /// The text in its brackets.
    public let text: String
    public let place: SourcePlace
  }

  /// A link that only its surroundings can check: to a page elsewhere or to a place on a page.
  public struct Link: Sendable, Hashable {
    /// As it was written.
    public let url: String
    public let target: LinkTarget
    /// Its address, or where that was not found, the first line of its block.
    public let place: SourcePlace
  }

  public struct Heading: Sendable, Hashable {
    /// 2 to 6.
    public let level: Int
    public let id: String
    public let title: String
  }

  /// The finished HTML between the holes.
  public let html: [UInt8]
  /// In the order of their places.
  public let holes: [Hole]
  public let blocks: [Block]
  public let values: [InlineValue]
  /// Let go of once their statements are read.
  public var tables: [BodyTable]
  public let prose: [Prose]
  public let headings: [Heading]
  public let links: [Link]
  /// Every id that the body prints: of headings, of footnotes and of raw HTML.
  public let ids: Set<String>
  /// Pieces of raw HTML that reach the page as they are.
  public let rawHTMLCount: Int
  /// Words of running text, as runs of letters and digits.
  public let wordCount: Int
  /// The body as it was written.
  public let source: BodySource?

  public static let empty = MarkdownBody(
    printed: PrintedHTML(), blocks: [], values: [], tables: [], prose: [], headings: [], links: [], ids: [],
    rawHTMLCount: 0, wordCount: 0, source: nil)

  init(
    printed: PrintedHTML, blocks: [Block], values: [InlineValue], tables: [BodyTable], prose: [Prose],
    headings: [Heading], links: [Link], ids: Set<String>, rawHTMLCount: Int, wordCount: Int, source: BodySource?
  ) {
    html = printed.bytes
    holes = printed.holes
    self.blocks = blocks
    self.values = values
    self.tables = tables
    self.prose = prose
    self.headings = headings
    self.links = links
    self.ids = ids
    self.rawHTMLCount = rawHTMLCount
    self.wordCount = wordCount
    self.source = source
  }

  /// The body with its holes filled. `block` gives the HTML of a block, `value` what stands around a value.
  /// - Complexity: O(length of the result): what was printed once is copied.
  public func html(
    root: String, block: (Block) -> [UInt8], value: (InlineValue) -> InlineMarkup
  ) -> [UInt8] {
    if holes.isEmpty { return html }
    var result: [UInt8] = []
    result.reserveCapacity(html.count + holes.count * 64)
    var start = 0
    /// Of the value that replaces the written text.
    var isReplaced = false
    var closing: [UInt8] = []
    for hole in holes {
      if !isReplaced { result += html[start..<hole.offset] }
      start = hole.offset
      switch hole.filling {
      case .endOfValue:
        result += closing
        isReplaced = false
      case _ where isReplaced: continue
      case .root: result += root.utf8
      case .block(let index): result += block(blocks[index])
      case .value(let index):
        let markup = value(values[index])
        result += markup.opening + (markup.text ?? [])
        isReplaced = markup.text != nil
        closing = markup.closing
      }
    }
    if !isReplaced { result += html[start...] }
    return result
  }
}

/// How an inline value is printed.
public struct InlineMarkup: Sendable {
  /// HTML before and behind the text.
  public let opening: [UInt8]
  public let closing: [UInt8]
  /// HTML in place of the written text; nil where that stays.
  public let text: [UInt8]?

  public init(opening: [UInt8], closing: [UInt8], text: [UInt8]? = nil) {
    self.opening = opening
    self.closing = closing
    self.text = text
  }
}
