internal import ScoreLedger
internal import TemplateValues

/// The page that lists everything, and in which a small script finds as its reader types.
extension PageRenderer {
  /// The archives hold the rest.
  private static let listed = 200

  func search() -> PageContent {
    let pages =
      plan.content.pages.map { ($0.title, Address.page($0.slug)) } + [
        ("Corrections", Address.corrections), ("Data", Address.data),
      ]
    return PageContent(
      template: "search.html", kind: "search", section: "search", title: "Search",
      description: "Every \(settings.noun.one), article, edition and page of \(settings.title), to look through.",
      values: [
        "letters": .list(letters()),
        "articles": .list(articleValues.prefix(Self.listed).map { .map($0) }),
        "more_articles": .number(TemplateNumber(max(0, articleValues.count - Self.listed))),
        "articles_path": .text(Address.articles.link),
        "editions": .list(plan.ledger.tables.reversed().prefix(Self.listed).map { values.edition($0.id) }),
        "more_editions": .number(TemplateNumber(max(0, plan.ledger.tables.count - Self.listed))),
        "editions_path": .text(Address.editions.link),
        "pages": .list(pages.map { ["title": .text($0), "path": .text($1.link)] }),
        "documents": .text(Address.searchDocuments.link),
      ])
  }

  /// Constituents in the order of their names, under their first letters where they are many.
  private func letters() -> [TemplateValue] {
    let sorted = settings.constituents.map { (key: SearchWords.key(of: $0.name), constituent: $0) }.sorted {
      $0.key != $1.key ? $0.key < $1.key : $0.constituent.id < $1.constituent.id
    }
    var groups: [(letter: String, items: [TemplateValue])] = []
    for (key, constituent) in sorted {
      let letter = sorted.count > 26 ? key.prefix(1).uppercased() : ""
      if groups.last?.letter != letter { groups.append((letter, [])) }
      let standing = plan.ledger.current?.standing(of: constituent.id)
      groups[groups.count - 1].items.append([
        "constituent": values.constituent(constituent),
        "standing": standing.map(values.standing) ?? TemplateValue.none,
      ])
    }
    return groups.map { ["letter": .text($0.letter), "constituents": .list($0.items)] }
  }
}
