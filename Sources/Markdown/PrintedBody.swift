package import Diagnostics
package import StoredValues

/// What becomes of a body on its page: more bytes than all else that is known of it, and asked for by few.
public struct PrintedBody: Sendable {
  /// The finished HTML between the holes.
  public let html: [UInt8]
  /// In the order of their places.
  public let holes: [MarkdownBody.Hole]
  public let headings: [MarkdownBody.Heading]
  private let rest: Rest
  /// What its Markdown says in place of what was written.
  let edits: [BodyEdit]

  /// What hardly anybody asks for.
  private enum Rest: Sendable {
    case held(ids: Set<String>, externalLinks: [MarkdownBody.Link])
    case stored([UInt8], SourceFile)
  }

  /// Every id that the body prints: of headings, of footnotes and of raw HTML.
  /// - Complexity: O(ids) where they are stored.
  public var ids: Set<String> {
    switch rest {
    case .held(let ids, _): ids
    case .stored(let bytes, _): read(bytes) { reader throws(DamagedValues) in Set(try reader.texts()) } ?? []
    }
  }

  /// To pages elsewhere.
  /// - Complexity: O(links) where they are stored.
  public var externalLinks: [MarkdownBody.Link] {
    switch rest {
    case .held(_, let links): return links
    case .stored(let bytes, let file):
      let links = read(bytes) { reader throws(DamagedValues) in
        _ = try reader.texts()
        return try reader.list { reader throws(DamagedValues) in try MarkdownBody.Link(from: &reader, in: file) }
      }
      return links ?? []
    }
  }

  private func read<Value>(
    _ bytes: [UInt8], _ read: (inout ValueReader) throws(DamagedValues) -> Value
  ) -> Value? {
    bytes.withUnsafeBytes { bytes in
      var reader = ValueReader(bytes)
      return try? read(&reader)
    }
  }

  static let empty = PrintedBody(
    printed: PrintedHTML(), headings: [], ids: [], externalLinks: [], edits: [])

  init(
    printed: PrintedHTML, headings: [MarkdownBody.Heading], ids: Set<String>, externalLinks: [MarkdownBody.Link],
    edits: [BodyEdit]
  ) {
    html = printed.bytes
    holes = printed.holes
    self.headings = headings
    rest = .held(ids: ids, externalLinks: externalLinks)
    self.edits = edits
  }

  // MARK: Stored

  /// The same bytes for the same body.
  package func write(to writer: inout ValueWriter) {
    writer.write(html)
    writer.write(holes) { $1.write(to: &$0) }
    writer.write(headings) { writer, heading in
      writer.write(heading.level)
      writer.write(heading.id)
      writer.write(heading.title)
    }
    writer.write(edits) { $1.write(to: &$0) }
    var rest = ValueWriter()
    rest.write(ids.sorted())
    rest.write(externalLinks) { $1.write(to: &$0) }
    writer.write(rest.bytes)
  }

  package init(from reader: inout ValueReader, in file: SourceFile) throws(DamagedValues) {
    html = try reader.bytes()
    holes = try reader.list { reader throws(DamagedValues) in try MarkdownBody.Hole(from: &reader) }
    headings = try reader.list { reader throws(DamagedValues) in
      try MarkdownBody.Heading(level: reader.number(), id: reader.text(), title: reader.text())
    }
    edits = try reader.list { reader throws(DamagedValues) in try BodyEdit(from: &reader) }
    rest = .stored(try reader.bytes(), file)
  }
}

/// A stretch of a body's source, and what stands there in its Markdown.
struct BodyEdit: Sendable {
  enum Replacement: Sendable {
    case nothing
    /// An address inside the site; nil for one that leads to no page.
    case address(path: String?, fragment: String?)
    /// A value, by its place in the body's `values`, and what stands in its brackets.
    case value(Int, text: SourceSpan)
    /// A block, by its place in the body's `blocks`.
    case block(Int)
  }

  let span: SourceSpan
  let replacement: Replacement
}
