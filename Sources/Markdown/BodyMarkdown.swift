public import Diagnostics

extension MarkdownBody {
  /// The body as Markdown that can be read anywhere: the author's own bytes, but for addresses, values and blocks.
  ///
  /// What could not be found in the file, such as an address that is written with an entity, stays as it was written.
  /// - Throws: where the file was let go, and holds another text by now or cannot be read.
  /// - Parameters:
  ///   - address: of a path inside the site, with a fragment; nil for a link that leads to no page.
  ///   - value: what stands in place of a value's written text, as Markdown; nil where that stays.
  ///   - block: the Markdown of a block.
  /// - Complexity: O(n log n) in what is replaced.
  public func markdown(
    address: (_ path: String?, _ fragment: String?) -> String, value: (InlineValue) -> String?,
    block: (Block) -> [UInt8]
  ) throws(ChangedSource) -> [UInt8] {
    guard let file else { return [] }
    let bytes = try file.unchangedBytes()
    var flat: [(span: SourceSpan, text: [UInt8])] = []
    for edit in printed.edits {
      switch edit.replacement {
      case .nothing: flat.append((edit.span, []))
      case .address(let path, let fragment): flat.append((edit.span, Array(address(path, fragment).utf8)))
      case .block(let index): flat.append((edit.span, block(blocks[index])))
      case .value(let index, let text):
        // Without its brackets a number may start a line, where it makes a list with what follows.
        let isFirst = isAtStartOfLine(edit.span.start, bytes)
        let next = edit.span.end < bytes.count ? bytes[edit.span.end] : 0
        let close: [UInt8] = isFirst && ".)".utf8.contains(next) ? [UInt8(ascii: "\\")] : []
        if let replacement = value(values[index]) {
          flat.append((edit.span, replacement.utf8 + close))
        } else {
          let first = text.start < text.end ? bytes[text.start] : 0
          let open: [UInt8] = isFirst && "+-".utf8.contains(first) ? [UInt8(ascii: "\\")] : []
          flat.append((SourceSpan(edit.span.start, text.start), open))
          flat.append((SourceSpan(text.end, edit.span.end), close))
        }
      }
    }
    // Of two that start together, the longer holds the other.
    flat.sort { $0.span.start != $1.span.start ? $0.span.start < $1.span.start : $0.span.end > $1.span.end }
    var result: [UInt8] = []
    var position = start
    for (span, text) in flat where span.start >= position {
      result += bytes[position..<span.start]
      result += text
      position = span.end
    }
    return result + bytes[position...]
  }

  /// Whether nothing but the marks of lists and quotations stands before an offset on its line.
  private func isAtStartOfLine(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    let before = bytes[..<offset].reversed().first { !" \t>*+-.)0123456789".utf8.contains($0) }
    return before == nil || before == 0x0A
  }
}
