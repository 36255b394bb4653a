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
    return result.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
  }

  static func names(in folder: String) throws(UnreadablePath) -> [String] {
    guard let stream = opendir(folder) else { throw unreadable(folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
      if name != ".", name != ".." { names.append(name) }
    }
    if errno != 0 { throw unreadable(folder) }
    return names
  }

  static func entry(at path: String) -> Entry? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// The size of a file in bytes; nil where there is none, or it is no plain file.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  static func read(_ path: String) throws(UnreadablePath) -> [UInt8] { try bytes(of: path, upTo: .max) }

  /// The first bytes of a file, as many as there are.
  static func readHead(_ path: String, upTo count: Int) throws(UnreadablePath) -> [UInt8] {
    try bytes(of: path, upTo: count)
  }

  private static func bytes(of path: String, upTo limit: Int) throws(UnreadablePath) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path) }
    var isRefused = false
    // One more than its size tells whether that is all.
    var capacity = min(limit, max(Int(status.st_size), 0) + 1)
    var result: [UInt8] = []
    while true {
      let rest = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < capacity, let start = buffer.baseAddress {
          let got = Foundation.read(file, start + count, capacity - count)
          if got < 0, errno == EINTR { continue }
          isRefused = got < 0
          if got <= 0 { break }
          count += got
        }
      }
      if isRefused { throw unreadable(path) }
      if result.isEmpty { result = rest } else { result += rest }
      if rest.count < capacity || result.count >= limit { return result }
      capacity = min(limit - result.count, max(result.count, 1 << 16))
    }
  }

  private static func unreadable(_ path: String) -> UnreadablePath {
    UnreadablePath(path: normalised(path), cause: String(cString: strerror(errno)))
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
}
