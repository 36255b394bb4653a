internal import Diagnostics
internal import ScoreLedger

/// The content with its ledger, and all that is wrong with either.
struct MergedContent {
  var tree: SourceTree
  var content: ParsedContent?
  var ledger: Ledger?
  var diagnostics: [Diagnostic]
  var claims = ClaimCounts()
  /// Claims that are true and not marked yet.
  var bindings: [ClaimBinding] = []
  var times = BuildTimes()
}

/// What became of the claims in the texts.
public struct ClaimCounts: Sendable, Hashable {
  /// Compared with the ledger, and alike.
  public var checked = 0
  /// Written by the ledger, since the author left their text out.
  public var filled = 0
  /// Marked, but in words that nothing can be compared with.
  public var unread = 0
}

/// The third stage: all statements become one ledger, and every text is compared with it.
enum ContentMerger {
  /// Errors that leave no doubt what the ledger holds: the sentence is wrong, not the score.
  private static let isSettled: Set<String> = ["change-mismatch", "rank-mismatch", "corrected-score"]

  /// - Parameter asOf: the day that the site is built for.
  static func merge(
    _ content: ParsedContent, tree: SourceTree, diagnostics: [Diagnostic], asOf: CalendarDate?
  ) -> MergedContent {
    let settings = content.settings
    let statements = content.articles.flatMap(\.statements) + content.notes.flatMap(\.statements)
    let stated = Set(statements.map(\.edition))
    let (ledger, problems) = Ledger.merge(
      statements, constituents: settings.constituents, scale: settings.scale, calendar: settings.calendar,
      methodology: settings.methodology, corrections: content.corrections,
      releases: content.releases.filter { asOf == nil || stated.contains($0.edition) }, asOf: asOf)
    // Something that was written or mended after the day may speak of what the day did not know.
    let hasLater = asOf.map { day in content.corrections.contains { $0.date > day } } ?? false
    let isRetrospective = content.isPartial || hasLater
    var content = content
    if isRetrospective { content.notes.removeAll { ledger.table($0.edition) == nil } }
    var merged = MergedContent(tree: tree, content: content, ledger: ledger, diagnostics: diagnostics + problems)
    // A claim is compared with a ledger that holds; else one mistake would be told twice.
    let isDoubtful = problems.contains { $0.severity == .error && !isSettled.contains($0.id) }
    guard content.isComplete, !isDoubtful else { return merged }
    var check = ClaimCheck(settings: settings, ledger: ledger, isRetrospective: isRetrospective)
    for text in content.texts(current: ledger.current?.id) { check.check(text) }
    merged.diagnostics += check.diagnostics
    merged.claims = check.counts
    merged.bindings = check.bindings
    return merged
  }
}
