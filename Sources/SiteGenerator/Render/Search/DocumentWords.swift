/// The words of one document, each once: a value that depends on its texts alone.
struct DocumentWords: Sendable, Equatable {
  private static let end = UInt8(ascii: "\n")

  /// In the order in which they first come, each with a line end behind it. One letter alone finds nothing.
  private let bytes: [UInt8]

  init(of texts: [[UInt8]], by reader: inout SearchWords) {
    var table = WordTable()
    var bytes: [UInt8] = []
    for text in texts {
      reader.read(text) { word in
        guard word.count > 1, table.insert(word).isNew else { return }
        bytes.append(contentsOf: word)
        bytes.append(Self.end)
      }
    }
    self.bytes = bytes
  }

  func read(_ found: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while let end = bytes[start...].firstIndex(of: Self.end) {
        found(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end + 1
      }
    }
  }
}
