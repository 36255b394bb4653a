internal import Foundation

/// The folders inside the output folder that a commit needs, and what stands in the way of its files.
///
/// No file is written or removed through a link: it may lead anywhere.
struct OutputFolders {
  private enum Kind: Equatable {
    case folder
    case missing
    /// Why nothing can be written into it.
    case foreign(String)
  }

  private let output: OpenedFile
  private let shown: String
  /// Files that earlier builds made and this one does not.
  private let obsolete: Set<String>
  private let device: dev_t?
  /// By path with a final slash.
  private var kinds: [String: Kind] = ["": .folder]
  private var prepared: Set<String> = []
  /// The outer before the inner.
  private var missing: [String] = []
  /// Folders that are to go, the inner before the outer.
  private var unwanted: [String] = []
  /// Obsolete files that stand where a folder belongs, or in a folder that stands where a file belongs.
  private(set) var inTheWay: Set<String> = []
  /// Whether any file was given another name or removed.
  var isChanged = false

  init(_ output: OpenedFile, shown: String, obsolete: Set<String>) {
    (self.output, self.shown, self.obsolete) = (output, shown, obsolete)
    device = output.status?.st_dev
  }

  // MARK: Before anything changes

  /// Looks whether a file can be written, and notes the folders that it needs.
  mutating func prepare(for path: String) throws(WriteError) {
    let folder = Folder.parent(of: path)
    guard prepared.insert(folder).inserted else { return }
    switch kind(of: folder) {
    case .folder: try checkPermission(folder)
    case .missing:
      try prepare(for: String(folder.dropLast()))
      missing.append(folder)
    case .foreign(let cause): throw WriteError(path: Folder.normalised(shown + "/" + folder), cause: cause)
    }
  }

  /// Looks whether a folder that stands where a file belongs holds nothing but what goes anyway.
  mutating func prepare(toClear path: String) throws(WriteError) {
    guard kind(of: Folder.parent(of: path)) == .folder else { return }
    do throws(UnreadablePath) {
      for (name, entry) in try Folder.entries(in: shown + "/" + path) {
        let inner = path + "/" + name
        if entry == .folder {
          try clear(inner)
        } else {
          guard obsolete.contains(inner) else {
            throw UnreadablePath(path: Folder.normalised(shown + "/" + path), cause: "a folder stands in its place")
          }
          inTheWay.insert(inner)
        }
      }
    } catch { throw WriteError(path: error.path, cause: error.cause) }
    unwanted.append(path)
  }

  private mutating func clear(_ path: String) throws(UnreadablePath) {
    do throws(WriteError) { try prepare(toClear: path) } catch {
      throw UnreadablePath(path: error.path, cause: error.cause)
    }
  }

  /// Looks whether a file can be removed.
  mutating func prepare(toRemove path: String) throws(WriteError) {
    let folder = Folder.parent(of: path)
    guard kind(of: folder) == .folder, prepared.insert(folder).inserted else { return }
    try checkPermission(folder)
  }

  private func checkPermission(_ folder: String) throws(WriteError) {
    guard faccessat(output.descriptor, folder.isEmpty ? "." : folder, W_OK | X_OK, AT_EACCESS) == 0 else {
      throw WriteError(errno, at: shown + "/" + folder)
    }
  }

  /// Whether a folder is there and can be reached without a link.
  mutating func isOurs(_ folder: String) -> Bool { kind(of: folder) == .folder }

  private mutating func kind(of folder: String) -> Kind {
    if let known = kinds[folder] { return known }
    var result = kind(of: Folder.parent(of: folder))
    if result == .folder {
      let path = String(folder.dropLast())
      var status = stat()
      if fstatat(output.descriptor, path, &status, AT_SYMLINK_NOFOLLOW) != 0 {
        result = errno == ENOENT ? .missing : .foreign(String(cString: strerror(errno)))
      } else if status.kind == S_IFLNK {
        result = .foreign("a symbolic link stands where a folder belongs")
      } else if status.kind != S_IFDIR {
        result = obsolete.contains(path) ? .missing : .foreign("a file stands where a folder belongs")
        if obsolete.contains(path) { inTheWay.insert(path) }
      } else if status.st_dev != device {
        result = .foreign("another file system is mounted here, to which no file can be renamed")
      }
    }
    kinds[folder] = result
    return result
  }

  // MARK: Changes

  /// Takes away the folders that stand where files belong, and makes those that are missing.
  mutating func make() throws(WriteError) {
    for folder in unwanted where unlinkat(output.descriptor, folder, AT_REMOVEDIR) != 0 && errno != ENOENT {
      throw WriteError(errno, at: shown + "/" + folder)
    }
    for (index, folder) in missing.enumerated() {
      guard mkdirat(output.descriptor, folder, 0o777) != 0 else { continue }
      let problem = WriteError(errno, at: shown + "/" + folder)
      for made in missing[..<index].reversed() { unlinkat(output.descriptor, made, AT_REMOVEDIR) }
      throw problem
    }
  }

  /// Removes a file.
  /// - Returns: whether one stood there.
  @discardableResult mutating func remove(_ path: String) throws(WriteError) -> Bool {
    // What was a folder before may hold a file now: only what is foreign is kept from.
    if case .foreign = kind(of: Folder.parent(of: path)) { return false }
    if unlinkat(output.descriptor, path, 0) == 0 {
      isChanged = true
      return true
    }
    // A folder that somebody put there is not ours.
    if [ENOENT, ENOTDIR, EISDIR].contains(errno) { return false }
    throw WriteError(errno, at: shown + "/" + path)
  }

  /// Removes a folder and those around it that are empty; the system refuses the others.
  func removeEmpty(_ folder: String) {
    var folder = folder
    while !folder.isEmpty, unlinkat(output.descriptor, folder, AT_REMOVEDIR) == 0 { folder = Folder.parent(of: folder) }
  }
}
