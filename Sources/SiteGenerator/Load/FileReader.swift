internal import Diagnostics

/// Files as they were read, by the paths that diagnostics show.
struct ReadFiles: Sendable {
  fileprivate var files: [String: SourceFile] = [:]
  fileprivate var heads: [String: [UInt8]] = [:]

  /// Forgets what may have changed since.
  /// - Parameter paths: as diagnostics show them; nil forgets everything.
  mutating func forget(_ paths: Set<String>?) {
    guard let paths else {
      self = ReadFiles()
      return
    }
    for path in paths {
      files[path] = nil
      heads[path] = nil
    }
  }
}

/// Reads each file once: again only what an earlier run does not hold. What no longer exists is not kept.
struct FileReader {
  private let known: ReadFiles
  private(set) var read = ReadFiles()

  init(known: ReadFiles) { self.known = known }

  mutating func file(_ path: String, shown: String) throws(UnreadablePath) -> SourceFile {
    var file = known.files[shown]
    if file == nil { file = SourceFile(path: shown, bytes: try Folder.read(path)) }
    read.files[shown] = file
    return file ?? SourceFile(path: shown, bytes: [])
  }

  /// The first bytes of a file.
  mutating func head(_ path: String, shown: String, upTo count: Int) throws(UnreadablePath) -> [UInt8] {
    var head = known.heads[shown]
    if head == nil { head = try Folder.readHead(path, upTo: count) }
    read.heads[shown] = head
    return head ?? []
  }
}
