public import ScoreLedger

/// A drawing with what it says in words, and the same values as a table.
public struct Chart: Sendable {
  public enum Kind: String, Sendable {
    case history
    case slope
    case ranks
  }

  /// A value of the table, and which fact of the ledger it is.
  public struct Cell: Sendable {
    public let text: String
    public let fact: Fact?
    public let constituent: String?
    public let edition: EditionID?

    public init(_ text: String, _ fact: Fact? = nil, constituent: String? = nil, edition: EditionID? = nil) {
      (self.text, self.fact, self.constituent, self.edition) = (text, fact, constituent, edition)
    }
  }

  public let kind: Kind
  /// What is to be seen.
  public let title: String
  /// What is measured.
  public let subtitle: String
  /// SVG that an HTML page can hold, in UTF-8.
  public let markup: [UInt8]
  /// What the marks mean.
  public let note: String?
  public let columns: [String]
  public let rows: [[Cell]]
}
