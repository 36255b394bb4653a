/// A score in units of the last decimal of its scale: 70.25 on a scale of two decimals is 7025.
public struct Score: Sendable, Hashable, Comparable {
  public let units: Int

  public init(units: Int) { self.units = units }

  public static func < (left: Score, right: Score) -> Bool { left.units < right.units }

  /// The difference to an earlier score. It stops at the ends of `Int`, which no score that was read comes near.
  public func change(since earlier: Score) -> ScoreChange {
    let (difference, isOverflow) = units.subtractingReportingOverflow(earlier.units)
    return ScoreChange(units: isOverflow ? (units < 0 ? .min : .max) : difference)
  }

  /// The score that a change led here from. It stops at the ends of `Int`, too.
  func before(_ change: ScoreChange) -> Score {
    let (difference, isOverflow) = units.subtractingReportingOverflow(change.units)
    return Score(units: isOverflow ? (units < 0 ? .min : .max) : difference)
  }
}

/// The difference of two scores, later minus earlier, in the same units; the better end of the scale plays no part.
public struct ScoreChange: Sendable, Hashable, Comparable {
  public let units: Int

  public init(units: Int) { self.units = units }

  public var direction: Direction { Direction(units) }

  public static func < (left: ScoreChange, right: ScoreChange) -> Bool { left.units < right.units }
}

/// Which way a score or a rank went.
public enum Direction: String, Sendable, Hashable {
  case up
  case down
  case unchanged

  /// - Parameter steps: negative downwards.
  public init(_ steps: Int) { self = steps > 0 ? .up : steps < 0 ? .down : .unchanged }
}
