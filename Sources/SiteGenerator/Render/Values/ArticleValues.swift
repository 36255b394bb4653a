internal import Markdown
internal import ScoreLedger
internal import TemplateValues

/// An article as values for templates.
enum ArticleValues {
  /// Words an adult reads in a minute, roughly.
  private static let readingSpeed = 230

  /// What lists of articles show.
  static func summary(_ article: Article, _ values: LedgerValues) -> TemplateMap {
    let subject = article.constituentID.flatMap(values.ledger.constituent)
    let standing = subject.flatMap { values.ledger.table(article.edition)?.standing(of: $0.id) }
    return [
      "title": .text(article.title), "summary": .optional(article.summary), "date": LedgerValues.date(article.date),
      "edition": values.edition(article.edition), "constituent": subject.map(values.constituent) ?? TemplateValue.none,
      "standing": standing.map(values.standing) ?? TemplateValue.none,
      "authors": .list(article.authors.map { .text($0) }), "tags": .list(article.tags.map { .text($0) }),
      "status": .optional(article.status?.words),
      "path": .text(article.path.link), "minutes": .number(TemplateNumber(minutes(article))),
    ]
  }

  static func minutes(_ article: Article) -> Int {
    max(1, (article.body.wordCount + readingSpeed / 2) / readingSpeed)
  }

  /// What its own page shows, too.
  static func whole(_ article: Article, summary: TemplateMap, body: TemplateValue) -> TemplateMap {
    summary.setting([
      "body": body, "stats": statistics(article.statistics), "sections": sections(of: article.body),
      "has_table": .boolean(article.body.blocks.contains { $0.name == "table" }),
      "has_stats": .boolean(article.body.blocks.contains { $0.name == "stats" }),
      "params": .map(parameters(article.parameters)),
    ])
  }

  static func statistics(_ statistics: [Statistic]) -> TemplateValue {
    .list(statistics.map { ["value": .text($0.value), "label": .text($0.label)] })
  }

  /// A body's headings of the highest level, for a short table of contents.
  static func sections(of body: MarkdownBody) -> TemplateValue {
    .list(body.printed.headings.filter { $0.level == 2 }.map { ["id": .text($0.id), "title": .text($0.title)] })
  }

  private static func parameters(_ parameters: [Parameter]) -> TemplateMap {
    TemplateMap(parameters.map { ($0.name, value($0.value)) })
  }

  private static func value(_ value: Parameter.Value) -> TemplateValue {
    switch value {
    case .text(let text): .text(text)
    case .list(let list): .list(list.map(self.value))
    case .group(let group): .map(parameters(group))
    }
  }
}
