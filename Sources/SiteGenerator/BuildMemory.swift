/// What a run leaves for the next one of the same builder.
struct BuildMemory: Sendable {
  var files = ReadFiles()
  var documents = ParsedDocuments()

  init() {}

  /// Begins with what an earlier process kept.
  /// - Parameters:
  ///   - rules: of how the site is asked for, as far as it bears on what documents say.
  ///   - isLasting: whether this run leaves anything to the next one.
  init(of folders: ProjectFolders, rules: String, isLasting: Bool) {
    var recipe = FingerprintBuilder("documents")
    recipe.add(ProgramIdentity.current)
    recipe.add((try? Folder.read(folders.content + "/index.yml")).map { Fingerprint(of: $0).digits })
    recipe.add(rules)
    guard let store = DocumentStore(folders.documents, rules: recipe.fingerprint, isLasting: isLasting) else { return }
    documents = ParsedDocuments(in: store)
    files.known = store.entries.mapValues(\.file)
  }

  /// Leaves what this run found to the next process, and to no other run of this one.
  /// - Returns: what has to be closed when nobody asks for any body any more.
  mutating func keep() -> DocumentStore? {
    let store = documents.keep(files.stamps)
    self = BuildMemory()
    return store
  }
}
