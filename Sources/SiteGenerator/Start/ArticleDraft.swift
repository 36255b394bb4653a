internal import ScoreLedger

/// The file that starts an article.
struct ArticleDraft {
  let title: String
  let subject: Constituent?
  let edition: EditionID
  let date: CalendarDate
  let project: OpenedProject

  var text: String {
    """
    ---
    title: \(WrittenYAML.scalar(title))
    # summary: One sentence that stands below the title.
    date: \(date.iso)   # the day of publication
    edition: \(edition.text)
    \(constituentLine)
    draft: true   # delete this line to publish the article
    # tags: [first, second]
    # authors: [Your name]
    # stats: [{value: "6.9B", label: "what the figure counts"}]   # shown large where the text says ![](index:stats)
    ---

    \(opening)

    Say here what happened and why it matters.

    ## What to watch

    1. **The first thing.** What would show it, and by when.
    2. **The second thing.** What would show it, and by when.

    ## Two risks

    ### The first risk

    What could prove this wrong.

    ### The second risk

    What else could.

    ## The bottom line

    One sentence that a reader should keep.

    """
  }

  private var constituentLine: String {
    subject.map { "constituent: \(WrittenYAML.scalar($0.id))   # \(WrittenYAML.comment($0.name))" }
      ?? "# constituent: ID   # what it is about, if one"
  }

  /// Claims for the ledger to fill in, as far as the edition can answer them.
  private var opening: String {
    guard let subject else { return "First in the table: [](index:leader).\n\n![](index:table)" }
    let name = MarkdownText.escaped(subject.name)
    let id = subject.id
    guard isRated(subject) else {
      return "[\(name)](index:\(id)) is not rated in edition \(edition.text)."
    }
    let change = hasChange(subject) ? ", [](index:\(id)/change)" : ""
    return """
      [\(name)](index:\(id)) is [](index:\(id)/rank) of [](index:rated), at [](index:\(id)/score)\(change).

      ![](index:\(id)/chart)
      """
  }

  private func isRated(_ constituent: Constituent) -> Bool {
    project.ledger.table(edition)?.standing(of: constituent.id) != nil
      || project.openings.contains { opening in
        opening.article.edition == edition && opening.article.statements.contains { $0.constituent == constituent.id }
      }
  }

  private func hasChange(_ constituent: Constituent) -> Bool {
    if let table = project.ledger.table(edition) { return table.standing(of: constituent.id)?.change != nil }
    let previous = project.ledger.tables.last { project.calendar.isOrdered($0.id, before: edition) }
    return previous.map { table in
      table.standing(of: constituent.id) != nil
        && project.settings.methodology.breakBetween(table.id, edition) == nil
    } ?? false
  }
}
