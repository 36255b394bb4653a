public import Diagnostics

/// What a preview shows at a path.
public enum PreviewAnswer: Sendable {
  case bytes([UInt8])
  /// A file of Content/ that a build would copy; its path on the disk.
  case file(path: String)
  /// The page could not be made.
  case problems([Diagnostic])
  /// The site has no such path.
  case missing
}

/// A site as it was read at one moment, and not written anywhere. It never changes; a later moment is another value.
public final class PreviewedSite: Sendable {
  /// What the build found of it; without errors.
  public let report: BuildReport
  /// The link of the stylesheet from the site's root; its name changes with its bytes.
  public let stylesheet: String
  private let files: [String: PreviewAnswer]

  init(report: BuildReport, site: RenderedSite, stylesheet: String, content: String) {
    self.report = report
    self.stylesheet = stylesheet
    var files: [String: PreviewAnswer] = [:]
    for (path, bytes) in site.files { files[path.text] = .bytes(bytes) }
    for path in site.copies { files[path] = .file(path: content + "/" + path) }
    self.files = files
  }

  /// - Parameter path: of a file, relative to the site's root and not percent-encoded: `articles/tesla/index.html`.
  public func answer(at path: String) -> PreviewAnswer { files[path] ?? .missing }

  /// What is wrong with pages that nobody has asked for yet: makes every one of them.
  /// - Parameter isAbandoned: asked now and then; the search stops where it says yes.
  public func problems(unless isAbandoned: () -> Bool) -> [Diagnostic] { [] }
}

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

  public init(_ builder: SiteBuilder) {
    self.builder = builder
    self.builder.isDraftsOn = true
    self.builder.areCardsOn = false
  }

  /// - Parameter changed: paths of files that may have changed, below the folders as the builder names them
  ///   (`Content/articles/a.md`); nil where anything may have. A path that is gone is a file that was deleted.
  public mutating func refresh(_ changed: Set<String>? = nil) -> PreviewRefresh {
    let (planned, report) = builder.planned()
    guard let planned else { return PreviewRefresh(site: nil, diagnostics: report.diagnostics.sortedByPlace()) }
    var plan = planned.plan
    plan.isPreview = true
    let (site, problems) = SiteRenderer.render(plan, templates: planned.templates, assets: planned.assets)
    let diagnostics = (report.diagnostics + problems).sortedByPlace()
    guard !diagnostics.hasErrors else { return PreviewRefresh(site: nil, diagnostics: diagnostics) }
    let previewed = PreviewedSite(
      report: report, site: site, stylesheet: planned.assets.stylesheet, content: builder.folders.content)
    return PreviewRefresh(site: previewed, diagnostics: diagnostics)
  }
}
