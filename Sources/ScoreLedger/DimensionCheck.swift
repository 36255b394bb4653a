internal import Diagnostics

/// Whether the stated dimensions of each score are those of its methodology and add up to it by their weights.
struct DimensionCheck {
  let agreed: Agreement
  let settled: CellTable<Settled>
  let methodology: Methodology

  /// - Complexity: O(number of stated dimensions).
  func problems() -> [LedgerProblem] {
    agreed.dimensions.compactMap { cell, stated in
      stated.values.compactMap(\.places.first).min(by: Self.isBefore).flatMap { problem(of: cell, stated, $0) }
    }
  }

  /// - Parameter place: of the first of them.
  private func problem(of cell: Cell, _ stated: [String: Agreed<Score>], _ place: SourcePlace) -> LedgerProblem? {
    let dimensions = methodology.version(of: cell.edition)?.dimensions ?? []
    let known = dimensions.map(\.id)
    let foreign = stated.filter { !known.contains($0.key) }.min { $0.key < $1.key }
    if let foreign, let place = foreign.value.places.first {
      return .foreignDimension(cell, foreign.key, place, known: known)
    }
    let missing = known.filter { stated[$0] == nil }
    if !missing.isEmpty { return .dimensionsMissing(cell, missing, place) }
    guard let score = settled[cell] else { return .dimensionsWithoutScore(cell, place) }
    guard !score.isDisputed, let current = score.current, !stated.values.contains(where: \.isDisputed) else {
      return nil
    }
    let sum = dimensions.reduce(Int128(0)) { $0 + Int128($1.weight) * Int128(stated[$1.id]?.value.units ?? 0) }
    let weight = dimensions.reduce(Int128(0)) { $0 + Int128($1.weight) }
    let expected = Score(units: Int(clamping: rounded(sum, weight)))
    return expected == current ? nil : .dimensionsDoNotAddUp(cell, expected: expected, score: score, place)
  }

  private static func isBefore(_ left: SourcePlace, _ right: SourcePlace) -> Bool {
    (left.file.path, left.span.start) < (right.file.path, right.span.start)
  }
}

/// A quotient to the nearest whole number, halves away from zero; the divisor is positive.
func rounded(_ dividend: Int128, _ divisor: Int128) -> Int128 {
  guard divisor > 0 else { return 0 }
  let half = dividend < 0 ? -divisor : divisor
  return (2 * dividend + half) / (2 * divisor)
}
