internal import CCompression
internal import Diagnostics

/// The forms of a file that servers hand out to who accepts them; HTTP calls them content codings.
public enum ContentCoding: String, Sendable, CaseIterable {
  case gzip
  case brotli

  /// What the variant's name ends in, after the name of its file.
  public var suffix: String {
    switch self {
    case .gzip: ".gz"
    case .brotli: ".br"
    }
  }
}

/// Where the system keeps its libraries of compression: names that are tried in turn.
struct CompressionLibraries: Sendable {
  var zlib = ["libz.so.1", "libz.1.dylib"]
  var brotli = [
    "libbrotlienc.so.1", "libbrotlienc.1.dylib", "/opt/homebrew/lib/libbrotlienc.1.dylib",
    "/usr/local/lib/libbrotlienc.1.dylib",
  ]
}

/// Compresses by the system's libraries, as small as each can: the same bytes give the same stream, without a time.
struct Compressor: Sendable {
  private let zlib: String
  private let brotli: String?

  /// Nil where zlib is missing; brotli is left out where its library is.
  init?(_ libraries: CompressionLibraries = CompressionLibraries()) {
    guard let zlib = libraries.zlib.first(where: { compression_library_has($0, "deflateInit2_") }) else { return nil }
    self.zlib = zlib
    brotli = libraries.brotli.first { compression_library_has($0, "BrotliEncoderCompress") }
  }

  var codings: [ContentCoding] { brotli == nil ? [.gzip] : [.gzip, .brotli] }

  /// The stream; nil where it is not smaller than the bytes.
  func compress(_ bytes: [UInt8], _ coding: ContentCoding) -> [UInt8]? {
    guard bytes.count > 1 else { return nil }
    let capacity = bytes.count - 1
    let stream = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, size in
      size =
        switch coding {
        case .gzip: compression_gzip(zlib, bytes, bytes.count, buffer.baseAddress, capacity)
        case .brotli: compression_brotli(brotli ?? "", bytes, bytes.count, buffer.baseAddress, capacity)
        }
    }
    return stream.isEmpty ? nil : stream
  }

  static let missing = Diagnostic(
    id: Diagnostic.usageID, "--compress needs zlib, which is not installed", at: .project,
    help: "apt-get install zlib1g, or build without --compress")
}
