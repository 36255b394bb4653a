/// A file's compressed form on the disk.
struct CompressedVariant: Sendable {
  let path: String
  let coding: ContentCoding
  let size: Int
  /// The size of the file itself.
  let plainSize: Int
  /// Whether this run made it.
  let isNew: Bool

  init(_ path: String, _ coding: ContentCoding, size: Int, plainSize: Int, isNew: Bool) {
    (self.path, self.coding, self.size) = (path, coding, size)
    (self.plainSize, self.isNew) = (plainSize, isNew)
  }
}

/// What compression made of a site.
public struct CompressionSummary: Sendable {
  /// A coding's variants: how many, of how many bytes, and how many bytes their files have.
  public struct Total: Sendable {
    public let coding: ContentCoding
    public let variants: Int
    public let bytes: Int
    public let plainBytes: Int
  }

  /// One for each coding that could be made.
  public let totals: [Total]
  /// Variants that this run made, and those that were there.
  public let made: Int
  public let kept: Int

  init(_ variants: [CompressedVariant], _ codings: [ContentCoding]) {
    totals = codings.map { coding in
      let own = variants.filter { $0.coding == coding }
      return Total(
        coding: coding, variants: own.count, bytes: own.reduce(0) { $0 + $1.size },
        plainBytes: own.reduce(0) { $0 + $1.plainSize })
    }
    made = variants.count(where: \.isNew)
    kept = variants.count - made
  }

  /// For who runs the build: it goes on without them.
  public var sentence: String? {
    guard !totals.contains(where: { $0.coding == .brotli }) else { return nil }
    return "without .br: libbrotlienc is not installed (apt-get install libbrotli1, or brew install brotli)"
  }
}
