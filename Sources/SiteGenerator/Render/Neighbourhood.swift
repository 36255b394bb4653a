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

  /// Of a constituent's charts of editions near one another: those have rows in common, and with the charts of others
  /// their frames.
  func neighbourhood(of subject: Subject) -> Int {
    ledger.tables.count + 1 + subject.table / 64 * ledger.constituents.count + subject.constituent
  }
}
