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

  mutating func add(_ other: ClaimCounts) {
    checked += other.checked
    filled += other.filled
    unread += other.unread
  }
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
    let statements = content.statements
    let stated = asOf == nil ? [] : Set(statements.map(\.edition))
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
    let check = ClaimCheck(settings: settings, ledger: ledger, isRetrospective: isRetrospective)
    for part in Self.checked(content, by: check, current: ledger.current?.id) {
      merged.diagnostics += part.diagnostics
      merged.claims.add(part.counts)
      merged.bindings += part.bindings
    }
    return merged
  }

  /// All texts, so many at a time.
  private static func checked(_ content: ParsedContent, by check: ClaimCheck, current: EditionID?) -> [ClaimCheck] {
    let (count, size) = (content.textCount, 16)
    return ParallelWork.map(Array(stride(from: 0, to: count, by: size))) { start in
      var check = check
      for index in start..<min(start + size, count) { check.check(content.text(index, current: current)) }
      return check
    }
  }
}

extension ParsedContent {
  /// All that documents state, those included that readers see no more.
  fileprivate var statements: [Statement] {
    var statements: [Statement] = []
    for articles in [articles, expired] { for index in articles.indices { statements += articles[index].statements } }
    for note in notes { statements += note.statements }
    return statements
  }
}
