public import Diagnostics

/// The table of an edition as it was released, written down so that no later build changes it silently.
public struct Release: Sendable {
  public struct Row: Sendable {
    public let constituent: String
    public let score: Score
    public let change: ScoreChange?
    public let place: SourcePlace

    public init(constituent: String, score: Score, change: ScoreChange?, place: SourcePlace) {
      self.constituent = constituent
      self.score = score
      self.change = change
      self.place = place
    }
  }

  public let edition: EditionID
  /// The name of the methodology's version.
  public let methodology: String?
  public let rows: [Row]
  /// Of the edition's id.
  public let place: SourcePlace

  public init(edition: EditionID, methodology: String?, rows: [Row], place: SourcePlace) {
    self.edition = edition
    self.methodology = methodology
    self.rows = rows
    self.place = place
  }
}

/// Compares what was released with the tables as first published: a correction may change how they stand, nothing else.
struct ReleaseCheck {
  let ledger: Ledger
  let cells: CellNumbers
  let chains: [Cell: CorrectionChain]
  /// Scores that something is reported of already, so that nothing is said twice.
  let doubtful: Set<Cell>

  /// - Complexity: O(number of released rows).
  func problems(of releases: [Release]) -> [ReleaseProblem] {
    let tables = Dictionary(uniqueKeysWithValues: ledger.publishedTables.map { ($0.id, $0) })
    return releases.flatMap { release in
      if let table = tables[release.edition] { return problems(of: release, in: table) }
      return doubtful.contains { $0.edition == release.edition } ? [] : [.editionMissing(release)]
    }
  }

  private func problems(of release: Release, in table: EditionTable) -> [ReleaseProblem] {
    var problems: [ReleaseProblem] = []
    if release.methodology != table.methodology?.name {
      problems.append(.methodology(release, now: table.methodology?.name))
    }
    let released = Set(release.rows.map(\.constituent))
    for row in release.rows {
      let cell = cells.cell(release.edition, row.constituent)
      let chain = cell.flatMap { chains[$0] }
      guard !(cell.map(doubtful.contains) ?? false) else { continue }
      guard let standing = table.standing(of: row.constituent) else {
        problems.append(chain?.first.map { .wasNotReleased($0, row) } ?? .rowMissing(release, row))
        continue
      }
      if standing.score != row.score {
        problems.append(chain?.first.map { .wasNotReleased($0, row) } ?? .score(standing, row))
      } else if standing.change != row.change, !doubtful.contains(where: { $0.constituent == row.constituent }) {
        problems.append(.change(standing, row))
      }
    }
    for standing in table.standings where !released.contains(standing.constituent.id) {
      guard let cell = cells.cell(table.id, standing.constituent.id), !doubtful.contains(cell) else { continue }
      problems.append(chains[cell]?.first.map { .wasNotRated($0, release) } ?? .rowAdded(standing, release))
    }
    return problems
  }
}

/// How a released edition would change. Internal: the words are all that leaves.
enum ReleaseProblem {
  case editionMissing(Release)
  case methodology(Release, now: String?)
  case rowMissing(Release, Release.Row)
  case rowAdded(Standing, Release)
  case score(Standing, Release.Row)
  case change(Standing, Release.Row)
  case wasNotReleased(Correction, Release.Row)
  /// A correction of a score that was not rated when the edition was released.
  case wasNotRated(Correction, Release)
}

extension ReleaseProblem {
  func diagnostic(on scale: Scale) -> Diagnostic {
    switch self {
    case .editionMissing(let release):
      return problem(
        "\(release.edition.text) is released, and no article states it any more", at: release.place,
        help: "bring its articles back; what was published stays published")
    case .methodology(let release, let now):
      return problem(
        "\(release.edition.text) is released under methodology \(release.methodology ?? "none"), not "
          + (now ?? "none"), at: release.place, help: "mend `methodology` in index.yml")
    case .rowMissing(let release, let row):
      return problem(
        "\(row.constituent) is released at \(scale.text(row.score)) in \(release.edition.text), and nothing states it",
        at: row.place,
        help: "bring the score back, or withdraw it by a correction"
          + example(release.edition, row.constituent, was: scale.text(row.score), now: "not rated"))
    case .rowAdded(let standing, let release):
      let (id, edition) = (standing.constituent.id, standing.edition.text)
      let note = [Diagnostic.Note("\(edition) is released here", at: release.place)]
      return problem(
        "\(id) was not rated in \(edition) when it was released", at: standing.places.first, notes: note,
        help: "delete the score, or add it by a correction"
          + example(standing.edition, id, was: "not rated", now: scale.text(standing.score)))
    case .score(let standing, let row):
      let (id, edition) = (standing.constituent.id, standing.edition.text)
      return problem(
        "\(id) is released at \(scale.text(row.score)) in \(edition), not at \(scale.text(standing.score))",
        at: standing.places.first, notes: [note(row, scale)],
        help: "write \(scale.text(row.score)) again, or publish the change as a correction"
          + example(standing.edition, id, was: scale.text(row.score), now: scale.text(standing.score)))
    case .change(let standing, let row):
      let change = standing.change.map { scale.text($0) } ?? "none"
      let released = row.change.map { scale.text($0) } ?? "none"
      return problem(
        "the change of \(row.constituent) in \(standing.edition.text) is released as \(released), and would be \(change)",
        at: standing.places.first, notes: [note(row, scale)],
        help: "write the score in the edition before as it was, or publish its change as a correction")
    case .wasNotReleased(let correction, let row):
      return Diagnostic(
        id: "correction-mismatch",
        "\(row.constituent) is released at \(scale.text(row.score)) in \(correction.edition.text), and the correction "
          + "says it was \(scale.ratingText(correction.was))", at: correction.wasPlace, notes: [note(row, scale)],
        help: "write `was: \(scale.text(row.score))`")
    case .wasNotRated(let correction, let release):
      return Diagnostic(
        id: "correction-mismatch",
        "\(correction.constituent) was not rated in \(correction.edition.text) when it was released",
        at: correction.wasPlace,
        notes: [Diagnostic.Note("\(correction.edition.text) is released here", at: release.place)],
        help: "write `was: not rated`")
    }
  }

  private func problem(
    _ message: String, at place: SourcePlace?, notes: [Diagnostic.Note] = [], help: String
  ) -> Diagnostic {
    Diagnostic(
      id: "released-edition-changed", message, at: place.map { .place($0) } ?? .project, notes: notes, help: help)
  }

  private func note(_ row: Release.Row, _ scale: Scale) -> Diagnostic.Note {
    Diagnostic.Note("released at \(scale.text(row.score)) here", at: row.place)
  }

  private func example(_ edition: EditionID, _ id: String, was: String, now: String) -> String {
    """
     in Content/corrections/:

            edition: \(edition.text)
            constituent: \(id)
            was: \(was)
            now: \(now)
            date: …
            reason: …
    """
  }
}
