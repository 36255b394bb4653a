internal import Foundation
internal import Synchronization

/// A site between its making and its publication: takes finished files from any thread, and changes nothing in the output
/// folder before `commit`.
///
/// Files whose bytes stand in the output folder already are not touched. Every other is written to the disk at once, so
/// that memory holds none, and all that can go wrong with a disk goes wrong before the site changes.
final class SiteStage: Sendable {
  struct File: Sendable {
    let path: String
    var entry: OutputRecord.Entry
    /// Its number among the staged; nil where the output folder holds it.
    var staged: Int?
    /// The number of its family; nil where it belongs to none.
    var family: Int?
  }

  /// What becomes of a file that an earlier build made.
  enum Fate: Sendable {
    case removed
    /// It stays, and the record tells it as it did.
    case kept
    /// It is among the files that are told anew.
    case told
  }

  private struct State {
    /// Those of which the record does not tell the same, and all of a family that is not kept as one.
    var files: [File] = []
    /// Those of which some files are told anew, by their numbers.
    var families: [FamilyOrigin] = []
    /// For each entry of the record.
    var fates: [Fate]
    /// Paths that have to be free before any file changes.
    var discarded: [String] = []
    /// Paths at which folders stand.
    var blocked: [String] = []
    var isEnded = false
  }

  let folders: ProjectFolders
  /// Nil where no record was kept.
  let record: OutputRecord?
  let output: OpenedFile
  let staged: StagedFiles
  private let lock: BuildLock
  private let createdFolders: [String]
  /// What stood in the output folder when it was opened.
  let found: Set<String>
  private let state: Mutex<State>

  /// Opens the output folder for one build, and removes what a build that was cut short left in it.
  /// - Parameter record: where it is being read already.
  init(_ folders: ProjectFolders, _ lock: BuildLock, _ record: Shared<OutputRecord?, Never>? = nil) throws(WriteError) {
    (self.folders, self.lock) = (folders, lock)
    self.record = record.map { $0.value() } ?? OutputRecord(at: folders.manifest)
    staged = StagedFiles(in: folders.output)
    createdFolders = try FileReplacer.createFolder(folders.output)
    guard let output = OpenedFile(folders.output, O_RDONLY | O_DIRECTORY) else {
      throw WriteError(errno, at: folders.output)
    }
    self.output = output
    staged.clear()
    do throws(UnreadablePath) { found = Set(try Folder.names(in: folders.output)) } catch { throw WriteError(error) }
    state = Mutex(State(fates: [Fate](repeating: .removed, count: self.record?.count ?? 0)))
  }

  deinit { abandon() }

  // MARK: Files

  /// Takes a file.
  /// - Parameter origin: what a later build may `keep` it by.
  /// - Returns: whether the output folder holds other bytes now.
  @discardableResult func put(
    _ bytes: [UInt8], at path: SitePath, _ origin: FileOrigin = FileOrigin(), isVariant: Bool = false
  ) throws(WriteError) -> Bool {
    var entry = OutputRecord.Entry(
      content: Fingerprint(of: bytes), recipe: origin.recipe, shown: origin.shown, isVariant: isVariant)
    let known = record?.index(of: path.text)
    if let present = try stamp(of: path.text) {
      let isSame =
        if let known, let old = record?[known], old.stamp == present { old.content == entry.content } else {
          present.size == bytes.count && (try? Folder.read(target(path.text))) == bytes
        }
      if isSame {
        entry.stamp = present
        own(File(path: path.text, entry: entry, staged: nil, family: origin.family), known)
        return false
      }
    }
    let (number, stamp) = try staged.add(for: target(path.text)) { file in
      bytes.withUnsafeBytes { file.write($0) }
    }
    entry.stamp = stamp
    own(File(path: path.text, entry: entry, staged: number, family: origin.family), known)
    return true
  }

  /// Takes a file that an earlier build wrote as it is, from the same or to show the same.
  /// - Returns: false where the output folder does not hold it any more, or it was made from something else.
  func keep(_ path: SitePath, _ origin: FileOrigin) throws(WriteError) -> Bool {
    guard let record, let known = record.index(of: path.text) else { return false }
    var entry = record[known]
    let (recipe, shown) = (origin.recipe, origin.shown)
    guard entry.content != nil, recipe != nil && entry.recipe == recipe || shown != nil && entry.shown == shown,
      try record.found.isEmpty ? stamp(of: path.text) == entry.stamp : record.found[known] == entry.stamp
    else { return false }
    (entry.recipe, entry.shown) = (recipe, shown ?? entry.shown)
    own(File(path: path.text, entry: entry, staged: nil, family: origin.family), known)
    return true
  }

  /// Takes all files of a family as an earlier build wrote them, from the same.
  /// - Returns: the number by which each of its files is to be taken, where the output folder does not hold all of them
  ///   any more, or they were made from something else; nil where they are taken.
  func keep(_ family: FamilyOrigin) -> Int? {
    let known = record?.family(family.name)
    return state.withLock { state in
      guard let record, let known, known.recipe == family.recipe, record.stands(known.entries) else {
        state.families.append(family)
        return state.families.count - 1
      }
      for index in known.entries { state.fates[index] = .kept }
      return nil
    }
  }

  /// Takes a copy of a file of the disk, which is never in memory as a whole.
  func copy(file: String, to path: SitePath) throws(WriteError) {
    let source = try CopiedFile(file)
    if let recipe = source.recipe, try keep(path, FileOrigin(recipe: recipe)) { return }
    let known = record?.index(of: path.text)
    if let present = try stamp(of: path.text), present.size == source.stamp.size {
      let content = try source.fingerprint()
      let isSame =
        if let known, let old = record?[known], old.stamp == present { old.content == content } else {
          (try? CopiedFile(target(path.text)).fingerprint()) == content
        }
      if isSame {
        let entry = OutputRecord.Entry(content: content, recipe: source.recipe, stamp: present)
        own(File(path: path.text, entry: entry, staged: nil), known)
        return
      }
    }
    var entry = OutputRecord.Entry(content: nil, recipe: nil)
    let (number, stamp) = try staged.add(for: target(path.text)) { copy throws(WriteError) in
      entry.content = try source.fingerprint(copyingTo: copy)
      return entry.content != nil
    }
    entry.stamp = stamp
    entry.recipe = source.recipe(before: stamp)
    own(File(path: path.text, entry: entry, staged: number), known)
  }

  /// Takes a copy of a file that another build made.
  /// - Parameter made: what that build knows of it.
  /// - Returns: false where the file is another one now; what is staged must not be published then.
  func adopt(file: String, to path: SitePath, as made: OutputRecord.Entry) throws(WriteError) -> Bool {
    let source = try CopiedFile(file)
    let known = record?.index(of: path.text)
    var entry = made
    if let present = try stamp(of: path.text), present.size == source.stamp.size {
      let isSame =
        if let known, let old = record?[known], old.stamp == present { old.content == made.content } else {
          try CopiedFile(target(path.text)).fingerprint() == made.content
        }
      if isSame {
        entry.stamp = present
        own(File(path: path.text, entry: entry, staged: nil), known)
        return try source.fingerprint() == made.content
      }
    }
    var content: Fingerprint?
    let (number, stamp) = try staged.add(for: target(path.text)) { copy throws(WriteError) in
      content = try source.fingerprint(copyingTo: copy)
      return content != nil
    }
    entry.stamp = stamp
    own(File(path: path.text, entry: entry, staged: number), known)
    return content == made.content
  }

  /// Has a path free before any file changes, whoever made what stands there.
  func discard(_ path: String) { state.withLock { $0.discarded.append(path) } }

  /// What was taken so far.
  var files: [File] {
    let state = state.withLock { $0 }
    guard let record else { return state.files }
    let kept = state.fates.indices.filter { state.fates[$0] == .kept }
    return kept.map { File(path: record.path($0), entry: record[$0], staged: nil) } + state.files
  }

  /// Where the bytes of a file lie on the disk.
  func location(of file: File) -> String { file.staged.map { staged.path(of: $0) } ?? target(file.path) }

  private func own(_ file: File, _ known: Int?) {
    // What is told of a family is told as a whole.
    let isAlone = if let known { file.family == nil && record?.isOfFamily(known) == false } else { false }
    let isKept = if let known, isAlone, file.staged == nil { record?[known] == file.entry } else { false }
    state.withLock { state in
      if let known { state.fates[known] = isKept ? .kept : .told }
      if !isKept { state.files.append(file) }
    }
  }

  /// Nil where nothing stands, or a link, which a new file replaces, or a folder, which may be gone by then.
  private func stamp(of path: String) throws(WriteError) -> FileStamp? {
    // Most files of a new site stand in folders that are new, too.
    if found.isEmpty || !found.contains(String(path.prefix { $0 != "/" })) { return nil }
    var status = stat()
    guard fstatat(output.descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw WriteError(errno, at: target(path))
    }
    if status.kind == S_IFDIR { state.withLock { $0.blocked.append(path) } }
    return status.kind == S_IFREG ? FileStamp(status) : nil
  }

  private func target(_ path: String) -> String { folders.output + "/" + path }

  // MARK: The end

  /// Publishes what was taken, and removes what earlier builds made and this one does not.
  func commit(_ watch: BuildWatch = BuildWatch()) throws(WriteError) -> SiteWriter.Summary {
    let state = state.withLock { $0 }
    let commit = StageCommit(
      stage: self, files: state.files, families: state.families, fates: state.fates, discarded: state.discarded,
      blocked: state.blocked)
    let summary = try commit.run(watch)
    staged.clear()
    self.state.withLock { $0.isEnded = true }
    return summary
  }

  /// Leaves the output folder as it was.
  func abandon() {
    let isEnded = state.withLock { state in
      defer { state.isEnded = true }
      return state.isEnded
    }
    if isEnded { return }
    staged.clear()
    for folder in createdFolders.reversed() { rmdir(folder) }
  }
}
