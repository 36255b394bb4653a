internal import Markdown
internal import ScoreLedger
internal import TemplateValues

/// The front page: the current edition.
extension PageRenderer {
  private static let latest = 8

  func front() -> PageContent {
    let current = plan.ledger.current
    let lead = leadArticle
    // No article is shown twice.
    let reasons = (current.map(self.reasons) ?? []).filter { $0.article != lead }
    let shown = Set(reasons.map(\.article) + [lead].compactMap { $0 })
    let latest = articleValues.indices.filter { !shown.contains($0) }.prefix(Self.latest)
    let note = current.flatMap { plan.notes[$0.id] }
    return PageContent(
      template: "front.html", kind: "front", section: "front", title: settings.title,
      description: settings.description ?? settings.tagline ?? "\(settings.title): the league table",
      values: [
        "edition": current.map { values.edition($0.id) } ?? TemplateValue.none,
        "table": current.map { tables[$0.id] } ?? TemplateValue.none,
        "news": current.map { values.news($0, note: note) } ?? TemplateValue.none,
        "previous_edition": ledger.tables.dropLast().last.map { values.edition($0.id) } ?? TemplateValue.none,
        "next_date": nextDate.map(LedgerValues.date) ?? TemplateValue.none,
        "movers": current.map(values.movers) ?? ["up": [], "down": [], "unchanged": []],
        "movers_chart": current.map(largestMovers) ?? TemplateValue.none,
        "reasons": .list(reasons.map(reason)),
        "lead": lead.map { .map(articleValues[$0]) } ?? TemplateValue.none,
        "articles": .list(latest.map { .map(articleValues[$0]) }),
        "methodology": ledger.weighted(current?.id).map(values.methodology) ?? TemplateValue.none,
      ])
  }

  private var ledger: Ledger { plan.ledger }

  /// The longest article of the current edition, or the newest of all.
  var leadArticle: Int? {
    let current = ledger.current.flatMap { plan.articlesByEdition[$0.id] } ?? []
    let longest = current.max { plan.articles[$0].body.wordCount < plan.articles[$1].body.wordCount }
    return longest ?? plan.articles.indices.first
  }

  /// When the next edition is due. The list of an irregular index is no announcement.
  var nextDate: CalendarDate? {
    guard ledger.calendar.cadence.hasRhythm, let current = ledger.current else { return nil }
    return ledger.calendar.next(after: current.id).flatMap(ledger.calendar.firstDay)
  }

  // MARK: What moved, and why

  private static let mostMovers = 7

  /// The chart of the movers, of both ways the largest where they are many: the edition's page has them all.
  private func largestMovers(_ table: EditionTable) -> TemplateValue {
    let chart = charts.movers(table, identifier: "movers", values: values)
    guard case .map(var map) = chart, case .list(let rows)? = map["rows"], rows.count > Self.mostMovers else {
      return chart
    }
    let moved = table.movers.filter { $0.change?.units != 0 }
    let risers = moved.count { ($0.change?.units ?? 0) > 0 }
    let fallers = moved.count - risers
    let first = min(risers, max(Self.mostMovers - fallers, (Self.mostMovers + 1) / 2))
    map["rows"] = .list(Array(rows.prefix(first)) + rows.suffix(min(fallers, Self.mostMovers - first)))
    map["unchanged"] = []
    map["note"] = .text("The largest of \(moved.count) changes.")
    return .map(map)
  }

  private static let mostReasons = 6

  /// The largest changes of an edition that one of its articles is about, each with the first such article.
  func reasons(_ table: EditionTable) -> [(standing: Standing, article: Int)] {
    let articles = plan.articlesByEdition[table.id] ?? []
    let explained = table.movers.filter { $0.change?.units != 0 }.compactMap { standing in
      articles.first { plan.articles[$0].constituentID == standing.constituent.id }.map { (standing, $0) }
    }
    return Array(explained.prefix(Self.mostReasons))
  }

  func reason(_ standing: Standing, _ article: Int) -> TemplateValue {
    ["standing": values.standing(standing), "article": .map(articleValues[article])]
  }
}
