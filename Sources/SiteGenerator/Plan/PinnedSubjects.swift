internal import ScoreLedger

/// What is pinned to an edition is what somebody wrote about, so that its number grows with the articles and nothing of it
/// ever goes.
extension SitePlan {
  /// By places in the ledger's tables and in the constituents of index.yml.
  struct Subject: Sendable {
    let table: Int
    let constituent: Int
  }

  /// A pinned chart goes back so many editions: if each held them all, a site would grow with the square of its years.
  static let mostPinnedEditions = 60

  /// An edition with each constituent that an article of it is about, in the order of index.yml.
  func subjects(of table: Int) -> [Subject] {
    let ids = Set((articlesByEdition[ledger.tables[table].id] ?? []).compactMap { articles[$0].constituentID })
    let constituents = content.settings.constituents
    return constituents.indices.filter { ids.contains(constituents[$0].id) }.map {
      Subject(table: table, constituent: $0)
    }
  }
}
