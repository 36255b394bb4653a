public import Diagnostics

/// How a score came into the ledger.
public enum Provenance: Sendable, Hashable {
  case stated
  /// It follows from the change that the edition after states.
  case implied
  /// A correction gives it.
  case corrected

  /// The word of data files.
  public var name: String {
    switch self {
    case .stated: "stated"
    case .implied: "implied"
    case .corrected: "corrected"
    }
  }
}

/// A constituent's row in the table of one edition.
///
/// One object, since rows are handed on far more often than made.
public final class Standing: Sendable {
  public let constituent: Constituent
  public let edition: EditionID
  public let score: Score
  /// By score, the best first; equal scores share a rank: 1, 2, 2, 4.
  public let rank: Int
  public let isTied: Bool
  /// The score less the one in the newest older table of the ledger, which after a gap is not the edition before by the
  /// calendar; nil where there is no such table, it does not rate the constituent, or its scores do not compare.
  public let change: ScoreChange?
  /// The score and the rank in that same older table.
  public let previousScore: Score?
  public let previousRank: Int?
  /// False where the methodology has changed since that table, so that there is no change.
  public let isComparable: Bool
  /// What the standings up to this one say.
  public let record: Record
  public let provenance: Provenance
  /// How the score came into the ledger before any correction: stated or implied.
  public let origin: Provenance
  /// Where the score is stated, or where the change that implies it is; by path, then by offset.
  public let places: [SourcePlace]
  /// Where the change and the rank are stated, too.
  public let changePlaces: [SourcePlace]
  public let rankPlaces: [SourcePlace]
  /// Of this score, oldest first.
  public let corrections: [Correction]
  /// Scores in the dimensions of the methodology by their ids, where they are stated.
  public let dimensions: [String: Score]

  init(
    constituent: Constituent, edition: EditionID, score: Score, rank: Int, isTied: Bool, change: ScoreChange?,
    previousScore: Score?, previousRank: Int?, isComparable: Bool, record: Record, provenance: Provenance,
    origin: Provenance, places: [SourcePlace], changePlaces: [SourcePlace], rankPlaces: [SourcePlace],
    corrections: [Correction], dimensions: [String: Score]
  ) {
    self.constituent = constituent
    self.edition = edition
    self.score = score
    self.rank = rank
    self.isTied = isTied
    self.change = change
    self.previousScore = previousScore
    self.previousRank = previousRank
    self.isComparable = isComparable
    self.record = record
    self.provenance = provenance
    self.origin = origin
    self.places = places
    self.changePlaces = changePlaces
    self.rankPlaces = rankPlaces
    self.corrections = corrections
    self.dimensions = dimensions
  }

  /// Places that the rank has risen since the older table; negative where it has fallen.
  public var movement: Int? { isComparable ? previousRank.map { $0 - rank } : nil }
}

/// The whole table of one edition.
public struct EditionTable: Sendable {
  public let id: EditionID
  /// By rank; of one rank in the order of index.yml.
  public let standings: [Standing]
  /// The constituents of the edition without a score, in the order of index.yml.
  public let notRated: [Constituent]
  /// The methodology that it is made by.
  public let methodology: Methodology.Version?
  /// The version that makes its scores incomparable with those of the table before.
  public let startsMethodology: Methodology.Version?
  private let positions: [String: Int]

  init(
    id: EditionID, standings: [Standing], notRated: [Constituent], methodology: Methodology.Version?,
    startsMethodology: Methodology.Version?
  ) {
    self.id = id
    self.standings = standings
    self.notRated = notRated
    self.methodology = methodology
    self.startsMethodology = startsMethodology
    positions = Dictionary(uniqueKeysWithValues: standings.indices.lazy.map { (standings[$0].constituent.id, $0) })
  }

  /// Whether no score of the edition is stated.
  public var isImplied: Bool { standings.allSatisfy { $0.origin == .implied } }

  /// - Complexity: O(1).
  public func standing(of constituentID: String) -> Standing? { positions[constituentID].map { standings[$0] } }

  /// The place of a constituent in `standings`.
  /// - Complexity: O(1).
  public func position(of constituentID: String) -> Int? { positions[constituentID] }

  /// - Complexity: O(1).
  public func rates(_ constituentID: String) -> Bool { positions[constituentID] != nil }

  /// Those with a change, the largest first; of equal ones in the order of the table.
  public var movers: [Standing] {
    let sizes = standings.map { $0.change?.units.magnitude }
    return standings.indices.filter { sizes[$0] != nil }.sorted { left, right in
      sizes[left] != sizes[right] ? (sizes[left] ?? 0) > (sizes[right] ?? 0) : left < right
    }.map { standings[$0] }
  }
}

/// The one truth: every edition's table, as all statements together give it.
public struct Ledger: Sendable {
  public let scale: Scale
  public let calendar: EditionCalendar
  public let constituents: [Constituent]
  public let methodology: Methodology
  /// Oldest first.
  public let tables: [EditionTable]
  /// The tables as they were first published, without any correction; oldest first.
  public let publishedTables: [EditionTable]
  /// All of them, the newest first; of one day by edition, then by constituent.
  public let corrections: [Correction]
  private let positions: [EditionID: Int]
  private let constituentPositions: [String: Int]

  init(
    scale: Scale, calendar: EditionCalendar, constituents: [Constituent], methodology: Methodology,
    tables: [EditionTable], publishedTables: [EditionTable], corrections: [Correction]
  ) {
    self.scale = scale
    self.calendar = calendar
    self.constituents = constituents
    self.methodology = methodology
    self.tables = tables
    self.publishedTables = publishedTables
    self.corrections = corrections
    positions = Dictionary(uniqueKeysWithValues: tables.enumerated().map { ($1.id, $0) })
    constituentPositions = Dictionary(constituents.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  /// The newest edition.
  public var current: EditionTable? { tables.last }

  /// - Complexity: O(1).
  public func table(_ id: EditionID) -> EditionTable? { positions[id].map { tables[$0] } }

  /// A constituent's standings, oldest first. Editions that do not rate it are left out.
  /// - Complexity: O(number of tables).
  public func history(of constituentID: String) -> [Standing] { tables.compactMap { $0.standing(of: constituentID) } }

  /// The same up to an edition, whether anything scores it or not; nil means all of it.
  public func history(of constituentID: String, upTo edition: EditionID?) -> [Standing] {
    guard let edition else { return history(of: constituentID) }
    return tables[..<tablesUpTo(edition)].compactMap { $0.standing(of: constituentID) }
  }

  /// How many tables are of an edition or of those before it.
  /// - Complexity: O(log n) in tables.
  public func tablesUpTo(_ edition: EditionID) -> Int {
    if let position = positions[edition] { return position + 1 }
    var (low, high) = (0, tables.count)
    while low < high {
      let middle = (low + high) / 2
      if calendar.isOrdered(edition, before: tables[middle].id) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The table that the changes of an edition are against.
  /// - Complexity: O(1).
  public func previousTable(of edition: EditionID) -> EditionTable? {
    positions[edition].flatMap { $0 > 0 ? tables[$0 - 1] : nil }
  }

  /// - Complexity: O(1).
  public func constituent(_ id: String) -> Constituent? { constituentPositions[id].map { constituents[$0] } }

  /// The place of an edition's table in `tables`.
  /// - Complexity: O(1).
  public func position(of id: EditionID) -> Int? { positions[id] }

  /// Merges what all articles state with the corrections, compares the result with what was released, and reports each
  /// contradiction once, sorted by place. The order of the statements and of the corrections does not matter.
  ///
  /// Statements that differ are one error for each constituent, edition and field; the value that most state, or of
  /// equally many the first, stands for the rest, and nothing further is reported that may follow from it. A stated
  /// change is against the newest older edition with a stated score, or, where there is none, against the edition before
  /// by the calendar, and implies the score there if nobody states it. Statements about unknown constituents are ignored.
  ///
  /// A corrected score is the last `now`, whichever of the values it has had the statements hold. With `asOf` later
  /// corrections do not hold: their scores are what they were, even where the statements are mended already.
  /// - Complexity: O(n log n) in statements.
  public static func merge(
    _ statements: [Statement], constituents: [Constituent], scale: Scale, calendar: EditionCalendar,
    methodology: Methodology = Methodology(), corrections: [Correction] = [], releases: [Release] = [],
    asOf: CalendarDate? = nil
  ) -> (ledger: Ledger, diagnostics: [Diagnostic]) {
    var merger = LedgerMerger(
      statements, constituents: constituents, scale: scale, calendar: calendar, methodology: methodology,
      corrections: corrections, asOf: asOf)
    return merger.merge(releases: releases)
  }
}
