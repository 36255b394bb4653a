internal import Diagnostics
internal import Markdown
public import ScoreLedger
internal import TemplateEngine

/// The way through the house: load, parse, merge, plan, render, write. The one file that knows every stage.
public struct SiteBuilder: Sendable {
  public var folders: ProjectFolders
  /// Takes the place of index.yml's `url`; ends in a slash.
  public var url: String?
  public var isDraftsOn: Bool
  /// Whether articles that are not due yet are shown, and marked.
  public var isScheduledOn = false
  /// The day that the site is built for: what is dated later does not exist.
  public var asOf: CalendarDate?
  /// Whether warnings are errors.
  public var isStrict: Bool
  /// Whether social cards are made where rsvg-convert is installed.
  public var areCardsOn = false
  /// Is told how a build comes along, after each part of it and from its thread.
  public var onProgress: (@Sendable (BuildProgress) -> Void)?
  /// Is told once where a build waits for another one of the same output folder.
  public var onWait: (@Sendable () -> Void)?
  /// Whether files that gain by it get compressed variants beside them.
  public var isCompressed = false
  /// The part of the site that is built; nil for all of it.
  public var shard: Shard?
  /// Where a preview of the site stands; ends in a slash.
  var previewURL: String?
  var compressionLibraries = CompressionLibraries()

  public init(
    folders: ProjectFolders = ProjectFolders(), url: String? = nil, isDraftsOn: Bool = false,
    asOf: CalendarDate? = nil, isStrict: Bool = false
  ) {
    self.folders = folders
    self.url = url
    self.isDraftsOn = isDraftsOn
    self.asOf = asOf
    self.isStrict = isStrict
  }

  /// Builds the site. When any diagnostic is an error, nothing was written.
  public func build() -> BuildReport {
    let compressor = isCompressed ? Compressor(compressionLibraries) : nil
    if isCompressed, compressor == nil { return BuildReport(diagnostics: [Compressor.missing]) }
    if let problem = FolderNesting.problem(in: folders) { return BuildReport(diagnostics: [problem]) }
    if areCardsOn, let problem = OpenFiles.problem(startsPrograms: true) { return BuildReport(diagnostics: [problem]) }
    do throws(WriteError) {
      // Before anything is read: what is published is never older than what another build published meanwhile.
      let isFound = Folder.isFolder(folders.content)
      let lock = isFound ? try BuildLock(folders.lock, onWait: onWait ?? {}) : nil
      // What the last build wrote is much to read, and to look at.
      let search = SearchStore(path: folders.search)
      let record = Shared { [folders] in
        var record = OutputRecord(at: folders.manifest)
        record?.look(in: folders.output)
        return record
      }.begun(before: search.known)
      // Each of many shards would leave as much as the whole site.
      let rules = "drafts: \(isDraftsOn)"
      var memory = isFound ? BuildMemory(of: folders, rules: rules, isLasting: shard == nil) : BuildMemory()
      let (planned, report) = planned(reusing: &memory)
      let kept = memory.keep()
      // What is left to the next build is written while nobody else builds.
      defer { withExtendedLifetime(lock) { kept.take()??.close() } }
      guard let site = consume planned, let lock else { return report }
      defer { Disposal.dispose(consume site) }
      return try publish(site, report, SiteStage(folders, lock, record), search, compressor)
    } catch { return BuildReport(diagnostics: [error.diagnostic]) }
  }

  private func publish(
    _ planned: PlannedSite, _ report: BuildReport, _ stage: SiteStage, _ store: SearchStore, _ compressor: Compressor?
  ) -> BuildReport {
    var result = report
    do throws(WriteError) {
      let isWhole = shard == nil
      let cards = try report.cards.converter.map { converter throws(WriteError) in
        try CardDrawings(converter, in: folders.cards, areAll: isWhole, onWait: onWait ?? {})
      }
      let destination = FileDestination { family in
        stage.keep(family)
      } keep: { path, origin throws(WriteError) in
        try stage.keep(path, origin)
      } put: { file, origin throws(WriteError) in
        try stage.put(file.bytes, at: file.path, origin)
      } draw: { path, drawing throws(WriteError) in
        try cards?.add(drawing, at: path)
      }
      // Long to make, and asked for last. A shard would make it for another one.
      let search: Ahead<SearchFiles>? =
        isWhole ? Ahead { SearchIndex(planned.plan, in: store).files() } : nil
      let site = try render(planned, &result, to: destination, search)
      // The stage is abandoned with its last use.
      if result.diagnostics.hasErrors { return result }
      var writer = SiteWriter(stage: stage, cards: cards, compressor: compressor, watch: watch)
      if let shard, let tree = planned.tree {
        writer.shard = (shard, try ShardSource(self, tree, report.cards, compressor))
      }
      add(try writer.write(site), to: &result)
    } catch { add(error, to: &result) }
    return result
  }

  private func add(_ problem: WriteError, to report: inout BuildReport) {
    report.isOutputMixed = problem.isOutputMixed
    report.diagnostics.append(problem.diagnostic)
  }

  private func add(_ summary: SiteWriter.Summary, to report: inout BuildReport) {
    report.times.add(summary.times)
    report.written = summary.written
    report.unchanged = summary.unchanged
    report.removed = summary.removed
    report.compression = summary.compression
    if !summary.unknown.isEmpty { report.diagnostics.append(unknownFiles(summary.unknown)) }
  }

  /// Makes of all shards of a site what one build writes. When any diagnostic is an error, nothing was written.
  /// - Parameter shards: the folders that they were built into, in any order.
  public func merge(_ shards: [String]) -> BuildReport {
    if let problem = FolderNesting.problem(in: folders) { return BuildReport(diagnostics: [problem]) }
    let (set, diagnostics) = ShardSet.read(shards)
    var report = BuildReport(diagnostics: diagnostics)
    guard let set else { return report }
    do throws(WriteError) {
      let stage = try SiteStage(folders, BuildLock(folders.lock, onWait: onWait ?? {}))
      report.diagnostics += try ShardMerge(set).run(on: stage, watch)
      if !report.diagnostics.hasErrors { add(try stage.commit(watch), to: &report) }
    } catch { add(error, to: &report) }
    return report
  }

  /// Everything that a build does but to write.
  public func check() -> BuildReport {
    if let problem = FolderNesting.problem(in: folders) { return BuildReport(diagnostics: [problem]) }
    let (planned, report) = planned()
    guard let planned else { return report }
    var result = report
    // Nothing is written that a disk could refuse.
    _ = try? render(planned, &result, to: .nowhere)
    return result
  }

  // MARK: Stages

  /// Everything up to the plan: one ledger, and every text compared with it.
  func merged() -> MergedContent {
    var memory = BuildMemory()
    return merged(reusing: &memory)
  }

  /// - Parameters:
  ///   - memory: what an earlier run of the same builder left; takes what this one leaves.
  ///   - isPlanned: whether pages will be made of it, with templates that may as well be compiled meanwhile.
  func merged(reusing memory: inout BuildMemory, isPlanned: Bool = false) -> MergedContent {
    let rules = PublicationRules(isDraftsOn: isDraftsOn, isScheduledOn: isScheduledOn, asOf: asOf)
    if let merged = memory.merged(folders.content, rules) { return merged }
    var times = BuildTimes()
    watch.start(.load)
    let (tree, loadDiagnostics) = times.measure(.load) { ContentLoader.load(folders, reusing: &memory.files) }
    var (content, diagnostics) = times.measure(.parse) {
      ContentParser.parse(tree, rules, reusing: &memory.documents, watch: watch)
    }
    diagnostics += loadDiagnostics
    guard var parsed = content else {
      return MergedContent(tree: tree, diagnostics: diagnostics.ownFaults, times: times)
    }
    if let url { parsed.settings.url = url }
    // A site without an address has no feeds, and its preview has none either.
    if let previewURL, parsed.settings.url != nil { parsed.settings.url = previewURL }
    if isPlanned {
      memory.templates(tree.templates, scale: parsed.settings.scale)
      memory.beginToKeep()
    }
    let arranged = isPlanned ? Ahead { [articles = parsed.articles] in ArrangedArticles(articles) } : nil
    watch.start(.merge)
    var merged = times.measure(.merge) {
      ContentMerger.merge(parsed, tree: tree, diagnostics: diagnostics, asOf: asOf)
    }
    merged.diagnostics = merged.diagnostics.ownFaults
    merged.arranged = arranged
    merged.times = times
    memory.keep(merged)
    return merged
  }

  private var watch: BuildWatch { BuildWatch(tell: onProgress) }

  /// The diagnostics as this run weighs them.
  private func weighed(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    isStrict ? diagnostics.map(\.asError) : diagnostics
  }

  /// A site that can be rendered: every page, and the templates to make it with.
  struct PlannedSite {
    let plan: SitePlan
    let templates: TemplateSet
    let assets: AssetPaths
    /// Of what every file is made with beside the content: the program, the templates, index.yml, and how it was asked for.
    let surroundings: Fingerprint
    /// What it was planned from; nil where it is built as a whole.
    let tree: SourceTree?
  }

  /// Everything up to the first page; nil where there is any error.
  func planned() -> (site: PlannedSite?, report: BuildReport) {
    var memory = BuildMemory()
    return planned(reusing: &memory)
  }

  func planned(reusing memory: inout BuildMemory) -> (site: PlannedSite?, report: BuildReport) {
    let merged = merged(reusing: &memory, isPlanned: true)
    var times = merged.times
    watch.start(.plan)
    let (templates, templateDiagnostics) = times.measure(.plan) {
      memory.templates(merged.tree.templates, scale: merged.content?.settings.scale).value()
    }
    var report = BuildReport(diagnostics: weighed((merged.diagnostics + templateDiagnostics).ownFaults))
    report.times = times
    report.slowBodies = merged.content?.slowBodies ?? []
    guard let content = merged.content, let ledger = merged.ledger else { return (nil, report) }
    report.claims = merged.claims
    report.leftOut = content.leftOut
    report.rawHTML = content.rawHTMLCount
    report.content = content
    var plan = report.times.measure(.plan) { SitePlan(content, ledger: ledger, merged.arranged?.take()) }
    report.articles = plan.articles.count
    report.editions = ledger.tables.count
    report.pages = plan.pages.count
    if areCardsOn, templates.names.contains(SocialCards.template) {
      report.cards = CardConverter.installed().map { .made($0) } ?? .missing
      plan.hasCards = report.cards.converter != nil
    }
    if !report.diagnostics.hasErrors { report.diagnostics += weighed(plan.problems()) }
    guard !report.diagnostics.hasErrors else { return (nil, report) }
    let site = PlannedSite(
      plan: plan, templates: templates, assets: AssetPaths(merged.tree.assets),
      surroundings: surroundings(of: merged.tree), tree: shard == nil ? nil : merged.tree)
    return (site, report)
  }

  private func surroundings(of tree: SourceTree) -> Fingerprint {
    var recipe = FingerprintBuilder("surroundings")
    recipe.add(ProgramIdentity.current)
    recipe.add(tree.index.map { Fingerprint(of: $0.bytes) } ?? Fingerprint(of: []))
    for (name, file) in tree.templates.sorted(by: { $0.key < $1.key }) {
      recipe.add(name)
      recipe.add(Fingerprint(of: file.bytes))
    }
    for asset in tree.assets { recipe.add(FingerprintedName.name(asset.path, asset.bytes)) }
    for media in tree.media {
      recipe.add(media.path)
      recipe.add(media.size.map { "\($0.width) \($0.height)" })
    }
    recipe.add(url)
    recipe.add(asOf)
    recipe.add(isDraftsOn)
    recipe.add(isScheduledOn)
    return recipe.fingerprint
  }

  private func render(
    _ planned: PlannedSite, _ report: inout BuildReport, to destination: FileDestination,
    _ search: Ahead<SearchFiles>? = nil
  ) throws(WriteError) -> RenderedSite {
    var files = report.times.measure(.render) {
      SiteFiles(
        planned.plan, templates: planned.templates, assets: planned.assets, surroundings: planned.surroundings,
        search: search)
    }
    let problems = report.times.measure(.plan) {
      weighed(PathCheck(files: files, plan: planned.plan, folders: folders).problems())
    }
    // What no disk could hold is made all the same: every problem is shown at once.
    let destination = problems.hasErrors ? .nowhere : destination
    if let shard { files = files.opened.share(of: shard) }
    let (site, diagnostics) = try report.times.measure(.render) { () throws(WriteError) in
      try SiteRenderer.render(files, to: destination, watch: watch)
    }
    report.made = site.made
    report.times.slowest = site.slowest
    report.diagnostics += problems + weighed(diagnostics)
    Disposal.dispose(consume files)
    return site
  }

  private func unknownFiles(_ paths: [String]) -> Diagnostic {
    let shown = paths.prefix(5).joined(separator: ", ") + (paths.count > 5 ? " and \(paths.count - 5) more" : "")
    return Diagnostic(
      .warning, id: "unknown-output", "files stand in the output folder that this build does not know: \(shown)",
      at: .file(path: Folder.normalised(folders.output)),
      help: "delete them if an earlier build made them; the build leaves them alone")
  }
}
