internal import Foundation

/// The one place where the output folder changes.
///
/// All that may be refused is asked for first. The record grows before the first file gets its name, so that a build that
/// is cut short still knows what it made; files that the record tells wrong are looked at again by the next build.
struct StageCommit {
  let stage: SiteStage
  let files: [SiteStage.File]
  /// What earlier builds made and this one does not.
  let obsolete: [(path: String, isVariant: Bool)]
  let discarded: [String]

  func run(_ watch: BuildWatch) throws(WriteError) -> SiteWriter.Summary {
    var summary = SiteWriter.Summary()
    var folders = OutputFolders(stage.output, shown: stage.folders.output)
    let changed = files.filter { $0.staged != nil }
    for file in changed { try folders.prepare(for: file.path) }
    for (path, _) in obsolete where folders.isOurs(Folder.parent(of: path)) {
      try folders.checkPermission(Folder.parent(of: path))
    }
    let isNew = changed.contains { stage.record?.index(of: $0.path) == nil }
    if isNew || stage.record == nil { try saveGrown(changed) }
    try folders.make()
    // The bytes of all files are on the disk before the first has its name.
    if !changed.isEmpty { Self.synchronise(stage.output) }
    for path in discarded + obsolete.filter(\.isVariant).map(\.path) + changed.filter(\.entry.isVariant).map(\.path)
    where folders.isOurs(Folder.parent(of: path)) {
      try remove(path)
    }
    for (number, file) in changed.enumerated() {
      guard let staged = file.staged, try stage.staged.rename(staged, to: file.path, in: stage.output) else {
        throw WriteError(errno, at: stage.folders.output + "/" + file.path)
      }
      watch.step(.write, number + 1, of: changed.count)
    }
    for (path, isVariant) in obsolete where folders.isOurs(Folder.parent(of: path)) {
      if try remove(path), !isVariant { summary.removed += 1 }
      folders.removeEmpty(Folder.parent(of: path))
    }
    let plain = files.filter { !$0.entry.isVariant }
    summary.written = plain.count { $0.staged != nil }
    summary.unchanged = plain.count - summary.written
    if stage.record == nil {
      let made = Set(files.map(\.path))
      let present = (try? Folder.files(beneath: stage.folders.output)) ?? []
      summary.unknown = present.map(\.path).filter { !made.contains($0) }
    }
    if !changed.isEmpty || !obsolete.isEmpty || stage.record == nil || hasNewFacts { try save(files) }
    return summary
  }

  /// Whether the record would hold other facts of a file that is not written.
  private var hasNewFacts: Bool {
    guard let record = stage.record else { return true }
    return files.contains { file in
      guard let index = record.index(of: file.path) else { return true }
      let old = record[index]
      return old.content != file.entry.content || old.recipe != file.entry.recipe || old.shown != file.entry.shown
        || old.stamp != file.entry.stamp
        || old.isVariant != file.entry.isVariant
    }
  }

  /// The record as it is, with the files that will come.
  private func saveGrown(_ changed: [SiteStage.File]) throws(WriteError) {
    let record = stage.record ?? OutputRecord()
    var writer = OutputRecord.Writer(capacity: record.count + changed.count)
    for index in 0..<record.count { writer.add(record.path(index), record[index]) }
    for file in changed where record.index(of: file.path) == nil {
      writer.add(file.path, OutputRecord.Entry(isVariant: file.entry.isVariant))
    }
    try FileReplacer.replace(stage.folders.manifest, with: writer.bytes, isLasting: true)
  }

  private func save(_ files: [SiteStage.File]) throws(WriteError) {
    var writer = OutputRecord.Writer(capacity: files.count)
    for file in files { writer.add(file.path, file.entry) }
    try FileReplacer.replace(stage.folders.manifest, with: writer.bytes, isLasting: true)
  }

  /// - Returns: whether a file stood there.
  @discardableResult private func remove(_ path: String) throws(WriteError) -> Bool {
    if unlinkat(stage.output.descriptor, path, 0) == 0 { return true }
    // A folder that somebody put there is not ours.
    if [ENOENT, ENOTDIR, EISDIR].contains(errno) { return false }
    throw WriteError(errno, at: stage.folders.output + "/" + path)
  }

  /// Has the bytes of a folder's file system on its disk, where the system can do that for one alone.
  private static func synchronise(_ folder: OpenedFile) {
    // glibc has it, and keeps it from who does not ask for GNU's extensions.
    typealias Call = @convention(c) (Int32) -> Int32
    guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "syncfs") else { return }
    _ = unsafeBitCast(symbol, to: Call.self)(folder.descriptor)
    dlclose(program)
  }
}

/// The folders inside the output folder that a commit needs.
struct OutputFolders {
  private enum Kind {
    case folder
    case missing
    /// A link, or a file.
    case foreign
  }

  private let output: OpenedFile
  private let shown: String
  /// By path with a final slash.
  private var kinds: [String: Kind] = ["": .folder]
  private var prepared: Set<String> = []
  /// The outer before the inner.
  private var missing: [String] = []

  init(_ output: OpenedFile, shown: String) { (self.output, self.shown) = (output, shown) }

  /// Looks whether a file can be written, and notes the folders that it needs.
  mutating func prepare(for path: String) throws(WriteError) {
    let folder = Folder.parent(of: path)
    guard prepared.insert(folder).inserted else { return }
    switch kind(of: folder) {
    case .folder: try checkPermission(folder)
    case .missing:
      try prepare(for: String(folder.dropLast()))
      missing.append(folder)
    case .foreign:
      throw WriteError(
        path: Folder.normalised(shown + "/" + folder), cause: "a link or a file stands where a folder belongs")
    }
  }

  /// Whether a folder can be reached without a link.
  mutating func isOurs(_ folder: String) -> Bool { kind(of: folder) == .folder }

  func checkPermission(_ folder: String) throws(WriteError) {
    guard faccessat(output.descriptor, folder.isEmpty ? "." : folder, W_OK | X_OK, AT_EACCESS) == 0 else {
      throw WriteError(errno, at: shown + "/" + folder)
    }
  }

  private mutating func kind(of folder: String) -> Kind {
    if let known = kinds[folder] { return known }
    var result = kind(of: Folder.parent(of: folder))
    if result == .folder {
      var status = stat()
      if fstatat(output.descriptor, String(folder.dropLast()), &status, AT_SYMLINK_NOFOLLOW) != 0 {
        result = errno == ENOENT ? .missing : .foreign
      } else {
        result = status.kind == S_IFDIR ? .folder : .foreign
      }
    }
    kinds[folder] = result
    return result
  }

  /// Makes what is missing: all of it, or nothing.
  func make() throws(WriteError) {
    for (index, folder) in missing.enumerated() {
      guard mkdirat(output.descriptor, folder, 0o777) != 0 else { continue }
      let problem = WriteError(errno, at: shown + "/" + folder)
      for made in missing[..<index].reversed() { unlinkat(output.descriptor, made, AT_REMOVEDIR) }
      throw problem
    }
  }

  /// Removes a folder and those around it that are empty; the system refuses the others.
  func removeEmpty(_ folder: String) {
    var folder = folder
    while !folder.isEmpty, unlinkat(output.descriptor, folder, AT_REMOVEDIR) == 0 { folder = Folder.parent(of: folder) }
  }
}
