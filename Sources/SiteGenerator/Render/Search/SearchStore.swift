internal import StoredValues

/// The words of all documents, kept in `.site-cache/` for the next build. Whoever finds another program's has none.
struct SearchStore: Sendable {
  private static let header = Array("site search 2\n".utf8)

  let path: String
  /// What the last build left; nil where nothing was kept.
  let known: Shared<Entry?, Never>

  init(path: String) {
    self.path = path
    known = Shared { Self.read(path) }
  }

  typealias Document = (path: String, recipe: Fingerprint)

  /// What a build leaves.
  struct Entry: Sendable {
    /// In the order of their numbers.
    var documents: [Document] = []
    var lines = WordLines()
    /// In which the lines were published.
    var parts: [SearchParts.Part] = []
  }

  private static func read(_ path: String) -> Entry? {
    guard let bytes = try? Folder.read(path), let body = try? CheckedFile.body(of: bytes, named: header) else {
      return nil
    }
    return bytes.withUnsafeBytes { raw -> Entry? in
      var reader = ValueReader(UnsafeRawBufferPointer(rebasing: raw[body]))
      do throws(DamagedValues) {
        guard try Fingerprint(from: &reader) == ProgramIdentity.current else { return nil }
        let documents = try reader.list { reader throws(DamagedValues) -> Document in
          (try reader.text(), try Fingerprint(from: &reader))
        }
        let parts = try reader.list { reader throws(DamagedValues) in
          SearchParts.Part(path: .file(try reader.text()), count: try reader.number())
        }
        let lines = try WordLines(from: &reader)
        guard parts.allSatisfy({ $0.count > 0 && $0.count <= lines.count }) else { return nil }
        return Entry(documents: documents, lines: lines, parts: parts)
      } catch { return nil }
    }
  }

  func write(_ entry: Entry) {
    var writer = ValueWriter(capacity: entry.documents.count * 64 + entry.lines.size)
    ProgramIdentity.current.write(to: &writer)
    writer.write(entry.documents) { writer, document in
      writer.write(document.path)
      document.recipe.write(to: &writer)
    }
    writer.write(entry.parts) { writer, part in
      writer.write(part.path.text)
      writer.write(part.count)
    }
    entry.lines.write(to: &writer)
    CheckedFile.write(writer.bytes, named: Self.header, to: path)
  }
}
