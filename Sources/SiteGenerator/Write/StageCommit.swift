internal import Foundation

/// The one place where the output folder changes.
///
/// All that may be refused is asked for first. The record grows before the first file gets its name, so that a build that
/// is cut short still knows what it made; files that the record tells wrong are looked at again by the next build.
struct StageCommit {
  private typealias Obsolete = (path: String, isVariant: Bool)

  private let stage: SiteStage
  /// Those that the record shall tell of anew.
  private let files: [SiteStage.File]
  private let families: [FamilyOrigin]
  /// For each entry of the record.
  private let fates: [SiteStage.Fate]
  /// What earlier builds made and this one does not.
  private let obsolete: [Obsolete]
  /// Paths that have to be free before any file changes.
  private let discarded: [String]
  /// Paths of files at which folders stand.
  private let blocked: [String]

  init(
    stage: SiteStage, files: [SiteStage.File], families: [FamilyOrigin], fates: [SiteStage.Fate],
    discarded: [String], blocked: [String]
  ) {
    (self.stage, self.files, self.families, self.fates) = (stage, files, families, fates)
    (self.discarded, self.blocked) = (discarded, blocked)
    obsolete = fates.indices.compactMap { index in
      guard fates[index] == .removed, let record = stage.record else { return nil }
      return (record.path(index), record.isVariant(index))
    }
  }

  func run(_ watch: BuildWatch) throws(WriteError) -> SiteWriter.Summary {
    let changed = changed
    var folders = OutputFolders(stage.output, shown: stage.folders.output, obsolete: Set(obsolete.map(\.path)))
    for file in changed { try folders.prepare(for: file.path) }
    for path in blocked { try folders.prepare(toClear: path) }
    for (path, _) in obsolete { try folders.prepare(toRemove: path) }
    let isNew = changed.contains { stage.record?.index(of: $0.path) == nil }
    if isNew { try saveGrown(changed) }
    if !changed.isEmpty { try synchronise() }
    var summary = SiteWriter.Summary()
    do throws(WriteError) {
      summary.removed = try publish(changed, &folders, watch)
      if !files.isEmpty || !obsolete.isEmpty || stage.record == nil { try save() }
    } catch {
      var error = error
      error.isOutputMixed = folders.isChanged
      throw error
    }
    summary.written = files.count { $0.staged != nil && !$0.entry.isVariant }
    let kept = fates.indices.count { fates[$0] == .kept && stage.record?.isVariant($0) == false }
    summary.unchanged = kept + files.count { $0.staged == nil && !$0.entry.isVariant }
    if stage.record == nil {
      let made = Set(files.map(\.path))
      let present = stage.found.isEmpty ? [] : (try? Folder.files(beneath: stage.folders.output)) ?? []
      summary.unknown = present.map(\.path).filter { !made.contains($0) }
    }
    return summary
  }

  /// Never as a list: of a new site these are all.
  private typealias Changed = LazyFilterSequence<[SiteStage.File]>

  private var changed: Changed { files.lazy.filter { $0.staged != nil } }

  /// - Returns: how many files were removed that are no variants.
  private func publish(
    _ changed: Changed, _ folders: inout OutputFolders, _ watch: BuildWatch
  ) throws(WriteError) -> Int {
    // In the way of new files, or nothing that may outlast the file that it was made of.
    let first = obsolete.filter { $0.isVariant || folders.inTheWay.contains($0.path) }
    var removed = try remove(first, &folders)
    for path in discarded { try folders.remove(path) }
    for file in changed where file.entry.isVariant { try folders.remove(file.path) }
    try folders.make()
    let count = changed.count
    for (number, file) in changed.enumerated() {
      guard let staged = file.staged, try stage.staged.rename(staged, to: file.path, in: stage.output) else {
        throw WriteError(errno, at: stage.folders.output + "/" + file.path)
      }
      folders.isChanged = true
      watch.step(.write, number + 1, of: count)
    }
    removed += try remove(obsolete, &folders)
    for (path, _) in obsolete where folders.isOurs(Folder.parent(of: path)) {
      folders.removeEmpty(Folder.parent(of: path))
    }
    return removed
  }

  private func remove(_ files: [Obsolete], _ folders: inout OutputFolders) throws(WriteError) -> Int {
    var removed = 0
    for (path, isVariant) in files where try folders.remove(path) && !isVariant { removed += 1 }
    return removed
  }

  /// The record as it is, with the files that will come.
  private func saveGrown(_ changed: Changed) throws(WriteError) {
    let record = stage.record ?? OutputRecord()
    var writer = OutputRecord.Writer(record, capacity: record.count == 0 ? files.count : 0) { _ in true }
    for file in changed where record.index(of: file.path) == nil {
      writer.add(file.path, OutputRecord.Entry(isVariant: file.entry.isVariant))
    }
    writer.addFamilies(of: record) { _ in true }
    try FileReplacer.replace(stage.folders.manifest, with: writer.pieces, isLasting: true)
  }

  private func save() throws(WriteError) {
    let record = stage.record ?? OutputRecord()
    var writer = OutputRecord.Writer(record, capacity: files.count) { fates[$0] == .kept }
    var members = [[(path: String, entry: OutputRecord.Entry)]](repeating: [], count: families.count)
    for file in files {
      if let family = file.family {
        members[family].append((file.path, file.entry))
      } else {
        writer.add(file.path, file.entry)
      }
    }
    writer.addFamilies(of: record) { fates[$0] == .kept }
    for (family, members) in zip(families, members) { writer.add(family.name, family.recipe, members) }
    try FileReplacer.replace(stage.folders.manifest, with: writer.pieces, isLasting: true)
  }

  /// Has the bytes of all files on the disk before the first has its name; where the system can do that for one file
  /// system alone.
  private func synchronise() throws(WriteError) {
    // glibc has it, and keeps it from who does not ask for GNU's extensions.
    typealias Call = @convention(c) (Int32) -> Int32
    guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "syncfs") else { return }
    defer { dlclose(program) }
    guard unsafeBitCast(symbol, to: Call.self)(stage.output.descriptor) == 0 else {
      throw WriteError(errno, at: stage.folders.output)
    }
  }
}
