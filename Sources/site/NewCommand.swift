internal import ArgumentParser
internal import Foundation
internal import ScoreLedger
internal import SiteGenerator

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Start an index, an edition, an article or a page.",
    discussion: "Makes new files and says what to do next. Nothing is ever overwritten.",
    subcommands: [NewIndexCommand.self, NewEditionCommand.self, NewArticleCommand.self, NewPageCommand.self]
  )
}

struct NewIndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Make a folder with a whole index that builds at once.",
    discussion: """
      The folder holds an index.yml whose keys are explained in place, a first article with scores of imaginary \
      companies, pages, and all templates. It must be new or empty.
      """
  )

  @Argument(help: "The folder to make; its name gives the title: momentum-index is Momentum Index.")
  var name: String

  @Option(help: "The title, in place of the folder's name.")
  var title: String?

  @Option(help: "How often the table appears: \(Cadence.names.joined(separator: ", ")).")
  var cadence = "weekly"

  @Option(help: "The day of the first edition, like 2026-05-11; today without it.", transform: day)
  var date: CalendarDate?

  func run() throws {
    let first = try date ?? .today()
    try NewCommand.report { () throws(StartProblem) in
      try NewIndex(folder: name, title: title, cadence: cadence, date: first).make()
    }
  }
}

struct NewEditionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edition",
    abstract: "Open the next edition, with every last score to edit.",
    discussion: """
      Writes Content/articles/EDITION.md, a draft that lists every member of the index by rank. It is published when \
      its line `draft: true` is deleted, so that no score of the last edition passes for a new one.
      """
  )

  @Argument(help: "The edition, like 2026-W21; without it, the one after the newest.")
  var edition: String?

  @Option(help: "Open the edition that a day falls in, like 2026-05-18.", transform: day)
  var date: CalendarDate?

  @OptionGroup var folder: ContentOption

  func validate() throws {
    if edition != nil, date != nil { throw ValidationError("Name an edition or a day, not both.") }
  }

  func run() throws {
    let choice = edition.map { .id($0) } ?? date.map { .date($0) } ?? NewEdition.Choice.next
    let today = try CalendarDate.today()
    try NewCommand.report { () throws(StartProblem) in
      try NewEdition.make(choice, content: folder.content, today: today)
    }
  }
}

struct NewArticleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "article",
    abstract: "Start an article.",
    discussion: """
      Writes Content/articles/TITLE.md, a draft in the newest edition. About a constituent it opens with claims that \
      the scores fill in.
      """
  )

  @Argument(help: "The title; it names the file, too.")
  var title: String

  @Option(
    help: "What it is about: an id, an alias or a name.",
    completion: .custom { words, _, _ in ProjectCompletion(words).constituents })
  var constituent: String?

  @Option(help: "The day of publication, which also gives the edition.", transform: day)
  var date: CalendarDate?

  @Option(help: "The file's name, in place of the title's.")
  var slug: String?

  @OptionGroup var folder: ContentOption

  func run() throws {
    let today = try CalendarDate.today()
    try NewCommand.report { () throws(StartProblem) in
      try NewArticle(title: title, constituent: constituent, date: date, slug: slug)
        .make(content: folder.content, today: today)
    }
  }
}

struct NewPageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page", abstract: "Start a page of its own, such as a methodology.",
    discussion: "Writes Content/pages/TITLE.md, a draft.")

  @Argument(help: "The title; it names the file, too.")
  var title: String

  @Option(help: "The file's name, in place of the title's.")
  var slug: String?

  @OptionGroup var folder: ContentOption

  func run() throws {
    try NewCommand.report { () throws(StartProblem) in
      try NewPage(title: title, slug: slug).make(content: folder.content)
    }
  }
}

/// Where the project lies that something is added to.
struct ContentOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder with index.yml and the articles.", valueName: "folder"), completion: .directory)
  var content = "Content"

  func validate() throws {
    if content.isEmpty { throw ValidationError("--content takes a folder.") }
  }
}

extension NewCommand {
  /// Says what was made, or why nothing was.
  fileprivate static func report(_ make: () throws(StartProblem) -> MadeFiles) throws {
    do throws(StartProblem) { Terminal.print(try make().text) } catch {
      Terminal.report(error.diagnostics, .text)
      throw ExitCode(error.exitCode)
    }
  }
}

@Sendable private func day(_ text: String) throws -> CalendarDate {
  guard let date = try? CalendarDate.parse(text) else {
    throw ValidationError("'\(text)' is no day like 2026-05-18.")
  }
  return date
}

extension CalendarDate {
  /// The day on the clock of whoever runs the command: it goes into files that they see, never into a site.
  fileprivate static func today() throws -> CalendarDate {
    let now = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    guard let date = CalendarDate(year: now.year ?? 0, month: now.month ?? 0, day: now.day ?? 0) else {
      throw ValidationError("The clock shows no year from 1 to 9999; set it, or name a day.")
    }
    return date
  }
}
