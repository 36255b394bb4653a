internal import StoredValues

/// The words of all documents, kept in `.site-cache/` for the next build. Whoever finds another program's, or a wrong
/// checksum, has none.
struct SearchStore: Sendable {
  private static let header = Array("site search 1\n".utf8)

  let path: String

  typealias Document = (path: String, recipe: Fingerprint)

  /// What the last build left; nil where nothing was kept.
  func read() -> (documents: [Document], words: WordIndex)? {
    guard let bytes = try? Folder.read(path), bytes.starts(with: Self.header) else { return nil }
    return bytes.withUnsafeBytes { raw -> (documents: [Document], words: WordIndex)? in
      var reader = ValueReader(UnsafeRawBufferPointer(rebasing: raw[Self.header.count...]))
      do throws(DamagedValues) {
        let sum = try Fingerprint(from: &reader)
        let body = UnsafeRawBufferPointer(rebasing: raw[(Self.header.count + 16)...])
        guard sum == Fingerprint(of: body), try Fingerprint(from: &reader) == ProgramIdentity.current else {
          return nil
        }
        let documents = try reader.list { reader throws(DamagedValues) -> Document in
          (try reader.text(), try Fingerprint(from: &reader))
        }
        return (documents, try WordIndex(from: &reader))
      } catch { return nil }
    }
  }

  /// - Parameter documents: in the order of their numbers.
  func write(_ documents: [Document], _ words: WordIndex) {
    var writer = ValueWriter()
    ProgramIdentity.current.write(to: &writer)
    writer.write(documents) { writer, document in
      writer.write(document.path)
      document.recipe.write(to: &writer)
    }
    words.write(to: &writer)
    var head = ValueWriter()
    Fingerprint(of: writer.bytes).write(to: &head)
    // What is not kept has to be gathered again.
    try? FileReplacer.replace(path, with: [Self.header + head.bytes, writer.bytes])
  }
}
