internal import StoredValues

/// The words of all documents, kept in `.site-cache/` for the next build. Whoever finds another program's has none.
struct SearchStore: Sendable {
  private static let header = Array("site search 1\n".utf8)

  let path: String

  typealias Document = (path: String, recipe: Fingerprint)

  /// What the last build left; nil where nothing was kept.
  func read() -> (documents: [Document], words: WordIndex)? {
    guard let bytes = try? Folder.read(path), let body = try? CheckedFile.body(of: bytes, named: Self.header) else {
      return nil
    }
    return bytes.withUnsafeBytes { raw -> (documents: [Document], words: WordIndex)? in
      var reader = ValueReader(UnsafeRawBufferPointer(rebasing: raw[body]))
      do throws(DamagedValues) {
        guard try Fingerprint(from: &reader) == ProgramIdentity.current else { return nil }
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
    CheckedFile.write(writer.bytes, named: Self.header, to: path)
  }
}
