internal import Diagnostics

/// A value of front matter or of index.yml as it was written: text, no types yet, with its place in the file.
indirect enum YAMLNode: Sendable {
  case scalar(YAMLScalar)
  case sequence([YAMLNode], SourceSpan)
  case mapping([YAMLEntry], SourceSpan)

  var span: SourceSpan {
    switch self {
    case .scalar(let scalar): scalar.span
    case .sequence(_, let span), .mapping(_, let span): span
    }
  }

  /// What a person would call it.
  var kind: String {
    switch self {
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }
}

struct YAMLScalar: Sendable {
  let text: String
  /// The text itself, without quotes.
  let span: SourceSpan
  /// Whether it is written in quotes or as a block, so that it is text whatever it says.
  let isQuoted: Bool
  /// Whether the bytes of `span` are the text, so that a part of it can be pointed at.
  let isVerbatim: Bool

  /// The span of a part of the text, given in its UTF-8 offsets.
  func span(of part: Range<Int>) -> SourceSpan {
    isVerbatim ? SourceSpan(span.start + part.lowerBound, span.start + part.upperBound) : span
  }
}

struct YAMLEntry: Sendable {
  let key: String
  let keySpan: SourceSpan
  let value: YAMLNode
}
