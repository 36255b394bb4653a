internal import Diagnostics

/// A score with its corrections applied.
struct Settled {
  /// As it stands; nil where a correction withdrew it.
  let current: Score?
  /// As first published; nil where it was not rated until a correction.
  let published: Score?
  /// How the published score came into the ledger: stated or implied.
  let origin: Provenance
  let places: [SourcePlace]
  let isDisputed: Bool
  let corrections: [Correction]

  init(_ agreed: Agreed<Score>, _ origin: Provenance, _ chain: CorrectionChain?) {
    current = chain.map(\.current) ?? agreed.value
    published = chain.map(\.published) ?? agreed.value
    self.origin = origin
    places = agreed.places
    isDisputed = agreed.isDisputed
    corrections = chain?.corrections ?? []
  }

  /// A score that only corrections give.
  init(_ chain: CorrectionChain) {
    current = chain.current
    published = chain.published
    origin = .stated
    places = []
    isDisputed = false
    corrections = chain.corrections
  }
}
