public import Diagnostics

/// How much a body may hold.
///
/// Some input takes cmark-gfm quadratic time, and some prints many times its size. Each such family is bounded here,
/// far above what an article holds: a body of this length that meets no bound costs seconds at the most. Where a bound is
/// of *work*, it is a sum of products over the paragraphs of the body, in steps of a few machine instructions; a
/// paragraph is a stretch without a blank line, and the content of code counts as text.
public enum MarkdownLimits {
  /// Of a body, in bytes. Linear work takes up to some thousand instructions a byte, so that it ends in seconds.
  public static let longestBody = 1 << 20
  /// Of lists and quotations in one another; two columns at the start of a line count as a level.
  public static let deepestNesting = 250
  /// Of one table.
  public static let mostColumns = 500
  /// Of a body's tables together. A short row is filled up to the columns of its table.
  public static let mostCells = 200_000
  /// Of a body: each reference prints a link of some fifty bytes and one back.
  public static let mostFootnoteReferences = 20_000
  /// Of addresses and titles that stand once in a reference definition and are printed wherever it is used, in bytes.
  public static let longestExpansion = 4 << 20

  /// For each line its depth times its bytes: the library walks up from each line and each piece of text.
  static let nestingWork = 200_000_000
  /// For each line, and for all that stands above a delimiter row, the square of its bars and lines.
  static let rowWork = 200_000_000
  /// For each paragraph its closing brackets times its opening ones and marks of emphasis.
  static let bracketWork = 50_000_000
  /// For each paragraph its `<!` and `<?` times its bytes: each looks for its end up to the end of the paragraph.
  static let declarationWork = 300_000_000
  /// For each run of text without a space its `@` and `)` times its bytes.
  static let addressWork = 200_000_000

  /// The first bound that a body goes beyond, as an error at the line that does.
  /// - Complexity: O(length of the body).
  public static func problem(in file: SourceFile, from bodyOffset: Int) -> Diagnostic? {
    let length = file.bytes.count - bodyOffset
    guard length <= longestBody else { return BodyBound.length.diagnostic(at: bodyOffset, in: file) }
    return file.bytes.withUnsafeBufferPointer { bytes in
      do throws(BoundProblem) {
        if !BodyCount(bytes, from: bodyOffset).isWithinBounds {
          var lines = BodyLineScan(bytes)
          try lines.scan(from: bodyOffset)
        }
        var references = ReferenceScan(bytes)
        try references.scan(from: bodyOffset)
        return nil
      } catch { return error.bound.diagnostic(at: error.offset, in: file) }
    }
  }
}

/// A bound that a body goes beyond, and where.
struct BoundProblem: Error {
  let bound: BodyBound
  let offset: Int
}

/// The bounds in words.
enum BodyBound {
  case length
  case nesting
  case nestedText
  case columns
  case cells
  case row
  case textAboveTable
  case brackets
  case declarations
  case address
  case footnotes
  /// No bound: the library cuts such a name, even within a character.
  case footnoteName
  case expansion

  func diagnostic(at offset: Int, in file: SourceFile) -> Diagnostic {
    let line = file.lineRange(around: offset)
    let place =
      switch self {
      case .length: offset..<offset
      case .footnoteName: offset..<line.upperBound
      default: line
      }
    let (id, message, help) = words
    return Diagnostic(
      id: id, message, at: SourcePlace(file, SourceSpan(place.lowerBound, place.upperBound)), help: help)
  }

  private var words: (id: String, message: String, help: String) {
    switch self {
    case .length:
      (
        "body-too-long", "a body holds at most \(MarkdownLimits.longestBody >> 20) MiB of Markdown",
        "split the text into several articles"
      )
    case .nesting:
      (
        "nesting-too-deep", "lists and quotations nest at most \(MarkdownLimits.deepestNesting) levels deep",
        "start the line further left, with fewer markers"
      )
    case .nestedText:
      (
        "nesting-too-deep", "lists and quotations nest too deep for so much text",
        "put fewer of them into one another, or split the text"
      )
    case .columns:
      (
        "table-too-wide", "a table has at most \(MarkdownLimits.mostColumns) columns",
        "split it into several tables, or turn rows and columns around"
      )
    case .cells:
      (
        "table-too-large",
        "tables of a body have at most \(MarkdownLimits.mostCells) cells, with those that fill up short rows",
        "split the text, or put the table into a file of media/"
      )
    case .row:
      ("row-too-long", "a line holds too many bars to be read as a row of a table", "break the line")
    case .textAboveTable:
      (
        "row-too-long", "a line like |---| stands below too many lines or bars of one paragraph",
        "put a blank line above the table's header"
      )
    case .brackets:
      (
        "too-many-brackets", "a paragraph holds too many brackets among other brackets, `*`, `_`, `~` and quotes",
        "part it with blank lines, or write \\[ and \\] where a bracket is only text"
      )
    case .declarations:
      (
        "too-many-declarations", "a paragraph holds too many `<!` and `<?`",
        "part it with blank lines, or write \\< where the character is only text"
      )
    case .address:
      (
        "address-too-long", "a run of text without a space holds too many `@` and `)`",
        "put spaces between its parts"
      )
    case .footnotes:
      (
        "too-many-footnotes",
        "a body refers to footnotes at most \(MarkdownLimits.mostFootnoteReferences) times",
        "split the text into several articles"
      )
    case .footnoteName:
      (
        "footnote-name", "a footnote's name stands on one line",
        "put [^ and ] on the same line, or write \\[ where the bracket is only text"
      )
    case .expansion:
      (
        "references-too-long",
        "reference definitions come to more than \(MarkdownLimits.longestExpansion >> 20) MiB where they are used",
        "shorten this address or title, or use it less often"
      )
    }
  }
}
