public import Diagnostics

/// One member of the index.
public struct Constituent: Sendable, Hashable {
  public let id: String
  public let name: String
  public let category: String?
  public let strategy: String?
  public let aliases: [String]

  public init(id: String, name: String, category: String? = nil, strategy: String? = nil, aliases: [String] = []) {
    self.id = id
    self.name = name
    self.category = category
    self.strategy = strategy
    self.aliases = aliases
  }
}

/// One number that somebody wrote down, and where.
public struct Statement: Sendable {
  public enum Value: Sendable, Hashable {
    case score(Score)
    case change(ScoreChange)
    /// From 1.
    case rank(Int)
  }

  /// The constituent's id.
  public let constituent: String
  public let edition: EditionID
  public let value: Value
  public let place: SourcePlace

  public init(constituent: String, edition: EditionID, value: Value, place: SourcePlace) {
    self.constituent = constituent
    self.edition = edition
    self.value = value
    self.place = place
  }
}
