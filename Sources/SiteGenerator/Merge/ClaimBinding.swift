internal import Diagnostics

/// A change of a file that binds a claim to the ledger.
struct ClaimBinding {
  let file: SourceFile
  /// What comes between brackets as it stands.
  let span: SourceSpan
  /// Behind `index:`.
  let url: String
}

extension SourceFile {
  /// The bytes with claims bound; everything between them stays as it is.
  func binding(_ bindings: [ClaimBinding]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for binding in bindings.sorted(by: { $0.span.start < $1.span.start }) where binding.span.start >= position {
      result += bytes[position..<binding.span.start] + "[".utf8 + bytes[binding.span.start..<binding.span.end]
      result += "](index:\(binding.url))".utf8
      position = binding.span.end
    }
    return result + bytes[position...]
  }
}
