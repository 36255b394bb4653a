internal import ScoreLedger

/// The file that opens an edition: front matter with a line for every member, and the bones of an article.
struct EditionDraft {
  let edition: EditionID
  private let settings: IndexSettings
  private let ledger: Ledger
  /// The newest table that is older than the edition.
  private let previous: EditionTable?
  private let date: CalendarDate
  private let words: ClaimReader

  init(project: OpenedProject, edition: EditionID, today: CalendarDate) {
    self.edition = edition
    settings = project.settings
    ledger = project.ledger
    previous = ledger.tables.last { project.calendar.isOrdered($0.id, before: edition) }
    date = project.calendar.edition(on: today) == edition ? today : project.calendar.firstDay(of: edition) ?? today
    words = ClaimReader(unit: settings.scale.unit)
  }

  /// Whose scores stand in the file.
  var last: EditionID? { previous?.id }

  /// How many members have a score to edit.
  var ratedCount: Int { rated.count }

  var text: String {
    """
    ---
    title: \(WrittenYAML.scalar("The table of \(edition.text)"))   # say what moved; readers see it first
    # summary: One sentence that stands below the title.
    date: \(date.iso)   # the day of publication
    edition: \(edition.text)
    draft: true   # delete this line when the scores are in: until then the site does not show them

    \(explanation)scores:
    \(rows.joined(separator: "\n"))
    # tags: [first, second]
    # authors: [Your name]
    ---

    \(body)
    """
  }

  // MARK: Scores

  private var explanation: String {
    guard let previous else {
      return "# Delete the # before each line and write the score behind the colon.\n"
    }
    return """
      # Each score is still the one of \(previous.id.text): edit it. Who is not rated this time loses its line. A change may
      # stand behind a score, like `\(example)`, and is checked.

      """
  }

  /// A score with a change, as this scale writes them.
  private var example: String {
    let scale = settings.scale
    let step = ScoreChange(units: rated.first?.change.map { max(1, Int($0.units.magnitude)) } ?? 1)
    return (rated.first.map { scale.plainText($0.score) } ?? "") + " " + scale.text(step)
  }

  private var members: [Constituent] { settings.constituents.filter { $0.isMember(in: edition) } }

  /// The members that the last table rates, by their ranks in it.
  private var rated: [Standing] {
    let ids = Set(members.map(\.id))
    return previous?.standings.filter { ids.contains($0.constituent.id) } ?? []
  }

  private var rows: [String] {
    let scored = rated.map { standing in
      let score = settings.scale.plainText(standing.score)
      let rank = words.filling(for: .rank(standing.rank, isTied: standing.isTied))
      return ("", standing.constituent, value(score, standing), "\(rank) at \(score)")
    }
    let ids = Set(rated.map(\.constituent.id))
    let others = members.filter { !ids.contains($0.id) }.map { ("# ", $0, "", history(of: $0)) }
    let rows = scored + others
    let cells = rows.map { mark, constituent, value, _ in
      "  \(mark)\(WrittenYAML.scalar(constituent.id)):" + (value.isEmpty ? "" : " " + value)
    }
    let width = cells.map(\.count).max() ?? 0
    return zip(rows, cells).map { row, cell in
      cell + String(repeating: " ", count: width - cell.count) + "   # \(WrittenYAML.comment(row.1.name)), \(row.3)"
    }
  }

  /// The score alone, or with its parts where the last row has them, too.
  private func value(_ score: String, _ standing: Standing) -> String {
    let dimensions = previous?.methodology?.dimensions.compactMap { dimension in
      standing.dimensions[dimension.id].map { "\(dimension.id): \(settings.scale.plainText($0))" }
    }
    guard let dimensions, !dimensions.isEmpty else { return score }
    return "{score: \(score), dimensions: {\(dimensions.joined(separator: ", "))}}"
  }

  /// What is known of a member that the last table does not rate.
  private func history(of constituent: Constituent) -> String {
    if let last = ledger.history(of: constituent.id, upTo: edition).last {
      return "not rated in \(previous?.id.text ?? ""); \(settings.scale.plainText(last.score)) in \(last.edition.text)"
    }
    return constituent.joined == edition ? "joins in this edition" : "not rated yet"
  }

  // MARK: Text

  /// Without movements where there is nothing that the scores compare with.
  private var body: String {
    let isComparable = previous.map { settings.methodology.breakBetween($0.id, edition) == nil } ?? false
    return """
      First in the table: [](index:leader). \(isComparable ? movements : "[](index:rated) \(settings.noun.many) are rated.")

      Say here what moved and why.

      \(isComparable ? "![](index:movers)\n\n" : "")![](index:table)

      ## What to watch

      1. **The first thing.** What would show it, and by when.
      2. **The second thing.** What would show it, and by when.

      ## The bottom line

      One sentence that a reader should keep.

      """
  }

  private var movements: String {
    "[](index:risers) of [](index:rated) \(settings.noun.many) rose and [](index:fallers) fell."
  }
}
