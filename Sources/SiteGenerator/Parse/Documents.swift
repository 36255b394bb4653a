public import Diagnostics
public import Markdown
public import ScoreLedger

/// Why readers do not see a document yet that this run shows all the same.
public enum PublicationStatus: Sendable, Hashable {
  case draft
  case scheduled(CalendarDate)

  /// `Draft`, or `Scheduled for 28 September 2026`.
  var words: String {
    switch self {
    case .draft: "Draft"
    case .scheduled(let day): "Scheduled for \(Wording.date(day))"
    }
  }
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
  /// Nil where it is published.
  public var status: PublicationStatus?
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
  /// Articles that readers see no more; what they state stays in the ledger.
  public var expired: [Article] = []
  public var leftOut = LeftOut()
  /// Whether anything was left out because it comes after the day that the site is built for: the ledger may lack what
  /// other documents speak of. What is held without such a day states no score.
  public var isPartial = false
  /// Files to copy, relative to Content/.
  public var media: [String] = []
  /// Documents in which raw HTML reaches the page.
  public var rawHTMLCount = 0
  /// What looks like a claim, by the paths of the texts' files; texts without any are left out.
  var scanned: [String: ScannedText] = [:]
  /// Bodies that took long, for who runs the build alone: nothing that is published depends on it.
  public var slowBodies: [SlowBody] = []
}

extension ParsedContent {
  /// The links to pages elsewhere, in the order of the documents.
  /// - Complexity: O(length of all bodies).
  var externalLinks: [ExternalLink] {
    let bodies =
      articles.map { ($0.file, $0.body) } + profiles.map { ($0.file, $0.body) } + notes.map { ($0.file, $0.body) }
      + pages.map { ($0.file, $0.body) }
    var result: [ExternalLink] = []
    var indices: [String: Int] = [:]
    for (_, body) in bodies.sorted(by: { $0.0.path.precedesByBytes($1.0.path) }) {
      for link in body.printed.externalLinks {
        if let index = indices[link.url] {
          result[index].places.append(link.place)
        } else {
          indices[link.url] = result.count
          result.append(ExternalLink(url: link.url, places: [link.place]))
        }
      }
    }
    return result
  }
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
