internal import Dispatch
internal import Foundation
internal import Synchronization

/// Makes compressed variants of the files of a site that gain by it: `index.html.gz`, `index.html.br`.
///
/// A variant is made from its file's bytes, whose fingerprint is its recipe: so no file is compressed twice. The variants
/// of a file are removed before it changes: so a server never hands out an old variant of a new file.
struct VariantWriter {
  let stage: SiteStage
  let compressor: Compressor
  /// Paths of files of the site that are not staged here.
  var taken: [String] = []

  /// Stages what is missing, several files at a time; after every file is staged.
  func write(_ watch: BuildWatch) throws(WriteError) -> CompressionSummary {
    let files = stage.files
    // Where a file of the site has the name of a variant, it stays what it is.
    let taken = Set(files.map(\.path) + self.taken)
    let gaining = files.filter { Self.gains($0.path) }
    let outcomes = Mutex([Result<[CompressedVariant], WriteError>?](repeating: nil, count: gaining.count))
    let done = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: gaining.count) { index in
      let outcome = Result { () throws(WriteError) in try compress(gaining[index], taken) }
      outcomes.withLock { $0[index] = outcome }
      watch.step(.compress, done.add(1, ordering: .relaxed).newValue, of: gaining.count)
    }
    var variants: [CompressedVariant] = []
    for outcome in outcomes.withLock({ $0 }) { variants += try outcome?.get() ?? [] }
    return CompressionSummary(variants, compressor.codings)
  }

  private func compress(_ file: SiteStage.File, _ taken: Set<String>) throws(WriteError) -> [CompressedVariant] {
    var result: [CompressedVariant] = []
    var plain: [UInt8] = []
    let plainSize = Int(file.entry.stamp.size)
    for coding in compressor.codings {
      let path = SitePath.file(file.path + coding.suffix)
      // No name is longer than disks take.
      let length = file.path.utf8.count - Folder.parent(of: file.path).utf8.count + coding.suffix.utf8.count
      guard !taken.contains(path.text), length <= 255 else { continue }
      guard plainSize >= Self.smallest else {
        stage.discard(path.text)
        continue
      }
      if let recipe = file.entry.content, try stage.keep(path, FileOrigin(recipe: recipe)) {
        let size = Folder.size(of: stage.folders.output + "/" + path.text) ?? 0
        result.append(CompressedVariant(path.text, coding, size: size, plainSize: plainSize, isNew: false))
        continue
      }
      if plain.isEmpty {
        do throws(UnreadablePath) { plain = try Folder.read(stage.location(of: file)) } catch {
          throw WriteError(error)
        }
      }
      guard let stream = compressor.compress(plain, coding) else {
        stage.discard(path.text)
        continue
      }
      let isNew = try stage.put(stream, at: path, FileOrigin(recipe: file.entry.content), isVariant: true)
      result.append(CompressedVariant(path.text, coding, size: stream.count, plainSize: plainSize, isNew: isNew))
    }
    return result
  }

  // MARK: What gains by it

  /// Below this a stream's header and the server's second look for a file cost what it saves.
  private static let smallest = 256

  /// Text, and fonts that are not compressed in themselves.
  private static let extensions: Set<String> = [
    "bib", "css", "csv", "geojson", "htm", "html", "ics", "js", "json", "map", "md", "mjs", "otf", "rss", "svg", "tsv",
    "ttf", "txt", "wasm", "webmanifest", "xml", "yaml", "yml",
  ]

  static func gains(_ path: String) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return extensions.contains(path[path.index(after: dot)...].lowercased())
  }
}
