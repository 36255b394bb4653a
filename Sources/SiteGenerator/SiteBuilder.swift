public import Diagnostics
internal import Markdown
public import ScoreLedger
internal import TemplateEngine

/// The way through the house: load, parse, merge, plan, render, write. The one file that knows every stage.
public struct SiteBuilder: Sendable {
  public var folders: ProjectFolders
  /// Takes the place of index.yml's `url`; ends in a slash.
  public var url: String?
  public var isDraftsOn: Bool
  /// The day that the site is built for: what is dated later does not exist.
  public var asOf: CalendarDate?

  public init(
    folders: ProjectFolders = ProjectFolders(), url: String? = nil, isDraftsOn: Bool = false, asOf: CalendarDate? = nil
  ) {
    self.folders = folders
    self.url = url
    self.isDraftsOn = isDraftsOn
    self.asOf = asOf
  }

  /// Builds the site. When any diagnostic is an error, nothing was written.
  public func build() -> BuildReport {
    let (rendered, report) = render()
    guard let rendered else { return report }
    var result = report
    do throws(WriteError) {
      let summary = try SiteWriter(folders: folders).write(rendered)
      result.written = summary.written
      result.unchanged = summary.unchanged
      result.removed = summary.removed
      if !summary.unknown.isEmpty { result.diagnostics.append(unknownFiles(summary.unknown)) }
    } catch { result.diagnostics.append(error.diagnostic) }
    return result
  }

  /// Everything that a build does but to write.
  public func check() -> BuildReport { render().report }

  /// The merged ledger alone, for looking into it.
  public func ledger() -> (ledger: Ledger?, diagnostics: [Diagnostic]) {
    let merged = merged()
    return (merged.ledger, merged.diagnostics)
  }

  // MARK: Stages

  /// Everything up to the plan: one ledger, and every text compared with it.
  func merged() -> MergedContent {
    let (tree, loadDiagnostics) = ContentLoader.load(folders)
    var (content, diagnostics) = ContentParser.parse(tree, isDraftsOn: isDraftsOn, asOf: asOf)
    diagnostics += loadDiagnostics
    guard var parsed = content else { return MergedContent(tree: tree, diagnostics: diagnostics) }
    if let url { parsed.settings.url = url }
    return ContentMerger.merge(parsed, tree: tree, diagnostics: diagnostics, isPartial: asOf != nil)
  }

  private func render() -> (site: RenderedSite?, report: BuildReport) {
    let merged = merged()
    let (templates, templateDiagnostics) = TemplateSet.compile(merged.tree.templates)
    var report = BuildReport(diagnostics: merged.diagnostics + templateDiagnostics)
    guard let content = merged.content, let ledger = merged.ledger else { return (nil, report) }
    report.claims = merged.claims
    let plan = SitePlan(content, ledger: ledger)
    if !report.diagnostics.hasErrors { report.diagnostics += plan.problems() }
    guard !report.diagnostics.hasErrors else { return (nil, report) }
    let (site, renderDiagnostics) = SiteRenderer.render(
      plan, templates: templates, assets: AssetPaths(merged.tree.assets))
    report.diagnostics += renderDiagnostics
    report.pages = site.pageCount
    report.articles = plan.articles.count
    report.editions = plan.ledger.tables.count
    report.drafts = content.draftCount
    report.held = content.heldCount
    report.heldUntil = content.heldUntil
    return (report.diagnostics.hasErrors ? nil : site, report)
  }

  private func unknownFiles(_ paths: [String]) -> Diagnostic {
    let shown = paths.prefix(5).joined(separator: ", ") + (paths.count > 5 ? " and \(paths.count - 5) more" : "")
    return Diagnostic(
      .warning, id: "unknown-output", "files stand in the output folder that this build does not know: \(shown)",
      at: .file(path: Folder.normalised(folders.output)),
      help: "delete them if an earlier build made them; the build leaves them alone")
  }
}

/// What a run made and what it found wrong.
public struct BuildReport: Sendable {
  public var diagnostics: [Diagnostic]
  public var pages = 0
  public var articles = 0
  public var editions = 0
  public var drafts = 0
  /// Articles dated after the day that the site is built for, and the first of their days.
  public var held = 0
  public var heldUntil: CalendarDate?
  public var claims = ClaimCounts()
  public var written = 0
  public var unchanged = 0
  public var removed = 0

  init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// 0 without errors, 1 with errors of the content, 2 where the disk refused.
  public var exitCode: Int32 {
    diagnostics.contains { $0.id == Diagnostic.inputOutputID } ? 2 : diagnostics.hasErrors ? 1 : 0
  }
}
