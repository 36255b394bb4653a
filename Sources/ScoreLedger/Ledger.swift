public import Diagnostics

/// How a score came into the ledger.
public enum Provenance: Sendable, Hashable {
  case stated
  /// It follows from the change that the edition after states.
  case implied
}

/// A constituent's row in the table of one edition.
public struct Standing: Sendable {
  public let constituent: Constituent
  public let edition: EditionID
  public let score: Score
  /// By score, the best first; equal scores share a rank: 1, 2, 2, 4.
  public let rank: Int
  public let isTied: Bool
  /// The score less the one in the newest older table of the ledger, which after a gap is not the edition before by the
  /// calendar; nil where there is no such table, or it does not rate the constituent.
  public let change: ScoreChange?
  /// The rank in that same older table.
  public let previousRank: Int?
  public let provenance: Provenance
  /// Where the score is stated, or where the change that implies it is; by path, then by offset.
  public let places: [SourcePlace]
}

/// The whole table of one edition.
public struct EditionTable: Sendable {
  public let id: EditionID
  /// By rank; of one rank in the order of index.yml.
  public let standings: [Standing]
  /// The constituents without a score in this edition, in the order of index.yml.
  public let notRated: [Constituent]
  private let positions: [String: Int]

  init(id: EditionID, standings: [Standing], notRated: [Constituent]) {
    self.id = id
    self.standings = standings
    self.notRated = notRated
    positions = Dictionary(uniqueKeysWithValues: standings.enumerated().map { ($1.constituent.id, $0) })
  }

  /// Whether no score of the edition is stated.
  public var isImplied: Bool { standings.allSatisfy { $0.provenance == .implied } }

  /// - Complexity: O(1).
  public func standing(of constituentID: String) -> Standing? { positions[constituentID].map { standings[$0] } }
}

/// The one truth: every edition's table, as all statements together give it.
public struct Ledger: Sendable {
  public let scale: Scale
  public let calendar: EditionCalendar
  public let constituents: [Constituent]
  /// Oldest first.
  public let tables: [EditionTable]
  private let positions: [EditionID: Int]

  init(scale: Scale, calendar: EditionCalendar, constituents: [Constituent], tables: [EditionTable]) {
    self.scale = scale
    self.calendar = calendar
    self.constituents = constituents
    self.tables = tables
    positions = Dictionary(uniqueKeysWithValues: tables.enumerated().map { ($1.id, $0) })
  }

  /// The newest edition.
  public var current: EditionTable? { tables.last }

  /// - Complexity: O(1).
  public func table(_ id: EditionID) -> EditionTable? { positions[id].map { tables[$0] } }

  /// A constituent's standings, oldest first. Editions that do not rate it are left out.
  /// - Complexity: O(number of tables).
  public func history(of constituentID: String) -> [Standing] { tables.compactMap { $0.standing(of: constituentID) } }

  /// Merges what all articles state, and reports each contradiction once, sorted by place. The order of the statements
  /// does not matter.
  ///
  /// Statements that differ are one error for each constituent, edition and field; the value that most state, or of
  /// equally many the first, stands for the rest, and nothing further is reported that may follow from it. A stated
  /// change is against the newest older edition with a stated score, or, where there is none, against the edition before
  /// by the calendar, and implies the score there if nobody states it. Statements about unknown constituents are ignored.
  /// - Complexity: O(n log n) in statements.
  public static func merge(
    _ statements: [Statement], constituents: [Constituent], scale: Scale, calendar: EditionCalendar
  ) -> (ledger: Ledger, diagnostics: [Diagnostic]) {
    var merger = LedgerMerger(statements, constituents: constituents, scale: scale, calendar: calendar)
    return merger.merge()
  }
}
