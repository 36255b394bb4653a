/// Ranges that are asked again and again whether they overlap another.
struct SortedRanges {
  /// In order; those that overlapped one another are one.
  private var ranges: [Range<Int>] = []

  init(_ unsorted: [Range<Int>]) {
    for range in unsorted.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, range.lowerBound < last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
  }

  /// The first that overlaps a range.
  /// - Complexity: O(log count).
  func overlapping(_ range: Range<Int>) -> Range<Int>? {
    var candidates = ranges.indices
    while !candidates.isEmpty {
      let middle = (candidates.lowerBound + candidates.upperBound) / 2
      candidates =
        ranges[middle].upperBound <= range.lowerBound
        ? middle + 1..<candidates.upperBound : candidates.lowerBound..<middle
    }
    let index = candidates.lowerBound
    return index < ranges.count && ranges[index].overlaps(range) ? ranges[index] : nil
  }
}
