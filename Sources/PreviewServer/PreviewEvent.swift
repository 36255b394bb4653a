public import Diagnostics
public import SiteGenerator

/// What a preview tells whoever started it.
public enum PreviewEvent: Sendable {
  /// It answers now, at an address for browsers.
  case listening(url: String)
  case built(PreviewBuild)
  /// Errors of pages that nobody had asked for.
  case found([Diagnostic])
  /// A folder came that the system cannot watch: what changes in it is not seen.
  case unwatched(Diagnostic)
}

/// A site that was read, or could not be.
public struct PreviewBuild: Sendable {
  /// Paths of files that changed, sorted; nil where the whole project was read.
  public let changed: [String]?
  public let isFirst: Bool
  /// Nil where errors leave no site: the last good one stays.
  public let report: BuildReport?
  /// Sorted by place.
  public let diagnostics: [Diagnostic]
  /// Whether these are the problems of the build before.
  public let areKnown: Bool
  /// Whether there were errors and are none.
  public let isMended: Bool
  public let milliseconds: Int
}
