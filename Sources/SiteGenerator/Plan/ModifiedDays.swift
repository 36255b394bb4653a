internal import ScoreLedger

/// The newest day of what a page shows: of the articles that its numbers are from, and of the corrections that changed
/// them. No clock and no file time is asked.
struct ModifiedDays: Sendable {
  /// The newest article's.
  let newestArticle: CalendarDate?
  let newestCorrection: CalendarDate?
  /// By edition: of the corrections that its table shows.
  private var corrections: [EditionID: CalendarDate] = [:]
  /// By edition: of its articles.
  private var articles: [EditionID: CalendarDate] = [:]
  /// By constituent: of the articles that state or are about it, of its corrections, and of every table that it stands in.
  private var constituents: [String: CalendarDate] = [:]

  /// - Parameters:
  ///   - shown: newest first.
  ///   - groups: of them.
  ///   - expired: articles that no page shows, and whose scores stand in tables.
  init(articles shown: [Article], _ groups: ArticleGroups, expired: [Article], ledger: Ledger) {
    newestArticle = shown.first?.date
    newestCorrection = ledger.corrections.map(\.date).max()
    for (edition, members) in groups.byEdition { articles[edition] = members.first.map { shown[$0].date } }
    for (id, members) in groups.byConstituent { constituents[id] = members.first.map { shown[$0].date } }
    for article in expired {
      articles.raise(article.edition, to: article.date)
      for statement in article.statements { constituents.raise(statement.constituent, to: article.date) }
      if let subject = article.constituentID { constituents.raise(subject, to: article.date) }
    }
    for (before, after) in zip(ledger.tables, ledger.tables.dropFirst())
    where before.standings.contains(where: { $0.provenance == .implied }) {
      // Its implied scores follow from what the articles of the edition after state.
      if let day = articles[after.id] { articles.raise(before.id, to: day) }
    }
    let later = Dictionary(zip(ledger.tables, ledger.tables.dropFirst()).map { ($0.id, $1.id) }) { first, _ in first }
    for correction in ledger.corrections {
      corrections.raise(correction.edition, to: correction.date)
      // The changes of the edition after are against the corrected score.
      if let next = later[correction.edition] { corrections.raise(next, to: correction.date) }
      constituents.raise(correction.constituent, to: correction.date)
    }
    for table in ledger.tables {
      guard let day = edition(table.id) else { continue }
      for standing in table.standings { constituents.raise(standing.constituent.id, to: day) }
    }
  }

  /// What any page shows.
  var newest: CalendarDate? { [newestArticle, newestCorrection].compactMap { $0 }.max() }

  func article(_ article: Article) -> CalendarDate { day(article.date, in: article.edition) }

  /// The newest day of an article.
  /// - Parameter date: the article's own.
  func day(_ date: CalendarDate, in edition: EditionID) -> CalendarDate { max(date, corrections[edition] ?? date) }

  func edition(_ id: EditionID) -> CalendarDate? { [articles[id], corrections[id]].compactMap { $0 }.max() }

  func constituent(_ id: String) -> CalendarDate? { constituents[id] }
}

extension Dictionary where Value == CalendarDate {
  fileprivate mutating func raise(_ key: Key, to day: CalendarDate) { self[key] = Swift.max(self[key] ?? day, day) }
}
