internal import ScoreLedger

/// llms.txt, as llmstxt.org has it: what the site is, and where its pages lie as Markdown.
struct LanguageModelText {
  private static let (newestEditions, newestArticles) = (12, 50)

  let plan: SitePlan
  private let links: MarkdownLinks

  init(_ plan: SitePlan) {
    self.plan = plan
    links = MarkdownLinks(settings: plan.content.settings, page: Address.front)
  }

  var text: String {
    let settings = plan.content.settings
    let summary = settings.description ?? settings.tagline ?? "A league table of \(settings.noun.many), with articles."
    var text = "# \(MarkdownText.escaped(settings.title))\n\n> \(MarkdownText.escaped(summary))\n\n" + facts
    var index = [item("The current table, what moved and the latest articles", Address.front)]
    index += plan.content.pages.map { item($0.title, Address.page($0.slug), $0.summary) }
    index += [
      item("Corrections", Address.corrections, "every one with both values and the reason"),
      item("Data", Address.data, "the codebook"),
      file("scores.csv", Address.scoresCSV, "every score of every edition"),
      file("scores.json", Address.scoresJSON, "the same as JSON"),
    ]
    text += section("The index", index)
    text += section(
      settings.noun.many.capitalisedFirst,
      settings.constituents.map { item($0.name, Address.constituent($0.id, settings), $0.category) })
    text += section(
      "Articles",
      plan.articles.prefix(Self.newestArticles).map { article in
        item(article.title, article.path, article.summary ?? article.date.iso)
      })
    text += section(
      "Editions",
      plan.ledger.tables.suffix(Self.newestEditions).reversed().map { table in
        let day = plan.ledger.calendar.firstDay(of: table.id).map(Wording.date)
        return item("Edition \(table.id.text)", Address.edition(table.id), day)
      })
    return text
      + section(
        "Optional",
        [
          item("All articles", Address.articles), item("All editions", Address.editions),
          item("All \(settings.noun.many)", Address.constituents(settings)),
        ])
  }

  /// How to read a score.
  private var facts: String {
    let settings = plan.content.settings
    let scale = settings.scale
    var facts: [String] = []
    if let current = plan.ledger.current {
      let day = plan.ledger.calendar.firstDay(of: current.id).map { " (\(Wording.date($0)))" } ?? ""
      facts.append("Current edition: \(current.id.text)\(day), \(current.standings.count) rated")
    }
    let ends = [scale.minimum.map { "from \(scale.text($0))" }, scale.maximum.map { "to \(scale.text($0))" }]
      .compactMap { $0 }.joined(separator: " ")
    facts.append(
      "Scores: \([ends, scale.unit].filter { !$0.isEmpty }.joined(separator: " ")), \(scale.better.rawValue) is better")
    facts.append("Cadence: \(settings.cadence.name)")
    if let licence = settings.licence { facts.append("Licence: \(Licence(name: licence).title)") }
    return facts.map { "- \(MarkdownText.escaped($0))\n" }.joined()
  }

  private func section(_ title: String, _ items: [String]) -> String {
    items.isEmpty ? "" : "\n## \(MarkdownText.escaped(title))\n\n" + items.joined()
  }

  private func item(_ title: String, _ page: SitePath, _ note: String? = nil) -> String {
    file(title, Address.markdown(of: page), note)
  }

  private func file(_ title: String, _ path: SitePath, _ note: String?) -> String {
    "- " + links.link(title, path) + (note.map { ": " + MarkdownText.escaped($0) } ?? "") + "\n"
  }
}
