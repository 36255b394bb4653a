internal import Diagnostics
internal import Foundation

/// Files as they were read, by the paths that diagnostics show.
struct ReadFiles: Sendable {
  /// A text that an earlier process knew.
  struct Known: Equatable, Sendable {
    let stamp: FileStamp
    let fingerprint: SourceFingerprint
  }

  fileprivate var files: [String: SourceFile] = [:]
  fileprivate var heads: [String: [UInt8]] = [:]
  /// Texts that need not be read while their files are what they were.
  var known: [String: Known] = [:]
  /// By which later processes see that files are what they were; nothing of those that may change without a trace.
  fileprivate(set) var stamps: [String: FileStamp] = [:]
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
  /// A file system tells times in steps, the coarsest of two seconds: what changed in the step in which it was read may
  /// change once more and bear the same time.
  private static let step: Int64 = 2_000_000_000

  private let known: ReadFiles
  private let start: Int64
  private(set) var read = ReadFiles()

  init(known: ReadFiles) {
    self.known = known
    read.isHeld = known.isHeld
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    start = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  mutating func file(_ path: String, shown: String) throws(UnreadablePath) -> SourceFile {
    let (file, stamp) = try source(path, shown: shown, isKept: true)
    keep(file, stamp, shown)
    return file
  }

  /// Reads many files, on all processors. Their bytes are not kept: whoever wants them has them read again.
  /// - Returns: for each, in their order.
  mutating func texts(_ paths: [(path: String, shown: String)]) -> [Result<SourceFile, UnreadablePath>] {
    let reader = self
    let read = ParallelWork.map(paths, stretch: 64) { path, shown in
      Result { () throws(UnreadablePath) in try reader.source(path, shown: shown, isKept: false) }
    }
    for (result, (_, shown)) in zip(read, paths) {
      if case .success(let (file, stamp)) = result { keep(file, stamp, shown) }
    }
    return read.map { $0.map(\.file) }
  }

  private mutating func keep(_ file: SourceFile, _ stamp: FileStamp?, _ shown: String) {
    // Nobody asks a process again that builds once.
    if read.isHeld { read.files[shown] = file }
    if let stamp { read.stamps[shown] = stamp }
  }

  private func source(
    _ path: String, shown: String, isKept: Bool
  ) throws(UnreadablePath) -> (file: SourceFile, stamp: FileStamp?) {
    if let file = known.files[shown] { return (file, known.stamps[shown]) }
    let reading: SourceFile.Reading = {
      Result { () throws(UnreadablePath) in try Folder.read(path) }
        .mapError { ChangedSource(path: shown, cause: $0.cause) }
    }
    let stamp = Folder.stamp(ofChange: path)
    let settled = stamp.flatMap { $0.time < start - Self.step ? $0 : nil }
    if let known = known.known[shown], known.stamp == stamp {
      return (SourceFile(path: shown, fingerprint: known.fingerprint, reading: reading), settled)
    }
    let bytes = try Folder.read(path)
    if known.isHeld { return (SourceFile(path: shown, bytes: bytes), settled) }
    let file =
      isKept
      ? SourceFile(path: shown, bytes: bytes, reading: reading)
      : SourceFile(path: shown, fingerprint: SourceFingerprint(of: bytes), reading: reading)
    return (file, settled)
  }

  /// The first bytes of a file.
  mutating func head(_ path: String, shown: String, upTo count: Int) throws(UnreadablePath) -> [UInt8] {
    var head = known.heads[shown]
    if head == nil { head = try Folder.readHead(path, upTo: count) }
    read.heads[shown] = head
    return head ?? []
  }
}
