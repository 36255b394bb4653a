internal import Diagnostics
public import ScoreLedger

/// Starts an article: front matter that places it in an edition, and the bones of its text.
public struct NewArticle: Sendable {
  public let title: String
  /// An id, an alias or a name.
  public let constituent: String?
  /// Nil for today.
  public let date: CalendarDate?
  /// The file's name without its ending; nil for the one that the title gives.
  public let slug: String?

  public init(title: String, constituent: String? = nil, date: CalendarDate? = nil, slug: String? = nil) {
    self.title = title
    self.constituent = constituent
    self.date = date
    self.slug = slug
  }

  /// - Parameter content: the folder with index.yml.
  /// - Throws: why there is no such article; nothing was written then.
  public func make(content: String, today: CalendarDate) throws(StartProblem) -> MadeFiles {
    let slug = try TitledFile(title: title, name: slug).slug()
    let project = try OpenedProject(content: content)
    let subject = try constituent.map { name throws(StartProblem) in try project.constituent(named: name) }
    let (edition, day) = try place(in: project, today)
    if let path = project.file(with: slug, in: "articles") { throw TitledFile.taken(path) }
    let path = project.folder + "/articles/" + slug.text + ".md"
    let draft = ArticleDraft(title: title, subject: subject, edition: edition, date: day, project: project)
    try NewFileWriter.write([NewFile(path: path, text: draft.text)])
    let command = NextCommand(folder: project.folder)
    let about = subject.map { " about \($0.name)" } ?? ""
    return MadeFiles(
      paths: [path],
      text: """
        Made \(NextCommand.quoted(project.shown("articles/" + slug.text + ".md"))): a draft\(about), in edition \(edition.text)

        Next, write it. Empty brackets are filled in from the scores; delete its line `draft: true` to publish it.
        \(command.list([
          ("site serve", "shows it while you write"),
          ("site check", "finds every mistake"),
          ("site build", "publishes it"),
        ]))
        """)
  }

  /// The edition that the article belongs to, and its day. Without a day the newest edition, opened ones included: today,
  /// where today falls in it, otherwise its first day.
  private func place(
    in project: OpenedProject, _ today: CalendarDate
  ) throws(StartProblem) -> (EditionID, CalendarDate) {
    let calendar = project.calendar
    let known = project.ledger.tables.map(\.id) + project.openings.map(\.article.edition)
    let command = NextCommand(folder: project.folder)
    if let date {
      if let edition = calendar.edition(on: date), known.contains(edition) { return (edition, date) }
      let wanted = calendar.edition(on: date)
      throw .command(
        "no-edition", "no scores are stated of \(wanted.map { "\($0.text), which \(date.iso) falls in" } ?? date.iso)",
        help:
          "open it first with `\(command.text("site new edition \(wanted?.text ?? date.iso)"))`, or give the day of "
          + "an edition that exists")
    }
    let newest = known.reduce(nil as EditionID?) { newest, edition in
      newest.map { calendar.isOrdered($0, before: edition) ? edition : $0 } ?? edition
    }
    guard let newest else {
      throw .command(
        "no-edition", "no edition has any scores yet, and an article belongs to one",
        help: "open the first with `\(command.text("site new edition"))`")
    }
    return (newest, calendar.edition(on: today) == newest ? today : calendar.firstDay(of: newest) ?? today)
  }
}

extension OpenedProject {
  /// The constituent that an id, an alias or a name stands for, however it is capitalised.
  func constituent(named name: String) throws(StartProblem) -> Constituent {
    if let one = settings.constituent(typed: name) { return one }
    throw .command(
      "unknown-constituent", "index.yml has no constituent `\(name)`", help: settings.constituentHelp(for: name))
  }
}
