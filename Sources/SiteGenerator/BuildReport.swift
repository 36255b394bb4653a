public import Diagnostics
public import ScoreLedger

/// What became of a wish to release an edition; with the path of its file.
public enum ReleaseOutcome: Sendable {
  case released(EditionID, path: String)
  case wasReleased(EditionID, path: String)
}

/// What a run made and what it found wrong.
public struct BuildReport: Sendable {
  public var diagnostics: [Diagnostic]
  public var pages = 0
  public var articles = 0
  public var editions = 0
  public var leftOut = LeftOut()
  public var claims = ClaimCounts()
  /// Documents in which raw HTML reaches the page.
  public var rawHTML = 0
  /// Pages elsewhere that the texts link, in the order of their first places.
  /// - Complexity: O(length of all texts).
  public var externalLinks: [ExternalLink] { content?.externalLinks ?? [] }
  var content: ParsedContent?
  /// The files that were made; the others are as an earlier build left them.
  var made: [SitePath] = []
  public var written = 0
  public var unchanged = 0
  public var removed = 0
  /// Whether the disk refused when part of the output folder was new already; the next build mends it.
  public var isOutputMixed = false
  public var slowBodies: [SlowBody] = []
  public var cards = SocialCardOutcome.off
  /// For who asks where the time went; nothing that is published depends on it.
  public var times = BuildTimes()
  /// Nil where the site is not compressed.
  public var compression: CompressionSummary?

  init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// 0 without errors, 1 with errors of the content, 2 where the command is wrong or the disk refused.
  public var exitCode: Int32 { Self.exitCode(of: diagnostics) }

  public static func exitCode(of diagnostics: [Diagnostic]) -> Int32 {
    let isOutside = diagnostics.contains { [Diagnostic.inputOutputID, Diagnostic.usageID].contains($0.id) }
    return isOutside ? 2 : diagnostics.hasErrors ? 1 : 0
  }
}

extension [Diagnostic] {
  /// What is wrong of itself: where files could not be read the rest may only say that they are missing.
  var ownFaults: [Diagnostic] {
    let unread = filter { $0.id == Diagnostic.inputOutputID }
    return unread.isEmpty ? self : unread
  }
}
