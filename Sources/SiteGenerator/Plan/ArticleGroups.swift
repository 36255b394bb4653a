internal import ScoreLedger

/// The articles of a plan by what they have to do with, as places among them, newest first.
struct ArticleGroups: Sendable {
  /// Those that state a constituent's score or are about it.
  private(set) var byConstituent: [String: [Int]] = [:]
  /// Those that are about a constituent.
  private(set) var aboutConstituent: [String: [Int]] = [:]
  private(set) var byEdition: [EditionID: [Int]] = [:]

  /// - Parameter articles: newest first.
  init(_ articles: [Article]) {
    // Neighbours are mostly of one edition, and what an article states is mostly about its subject.
    var start = 0
    while start < articles.count {
      let edition = articles[start].edition
      var end = start + 1
      while end < articles.count, articles[end].edition == edition { end += 1 }
      byEdition[edition, default: []] += start..<end
      for index in start..<end { add(articles[index], at: index) }
      start = end
    }
  }

  private mutating func add(_ article: Article, at index: Int) {
    let (subject, statements) = (article.constituentID, article.statements)
    if let subject {
      byConstituent[subject, default: []].append(index)
      aboutConstituent[subject, default: []].append(index)
    }
    for place in statements.indices where statements[place].constituent != subject {
      byConstituent[statements[place].constituent, default: []].appendOnce(index)
    }
  }
}

extension [Int] {
  fileprivate mutating func appendOnce(_ index: Int) { if last != index { append(index) } }
}
