public import Diagnostics
public import ScoreLedger

/// What the ledger says of a constituent in an edition, and where each of it comes from.
public struct Explanation: Sendable {
  public struct Row: Sendable {
    /// As `index:` URLs name it.
    public let fact: String
    /// For people.
    public let text: String
    /// For data files: an ASCII minus sign, no plus sign.
    public let plainText: String
    /// `stated`, `implied`, `computed` or `corrected`.
    public let origin: String
    /// Where it is stated, or where what it follows from is.
    public let places: [SourcePlace]
  }

  public let constituent: Constituent
  public let edition: EditionID
  public let rows: [Row]
  /// Of this score, oldest first.
  public let corrections: [Correction]
  let scale: Scale

  init(
    of name: String, in edition: String?, _ settings: IndexSettings, _ ledger: Ledger
  ) throws(ExplanationProblem) {
    guard let constituent = settings.constituent(typed: name) else {
      throw .unknownConstituent(name, help: settings.constituentHelp(for: name))
    }
    let id = constituent.id
    guard let table = try Self.table(edition, id, ledger) else { throw .neverRated(id) }
    guard let standing = table.standing(of: id) else { throw .notRated(id, table.id) }
    let answers = IndexAnswers(settings: settings, ledger: ledger)
    var rows: [Row] = []
    for fact in Fact.allCases where fact != .gap {
      guard let value = try? ledger.value(of: fact, id, in: table.id) else { continue }
      let (origin, places) = Self.origin(of: fact, standing)
      // A streak says which way it goes.
      let direction = fact == .streak ? standing.record.streak.map { " \($0.direction.rawValue)" } ?? "" : ""
      rows.append(
        Row(
          fact: fact.rawValue, text: answers.text(value) + direction, plainText: answers.plainText(value),
          origin: origin,
          places: places))
    }
    for (dimension, score) in standing.dimensions.sorted(by: { $0.key < $1.key }) {
      rows.append(
        Row(
          fact: "dimension " + dimension, text: ledger.scale.text(score), plainText: ledger.scale.plainText(score),
          origin: "stated", places: []))
    }
    self.constituent = constituent
    self.edition = table.id
    self.rows = rows
    corrections = standing.corrections
    scale = ledger.scale
  }

  private static func table(
    _ edition: String?, _ id: String, _ ledger: Ledger
  ) throws(ExplanationProblem) -> EditionTable? {
    guard let edition else { return ledger.tables.last { $0.standing(of: id) != nil } }
    if let table = ledger.tables.first(where: { $0.id.text.lowercased() == edition.lowercased() }) { return table }
    throw .unknownEdition(edition, nearest: nearestName(to: edition, among: ledger.tables.map(\.id.text)))
  }

  private static func origin(of fact: Fact, _ standing: Standing) -> (String, [SourcePlace]) {
    switch fact {
    case .score: (standing.provenance.name, standing.places)
    case .change: ("computed", standing.changePlaces)
    case .rank: ("computed", standing.rankPlaces)
    default: ("computed", [])
    }
  }
}

/// Why there is nothing to explain.
enum ExplanationProblem: Error {
  case unknownConstituent(String, help: String)
  case unknownEdition(String, nearest: String?)
  case neverRated(String)
  case notRated(String, EditionID)

  var diagnostic: Diagnostic {
    switch self {
    case .unknownConstituent(let name, let help):
      Diagnostic(id: "unknown-constituent", "index.yml has no constituent `\(name)`", at: .project, help: help)
    case .unknownEdition(let edition, let nearest):
      Diagnostic(
        id: "unknown-edition", "no article states a score of edition \(edition)", at: .project,
        help: nearest.map { "did you mean \($0)?" })
    case .neverRated(let id):
      Diagnostic(id: "not-rated", "\(id) is not rated in any edition", at: .project, help: "state a score of it")
    case .notRated(let id, let edition):
      Diagnostic(
        id: "not-rated", "\(id) is not rated in \(edition.text)", at: .project, help: "name an edition that rates it")
    }
  }
}
