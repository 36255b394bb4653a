internal import Diagnostics

/// Files as they were read, by the paths that diagnostics show.
struct ReadFiles: Sendable {
  fileprivate var files: [String: SourceFile] = [:]
  fileprivate var heads: [String: [UInt8]] = [:]
  /// Whether texts stay in memory, since what is on the disk may change before they are looked at again.
  var isHeld = false

  /// Forgets what may have changed since.
  /// - Parameter paths: as diagnostics show them; nil forgets everything.
  mutating func forget(_ paths: Set<String>?) {
    guard let paths else {
      (files, heads) = ([:], [:])
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

  init(known: ReadFiles) {
    self.known = known
    read.isHeld = known.isHeld
  }

  mutating func file(_ path: String, shown: String) throws(UnreadablePath) -> SourceFile {
    let file: SourceFile
    if let known = known.files[shown] {
      file = known
    } else {
      let again: SourceFile.Reading = {
        Result { () throws(UnreadablePath) in try Folder.read(path) }
          .mapError { ChangedSource(path: shown, cause: $0.cause) }
      }
      file = SourceFile(path: shown, bytes: try Folder.read(path), reading: known.isHeld ? nil : again)
    }
    read.files[shown] = file
    return file
  }

  /// The first bytes of a file.
  mutating func head(_ path: String, shown: String, upTo count: Int) throws(UnreadablePath) -> [UInt8] {
    var head = known.heads[shown]
    if head == nil { head = try Folder.readHead(path, upTo: count) }
    read.heads[shown] = head
    return head ?? []
  }
}
