internal import Diagnostics
internal import Foundation

/// The folders of a project lie beside one another: what is written never becomes what is read.
enum FolderNesting {
  static func problem(in folders: ProjectFolders) -> Diagnostic? {
    let all = [("content", folders.content), ("templates", folders.templates), ("output", folders.output)]
      .filter { !$0.1.isEmpty }
    for (inner, path) in all {
      for (outer, root) in all where inner != outer && lies(path, in: root) {
        return Diagnostic(
          id: Diagnostic.usageID, "the \(inner) and the \(outer) cannot lie in one another",
          at: .file(path: Folder.normalised(path)),
          help: "name folders that lie beside one another with --\(inner) and --\(outer)")
      }
    }
    return nil
  }

  /// Whether a path leads into a folder or to itself, whatever links it takes. What does not exist yet lies where its
  /// nearest folder does.
  private static func lies(_ path: String, in root: String) -> Bool {
    var (outer, current) = (stat(), stat())
    let isThere = stat(root, &outer) == 0
    for folder in ancestors(of: path) {
      if folder == absolute(root) { return true }
      if isThere, stat(folder, &current) == 0, current.st_ino == outer.st_ino, current.st_dev == outer.st_dev {
        return true
      }
    }
    return false
  }

  /// A path without links, and every folder around it.
  private static func ancestors(of path: String) -> [String] {
    var result = [absolute(path)]
    while let last = result.last, last != "/", !last.isEmpty {
      let parent = Folder.parent(of: last)
      result.append(parent.count > 1 ? String(parent.dropLast()) : "/")
    }
    return result
  }

  /// The path without links as far as it exists.
  private static func absolute(_ path: String) -> String {
    let path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var (existing, rest): (String, [String]) = (path, [])
    while existing != "/", !existing.isEmpty {
      if let real = realpath(existing, nil) {
        defer { free(real) }
        let whole = ([String(cString: real)] + rest.reversed()).joined(separator: "/")
        return rest.isEmpty ? whole : URL(fileURLWithPath: whole).standardizedFileURL.path
      }
      let parent = Folder.parent(of: existing)
      rest.append(String(existing.dropFirst(parent.count)))
      existing = parent.count > 1 ? String(parent.dropLast()) : "/"
    }
    return URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
