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

  public init(folders: ProjectFolders = ProjectFolders(), url: String? = nil, isDraftsOn: Bool = false) {
    self.folders = folders
    self.url = url
    self.isDraftsOn = isDraftsOn
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
    let (plan, _, diagnostics) = plan()
    return (plan?.ledger, diagnostics)
  }

  // MARK: Stages

  private func plan() -> (plan: SitePlan?, tree: SourceTree, diagnostics: [Diagnostic]) {
    let (tree, loadDiagnostics) = ContentLoader.load(folders)
    var (content, diagnostics) = ContentParser.parse(tree, isDraftsOn: isDraftsOn)
    diagnostics += loadDiagnostics
    guard var parsed = content else { return (nil, tree, diagnostics) }
    if let url { parsed.settings.url = url }
    let settings = parsed.settings
    let (ledger, mergeDiagnostics) = Ledger.merge(
      parsed.articles.flatMap(\.statements), constituents: settings.constituents, scale: settings.scale,
      calendar: settings.calendar)
    content = parsed
    diagnostics += mergeDiagnostics
    let plan = SitePlan(parsed, ledger: ledger)
    if !diagnostics.hasErrors { diagnostics += plan.problems() }
    return (plan, tree, diagnostics)
  }

  private func render() -> (site: RenderedSite?, report: BuildReport) {
    let (plan, tree, planDiagnostics) = plan()
    let (templates, templateDiagnostics) = TemplateSet.compile(tree.templates)
    var report = BuildReport(diagnostics: planDiagnostics + templateDiagnostics)
    guard let plan, !report.diagnostics.hasErrors else { return (nil, report) }
    let (site, renderDiagnostics) = SiteRenderer.render(plan, templates: templates, assets: AssetPaths(tree.assets))
    report.diagnostics += renderDiagnostics
    report.pages = site.pageCount
    report.articles = plan.articles.count
    report.editions = plan.ledger.tables.count
    report.drafts = plan.content.draftCount
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
  public var written = 0
  public var unchanged = 0
  public var removed = 0

  init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// 0 without errors, 1 with errors of the content, 2 where the disk refused.
  public var exitCode: Int32 {
    diagnostics.contains { $0.id == Diagnostic.inputOutputID } ? 2 : diagnostics.hasErrors ? 1 : 0
  }
}
