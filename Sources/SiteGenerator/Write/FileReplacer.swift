internal import Diagnostics
internal import Foundation

/// Writes a file beside its place and renames it into it, so that no reader sees half of it.
enum FileReplacer {
  static func replace(_ target: String, with bytes: [UInt8]) throws(WriteError) { try replace(target, with: [bytes]) }

  /// - Parameters:
  ///   - pieces: the bytes, one behind the other.
  ///   - isLasting: whether the bytes are on the disk, whatever becomes of its power, before the name is theirs.
  static func replace(_ target: String, with pieces: [[UInt8]], isLasting: Bool = false) throws(WriteError) {
    let folder = Folder.parent(of: target)
    if !folder.isEmpty { try createFolder(folder) }
    // Hidden, and the same each time: what a process that was cut short left is written over.
    let name = target.utf8.count - folder.utf8.count <= 200 ? String(target.dropFirst(folder.count)) : "site"
    let part = "\(folder).\(name).part"
    guard let file = OpenedFile(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW) else {
      throw WriteError(errno, at: target)
    }
    let isWritten =
      pieces.allSatisfy { $0.withUnsafeBytes { file.write($0) } } && (!isLasting || fsync(file.descriptor) == 0)
    guard isWritten, rename(part, target) == 0 else {
      let problem = WriteError(errno, at: target)
      unlink(part)
      throw problem
    }
  }

  /// Makes a folder and those that it lies in, where they are missing.
  /// - Returns: the folders that were made, the outermost first.
  @discardableResult static func createFolder(_ path: String) throws(WriteError) -> [String] {
    if path.isEmpty || mkdir(path, 0o777) == 0 { return path.isEmpty ? [] : [path] }
    switch errno {
    case EEXIST, EISDIR:
      var status = stat()
      guard stat(path, &status) == 0, status.kind == S_IFDIR else { throw WriteError(ENOTDIR, at: path) }
      return []
    case ENOENT where !Folder.parent(of: path).isEmpty:
      let made = try createFolder(Folder.parent(of: path))
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw WriteError(errno, at: path) }
      return made + [path]
    default: throw WriteError(errno, at: path)
    }
  }
}

/// A file that could not be written, with the system's reason.
struct WriteError: Error {
  let path: String
  let cause: String
  /// Whether the output folder holds some of the new site.
  var isOutputMixed = false

  /// Whether it is a file to copy, which cannot be read.
  private var isSource = false

  init(path: String, cause: String) { (self.path, self.cause) = (path, cause) }

  /// - Parameter code: as `errno` holds it.
  init(_ code: Int32, at path: String) {
    self.init(path: Folder.normalised(path), cause: String(cString: strerror(code)))
  }

  init(_ problem: UnreadablePath) {
    self.init(path: problem.path, cause: problem.cause)
    isSource = true
  }

  var diagnostic: Diagnostic {
    let verb = isSource ? "read" : "written"
    return Diagnostic(
      id: Diagnostic.inputOutputID, "the file or folder cannot be \(verb): \(cause)", at: .file(path: path),
      help: isOutputMixed
        ? "part of the folder is new already: mend the cause and build again"
        : "free the disk or mend the permission, and build again")
  }
}
