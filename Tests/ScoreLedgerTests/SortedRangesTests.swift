import Testing

@testable import ScoreLedger

@Test(arguments: 0..<200)
func theFirstOverlapIsFoundAsByLooking(seed: Int) {
  var generator = SeededGenerator(seed: seed)
  func range() -> Range<Int> {
    let start = Int.random(in: 0..<60, using: &generator)
    return start..<start + Int.random(in: 0..<6, using: &generator)
  }
  let ranges = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in range() }
  let sorted = SortedRanges(ranges)
  for _ in 0..<20 {
    let asked = range()
    let isOverlapped = ranges.contains { $0.overlaps(asked) }
    #expect((sorted.overlapping(asked) != nil) == isOverlapped, "seed \(seed)")
    #expect(sorted.overlapping(asked)?.overlaps(asked) ?? true, "seed \(seed)")
  }
}
