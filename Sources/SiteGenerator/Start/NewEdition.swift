internal import Diagnostics
public import ScoreLedger

/// Opens an edition: a draft with every member's last score to edit.
///
/// It is a draft, since a last score that nobody has looked at must not be published as if it were stated.
public struct NewEdition {
  /// Which edition to open.
  public enum Choice: Sendable, Hashable {
    /// The one after the newest.
    case next
    /// As somebody typed it.
    case id(String)
    /// The one that a day falls in.
    case date(CalendarDate)
  }

  private let project: OpenedProject
  private let today: CalendarDate

  /// - Parameters:
  ///   - content: the folder with index.yml.
  ///   - today: the day of publication, where it lies in the edition.
  /// - Throws: why there is nothing to open; nothing was written then.
  public static func make(
    _ choice: Choice, content: String, today: CalendarDate
  ) throws(StartProblem) -> MadeFiles {
    let project = try OpenedProject(content: content)
    try project.requireCertainScores()
    return try NewEdition(project: project, today: today).make(choice)
  }

  private func make(_ choice: Choice) throws(StartProblem) -> MadeFiles {
    let edition = try edition(choice)
    try requireUnopened(edition)
    guard let slug = Slug(name: edition.text) else {
      throw .command(
        "malformed-name", "\(edition.text) gives no name of a file",
        help: "write an article with `edition: \(edition.text)`")
    }
    if let path = project.file(with: slug, in: "articles") {
      throw .command(
        Diagnostic(
          id: "file-exists", "the article of \(edition.text) would take the name of this file", at: .file(path: path),
          help: "rename the file, or write the scores of \(edition.text) into an article of your own"))
    }
    let draft = EditionDraft(project: project, edition: edition, today: today)
    let path = project.folder + "/articles/" + slug.text + ".md"
    try NewFileWriter.write([NewFile(path: path, text: draft.text)])
    return MadeFiles(paths: [path], text: words(draft, project.shown("articles/" + slug.text + ".md")))
  }

  // MARK: Which

  private func edition(_ choice: Choice) throws(StartProblem) -> EditionID {
    switch choice {
    case .id(let text):
      do throws(EditionProblem) { return try project.calendar.parse(text) } catch {
        // The words are those of a file, the place is none.
        let file = SourceFile(path: "", bytes: [])
        let problem = error.diagnostic(at: SourcePlace(file, SourceSpan(0, 0)))
        throw .command(Diagnostic(id: problem.id, problem.message, at: .project, help: problem.help))
      }
    case .date(let date):
      if let edition = project.calendar.edition(on: date) { return edition }
      throw .command(
        "no-such-edition", "index.yml lists no edition `\(date.iso)`",
        help: "name an edition that `editions` in index.yml lists, or add this one to it")
    case .next: return try next()
    }
  }

  private func next() throws(StartProblem) -> EditionID {
    let newest = project.openings.reduce(project.ledger.current?.id) { newest, opening in
      let edition = opening.article.edition
      return newest.map { project.calendar.isOrdered($0, before: edition) ? edition : $0 } ?? edition
    }
    guard let newest else {
      if let edition = project.calendar.edition(on: today) { return edition }
      if case .irregular(let ids) = project.settings.cadence, let first = ids.first {
        return try edition(.id(first))
      }
      throw .command("no-such-edition", "no edition falls on \(today.iso)", help: "name the edition")
    }
    try requireUnopened(newest, isLast: true)
    if let next = project.calendar.next(after: newest) { return next }
    guard case .irregular(let ids) = project.settings.cadence else {
      throw .command("no-such-edition", "no edition comes after \(newest.text)", help: "name another edition")
    }
    // A day that is listed already would be listed twice.
    let example = ids.contains(today.iso) ? today.adding(days: 28) : today
    let listed = (ids.suffix(2).map { $0.contains(",") ? "\"\($0)\"" : $0 } + [example.iso]).joined(separator: ", ")
    throw .command(
      Diagnostic(
        id: "no-next-edition", "`editions` lists no edition after \(newest.text)",
        at: .file(path: project.shown("index.yml")),
        help: "add the next one behind it, like `editions: [\(ids.count > 2 ? "…, " : "")\(listed)]`, "
          + "and run the command again"))
  }

  /// - Parameter isLast: whether it is only asked about as the one that the next would follow.
  private func requireUnopened(_ edition: EditionID, isLast: Bool = false) throws(StartProblem) {
    if let opening = project.openings.first(where: { $0.article.edition == edition }) {
      throw .command(
        Diagnostic(
          id: "edition-open", "\(edition.text) is open already: this draft is for its scores",
          at: .file(path: opening.path),
          help: "write the scores and delete the line `draft: true`; or name another edition to open"))
    }
    guard !isLast, let table = project.ledger.table(edition) else { return }
    let next = project.ledger.current.flatMap { project.calendar.next(after: $0.id) }
    let help = next.map { "without a name the command opens \($0.text), the next one" } ?? "name another edition"
    let place = table.standings.first?.places.first
    throw .command(
      Diagnostic(
        id: "edition-exists",
        table.isImplied
          ? "\(edition.text) has a table already, which the changes of the edition after it imply"
          : "\(edition.text) has a table already",
        at: .project, notes: place.map { [Diagnostic.Note("a score of it is stated here", at: $0)] } ?? [], help: help))
  }

  // MARK: What was made

  private func words(_ draft: EditionDraft, _ path: String) -> String {
    let command = NextCommand(folder: project.folder)
    let rows = draft.ratedCount
    let noun = rows == 1 ? project.settings.noun.one : project.settings.noun.many
    let scores =
      draft.last.map { "with the \($0.text) \(rows == 1 ? "score" : "scores") of \(rows) \(noun) to edit" }
      ?? "without scores yet"
    var text = """
      Made \(NextCommand.quoted(path)): \(draft.edition.text), \(scores)

      Next, edit the scores in it and say why they moved. It is a draft until its line `draft: true` is deleted.
      \(command.list([
        ("site serve", "shows it while you write"),
        ("site check", "finds every mistake"),
        ("site build", "publishes it"),
      ]))
      """
    if let current = project.calendar.edition(on: today), project.calendar.isOrdered(draft.edition, before: current) {
      text +=
        "\nToday falls in \(current.text); `\(command.text("site new edition \(current.text)"))` opens that one.\n"
    }
    return text
  }
}
