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
    for index in articles.indices {
      byEdition[articles[index].edition, default: []].append(index)
      let statements = articles[index].statements
      for place in statements.indices { byConstituent[statements[place].constituent, default: []].appendOnce(index) }
      guard let subject = articles[index].constituentID else { continue }
      byConstituent[subject, default: []].appendOnce(index)
      aboutConstituent[subject, default: []].append(index)
    }
  }
}

extension [Int] {
  fileprivate mutating func appendOnce(_ index: Int) { if last != index { append(index) } }
}
