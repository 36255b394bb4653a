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
  /// For each UTF-8 offset of the text the offset in the file; nil where the text does not stand there as it reads.
  public let fileOffsets: [Int?]

  /// Where a part of the text stands in the file, if it stands there byte for byte but for ends of lines.
  public func span(of range: Range<Int>) -> SourceSpan? {
    guard let first = range.first, let start = fileOffsets[first] else { return nil }
    for (distance, index) in range.enumerated() where fileOffsets[index] != start + distance { return nil }
    return SourceSpan(start, start + range.count)
  }
}
