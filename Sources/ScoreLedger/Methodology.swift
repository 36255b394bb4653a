/// How scores are made, version by version.
public struct Methodology: Sendable {
  /// A part of every score, with its weight.
  public struct Dimension: Sendable, Hashable {
    public let id: String
    public let name: String
    /// In thousandths of one per cent; the weights of a version add up to 100 per cent.
    public let weight: Int

    public init(id: String, name: String, weight: Int) {
      self.id = id
      self.name = name
      self.weight = weight
    }

    /// `30%`, `12.5%`.
    public var weightText: String { Self.weightScale.shortText(Score(units: weight)) + "%" }

    /// What weights are read on, in per cent.
    public static let weightScale = Scale(
      minimum: Score(units: 0), maximum: Score(units: 100_000), decimals: 3, unit: "%", better: .higher)
  }

  public struct Version: Sendable, Hashable {
    public let name: String
    /// The first edition that is made by it; nil for the first version of all.
    public let since: EditionID?
    /// Whether the scores before it were restated, so that they compare with its own.
    public let isRebased: Bool
    public let dimensions: [Dimension]

    public init(name: String, since: EditionID?, isRebased: Bool = false, dimensions: [Dimension] = []) {
      self.name = name
      self.since = since
      self.isRebased = isRebased
      self.dimensions = dimensions
    }
  }

  /// Oldest first.
  public let versions: [Version]

  public init(versions: [Version] = []) { self.versions = versions }

  /// The version that an edition is made by: the last that starts no later; nil before the first.
  /// - Complexity: O(number of versions), which is small.
  public func version(of edition: EditionID) -> Version? {
    versions.last { version in version.since.map { $0.ordinal <= edition.ordinal } ?? true }
  }

  /// The version that makes the scores of two editions incomparable: the last between them that is not rebased.
  public func breakBetween(_ earlier: EditionID, _ later: EditionID) -> Version? {
    versions.dropFirst().last { version in
      guard let since = version.since, !version.isRebased else { return false }
      return since.ordinal > earlier.ordinal && since.ordinal <= later.ordinal
    }
  }
}
