public import Diagnostics

/// What became of a change.
public struct PreviewRefresh: Sendable {
  /// Nil where an error stands in the way of any site.
  public let site: PreviewedSite?
  /// Sorted by place.
  public let diagnostics: [Diagnostic]
}

/// Reads a project again and again as it is edited. Drafts and articles of later days are part of the site and say so;
/// nothing is written.
public struct SitePreview: Sendable {
  private var builder: SiteBuilder
  private var memory = BuildMemory()

  /// - Parameter url: where the preview stands, in place of the site's own address where it has one; ends in a slash.
  public init(_ builder: SiteBuilder, at url: String? = nil) {
    self.builder = builder
    self.builder.previewURL = url
    self.builder.isDraftsOn = true
    self.builder.isScheduledOn = true
    self.builder.areCardsOn = false
    memory.files.isHeld = true
  }

  /// Reads again what changed, and parses again what that bears on.
  /// - Parameter changed: paths of files that may have changed, below the folders as the builder names them
  ///   (`Content/articles/a.md`); nil where anything may have. A path that is gone is a file that was deleted.
  public mutating func refresh(_ changed: Set<String>? = nil) -> PreviewRefresh {
    memory.files.forget(changed.map { Set($0.map(Folder.normalised)) })
    let (planned, report) = builder.planned(reusing: &memory)
    guard let planned else { return PreviewRefresh(site: nil, diagnostics: report.diagnostics.sortedByPlace()) }
    var plan = planned.plan
    plan.isPreview = true
    let files = SiteFiles(plan, templates: planned.templates, assets: planned.assets)
    let problems = PathCheck(files: files, plan: plan, folders: builder.folders).problems()
    let site = PreviewedSite(
      report: report, files: files, stylesheet: planned.assets.stylesheet, content: builder.folders.content)
    return PreviewRefresh(site: site, diagnostics: (report.diagnostics + problems).sortedByPlace())
  }
}
