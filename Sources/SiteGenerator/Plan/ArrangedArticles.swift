internal import Markdown

/// The articles of a plan in their order, and what they tell beside the ledger: it is found while that is merged.
struct ArrangedArticles: Sendable {
  /// Newest first; of one day, the longest first, since it leads the front page.
  let articles: [Article]
  /// For each article in the order of the files, its place among `articles`.
  let places: [Int]
  let groups: ArticleGroups
  /// Titles that several articles bear.
  let sharedTitles: Set<String>

  /// - Parameter found: in the order of their files.
  init(_ found: [Article]) {
    // An article is much to move, its place is little.
    let order = found.indices.sorted { Self.isBefore(found[$0], found[$1]) }
    articles = order.map { found[$0] }
    var places = [Int](repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    self.places = places
    var titles: Set<String> = []
    titles.reserveCapacity(articles.count)
    var sharedTitles: Set<String> = []
    for index in articles.indices where !titles.insert(articles[index].title).inserted {
      sharedTitles.insert(articles[index].title)
    }
    self.sharedTitles = sharedTitles
    groups = ArticleGroups(articles)
  }

  private static func isBefore(_ left: Article, _ right: Article) -> Bool {
    if left.date != right.date { return left.date > right.date }
    if left.body.wordCount != right.body.wordCount { return left.body.wordCount > right.body.wordCount }
    return left.slug.text < right.slug.text
  }
}
