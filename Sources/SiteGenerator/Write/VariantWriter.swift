internal import Dispatch
internal import Foundation
internal import Synchronization

/// Writes compressed variants beside the files of a site that gain by it: `index.html.gz`, `index.html.br`.
///
/// A variant that is there and owned is that of the file as it is now, even after a build that was cut short: what is not
/// owned is removed before it is, and a file's variants before the file changes. So a server never hands out an old
/// variant of a new file, and no file is compressed twice.
struct VariantWriter {
  private let folders: ProjectFolders
  private let compressor: Compressor?
  private let files: [(path: String, variants: [(path: String, coding: ContentCoding)])]
  /// Where variants may come to stand.
  private let wanted: Set<String>
  private let owned: Set<String>

  /// - Parameters:
  ///   - paths: every file of the site. Where one has the name of a variant, it stays what it is.
  ///   - compressor: nil for a site without variants.
  init(_ paths: [String], in folders: ProjectFolders, _ compressor: Compressor?) {
    (self.folders, self.compressor) = (folders, compressor)
    let taken = Set(paths)
    let codings = compressor?.codings ?? []
    let files = (codings.isEmpty ? [] : paths.filter(Self.gains)).map { path in
      (path, codings.map { (path + $0.suffix, $0) }.filter { !taken.contains($0.0) })
    }
    wanted = Set(files.flatMap { $0.1.map(\.0) })
    owned = (OwnedPaths(file: folders.variants).load() ?? []).subtracting(taken)
    self.files = files
  }

  /// Removes what no file of the site has any more, and takes the places of the others; before any file is written.
  func prepare() throws(WriteError) {
    for path in owned.symmetricDifference(wanted) { try remove(path) }
    if !owned.isEmpty || !wanted.isEmpty { try OwnedPaths(file: folders.variants).save(wanted) }
  }

  /// Removes a file's variants, before the file changes.
  func discard(variantsOf path: String) throws(WriteError) {
    for variant in ContentCoding.allCases.map({ path + $0.suffix }) where wanted.contains(variant) {
      try remove(variant)
    }
  }

  private func remove(_ path: String) throws(WriteError) {
    let target = folders.output + "/" + path
    guard unlink(target) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw WriteError(path: Folder.normalised(target), cause: String(cString: strerror(errno)))
    }
  }

  /// Makes what is missing, several files at a time; after every file is written.
  /// - Returns: the paths of all variants, and nil for a site without.
  func write(_ watch: BuildWatch) throws(WriteError) -> (paths: Set<String>, summary: CompressionSummary?) {
    guard let compressor else { return ([], nil) }
    let outcomes = Mutex([Result<[CompressedVariant], WriteError>?](repeating: nil, count: files.count))
    let done = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let (path, wanted) = files[index]
      let outcome = Result { () throws(WriteError) in try compress(path, to: wanted, compressor) }
      outcomes.withLock { $0[index] = outcome }
      watch.step(.compress, done.add(1, ordering: .relaxed).newValue, of: files.count)
    }
    var variants: [CompressedVariant] = []
    for outcome in outcomes.withLock({ $0 }) { variants += try outcome?.get() ?? [] }
    let paths = Set(variants.map(\.path))
    try OwnedPaths(file: folders.variants).save(paths)
    return (paths, CompressionSummary(variants, compressor.codings))
  }

  private func compress(
    _ path: String, to wanted: [(path: String, coding: ContentCoding)], _ compressor: Compressor
  ) throws(WriteError) -> [CompressedVariant] {
    guard let plainSize = Folder.size(of: folders.output + "/" + path), plainSize >= Self.smallest else { return [] }
    var result: [CompressedVariant] = []
    var plain: [UInt8] = []
    for (variant, coding) in wanted {
      let target = folders.output + "/" + variant
      if let size = Folder.size(of: target) {
        result.append(CompressedVariant(variant, coding, size: size, plainSize: plainSize, isNew: false))
        continue
      }
      if plain.isEmpty {
        do throws(UnreadablePath) { plain = try Folder.read(folders.output + "/" + path) } catch {
          throw WriteError(path: error.path, cause: error.cause)
        }
      }
      guard let stream = compressor.compress(plain, coding) else { continue }
      try FileReplacer.replace(target, with: stream)
      result.append(CompressedVariant(variant, coding, size: stream.count, plainSize: plainSize, isNew: true))
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

  private static func gains(_ path: String) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return extensions.contains(path[path.index(after: dot)...].lowercased())
  }
}
