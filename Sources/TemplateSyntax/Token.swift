internal import Diagnostics
internal import TemplateValues

/// A piece of a template. The tokens of a file tile it: each begins where the one before it ends.
struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// Text that is printed, less the white space that its neighbours trim.
    case text
    case comment(Trim)
    /// The whole of `{% raw %}` or `{% endraw %}`.
    case rawMark(Trim)
    case outputOpen(Trim)
    case outputClose(Trim)
    case tagOpen(Trim)
    case tagClose(Trim)
    case whitespace
    case name(String)
    case textLiteral(String)
    case number(TemplateNumber)
    case symbol(String)
    case end
  }

  /// The sides on which a delimiter has a `-` and takes the white space beside it.
  struct Trim: Sendable, Equatable {
    var before = false
    var after = false
  }

  let kind: Kind
  let span: SourceSpan

  /// What the delimiter takes from the text beside it.
  var trim: Trim {
    switch kind {
    case .comment(let trim), .rawMark(let trim), .outputOpen(let trim), .outputClose(let trim), .tagOpen(let trim),
      .tagClose(let trim):
      trim
    case .text, .whitespace, .name, .textLiteral, .number, .symbol, .end: Trim()
    }
  }

  /// The token as a message names it.
  var description: String {
    switch kind {
    case .text, .comment, .rawMark, .whitespace: "text"
    case .outputOpen: "`{{`"
    case .outputClose: "`}}`"
    case .tagOpen: "`{%`"
    case .tagClose: "`%}`"
    case .name(let name): "`\(name)`"
    case .textLiteral: "a text"
    case .number(let number): "`\(number)`"
    case .symbol(let symbol): "`\(symbol)`"
    case .end: "the end of the template"
    }
  }
}
