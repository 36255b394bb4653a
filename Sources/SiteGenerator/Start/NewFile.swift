internal import Diagnostics
internal import Foundation

/// A file that does not exist yet.
struct NewFile: Equatable {
  /// With `/` between its parts.
  let path: String
  let bytes: [UInt8]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }
}

/// Makes files and the folders above them: all, or none. What is there already is never touched.
struct NewFileWriter {
  private var files: [String] = []
  private var folders: [String] = []

  static func write(_ files: [NewFile]) throws(StartProblem) {
    var writer = NewFileWriter()
    do throws(StartProblem) {
      for file in files { try writer.create(file) }
    } catch {
      writer.undo()
      throw error
    }
  }

  private mutating func create(_ file: NewFile) throws(StartProblem) {
    let folder = Folder.parent(of: file.path)
    if !folder.isEmpty { try createFolder(String(folder.dropLast())) }
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? Self.inTheWay(file.path) : Self.refused(file.path, Self.cause(errno))
    }
    files.append(file.path)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(file.bytes))
      try handle.close()
    } catch {
      throw Self.refused(file.path, Folder.cause(of: error))
    }
  }

  /// The folder and those above it, where they are missing.
  private mutating func createFolder(_ path: String) throws(StartProblem) {
    if path.isEmpty || isFolder(path) { return }
    let parent = Folder.parent(of: path)
    if !parent.isEmpty { try createFolder(String(parent.dropLast())) }
    guard mkdir(path, 0o777) == 0 else {
      let code = errno
      if code == EEXIST, isFolder(path) { return }
      throw code == EEXIST ? Self.inTheWay(path) : Self.refused(path, Self.cause(code))
    }
    folders.append(path)
  }

  /// A link to a folder counts: somebody has put it there.
  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private func undo() {
    for path in files { unlink(path) }
    // rmdir leaves a folder alone that somebody else has written into since.
    for path in folders.reversed() { rmdir(path) }
  }

  private static func inTheWay(_ path: String) -> StartProblem {
    .command(
      Diagnostic(
        id: "file-exists", "a file stands here already, and nothing is overwritten",
        at: .file(path: Folder.normalised(path)), help: "move it away, or choose another name"))
  }

  private static func cause(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func refused(_ path: String, _ cause: String) -> StartProblem {
    .disk(
      Diagnostic(
        id: Diagnostic.inputOutputID, "the file or folder cannot be made: \(cause)",
        at: .file(path: Folder.normalised(path)), help: "free the disk, mend the permission, or choose another name"))
  }
}
