public import Diagnostics

/// One member of the index.
public struct Constituent: Sendable, Hashable {
  public let id: String
  public let name: String
  public let category: String?
  public let strategy: String?
  /// Former and other names and ids, by which it may be stated, too.
  public let aliases: [String]
  /// The first edition that includes it; nil if it was there from the start.
  public let joined: EditionID?
  /// The first edition without it; nil if it is still there.
  public let left: EditionID?

  public init(
    id: String, name: String, category: String? = nil, strategy: String? = nil, aliases: [String] = [],
    joined: EditionID? = nil, left: EditionID? = nil
  ) {
    self.id = id
    self.name = name
    self.category = category
    self.strategy = strategy
    self.aliases = aliases
    self.joined = joined
    self.left = left
  }

  /// Whether the index of an edition includes it.
  public func isMember(in edition: EditionID) -> Bool {
    (joined.map { $0.ordinal <= edition.ordinal } ?? true) && (left.map { edition.ordinal < $0.ordinal } ?? true)
  }
}

/// One number that somebody wrote down, and where.
public struct Statement: Sendable {
  public enum Value: Sendable, Hashable {
    case score(Score)
    case change(ScoreChange)
    /// From 1.
    case rank(Int)
    /// The score in one dimension of the methodology, by its id.
    case dimension(String, Score)
  }

  /// The constituent's id.
  public let constituent: String
  public let edition: EditionID
  public let value: Value
  public let place: SourcePlace
  /// Whether readers see it as it is written, so that a correction makes it wrong.
  public let isDisplayed: Bool

  public init(
    constituent: String, edition: EditionID, value: Value, place: SourcePlace, isDisplayed: Bool = false
  ) {
    self.constituent = constituent
    self.edition = edition
    self.value = value
    self.place = place
    self.isDisplayed = isDisplayed
  }
}
