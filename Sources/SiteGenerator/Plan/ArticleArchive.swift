/// Which articles stand on which page of the archive, as indices into the plan's articles, the newest first.
///
/// The first page holds all, or where they are many the newest; the others are counted from the oldest, so that a page
/// that is full keeps its articles whatever comes.
struct ArticleArchive: Sendable {
  /// What a page behind the first holds.
  static let pageSize = 500

  private let count: Int
  /// How many pages there are behind the first, which holds at least as many articles as one of them.
  let olderPages: Int

  init(count: Int) {
    self.count = count
    olderPages = max(0, count / Self.pageSize - 1)
  }

  var first: Range<Int> { 0..<(count - olderPages * Self.pageSize) }

  /// - Parameter number: from 1, the oldest.
  func older(_ number: Int) -> Range<Int> {
    (count - number * Self.pageSize)..<(count - (number - 1) * Self.pageSize)
  }
}
