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
  private var memory = BuildMemory(isHeld: true)
  private var paths: PreviewPaths?

  /// - Parameter url: where the preview stands, in place of the site's own address where it has one; ends in a slash.
  public init(_ builder: SiteBuilder, at url: String? = nil) {
    self.builder = builder
    self.builder.previewURL = url
    self.builder.isDraftsOn = true
    self.builder.isScheduledOn = true
    self.builder.areCardsOn = false
  }

  /// Reads again what changed, and parses again what that bears on.
  /// - Parameter changed: paths of files that may have changed, below the folders as the builder names them
  ///   (`Content/articles/a.md`); nil where anything may have. A path that is gone is a file that was deleted.
  public mutating func refresh(_ changed: Set<String>? = nil) -> PreviewRefresh {
    memory.begin(after: changed.map { Set($0.map(Folder.normalised)) })
    let (planned, report) = builder.planned(reusing: &memory)
    guard let planned else { return PreviewRefresh(site: nil, diagnostics: report.diagnostics.sortedByPlace()) }
    var plan = planned.plan
    plan.isPreview = true
    let files = SiteFiles(plan, templates: planned.templates, assets: planned.assets)
    let paths =
      paths.flatMap { $0.isOf(files) ? $0 : nil }
      ?? PreviewPaths(files, problems: PathCheck(files: files, plan: plan, folders: builder.folders).problems())
    // What is wrong with paths names files, and may do so in other words.
    self.paths = paths.problems.isEmpty ? paths : nil
    let site = PreviewedSite(
      report: report, files: files, places: paths.places, stylesheet: planned.assets.stylesheet,
      content: builder.folders.content)
    return PreviewRefresh(site: site, diagnostics: (report.diagnostics + paths.problems).sortedByPlace())
  }
}

/// Where a preview finds a file.
enum PreviewPlace: Sendable {
  /// Its place among the pages and the others that belong to no family.
  case alone(Int)
  /// The place of the family that it is a page of.
  case family(Int)
}

/// The paths of a site, which most edits leave as they are.
private struct PreviewPaths: Sendable {
  let problems: [Diagnostic]
  /// Of all but what lies in families and is no page.
  let places: [String: PreviewPlace]
  /// Of the pages of each family.
  private let families: [[SitePath]]
  private let paths: [String]

  init(_ files: SiteFiles, problems: [Diagnostic]) {
    self.problems = problems
    families = files.families.map { $0.paths() }
    paths = files.paths
    var places: [String: PreviewPlace] = [:]
    places.reserveCapacity(paths.count)
    for (place, family) in families.enumerated() {
      for path in family { places[path.text] = .family(place) }
    }
    for place in 0..<files.pages.count + files.others.count {
      let path = files[place].path.text
      if places[path] == nil { places[path] = .alone(place) }
    }
    self.places = places
  }

  func isOf(_ files: SiteFiles) -> Bool { files.paths == paths && files.families.map { $0.paths() } == families }
}
