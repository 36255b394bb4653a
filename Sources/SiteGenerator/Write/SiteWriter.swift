internal import Diagnostics
internal import Foundation

/// The last stage: the rendered site to disk.
///
/// Files whose bytes are the same are not touched. Each other file is written beside its place and renamed into it, so
/// that no reader sees half a file. What an earlier build wrote and this one does not is removed; what no build wrote
/// is left alone. The list of what is owned is kept in `.site-cache/`.
struct SiteWriter {
  struct Summary: Sendable {
    var written = 0
    var unchanged = 0
    var removed = 0
    /// Files in the output folder that the build does not know, where there was no list of what it owned.
    var unknown: [String] = []
  }

  let folders: ProjectFolders
  var cards: CardConverter?
  var watch = BuildWatch()

  func write(_ site: RenderedSite) throws(WriteError) -> Summary {
    var summary = Summary()
    // Before anything is written: where a card cannot be made, the site stays as it was.
    let pictures = try cards?.convert(site.cards, in: folders.cards) ?? []
    let owned = ownedFiles()
    var isOwned: Set<String> = []
    try FileReplacer.createFolder(folders.output)
    // The list of owned files grows before the first write, so that a build cut short still knows what it made.
    let paths = site.files.map(\.path.text) + pictures.map(\.path.text) + site.copies
    isOwned.formUnion(paths)
    try saveManifest((owned ?? []).union(isOwned))
    for (number, file) in site.files.enumerated() {
      try put(file.bytes, at: file.path.text, &summary)
      watch.step(.write, number + 1, of: site.files.count)
    }
    for (path, file) in pictures { try copy(file, to: path.text, &summary) }
    for path in site.copies { try copy(folders.content + "/" + path, to: path, &summary) }
    if let owned {
      for path in owned.subtracting(isOwned).sorted() where remove(path) { summary.removed += 1 }
    } else {
      let present = (try? Folder.files(beneath: folders.output)) ?? []
      summary.unknown = present.map(\.path).filter { !isOwned.contains($0) }
    }
    try saveManifest(isOwned)
    return summary
  }

  private func put(_ bytes: [UInt8], at path: String, _ summary: inout Summary) throws(WriteError) {
    let target = folders.output + "/" + path
    if let present = try? Data(contentsOf: URL(fileURLWithPath: target)), present.elementsEqual(bytes) {
      summary.unchanged += 1
      return
    }
    try FileReplacer.replace(target, with: bytes)
    summary.written += 1
  }

  private func copy(_ file: String, to path: String, _ summary: inout Summary) throws(WriteError) {
    do throws(UnreadablePath) {
      let bytes = try Folder.read(file)
      do throws(WriteError) { try put(bytes, at: path, &summary) } catch {
        throw UnreadablePath(path: error.path, cause: error.cause)
      }
    } catch { throw WriteError(path: error.path, cause: error.cause) }
  }

  /// Removes an owned file and the folders that are empty without it.
  private func remove(_ path: String) -> Bool {
    let files = FileManager.default
    guard (try? files.removeItem(atPath: folders.output + "/" + path)) != nil else { return false }
    var folder = Folder.parent(of: path)
    while !folder.isEmpty, (try? files.contentsOfDirectory(atPath: folders.output + "/" + folder))?.isEmpty == true {
      // rmdir fails on a folder that is not empty, whatever came in between.
      guard rmdir(folders.output + "/" + folder) == 0 else { break }
      folder = Folder.parent(of: folder)
    }
    return true
  }

  // MARK: The list of owned files

  private static let header = "site output 1"

  /// Nil where no list was kept, or it is not one of ours.
  private func ownedFiles() -> Set<String>? {
    guard let bytes = try? Folder.read(folders.manifest) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.first == Self.header else { return nil }
    // Only paths that cannot leave the output folder: the list is a file that anybody may edit.
    return Set(lines.dropFirst().filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") })
  }

  private func saveManifest(_ paths: Set<String>) throws(WriteError) {
    let text = ([Self.header] + paths.sorted()).joined(separator: "\n") + "\n"
    try FileReplacer.replace(folders.manifest, with: Array(text.utf8))
  }
}

/// Writes a file beside its place and renames it into it, so that no reader sees half of it.
enum FileReplacer {
  static func replace(_ target: String, with bytes: [UInt8]) throws(WriteError) {
    let folder = Folder.parent(of: target)
    if !folder.isEmpty { try createFolder(folder) }
    do { try Data(bytes).write(to: URL(fileURLWithPath: target), options: .atomic) } catch {
      throw WriteError(path: Folder.normalised(target), cause: Folder.cause(of: error))
    }
  }

  static func createFolder(_ path: String) throws(WriteError) {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw WriteError(path: Folder.normalised(path), cause: Folder.cause(of: error))
    }
  }
}

/// A file that could not be written, with the system's reason.
struct WriteError: Error {
  let path: String
  let cause: String

  var diagnostic: Diagnostic {
    Diagnostic(
      id: Diagnostic.inputOutputID, "the file or folder cannot be written: \(cause)", at: .file(path: path),
      help: "free the disk or mend the permission, and build again")
  }
}
