internal import Foundation

/// Reading from the disk: the one way to list and read a folder.
enum Folder {
  enum Entry: Equatable {
    case file
    case folder
    /// A symbolic link; it is refused, since it may lead anywhere.
    case link
    case other
    /// What has no UTF-8 text for a name.
    case misnamed

    fileprivate init(_ kind: mode_t) {
      switch kind {
      case S_IFREG: self = .file
      case S_IFDIR: self = .folder
      case S_IFLNK: self = .link
      default: self = .other
      }
    }
  }

  /// Every file beneath a folder as a path relative to it with `/` between its parts, in the order of their bytes.
  ///
  /// Hidden entries and editors' backup files are passed over. Nothing is followed.
  /// - Throws: the first folder that cannot be listed.
  static func files(beneath root: String) throws(UnreadablePath) -> [(path: String, entry: Entry)] {
    var result: [(path: String, entry: Entry)] = []
    var pending = [""]
    while let folder = pending.popLast() {
      for (name, entry) in try entries(in: root + "/" + folder) where !name.hasPrefix(".") && !name.hasSuffix("~") {
        if entry == .folder { pending.append(folder + name + "/") } else { result.append((folder + name, entry)) }
      }
    }
    return result.sorted { $0.path.precedesByBytes($1.path) }
  }

  static func names(in folder: String) throws(UnreadablePath) -> [String] { try entries(in: folder).map(\.name) }

  /// What lies in a folder, in no order.
  static func entries(in folder: String) throws(UnreadablePath) -> [(name: String, entry: Entry)] {
    guard let stream = opendir(folder) else { throw UnreadablePath(errno, at: folder) }
    defer { closedir(stream) }
    var result: [(name: String, entry: Entry)] = []
    while true {
      errno = 0
      guard let next = readdir(stream) else {
        if errno != 0 { throw UnreadablePath(errno, at: folder) }
        return result
      }
      guard let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { return result }
      let start = UnsafeRawPointer(next).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      guard let name = String(validatingCString: start) else {
        result.append((String(cString: start), .misnamed))
        continue
      }
      if name == "." || name == ".." { continue }
      switch Int32(next.pointee.d_type) {
      case Int32(DT_REG): result.append((name, .file))
      case Int32(DT_DIR): result.append((name, .folder))
      case Int32(DT_LNK): result.append((name, .link))
      case Int32(DT_UNKNOWN):
        // A file system that does not say; what vanished since is passed over.
        var status = stat()
        if fstatat(dirfd(stream), start, &status, AT_SYMLINK_NOFOLLOW) == 0 {
          result.append((name, Entry(status.kind)))
        }
      default: result.append((name, .other))
      }
    }
  }

  static func entry(at path: String) -> Entry? {
    var status = stat()
    return lstat(path, &status) == 0 ? Entry(status.kind) : nil
  }

  /// Whether a path leads to a folder, by a link, too.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.kind == S_IFDIR
  }

  /// What tells of a plain file that it is still the one that was looked at.
  static func stamp(ofChange path: String) -> FileStamp? {
    var status = stat()
    guard lstat(path, &status) == 0, status.kind == S_IFREG else { return nil }
    return FileStamp(ofChange: status)
  }

  /// The size of a file in bytes; nil where there is none, or it is no plain file.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// The bytes of a file.
  /// - Throws: where it cannot be read, or changes meanwhile: half an edit is no text.
  static func read(_ path: String) throws(UnreadablePath) -> [UInt8] {
    guard let file = OpenedFile(path, O_RDONLY), let status = file.status else { throw UnreadablePath(errno, at: path) }
    guard status.kind == S_IFREG else { return try readToEnd(file, path) }
    var isRefused = false
    let size = Int(status.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let result = file.read(
        into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<size]))
      (count, isRefused) = (result ?? 0, result == nil)
    }
    if isRefused { throw UnreadablePath(errno, at: path) }
    guard bytes.count == size, file.status.map({ FileStamp($0) }) == FileStamp(status) else {
      throw UnreadablePath.changing(path)
    }
    return bytes
  }

  /// What a pipe or a device gives; a folder is refused.
  private static func readToEnd(_ file: OpenedFile, _ path: String) throws(UnreadablePath) -> [UInt8] {
    var result: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      guard let count = piece.withUnsafeMutableBytes({ file.read(into: $0) }) else {
        throw UnreadablePath(errno, at: path)
      }
      if count == 0 { return result }
      result += piece[..<count]
    }
  }

  /// The first bytes of a file, as many as there are.
  static func readHead(_ path: String, upTo count: Int) throws(UnreadablePath) -> [UInt8] {
    guard let file = OpenedFile(path, O_RDONLY), let status = file.status else { throw UnreadablePath(errno, at: path) }
    var isRefused = false
    let most = min(count, max(0, Int(status.st_size)))
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, filled in
      let result = file.read(
        into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<most]))
      (filled, isRefused) = (result ?? 0, result == nil)
    }
    if isRefused { throw UnreadablePath(errno, at: path) }
    return bytes
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
    let slash = UInt8(ascii: "/")
    let end = path.utf8.last == slash ? path.utf8.dropLast() : path.utf8[...]
    guard let last = end.lastIndex(of: slash) else { return "" }
    return String(path[...last])
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
