/// The true value that a claim is compared with.
public enum ClaimTruth: Sendable, Hashable {
  /// A score, a mean, a gap or a count.
  case number(ExactNumber)
  case rank(Int, isTied: Bool)
  /// The signed change of a score.
  case change(ExactNumber)
  /// Places gained: positive is up, towards rank 1.
  case movement(Int)
}

/// What comes of comparing a claim with the truth.
public enum ClaimVerdict: Sendable, Hashable {
  case agrees
  /// The claim is wrong, and this is what its author would write instead.
  case disagrees(write: String)
  /// The text says something that cannot be compared with this kind of truth.
  case unreadable
}
