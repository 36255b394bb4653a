internal import ScoreLedger
internal import TemplateValues

/// Constituents and their list.
extension PageRenderer {
  /// So many articles are shown with their summaries, the others in a line each.
  private static let latestArticles = 6
  /// The archive of articles has the others.
  static let mostArticles = 200

  func constituents() -> PageContent {
    let current = plan.ledger.current
    return PageContent(
      template: "constituents.html", kind: "constituents", section: settings.noun.many,
      title: settings.noun.many.capitalisedFirst,
      description: "The \(settings.noun.many) of \(settings.title), with their scores and ranks.",
      values: [
        "table": current.map { tables[$0.id] } ?? TemplateValue.none,
        "edition": current.map { values.edition($0.id) } ?? TemplateValue.none,
        "next_date": nextDate.map(LedgerValues.date) ?? TemplateValue.none,
        "rows": .list(current?.standings.map(values.standing) ?? []),
        "not_rated": .list((current?.notRated ?? settings.constituents).map(values.constituent)),
      ])
  }

  func constituent(_ constituent: Constituent, root: String) throws(RenderError) -> PageContent {
    let ledger = plan.ledger
    let current = ledger.current
    let profile = plan.profiles[constituent.id]
    let standing = current?.standing(of: constituent.id)
    let history = ledger.history(of: constituent.id)
    let last = history.last.flatMap { ledger.table($0.edition) }
    let about = plan.articlesByConstituent[constituent.id] ?? []
    let articles = about.prefix(Self.mostArticles).map { index -> TemplateValue in
      var value = articleValues[index]
      let standing = ledger.table(plan.articles[index].edition)?.standing(of: constituent.id)
      value["standing"] = standing.map(values.standing) ?? TemplateValue.none
      return .map(value)
    }
    var profileValue = TemplateValue.none
    if let profile {
      profileValue = [
        "summary": .optional(profile.summary),
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
        "subject": .text(constituent.id),
        "edition": current.map { values.edition($0.id) } ?? TemplateValue.none,
        "next_date": nextDate.map(LedgerValues.date) ?? TemplateValue.none,
        "standing": standing.map(values.standing) ?? TemplateValue.none,
        "field": current.map { charts.field($0, subject: constituent.id) } ?? TemplateValue.none,
        "chart": chart(of: constituent.id),
        "sentences": .list(sentences(of: constituent.id, in: last).map(\.value)),
        "history": .list(history.reversed().map(values.standing)),
        "records": last?.standing(of: constituent.id).map(values.records) ?? [],
        "methodology_start": methodologyStart(of: constituent.id, in: last),
        "marks": values.marks(history),
        "corrections": .list((plan.correctionsByConstituent[constituent.id] ?? []).map(values.correction)),
        "size": .number(TemplateNumber(current?.standings.count ?? 0)),
        "sharing": SharingValues(plan).sharing(of: constituent),
        "feed": plan.hasFeeds
          ? .text(Address.constituentFeed(constituent.id, settings).atom.link) : TemplateValue.none,
        "profile": profileValue, "articles": .list(Array(articles.prefix(Self.latestArticles))),
        "more_articles": .list(Array(articles.dropFirst(Self.latestArticles))),
        "older_articles": .number(TemplateNumber(about.count - articles.count)),
        "articles_path": .text(Address.articles.link),
      ])
  }

  /// The history without a table of its own: the page has one that says more.
  private func chart(of id: String) -> TemplateValue {
    let chart = charts.history(of: id, until: nil, editions: nil, identifier: "history")
    guard case .map(var map) = chart else { return chart }
    map["is_table_shown"] = true
    return .map(map)
  }

  /// What the ledger says of the constituent in the last edition that rates it.
  private func sentences(of id: String, in table: EditionTable?) -> [FactSentence] {
    guard let table, let standing = table.standing(of: id), let current = plan.ledger.current else { return [] }
    let words = ConstituentWords(words: values.words)
    if table.id == current.id { return words.sentences(standing, in: table) }
    return [words.lastRated(standing, in: table, notIn: current)]
  }

  /// The methodology that a constituent's highest and lowest scores are counted from, if they were not from the start.
  private func methodologyStart(of id: String, in table: EditionTable?) -> TemplateValue {
    let ledger = plan.ledger
    guard let table, let first = ledger.history(of: id).first,
      let version = ledger.methodology.breakBetween(first.edition, table.id), let since = version.since
    else { return .none }
    return ["name": .text(version.name), "edition": values.edition(since)]
  }
}
