public import Diagnostics
public import Markdown
public import ScoreLedger

/// A long-form article.
public struct Article: Sendable {
  /// What no stage changes: one object, since an article is handed on far more often than read.
  private final class Constants: Sendable {
    let slug: Slug
    let path: SitePath
    let title: String
    let summary: String?
    let date: CalendarDate
    let expires: CalendarDate?
    let edition: EditionID
    let constituentID: String?
    let statistics: [Statistic]
    let tags: [String]
    let authors: [String]
    let aliases: [SitePath]
    let parameters: [Parameter]
    let file: SourceFile

    init(
      slug: Slug, title: String, summary: String?, date: CalendarDate, expires: CalendarDate?, edition: EditionID,
      constituentID: String?, statistics: [Statistic], tags: [String], authors: [String], aliases: [SitePath],
      parameters: [Parameter], file: SourceFile
    ) {
      (self.slug, self.title, self.summary) = (slug, title, summary)
      path = Address.article(slug)
      (self.date, self.expires, self.edition) = (date, expires, edition)
      (self.constituentID, self.statistics) = (constituentID, statistics)
      (self.tags, self.authors, self.aliases) = (tags, authors, aliases)
      (self.parameters, self.file) = (parameters, file)
    }
  }

  /// All of it, in one reference; what a stage adds makes another.
  private final class Storage: Sendable {
    let constants: Constants
    let statements: [Statement]
    let status: PublicationStatus?
    let body: MarkdownBody

    init(_ constants: Constants, _ statements: [Statement], _ status: PublicationStatus?, _ body: MarkdownBody) {
      (self.constants, self.statements, self.status, self.body) = (constants, statements, status, body)
    }
  }

  private var storage: Storage

  init(
    slug: Slug, title: String, summary: String?, date: CalendarDate, expires: CalendarDate?, edition: EditionID,
    constituentID: String?, statements: [Statement], statistics: [Statistic], tags: [String], authors: [String],
    aliases: [SitePath], parameters: [Parameter], status: PublicationStatus?, file: SourceFile, body: MarkdownBody
  ) {
    let constants = Constants(
      slug: slug, title: title, summary: summary, date: date, expires: expires, edition: edition,
      constituentID: constituentID, statistics: statistics, tags: tags, authors: authors, aliases: aliases,
      parameters: parameters, file: file)
    storage = Storage(constants, statements, status, body)
  }

  private var constants: Constants { storage.constants }
  /// Of its front matter and of the tables of its body.
  public var statements: [Statement] {
    get { storage.statements }
    set { storage = Storage(constants, newValue, status, body) }
  }
  /// Nil where it is published.
  public var status: PublicationStatus? {
    get { storage.status }
    set { storage = Storage(constants, statements, newValue, body) }
  }
  public var body: MarkdownBody {
    get { storage.body }
    set { storage = Storage(constants, statements, status, newValue) }
  }
  public var slug: Slug { constants.slug }
  /// Of its page.
  public var path: SitePath { constants.path }
  public var title: String { constants.title }
  public var summary: String? { constants.summary }
  public var date: CalendarDate { constants.date }
  /// The day from which on readers do not see it.
  public var expires: CalendarDate? { constants.expires }
  public var edition: EditionID { constants.edition }
  /// The id of what it is about, if one.
  public var constituentID: String? { constants.constituentID }
  public var statistics: [Statistic] { constants.statistics }
  public var tags: [String] { constants.tags }
  public var authors: [String] { constants.authors }
  public var aliases: [SitePath] { constants.aliases }
  public var parameters: [Parameter] { constants.parameters }
  public var file: SourceFile { constants.file }
}
