public import Diagnostics
internal import StoredValues

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

  /// What nobody changes: one object, since a body is handed on far more often than read.
  private final class Constants: Sendable {
    let blocks: [Block]
    let values: [InlineValue]
    let links: [Link]
    let rawHTMLCount: Int
    let wordCount: Int
    let file: SourceFile?
    let start: Int

    init(
      blocks: [Block], values: [InlineValue], links: [Link], rawHTMLCount: Int, wordCount: Int, file: SourceFile?,
      start: Int
    ) {
      (self.blocks, self.values, self.links) = (blocks, values, links)
      (self.rawHTMLCount, self.wordCount) = (rawHTMLCount, wordCount)
      (self.file, self.start) = (file, start)
    }
  }

  private let constants: Constants
  /// Let go of once their statements are read.
  public var tables: [BodyTable]
  /// Let go of once claims are looked for in it.
  public var prose: [Prose]
  var storage: Storage

  public var blocks: [Block] { constants.blocks }
  public var values: [InlineValue] { constants.values }
  /// Those to a place on a page.
  public var links: [Link] { constants.links }
  /// Pieces of raw HTML that reach the page as they are.
  public var rawHTMLCount: Int { constants.rawHTMLCount }
  /// Words of running text, as runs of letters and digits.
  public var wordCount: Int { constants.wordCount }
  /// Nil where there is no body.
  var file: SourceFile? { constants.file }
  /// Where it starts in the file.
  var start: Int { constants.start }

  enum Storage: Sendable {
    case held(PrintedBody)
    /// Given by whoever stored it, and told from another by a fingerprint.
    case stored(@Sendable () -> PrintedBody, SourceFingerprint)
  }

  public static let empty = MarkdownBody(
    .empty, blocks: [], values: [], tables: [], prose: [], links: [], rawHTMLCount: 0, wordCount: 0, file: nil,
    start: 0)

  init(
    _ printed: PrintedBody, blocks: [Block], values: [InlineValue], tables: [BodyTable], prose: [Prose],
    links: [Link], rawHTMLCount: Int, wordCount: Int, file: SourceFile?, start: Int
  ) {
    constants = Constants(
      blocks: blocks, values: values, links: links, rawHTMLCount: rawHTMLCount, wordCount: wordCount, file: file,
      start: start)
    (self.tables, self.prose) = (tables, prose)
    storage = .held(printed)
  }

  /// What its page shows. Whoever looks at several parts of it asks once.
  /// - Complexity: O(length) where it is stored: it is read again for everybody who asks.
  public var printed: PrintedBody {
    switch storage {
    case .held(let printed): printed
    case .stored(let read, _): read()
    }
  }

  /// The same with what is printed at hand, for whoever looks at several parts of it.
  public var held: MarkdownBody {
    var body = self
    body.storage = .held(printed)
    return body
  }

  /// Tells what is printed from what another text, or the same in other surroundings, would print.
  public var fingerprint: SourceFingerprint {
    switch storage {
    case .held(let printed):
      var writer = ValueWriter()
      printed.write(to: &writer)
      return SourceFingerprint(of: writer.bytes)
    case .stored(_, let fingerprint): return fingerprint
    }
  }

  /// Lets go of what is printed.
  /// - Parameters:
  ///   - fingerprint: of what it wrote itself as.
  ///   - read: gives it back.
  package mutating func store(as fingerprint: SourceFingerprint, _ read: @escaping @Sendable () -> PrintedBody) {
    storage = .stored(read, fingerprint)
  }

  /// The body with its holes filled. `block` gives the HTML of a block, `value` what stands around a value.
  /// - Complexity: O(length of the result): what was printed once is copied.
  public func html(
    root: String, block: (Block) -> [UInt8], value: (InlineValue) -> InlineMarkup
  ) -> [UInt8] {
    let printed = printed
    let (html, holes) = (printed.html, printed.holes)
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
