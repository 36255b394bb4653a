internal import ScoreLedger

/// Which files show the same: those of an edition its table, and the charts of a constituent their rows.
extension SitePlan {
  func neighbourhood(of planned: PlannedPage) -> Int {
    switch planned.page {
    case .article(let index): neighbourhood(of: articles[index].edition)
    case .edition(let index): neighbourhood(of: ledger.tables[index].id)
    default: 0
    }
  }

  func neighbourhood(of edition: EditionID) -> Int { ledger.position(of: edition).map { $0 + 1 } ?? 0 }

  /// Of a constituent's charts.
  func neighbourhood(of constituent: Constituent) -> Int {
    let position = ledger.constituents.firstIndex { $0.id == constituent.id }
    return ledger.tables.count + 1 + (position ?? 0)
  }
}
