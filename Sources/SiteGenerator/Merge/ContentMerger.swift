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
  /// The articles of the content, where a plan will be made of it.
  var arranged: Ahead<ArrangedArticles>?
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

  mutating func remove(_ other: ClaimCounts) {
    checked -= other.checked
    filled -= other.filled
    unread -= other.unread
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
    let addresses = Ahead { UniquenessCheck.problems(in: content) }
    let statements = content.statements
    let stated = asOf == nil ? [] : Set(statements.map(\.edition))
    let releases = content.releases.filter { asOf == nil || stated.contains($0.edition) }
    let (ledger, problems) = Ledger.merge(
      statements, constituents: settings.constituents, scale: settings.scale, calendar: settings.calendar,
      methodology: settings.methodology, corrections: content.corrections, releases: releases, asOf: asOf)
    let isRetrospective = content.isRetrospective(asOf: asOf)
    var content = content
    if isRetrospective { content.notes.removeAll { ledger.table($0.edition) == nil } }
    var merged = MergedContent(tree: tree, content: content, ledger: ledger, diagnostics: diagnostics + problems)
    merged.diagnostics += addresses.take() ?? []
    // A claim is compared with a ledger that holds; else one mistake would be told twice.
    let isDoubtful = problems.contains { $0.severity == .error && !isSettled.contains($0.id) }
    guard content.isComplete, !isDoubtful else { return merged }
    let check = ClaimCheck(settings: settings, ledger: ledger, isRetrospective: isRetrospective)
    for part in checked(content, by: check, current: ledger.current?.id) {
      merged.diagnostics += part.diagnostics
      merged.claims.add(part.counts)
      merged.bindings += part.bindings
    }
    return merged
  }

  /// Texts that a thread takes at a time.
  private static let batch = 16

  private static func checked(
    _ content: ParsedContent, by check: ClaimCheck, current: EditionID?
  ) -> [ClaimCheck] {
    let count = content.textCount
    return ParallelWork.map(Array(stride(from: 0, to: count, by: batch))) { start in
      var check = check
      for index in start..<min(start + batch, count) {
        let text = content.text(index, current: current)
        check.check(text, content.scanned[text.file.path])
      }
      return check
    }
  }
}

extension ParsedContent {
  /// Whether something that was written or mended after the day may speak of what the day did not know.
  func isRetrospective(asOf: CalendarDate?) -> Bool {
    isPartial || asOf.map { day in corrections.contains { $0.date > day } } ?? false
  }

  /// All that documents state, those included that readers see no more.
  fileprivate var statements: [Statement] {
    var statements: [Statement] = []
    for articles in [articles, expired] { for index in articles.indices { statements += articles[index].statements } }
    for note in notes { statements += note.statements }
    return statements
  }
}
