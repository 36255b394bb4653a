internal import Foundation

/// Reading from the disk: the one way to list and read a folder.
enum Folder {
  enum Entry: Equatable {
    case file
    case folder
    /// A symbolic link; it is refused, since it may lead anywhere.
    case link
    case other
  }

  /// Every file beneath a folder as a path relative to it with `/` between its parts, in the order of their bytes.
  ///
  /// Hidden entries and editors' backup files are passed over. Nothing is followed.
  /// - Throws: the first folder that cannot be listed.
  static func files(beneath root: String) throws(UnreadablePath) -> [(path: String, entry: Entry)] {
    var result: [(String, Entry)] = []
    var pending = [""]
    while let folder = pending.popLast() {
      for name in try names(in: root + "/" + folder) where !name.hasPrefix(".") && !name.hasSuffix("~") {
        let path = folder + name
        switch entry(at: root + "/" + path) {
        case .folder: pending.append(path + "/")
        case let entry?: result.append((path, entry))
        // It vanished since the folder was listed.
        case nil: break
        }
      }
    }
    return result.sorted { Array($0.0.utf8).lexicographicallyPrecedes(Array($1.0.utf8)) }
  }

  static func names(in folder: String) throws(UnreadablePath) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw UnreadablePath(path: normalised(folder), cause: cause(of: error))
    }
  }

  static func entry(at path: String) -> Entry? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular: return .file
    case .typeDirectory: return .folder
    case .typeSymbolicLink: return .link
    default: return .other
    }
  }

  /// Whether a path leads to a folder, by a link, too.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.kind == S_IFDIR
  }

  /// The size of a file in bytes; nil where there is none, or it is no plain file.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  static func read(_ path: String) throws(UnreadablePath) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw UnreadablePath(path: normalised(path), cause: cause(of: error))
    }
  }

  /// The first bytes of a file, as many as there are.
  static func readHead(_ path: String, upTo count: Int) throws(UnreadablePath) -> [UInt8] {
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      return Array(try handle.read(upToCount: count) ?? Data())
    } catch {
      throw UnreadablePath(path: normalised(path), cause: cause(of: error))
    }
  }

  /// The system's words for an I/O error, without the path, which the diagnostic names.
  static func cause(of error: any Error) -> String {
    let outer = error as NSError
    let inner = outer.userInfo[NSUnderlyingErrorKey] as? NSError ?? outer
    if inner.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(inner.code))) }
    switch outer.code {
    case CocoaError.Code.fileReadNoSuchFile.rawValue, CocoaError.Code.fileNoSuchFile.rawValue:
      return "No such file or directory"
    case CocoaError.Code.fileReadNoPermission.rawValue, CocoaError.Code.fileWriteNoPermission.rawValue:
      return "Permission denied"
    case CocoaError.Code.fileWriteOutOfSpace.rawValue: return "No space left on device"
    default: return "it cannot be opened"
    }
  }

  /// The folder that holds a path, with a final slash; empty for a plain name.
  static func parent(of path: String) -> String {
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return "" }
    return String(trimmed[...slash])
  }

  /// A file's path relative to a folder that it lies in, however each is written; nil where it lies elsewhere.
  static func path(of file: String, beneath folder: String) -> String? {
    let root = URL(fileURLWithPath: folder).standardizedFileURL.path + "/"
    let path = URL(fileURLWithPath: file).standardizedFileURL.path
    return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : nil
  }

  static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." { parts.append(part) }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}

/// A file or folder that cannot be read, with the system's reason.
struct UnreadablePath: Error {
  let path: String
  let cause: String

  init(path: String, cause: String) { (self.path, self.cause) = (path, cause) }

  /// - Parameter code: as `errno` holds it.
  init(_ code: Int32, at path: String) {
    self.init(path: Folder.normalised(path), cause: String(cString: strerror(code)))
  }

  static func changing(_ path: String) -> UnreadablePath {
    UnreadablePath(path: Folder.normalised(path), cause: "it changed while it was read")
  }
}
