internal import ScoreLedger
internal import TemplateValues

/// The front page: the current edition.
extension PageRenderer {
  private static let latest = 12

  func front() -> PageContent {
    let ledger = plan.ledger
    let current = ledger.current
    // The list of an irregular index is no announcement.
    var next: CalendarDate?
    if ledger.calendar.cadence.hasRhythm {
      next = current.flatMap { ledger.calendar.next(after: $0.id) }.flatMap(ledger.calendar.firstDay)
    }
    return PageContent(
      template: "front.html", kind: "front", section: "front", title: settings.title,
      description: settings.description ?? settings.tagline ?? "\(settings.title): the league table",
      values: [
        "edition": current.map { values.edition($0.id) } ?? TemplateValue.none,
        "table": current.flatMap { tables[$0.id] } ?? TemplateValue.none,
        "previous_edition": ledger.tables.dropLast().last.map { values.edition($0.id) } ?? TemplateValue.none,
        "next_date": next.map(LedgerValues.date) ?? TemplateValue.none,
        "movers": current.map(values.movers) ?? ["up": [], "down": [], "unchanged": []],
        "articles": .list(articleValues.prefix(Self.latest).map { .map($0) }),
      ])
  }
}
