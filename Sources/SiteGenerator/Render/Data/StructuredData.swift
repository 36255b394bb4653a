internal import Markdown
internal import ScoreLedger

/// What a page says in schema.org's words, as one JSON-LD graph. Addresses in it are absolute: without the site's own,
/// what needs one is left out.
struct StructuredData {
  private let plan: SitePlan
  private let data: DataFiles
  /// What every article names.
  private let publisher: JSONValue
  private let site: JSONValue
  /// What articles are about, by its id.
  private let subjects: [String: JSONValue]
  /// The way to every article but for its last step.
  private let articleSteps: [JSONValue]

  init(plan: SitePlan, data: DataFiles) {
    self.plan = plan
    self.data = data
    publisher = Self.publisher(plan.content.settings).written
    site = Self.site(plan.content.settings).written
    let settings = plan.content.settings
    let subjects = plan.ledger.constituents.map { ($0.id, Self.subject($0, settings).written) }
    self.subjects = Dictionary(subjects) { first, _ in first }
    articleSteps = [(settings.title, Address.front), ("Articles", Address.articles)].enumerated().map {
      Self.step($0 + 1, $1.0, $1.1, settings).written
    }
  }

  private var settings: IndexSettings { plan.content.settings }
  private var publisherName: String { settings.publisherName }

  /// Nil where a page has nothing to say.
  func graph(of planned: SitePlan.PlannedPage, _ content: PageContent) -> JSONValue? {
    var nodes: [JSONValue] = []
    switch planned.page {
    case .notFound: return nil
    case .front:
      nodes += [Self.site(settings, publisher: publisher), publisher]
      if let table = plan.ledger.current { nodes.append(ranking(table)) }
    case .article(let index): nodes.append(article(plan.articles[index], planned))
    case .edition(let index): nodes.append(ranking(plan.ledger.tables[index]))
    case .data: nodes.append(StructuredDataset(plan: plan, data: data, publisher: publisher).value(planned))
    default: break
    }
    if let trail = breadcrumbs(planned, content) { nodes.append(trail) }
    guard !nodes.isEmpty else { return nil }
    return ["@context": "https://schema.org", "@graph": .list(nodes)]
  }

  // MARK: Who

  /// - Parameter publisher: given where all is to be said of the site.
  private static func site(_ settings: IndexSettings, publisher: JSONValue? = nil) -> JSONValue {
    let isWhole = publisher != nil
    return [
      "@type": "WebSite", "@id": identifier("site", settings), "name": .text(settings.title),
      "url": .optional(settings.url),
      "description": isWhole ? .optional(settings.description ?? settings.tagline) : nil,
      "inLanguage": isWhole ? .text(settings.language) : nil, "publisher": publisher,
    ]
  }

  private static func publisher(_ settings: IndexSettings) -> JSONValue {
    [
      "@type": "Organization", "@id": identifier("publisher", settings), "name": .text(settings.publisherName),
      "url": .optional(settings.url),
    ]
  }

  private static func identifier(_ name: String, _ settings: IndexSettings) -> JSONValue? {
    .optional(settings.url.map { "\($0)#\(name)" })
  }

  /// A desk bears the publisher's name; whoever does not is a person.
  private func author(_ name: String) -> JSONValue {
    name == publisherName
      ? publisher : ["@type": name.hasPrefix(publisherName + " ") ? "Organization" : "Person", "name": .text(name)]
  }

  // MARK: What

  /// What search engines show of a headline.
  private static let longestHeadline = 110

  private func article(_ article: Article, _ planned: SitePlan.PlannedPage) -> JSONValue {
    let address = address(of: planned.path)
    return [
      "@type": "Article", "headline": .text(headline(article.title)), "description": .optional(article.summary),
      "datePublished": .text(article.date.iso), "dateModified": .text(plan.modified.article(article).iso),
      "author": article.authors.isEmpty ? publisher : .list(article.authors.map(author)),
      "publisher": publisher,
      "image": .optional(settings.url.flatMap { plan.hasCards ? $0 + Address.card(for: planned.path).link : nil }),
      "mainEntityOfPage": address, "url": address,
      "about": article.constituentID.flatMap { subjects[$0] }, "isPartOf": site, "inLanguage": .text(settings.language),
      "keywords": .filled(article.tags.map { .text($0) }), "wordCount": .number(article.body.wordCount),
      "license": .optional(settings.licence.map { Licence(name: $0).url ?? $0 }),
    ]
  }

  /// The title, cut between words where it is too long.
  private func headline(_ title: String) -> String {
    guard title.count > Self.longestHeadline else { return title }
    let cut = title.prefix(Self.longestHeadline - 1)
    return (cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
  }

  private static func subject(_ constituent: Constituent, _ settings: IndexSettings) -> JSONValue {
    [
      "@type": "Thing", "name": .text(constituent.name), "identifier": .text(constituent.id),
      "url": address(of: Address.constituent(constituent.id, settings), settings),
    ]
  }

  /// The league table as a list in the order of its ranks.
  private func ranking(_ table: EditionTable) -> JSONValue {
    [
      "@type": "ItemList", "name": .text("\(settings.title), edition \(table.id.text)"),
      "numberOfItems": .number(table.standings.count),
      "itemListElement": .list(
        table.standings.enumerated().map { position, standing in
          [
            "@type": "ListItem", "position": .number(position + 1), "name": .text(standing.constituent.name),
            "url": address(of: Address.constituent(standing.constituent.id, settings)),
          ]
        }),
    ]
  }

  // MARK: Where

  private func address(of path: SitePath) -> JSONValue? { Self.address(of: path, settings) }

  private static func address(of path: SitePath, _ settings: IndexSettings) -> JSONValue? {
    .optional(settings.url.map { $0 + path.permalink })
  }

  /// The way from the front page; nil on it, and without addresses.
  private func breadcrumbs(_ planned: SitePlan.PlannedPage, _ content: PageContent) -> JSONValue? {
    guard settings.url != nil, planned.path != Address.front else { return nil }
    var steps = articleSteps
    func replace(_ title: String, _ path: SitePath) { steps[1] = Self.step(2, title, path, settings) }
    switch planned.page {
    case .article, .olderArticles: break
    case .constituent: replace(settings.noun.many.capitalisedFirst, Address.constituents(settings))
    case .edition: replace("Editions", Address.editions)
    default: steps.removeLast()
    }
    steps.append(Self.step(steps.count + 1, content.title, planned.path, settings))
    return ["@type": "BreadcrumbList", "itemListElement": .list(steps)]
  }

  private static func step(_ position: Int, _ title: String, _ path: SitePath, _ settings: IndexSettings) -> JSONValue {
    [
      "@type": "ListItem", "position": .number(position), "name": .text(title), "item": address(of: path, settings),
    ]
  }
}

extension IndexSettings {
  fileprivate var publisherName: String { publisher ?? title }
}
