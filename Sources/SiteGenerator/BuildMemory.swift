internal import Diagnostics
internal import ScoreLedger
internal import TemplateEngine

/// What a run leaves for the next one of the same builder.
struct BuildMemory: Sendable {
  var files = ReadFiles()
  var documents = ParsedDocuments()
  /// Paths, as diagnostics show them, of what may have changed since the last run; nil where anything may have.
  private var changed: Set<String>?
  private var merged: MergedContent?
  private var templates: CompiledTemplates?
  /// What has to be closed when nobody asks for any body any more.
  private var kept: Ahead<DocumentStore?>?

  /// - Parameter isHeld: whether this process runs again: what is on the disk may change before it is looked at again.
  init(isHeld: Bool = false) { files.isHeld = isHeld }

  /// Starts another run.
  /// - Parameter changed: paths as diagnostics show them; nil where anything may have changed.
  mutating func begin(after changed: Set<String>?) {
    files.forget(changed)
    self.changed = changed
  }

  /// What a run would find, where that is known without one.
  mutating func merged(_ content: String, _ rules: PublicationRules) -> MergedContent? {
    guard let changed, let merged else { return nil }
    self.merged = BodyEdit(before: merged, content: content, rules: rules).merged(changed, reusing: &documents)
    return self.merged
  }

  mutating func keep(_ merged: MergedContent) {
    if files.isHeld { self.merged = merged }
  }

  /// The templates, compiled only where one of them changed. They are compiled from now on; who asks waits for them.
  @discardableResult
  mutating func templates(_ files: [String: SourceFile], scale: Scale?) -> CompiledTemplates {
    if let templates, templates.isOf(files, scale) { return templates }
    let compiling = CompiledTemplates(files, scale)
    templates = compiling
    return compiling
  }

  /// Begins with what an earlier process kept.
  /// - Parameters:
  ///   - rules: of how the site is asked for, as far as it bears on what documents say.
  ///   - isLasting: whether this run leaves anything to the next one.
  init(of folders: ProjectFolders, rules: String, isLasting: Bool) {
    self.init()
    var recipe = FingerprintBuilder("documents")
    recipe.add(ProgramIdentity.current)
    recipe.add((try? Folder.read(folders.content + "/index.yml")).map { Fingerprint(of: $0).digits })
    recipe.add(rules)
    guard let store = DocumentStore(folders.documents, rules: recipe.fingerprint, isLasting: isLasting) else { return }
    documents = ParsedDocuments(in: store)
    files.known = store.entries.mapValues(\.file)
  }

  /// Leaves what the documents are to the next process, from now on.
  mutating func beginToKeep() { if !files.isHeld { kept = keeping } }

  /// Leaves what this run found to the next process, and to no other run of this one.
  /// - Returns: what has to be closed when nobody asks for any body any more.
  mutating func keep() -> Ahead<DocumentStore?> {
    defer { self = BuildMemory() }
    return kept ?? keeping
  }

  private var keeping: Ahead<DocumentStore?> {
    Ahead { [documents, stamps = files.stamps] in documents.keep(stamps) }
  }
}

/// Templates, and what they are compiled from.
struct CompiledTemplates: Sendable {
  private let files: [String: SourceFile]
  private let scale: Scale?
  private let compiled: Shared<(templates: TemplateSet, diagnostics: [Diagnostic]), Never>

  init(_ files: [String: SourceFile], _ scale: Scale?) {
    (self.files, self.scale) = (files, scale)
    compiled = Shared { TemplateSet.compile(files, filters: SiteFilters(scale: scale).all) }.begun()
  }

  func isOf(_ others: [String: SourceFile], _ scale: Scale?) -> Bool {
    scale == self.scale && files.count == others.count
      && files.allSatisfy { name, file in others[name]?.isSame(as: file) ?? false }
  }

  /// The templates, which have printed nothing yet, and all that is wrong with them.
  func value() -> (templates: TemplateSet, diagnostics: [Diagnostic]) {
    let (templates, diagnostics) = compiled.value()
    return (templates.unused, diagnostics)
  }
}
