internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import TemplateEngine
internal import TemplateValues

/// Fingerprints of what the files of a site are made from. A file whose ingredients are those of an earlier build has the
/// bytes that it had, and is not made again.
///
/// They may tell apart what shows the same, never the other way: where it is dear to know what a file shows exactly, more
/// is taken in than it shows.
final class Ingredients: Sendable {
  /// What every file is made with.
  private let common: Fingerprint
  private let plan: SitePlan
  private let templates: TemplateSet
  private let tables: TableIngredients
  private let answers: IndexAnswers
  private let wholeLedger: Shared<Fingerprint, Never>
  private let wholeLists: Shared<Fingerprint, Never>

  /// - Parameters:
  ///   - pages: whose values the files show.
  ///   - surroundings: of the program, the templates, index.yml, and how the site was asked for.
  init(_ pages: PageRenderer, surroundings: Fingerprint) {
    var common = FingerprintBuilder("common")
    common.add(surroundings)
    common.add(pages.site)
    common.add(pages.plan.hasCards)
    common.add(pages.plan.ledger.current?.id.text)
    self.common = common.fingerprint
    plan = pages.plan
    templates = pages.templates
    answers = pages.values.answers
    tables = TableIngredients(plan.ledger, pages.tables)
    let (plan, lead) = (plan, pages.leadArticle)
    wholeLedger = Shared { Self.ledger(plan.ledger) }
    wholeLists = Shared { Self.lists(plan, lead: lead) }
  }

  // MARK: Recipes

  /// Of what shows nothing but what every file does.
  func nothing() -> Fingerprint { recipe("nothing") { _ in } }

  /// Of what shows the whole ledger and no text but its own.
  func ledger() -> Fingerprint { recipe("ledger") { $0.add(wholeLedger.value()) } }

  /// Of what shows the ledger and lists of pages.
  func lists() -> Fingerprint {
    recipe("lists") { recipe in
      recipe.add(wholeLedger.value())
      recipe.add(wholeLists.value())
    }
  }

  /// Of what shows one table.
  func table(_ edition: EditionID) -> Fingerprint { recipe("table") { $0.add(tables.table(edition)) } }

  /// Of what shows the last editions up to one.
  func tables(upTo edition: EditionID, editions: Int?) -> Fingerprint {
    recipe("tables") { $0.add(tables.window(upTo: edition, editions: editions)) }
  }

  /// Of a feed of articles and corrections.
  func feed(of articles: [Int]) -> Fingerprint {
    recipe("feed") { recipe in
      recipe.add(wholeLedger.value())
      for index in articles { add(plan.articles[index], to: &recipe) }
      recipe.add(plan.articles.last?.date)
    }
  }

  /// Of a page, in any form.
  func page(_ planned: SitePlan.PlannedPage) -> Recipe {
    switch planned.page {
    case .article(let index): { [self] in article(index) }
    case .edition(let index): { [self] in edition(plan.ledger.tables[index].id, planned) }
    case .constituent(let constituent): { [self] in self.constituent(constituent.id, planned) }
    case .page(let index): { [self] in standingPage(plan.content.pages[index]) }
    case .front, .articles, .olderArticles, .constituents, .editions, .corrections, .data, .search, .notFound:
      { [self] in lists() }
    }
  }

  private func article(_ index: Int) -> Fingerprint {
    recipe("article") { recipe in
      let article = plan.articles[index]
      add(article, to: &recipe)
      recipe.add(plan.distinctTitle(of: article))
      // The masthead's scale.
      if let current = plan.ledger.current { recipe.add(tables.table(current.id)) }
      for neighbour in [index - 1, index + 1] where plan.articles.indices.contains(neighbour) {
        recipe.add(neighbour - index)
        recipe.add(plan.articles[neighbour].title)
        recipe.add(plan.articles[neighbour].slug.text)
      }
    }
  }

  private func edition(_ edition: EditionID, _ planned: SitePlan.PlannedPage) -> Fingerprint {
    recipe("edition") { recipe in
      recipe.add(wholeLedger.value())
      recipe.add(planned.modified)
      recipe.add(plan.releasedEditions.contains(edition))
      if let note = plan.notes[edition] {
        recipe.add(note.title)
        recipe.add(note.summary)
        add(note.body, note.file, to: &recipe)
      }
      for index in plan.articlesByEdition[edition] ?? [] { Self.add(entry: plan.articles[index], to: &recipe) }
    }
  }

  private func constituent(_ id: String, _ planned: SitePlan.PlannedPage) -> Fingerprint {
    recipe("constituent") { recipe in
      recipe.add(wholeLedger.value())
      recipe.add(planned.modified)
      if let profile = plan.profiles[id] {
        recipe.add(profile.summary)
        add(profile.body, profile.file, to: &recipe)
      }
      for index in plan.articlesByConstituent[id] ?? [] { Self.add(entry: plan.articles[index], to: &recipe) }
    }
  }

  private func standingPage(_ page: StandingPage) -> Fingerprint {
    recipe("page") { recipe in
      recipe.add(wholeLedger.value())
      recipe.add(page.title)
      recipe.add(page.summary)
      recipe.add(page.status?.words)
      add(page.body, page.file, to: &recipe)
    }
  }

  /// What a page shows: all that its template reads.
  func shown(by template: String, _ context: TemplateMap) -> Fingerprint {
    recipe("shown") { recipe in
      recipe.add(template)
      for name in templates.readNames(of: template) {
        recipe.add(name)
        if let value = context[name] { recipe.add(value) }
      }
    }
  }

  private func recipe(_ kind: String, _ fill: (inout FingerprintBuilder) -> Void) -> Fingerprint {
    var recipe = FingerprintBuilder(kind)
    recipe.add(common)
    fill(&recipe)
    return recipe.fingerprint
  }

  // MARK: Parts

  /// All that an article says, with what the ledger answers in it.
  private func add(_ article: Article, to recipe: inout FingerprintBuilder) {
    Self.add(entry: article, to: &recipe)
    add(article.body, article.file, to: &recipe)
    recipe.add(plan.modified.article(article))
    recipe.add(tables.table(article.edition))
    for value in article.body.values { recipe.add(answer(to: value, in: article.edition)) }
    for block in article.body.blocks {
      guard let url = try? answers.urls.read(block.name), case .block(let content) = url.target else { continue }
      let asked = url.edition ?? article.edition
      switch content {
      case .table, .movers, .stats, .weights: recipe.add(tables.table(asked))
      case .chart: recipe.add(tables.window(upTo: asked, editions: nil))
      }
    }
  }

  /// A document as it was written, and where its links lead, which its source does not say alone.
  private func add(_ body: MarkdownBody, _ file: SourceFile, to recipe: inout FingerprintBuilder) {
    recipe.add(file.fingerprint)
    recipe.add(body.fingerprint)
  }

  private func answer(to value: InlineValue, in edition: EditionID?) -> String? {
    guard let answer = try? answers.answer(value.name, in: edition) else { return nil }
    return answers.plainText(answer.value) + answers.text(answer.value)
  }

  /// What lists show of an article.
  private static func add(entry article: Article, to recipe: inout FingerprintBuilder) {
    recipe.add(article.slug.text)
    recipe.add(article.title)
    recipe.add(article.summary)
    recipe.add(article.date)
    recipe.add(article.edition.text)
    recipe.add(article.constituentID)
    recipe.add(article.tags)
    recipe.add(article.authors)
    recipe.add(article.status?.words)
    recipe.add(ArticleValues.minutes(article))
    recipe.add(article.aliases.map(\.text))
    for statement in article.statements { recipe.add(statement.constituent) }
  }

  private static func lists(_ plan: SitePlan, lead: Int?) -> Fingerprint {
    var recipe = FingerprintBuilder("lists")
    recipe.add(lead ?? -1)
    for article in plan.articles { add(entry: article, to: &recipe) }
    for page in plan.content.pages {
      recipe.add(page.slug.text)
      recipe.add(page.title)
      recipe.add(page.summary)
      recipe.add(page.status?.words)
      recipe.add(page.aliases.map(\.text))
    }
    for note in plan.content.notes {
      recipe.add(note.edition.text)
      recipe.add(note.title)
      recipe.add(note.summary)
    }
    for profile in plan.content.profiles {
      recipe.add(profile.constituentID)
      recipe.add(profile.summary)
    }
    return recipe.fingerprint
  }

  /// Everything that the tables follow from, but for index.yml.
  private static func ledger(_ ledger: Ledger) -> Fingerprint {
    var recipe = FingerprintBuilder("ledger")
    for tables in [ledger.tables, ledger.publishedTables] {
      recipe.add(tables.count)
      for table in tables {
        recipe.add(table.id.text)
        recipe.add(table.standings.count)
        for standing in table.standings {
          recipe.add(standing.constituent.id)
          recipe.add(standing.score.units)
          recipe.add(standing.provenance.name)
          recipe.add(standing.origin.name)
          for (name, score) in standing.dimensions.sorted(by: { $0.key < $1.key }) {
            recipe.add(name)
            recipe.add(score.units)
          }
        }
        recipe.add(table.notRated.map(\.id))
      }
    }
    for correction in ledger.corrections {
      recipe.add(correction.edition.text)
      recipe.add(correction.constituent)
      recipe.add(correction.was.map { "\($0.units)" })
      recipe.add(correction.now.map { "\($0.units)" })
      recipe.add(correction.reason)
      recipe.add(correction.date)
      recipe.add(correction.foundBy)
    }
    return recipe.fingerprint
  }
}

extension Ingredients? {
  /// Nil where nobody asks for recipes.
  func recipe(_ take: @escaping @Sendable (Ingredients) -> Fingerprint) -> Recipe? {
    guard let ingredients = self else { return nil }
    return { take(ingredients) }
  }
}

/// Fingerprints of the tables of all editions as pages show them, each taken when somebody asks.
struct TableIngredients: Sendable {
  private let positions: [EditionID: Int]
  private let tables: [Shared<Fingerprint, Never>]
  private let none = Fingerprint(of: [])
  /// What charts ask of all tables, whatever they show: whether they stand in time, and whether they are two.
  private let shape: String

  init(_ ledger: Ledger, _ values: TableValues) {
    let tables = ledger.tables
    positions = Dictionary(tables.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let days = tables.compactMap { ledger.calendar.firstDay(of: $0.id)?.dayNumber }
    let isInOrder = days.count == tables.count && zip(days, days.dropFirst()).allSatisfy { $0 < $1 }
    shape = "\(isInOrder) \(tables.count == 2)"
    self.tables = tables.map { table in
      Shared {
        var recipe = FingerprintBuilder("table")
        recipe.add(values[table.id])
        return recipe.fingerprint
      }
    }
  }

  /// Of no table where no article scores the edition.
  func table(_ edition: EditionID) -> Fingerprint { positions[edition].map { tables[$0].value() } ?? none }

  /// - Parameter editions: how many, at most; nil for all.
  func window(upTo edition: EditionID?, editions: Int?) -> Fingerprint {
    var recipe = FingerprintBuilder("window")
    recipe.add(shape)
    let end = edition.flatMap { positions[$0] }.map { $0 + 1 } ?? tables.count
    for table in tables[..<end].suffix(editions ?? end) { recipe.add(table.value()) }
    return recipe.fingerprint
  }
}
