internal import Foundation
internal import Synchronization

/// The social cards of one build, from drawings to pictures. Each picture is kept under the fingerprint of its drawing: a
/// process takes longer than all else that a page needs, and most cards are those of the build before.
final class CardDrawings: Sendable {
  private struct State {
    var pictures: [(path: SitePath, file: String)] = []
    /// Names of the pictures that this build shows.
    var wanted: Set<String> = []
    /// Pictures that have yet to be made.
    var missing: [String] = []
  }

  private let converter: CardConverter
  private let folder: String
  /// Whether what else lies in the folder is of cards that are no longer shown.
  private let areAll: Bool
  /// Builds of other output folders keep their pictures in the same place: they wait, but for shards of one site.
  private let lock: BuildLock
  private let state = Mutex(State())

  init(
    _ converter: CardConverter, in folder: String, areAll: Bool = true, onWait: () -> Void = {}
  ) throws(WriteError) {
    (self.converter, self.folder, self.areAll) = (converter, folder, areAll)
    lock = try BuildLock(folder + ".lock", isShared: !areAll, onWait: onWait)
    try FileReplacer.createFolder(folder)
  }

  /// Takes the drawing of a picture, from any thread; the disk holds it until the picture is made.
  func add(_ drawing: [UInt8], at path: SitePath) throws(WriteError) {
    let name = converter.fingerprint(of: drawing).digits + ".png"
    let file = folder + "/" + name
    let isNew = state.withLock { state in
      state.pictures.append((path, file))
      return state.wanted.insert(name).inserted
    }
    guard isNew, Folder.entry(at: file) != .file else { return }
    try FileReplacer.replace(CardConverter.source(of: file), with: drawing)
    state.withLock { $0.missing.append(file) }
  }

  /// Makes what is missing, and removes what is no longer shown.
  func pictures(_ watch: BuildWatch) throws(WriteError) -> [(path: SitePath, file: String)] {
    let (pictures, wanted, missing) = state.withLock { ($0.pictures, $0.wanted, $0.missing) }
    try converter.make(missing, watch)
    guard areAll else { return pictures }
    for name in (try? Folder.names(in: folder)) ?? [] where !wanted.contains(name) { unlink(folder + "/" + name) }
    return pictures
  }
}
