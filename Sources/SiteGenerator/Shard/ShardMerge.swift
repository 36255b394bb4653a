internal import Diagnostics
internal import Synchronization

/// Puts the files of shards where one build would have put them.
struct ShardMerge {
  private struct Piece {
    let member: ShardSet.Member
    let path: String
    let entry: OutputRecord.Entry
  }

  private let shards: ShardSet
  private let pieces: [Piece]

  init(_ shards: ShardSet) {
    self.shards = shards
    pieces = shards.members.flatMap { member in
      let files = member.manifest.files
      // What another program made is made again by the next build of this one, whatever its recipes say.
      let isOwn = member.manifest.maker == ProgramIdentity.current
      return (0..<files.count).map { index in
        var entry = files[index]
        if !isOwn, !entry.isVariant { entry.recipe = nil }
        return Piece(member: member, path: files.path(index), entry: entry)
      }
    }
  }

  /// Stages every file.
  /// - Returns: what is not as its shard says; the site must not be published then.
  func run(on stage: SiteStage, _ watch: BuildWatch) throws(WriteError) -> [Diagnostic] {
    let broken = Mutex<[(index: Int, isLost: Bool)]>([])
    let done = Atomic(0)
    try ParallelWork.run(pieces.count) { index throws(WriteError) in
      let piece = pieces[index]
      let file = piece.member.folder + "/" + piece.path
      if Folder.entry(at: file) != .file {
        broken.withLock { $0.append((index, true)) }
      } else if try !stage.adopt(file: file, to: SitePath.file(piece.path), as: piece.entry) {
        broken.withLock { $0.append((index, false)) }
      }
      watch.step(.write, done.add(1, ordering: .relaxed).newValue, of: pieces.count)
    }
    discardVariants(on: stage)
    return problems(broken.withLock { $0.sorted { $0.index < $1.index } })
  }

  /// A compressed site has no other compressed form of a file than those that were made.
  private func discardVariants(on stage: SiteStage) {
    let paths = Set(pieces.map(\.path))
    let suffixes = ContentCoding.allCases.map(\.suffix).filter { suffix in
      pieces.contains { $0.entry.isVariant && $0.path.hasSuffix(suffix) }
    }
    for piece in pieces where !piece.entry.isVariant && VariantWriter.gains(piece.path) {
      for suffix in suffixes where !paths.contains(piece.path + suffix) { stage.discard(piece.path + suffix) }
    }
  }

  /// One for each shard and kind of damage.
  private func problems(_ broken: [(index: Int, isLost: Bool)]) -> [Diagnostic] {
    shards.members.flatMap { member in
      let own = broken.filter { pieces[$0.index].member.shard == member.shard }
      return [true, false].compactMap { isLost -> Diagnostic? in
        let paths = own.filter { $0.isLost == isLost }.map { pieces[$0.index].path }
        guard !paths.isEmpty else { return nil }
        let shown = paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
        let name = "shard \(member.shard.text)"
        return Diagnostic(
          id: Diagnostic.inputOutputID,
          isLost ? "files of \(name) are missing: \(shown)" : "files are not as \(name) was built: \(shown)",
          at: .file(path: Folder.normalised(member.folder)), help: "build the shard again, or copy it anew")
      }
    }
  }
}
