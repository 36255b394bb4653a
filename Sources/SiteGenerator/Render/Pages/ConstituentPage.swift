internal import ScoreLedger
internal import TemplateValues

/// Constituents and their list.
extension PageRenderer {
  func constituents() -> PageContent {
    let current = plan.ledger.current
    return PageContent(
      template: "constituents.html", kind: "constituents", section: settings.noun.many,
      title: settings.noun.many.capitalisedFirst,
      description: "The \(settings.noun.many) of \(settings.title), with their scores and ranks.",
      values: [
        "table": current.flatMap { tables[$0.id] } ?? TemplateValue.none,
        "rows": .list(current?.standings.map(values.standing) ?? []),
        "not_rated": .list((current?.notRated ?? settings.constituents).map(values.constituent)),
      ])
  }

  func constituent(_ constituent: Constituent, root: String) throws(RenderError) -> PageContent {
    let ledger = plan.ledger
    let current = ledger.current
    let profile = plan.content.profiles.first { $0.constituentID == constituent.id }
    let last = ledger.tables.last { $0.standing(of: constituent.id) != nil }
    let articles = (plan.articlesByConstituent[constituent.id] ?? []).map { index -> TemplateValue in
      var value = articleValues[index]
      let standing = ledger.table(plan.articles[index].edition)?.standing(of: constituent.id)
      value["standing"] = standing.map(values.standing) ?? TemplateValue.none
      return .map(value)
    }
    var profileValue = TemplateValue.none
    if let profile {
      profileValue = [
        "summary": .optional(profile.summary), "headings": ArticleValues.headings(of: profile.body),
        "body": try bodies.value(
          of: profile.body,
          at: BodyPlace(edition: current?.id, subject: constituent.id, root: root, kind: "constituent")),
      ]
    }
    return PageContent(
      template: "constituent.html", kind: "constituent", section: settings.noun.many, title: constituent.name,
      description: profile?.summary ?? "\(constituent.name) in \(settings.title): score, rank and history.",
      values: [
        "constituent": values.constituent(constituent),
        "standing": current?.standing(of: constituent.id).map(values.standing) ?? TemplateValue.none,
        "history": .list(ledger.history(of: constituent.id).reversed().map(values.standing)),
        "record": last?.standing(of: constituent.id).map(values.record) ?? TemplateValue.none,
        "record_edition": last.map { values.edition($0.id) } ?? TemplateValue.none,
        "has_break": .boolean(ledger.tables.contains { $0.startsMethodology != nil }),
        "corrections": .list(ledger.corrections.filter { $0.constituent == constituent.id }.map(values.correction)),
        "size": .number(TemplateNumber(current?.standings.count ?? 0)),
        "profile": profileValue, "articles": .list(articles),
      ])
  }
}
