internal import ScoreLedger
internal import TemplateValues

/// Editions and their archive.
extension PageRenderer {
  /// An archive up to this size is one list.
  private static let ungrouped = 20

  func editionArchive() -> PageContent {
    PageContent(
      template: "editions.html", kind: "editions", section: "editions", title: "Editions",
      description: "Every edition of \(settings.title), the newest first.",
      values: [
        "years": .list(plan.ledger.tables.isEmpty ? [] : years),
        "size": .number(TemplateNumber(plan.ledger.tables.count)),
      ])
  }

  func edition(_ index: Int, root: String) throws(RenderError) -> PageContent {
    let all = plan.ledger.tables
    let table = all[index]
    let note = plan.notes[table.id]
    var noteValue = TemplateValue.none
    if let note {
      noteValue = [
        "title": .optional(note.title), "summary": .optional(note.summary),
        "body": try bodies.value(
          of: note.body, at: BodyPlace(edition: table.id, subject: nil, root: root, kind: "edition")),
      ]
    }
    return PageContent(
      template: "edition.html", kind: "edition", section: "editions", title: "Edition \(table.id.text)",
      description: note?.summary ?? "The league table of \(settings.title) in edition \(table.id.text).",
      values: [
        "edition": values.edition(table.id), "table": tables[table.id],
        "news": values.news(table, note: note), "movers": values.movers(table),
        "movers_chart": charts.movers(table, identifier: "movers", values: values),
        "ranks_chart": charts.ranks(until: table.id, subjects: [], identifier: "ranks"),
        "articles": .list((plan.articlesByEdition[table.id] ?? []).map { .map(articleValues[$0]) }),
        "corrections": .list((plan.correctionsByEdition[table.id] ?? []).map(values.correction)),
        "csv": .text(Address.editionCSV(table.id).link), "json": .text(Address.editionJSON(table.id).link),
        "is_released": .boolean(plan.releasedEditions.contains(table.id)),
        "older": index > 0 ? values.edition(all[index - 1].id) : TemplateValue.none,
        "newer": index + 1 < all.count ? values.edition(all[index + 1].id) : TemplateValue.none,
        "due": index + 1 == all.count ? nextDate.map(LedgerValues.date) ?? TemplateValue.none : TemplateValue.none,
        "sharing": SharingValues(plan).sharing(of: table.id), "note": noteValue, "citation": citation(of: table.id),
      ])
  }

  /// An edition's line in the archive.
  private func entry(_ table: EditionTable) -> TemplateValue {
    let note = plan.notes[table.id]
    return [
      "edition": values.edition(table.id),
      "leaders": .list(table.standings.filter { $0.rank == 1 }.map(values.standing)),
      "mover": table.movers.first { $0.change?.units != 0 }.map(values.standing) ?? TemplateValue.none,
      "news": values.news(table, note: note), "table": tables[table.id],
      "articles": .number(TemplateNumber(plan.articlesByEdition[table.id]?.count ?? 0)),
    ]
  }

  /// The editions by the years of their first days, newest first; one group without a year where a day is unknown.
  private var years: [TemplateValue] {
    let all = Array(plan.ledger.tables.reversed())
    let dates = all.map { plan.ledger.calendar.firstDay(of: $0.id)?.year }
    guard all.count > Self.ungrouped, dates.allSatisfy({ $0 != nil }) else {
      return [["title": TemplateValue.none, "editions": .list(all.map(entry))]]
    }
    return zip(all, dates).reduce(into: [(year: Int?, tables: [EditionTable])]()) { years, next in
      if years.last?.year == next.1 {
        years[years.count - 1].tables.append(next.0)
      } else {
        years.append((next.1, [next.0]))
      }
    }.map { year, tables in
      ["title": .optional(year.map(String.init)), "editions": .list(tables.map(entry))]
    }
  }
}
