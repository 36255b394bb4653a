internal import ScoreLedger
internal import TemplateValues

/// Editions and their archive.
extension PageRenderer {
  func editionArchive() -> PageContent {
    PageContent(
      template: "editions.html", kind: "editions", section: "editions", title: "Editions",
      description: "Every edition of \(settings.title), the newest first.",
      values: ["editions": .list(plan.ledger.tables.reversed().map(entry))])
  }

  func edition(_ index: Int, root: String) throws(RenderError) -> PageContent {
    let all = plan.ledger.tables
    let table = all[index]
    let note = plan.content.notes.first { $0.edition == table.id }
    var noteValue = TemplateValue.none
    if let note {
      noteValue = [
        "title": .optional(note.title), "summary": .optional(note.summary),
        "headings": ArticleValues.headings(of: note.body),
        "body": try bodies.value(
          of: note.body, at: BodyPlace(edition: table.id, subject: nil, root: root, kind: "edition")),
      ]
    }
    return PageContent(
      template: "edition.html", kind: "edition", section: "editions", title: "Edition \(table.id.text)",
      description: note?.summary ?? "The league table of \(settings.title) in edition \(table.id.text).",
      values: [
        "edition": values.edition(table.id), "table": tables[table.id] ?? TemplateValue.none,
        "movers": values.movers(table),
        "articles": .list((plan.articlesByEdition[table.id] ?? []).map { .map(articleValues[$0]) }),
        "corrections": .list(plan.ledger.corrections.filter { $0.edition == table.id }.map(values.correction)),
        "csv": .text(Address.editionCSV(table.id).link), "json": .text(Address.editionJSON(table.id).link),
        "is_released": .boolean(plan.content.releases.contains { $0.edition == table.id }),
        "older": index > 0 ? values.edition(all[index - 1].id) : TemplateValue.none,
        "newer": index + 1 < all.count ? values.edition(all[index + 1].id) : TemplateValue.none,
        "note": noteValue,
      ])
  }

  /// An edition's line in the archive.
  private func entry(_ table: EditionTable) -> TemplateValue {
    [
      "edition": values.edition(table.id), "leader": table.standings.first.map(values.standing) ?? TemplateValue.none,
      "size": .number(TemplateNumber(table.standings.count)),
      "articles": .number(TemplateNumber(plan.articlesByEdition[table.id]?.count ?? 0)),
    ]
  }
}
