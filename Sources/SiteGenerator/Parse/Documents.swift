public import Diagnostics
public import Markdown
public import ScoreLedger

/// A long-form article.
public struct Article: Sendable {
  public let slug: Slug
  public let title: String
  public let summary: String?
  public let date: CalendarDate
  public let edition: EditionID
  /// The id of what it is about, if one.
  public let constituentID: String?
  /// Of its front matter and of the tables of its body.
  public var statements: [Statement]
  public let statistics: [Statistic]
  public let tags: [String]
  public let authors: [String]
  public let aliases: [SitePath]
  public let parameters: [Parameter]
  public let file: SourceFile
  public var body: MarkdownBody
}

/// A large figure with its label.
public struct Statistic: Sendable, Hashable {
  public let value: String
  public let label: String
}

/// A free value of `params`, for templates.
public struct Parameter: Sendable, Hashable {
  public indirect enum Value: Sendable, Hashable {
    case text(String)
    case list([Value])
    case group([Parameter])
  }

  public let name: String
  public let value: Value
}

/// What an index says of one constituent.
public struct Profile: Sendable {
  public let constituentID: String
  public let summary: String?
  public let file: SourceFile
  public var body: MarkdownBody
}

/// An editor's note on an edition.
public struct EditionNote: Sendable {
  public let edition: EditionID
  public let title: String?
  public let summary: String?
  /// Of the tables of its body.
  public var statements: [Statement] = []
  public let file: SourceFile
  public var body: MarkdownBody
}

/// A page of its own: methodology, about.
public struct StandingPage: Sendable {
  public let slug: Slug
  public let title: String
  public let summary: String?
  public let aliases: [SitePath]
  public let file: SourceFile
  public var body: MarkdownBody
}

/// Everything that the parse stage read.
public struct ParsedContent: Sendable {
  public var settings: IndexSettings
  public var articles: [Article] = []
  public var profiles: [Profile] = []
  public var notes: [EditionNote] = []
  public var pages: [StandingPage] = []
  /// Whether everything could be read, so that nothing is missing from the ledger.
  public var isComplete = true
  public var corrections: [Correction] = []
  public var releases: [Release] = []
  /// Drafts that were left out.
  public var draftCount = 0
  /// Whether anything was left out because it comes after the day that the site is built for.
  public var isPartial = false
  /// Articles that are not published yet on the day that the site is built for.
  public var heldCount = 0
  /// The day of the first of them.
  public var heldUntil: CalendarDate?
  /// Files to copy, relative to Content/.
  public var media: [String] = []
  /// The links to pages elsewhere, in the order of the documents.
  public var externalLinks: [ExternalLink] = []
  /// Documents in which raw HTML reaches the page.
  public var rawHTMLCount = 0
  /// Bodies that took long, for who runs the build alone: nothing that is published depends on it.
  public var slowBodies: [SlowBody] = []
}

/// A body that took more of a build than anyone expects.
public struct SlowBody: Sendable {
  static let threshold = Duration.milliseconds(500)

  public let path: String
  public let duration: Duration

  package init(path: String, duration: Duration) {
    self.path = path
    self.duration = duration
  }

  /// `Content/articles/x.md took 2.4 s of the build`.
  public var sentence: String {
    let tenths = Int(duration / .milliseconds(100))
    return "\(path) took \(tenths / 10).\(tenths % 10) s of the build"
  }
}

/// A page elsewhere, with every place that links it.
public struct ExternalLink: Sendable {
  public let url: String
  public var places: [SourcePlace]
}
