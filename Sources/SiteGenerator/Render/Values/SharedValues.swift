internal import ScoreLedger
internal import TemplateValues

/// The tables of all editions as values, each made when the first page shows it.
struct TableValues: Sendable {
  private let tables: [EditionID: Shared<TemplateValue, Never>]

  init(_ tables: [EditionTable], _ values: LedgerValues) {
    let value: @Sendable (EditionTable) -> TemplateValue = { values.table($0) }
    self.tables = Dictionary(tables.map { table in (table.id, Shared { value(table) }) }) { first, _ in first }
  }

  /// None where no article states a score of the edition.
  subscript(edition: EditionID) -> TemplateValue { tables[edition]?.value() ?? .none }
}

/// What lists of articles show of each, in the order of the plan's articles.
struct ArticleSummaries: Sendable, RandomAccessCollection {
  private let summaries: SharedList<TemplateMap, Never>

  init(_ articles: [Article], _ values: LedgerValues) {
    summaries = SharedList(articles.count) { ArticleValues.summary(articles[$0], values) }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { summaries.count }

  subscript(index: Int) -> TemplateMap { summaries.value(index) }
}
