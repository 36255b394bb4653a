/// Moves labels apart that would meet, each as little as it takes.
enum LabelPlacement {
  /// Where labels stand, in the order of `wanted`, at least `gap` apart.
  ///
  /// Labels that would meet become a block around the mean of what its members want.
  /// - Parameters:
  ///   - wanted: in ascending order.
  ///   - bounds: none stands outside, unless there is no room for all: then they go past the upper end.
  /// - Complexity: O(number of labels).
  static func spread(_ wanted: [Int], gap: Int, within bounds: ClosedRange<Int>) -> [Int] {
    // Less its place times the gap, a label may stand where the one before stands, but not before it.
    var blocks: [(sum: Int, count: Int)] = []
    for (index, position) in wanted.enumerated() {
      var block = (sum: position - index * gap, count: 1)
      while let before = blocks.last, before.sum * block.count > block.sum * before.count {
        blocks.removeLast()
        block = (before.sum + block.sum, before.count + block.count)
      }
      blocks.append(block)
    }
    let last = max(bounds.lowerBound, bounds.upperBound - max(wanted.count - 1, 0) * gap)
    let starts = blocks.flatMap { block in
      let mean = block.sum / block.count
      return repeatElement(min(max(mean, bounds.lowerBound), last), count: block.count)
    }
    return starts.enumerated().map { $1 + $0 * gap }
  }
}
