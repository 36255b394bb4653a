public import Diagnostics

/// A link whose text is a claim about a value: `[sixth](index:TSLA/rank)`.
public struct InlineValue: Sendable {
  /// The resolver's name for it.
  public let name: String
  /// The text in its brackets, without markup.
  public let text: String
  /// The running text before it in its block.
  public let precedingText: String
  /// The text in its brackets, or where that was not found, the line of its block.
  public let place: SourcePlace
  /// From bracket to parenthesis; nil where it was not found in the file.
  public let span: SourceSpan?
}

/// A table of a body as it was written.
public struct BodyTable: Sendable {
  public struct Cell: Sendable {
    /// Without markup.
    public let text: String
    /// The addresses of the links in it.
    public let links: [String]
    /// The cell, or where that was not found, its line.
    public let place: SourcePlace
  }

  public let header: [Cell]
  public let rows: [[Cell]]
}

/// The running text of a paragraph.
public struct Prose: Sendable {
  public struct Link: Sendable {
    /// In UTF-8 offsets of the text.
    public let range: Range<Int>
    public let url: String
  }

  /// Without markup; lines are joined by a space.
  public let text: String
  public let links: [Link]
  /// The paragraph's first line.
  public let place: SourcePlace
  /// Where its stretches stand in the file, in the order of the text; what does not stand there as it reads lies between.
  public let stretches: [Stretch]

  /// A part of the text that stands in the file byte for byte, but for ends of lines; as long as it goes on.
  public struct Stretch: Sendable {
    /// In UTF-8 offsets of the text.
    public internal(set) var range: Range<Int>
    /// Where it starts in the file.
    public let fileOffset: Int
  }

  /// Where a part of the text stands in the file, if it stands there byte for byte but for ends of lines.
  public func span(of range: Range<Int>) -> SourceSpan? {
    guard
      let stretch = stretches.first(where: { $0.range.upperBound > range.lowerBound }), !range.isEmpty,
      stretch.range.lowerBound <= range.lowerBound, stretch.range.upperBound >= range.upperBound
    else { return nil }
    let start = stretch.fileOffset + range.lowerBound - stretch.range.lowerBound
    return SourceSpan(start, start + range.count)
  }
}
