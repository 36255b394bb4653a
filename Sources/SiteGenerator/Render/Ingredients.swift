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
  private let articles: ArticleIngredients
  /// Of the newest table; nil where there is none.
  private let current: Fingerprint?
  private let wholeLedger: Fingerprint
  private let wholeLists: Fingerprint
  private let wholeNotes: Fingerprint

  /// - Parameters:
  ///   - pages: whose values the files show.
  ///   - surroundings: of the program, the templates, index.yml, and how the site was asked for.
  init(_ pages: PageRenderer, surroundings: Fingerprint) {
    let plan = pages.plan
    var common = FingerprintBuilder("common")
    common.add(surroundings)
    common.add(pages.site)
    common.add(plan.hasCards)
    common.add(plan.ledger.current?.id.text)
    self.common = common.fingerprint
    self.plan = plan
    templates = pages.templates
    tables = TableIngredients(plan.ledger)
    articles = ArticleIngredients(plan, pages.values.answers, tables)
    current = plan.ledger.current.map { [tables] in tables.table($0.id) }
    wholeLedger = tables.all
    wholeNotes = Self.notes(plan)
    wholeLists = Self.lists(plan, articles, lead: pages.leadArticle)
  }

  // MARK: Recipes

  /// What a recipe comes to; files of one recipe ask for it again and again.
  func fingerprint(of recipe: Recipe) -> Fingerprint {
    switch recipe {
    case .nothing: self.recipe("nothing") { _ in }
    case .ledger: self.recipe("ledger") { $0.add(wholeLedger) }
    case .lists: lists()
    case .table(let edition): self.recipe("table") { $0.add(tables.table(edition)) }
    case .tables(let edition, let editions):
      self.recipe("tables") { $0.add(tables.window(upTo: edition, editions: editions)) }
    case .feed(let articles): feed(of: articles)
    case .page(let index): page(plan.pages[index])
    case .family(let table): family(plan.ledger.tables[table].id)
    }
  }

  /// Of all that an edition's articles bring with them.
  private func family(_ edition: EditionID) -> Fingerprint {
    recipe("family") { recipe in
      for index in plan.articlesByEdition[edition] ?? [] { articles.add(page: index, to: &recipe) }
      if let current { recipe.add(current) }
      recipe.add(tables.table(edition))
      recipe.add(tables.window(upTo: edition, editions: SitePlan.mostPinnedEditions))
    }
  }

  private func lists() -> Fingerprint {
    recipe("lists") { recipe in
      recipe.add(wholeLedger)
      recipe.add(wholeLists)
    }
  }

  private func feed(of shown: [Int]) -> Fingerprint {
    recipe("feed") { recipe in
      recipe.add(wholeLedger)
      for index in shown { recipe.add(articles.texts[index]) }
      recipe.add(plan.articles.last?.date)
    }
  }

  private func page(_ planned: SitePlan.PlannedPage) -> Fingerprint {
    switch planned.page {
    case .article(let index): article(index)
    case .edition(let index): edition(plan.ledger.tables[index].id, planned)
    case .constituent(let constituent): self.constituent(constituent.id, planned)
    case .page(let index): standingPage(plan.content.pages[index])
    case .olderArticles(let number): archive(page: number, planned)
    case .editions: editions(planned)
    case .front, .articles, .constituents, .corrections, .data, .search, .notFound: lists()
    }
  }

  /// Of a page of the archive: its articles, and how many there are.
  private func archive(page number: Int, _ planned: SitePlan.PlannedPage) -> Fingerprint {
    recipe("archive") { recipe in
      recipe.add(wholeLedger)
      recipe.add(planned.modified)
      recipe.add(number)
      recipe.add(plan.articles.count)
      for entry in articles.entries[plan.archive.older(number)] { recipe.add(entry) }
    }
  }

  /// Of the list of editions, which tells of each how many articles it has.
  private func editions(_ planned: SitePlan.PlannedPage) -> Fingerprint {
    recipe("editions") { recipe in
      recipe.add(wholeLedger)
      recipe.add(wholeNotes)
      recipe.add(planned.modified)
      for table in plan.ledger.tables { recipe.add(plan.articlesByEdition[table.id]?.count ?? 0) }
    }
  }

  private func article(_ index: Int) -> Fingerprint {
    recipe("article") { recipe in
      articles.add(page: index, to: &recipe)
      // The masthead's scale.
      if let current { recipe.add(current) }
    }
  }

  private func edition(_ edition: EditionID, _ planned: SitePlan.PlannedPage) -> Fingerprint {
    recipe("edition") { recipe in
      recipe.add(wholeLedger)
      recipe.add(planned.modified)
      recipe.add(plan.releasedEditions.contains(edition))
      if let note = plan.notes[edition] {
        recipe.add(note.title)
        recipe.add(note.summary)
        ArticleIngredients.add(note.body, note.file, to: &recipe)
      }
      for index in plan.articlesByEdition[edition] ?? [] { recipe.add(articles.entries[index]) }
    }
  }

  private func constituent(_ id: String, _ planned: SitePlan.PlannedPage) -> Fingerprint {
    recipe("constituent") { recipe in
      recipe.add(wholeLedger)
      recipe.add(planned.modified)
      if let profile = plan.profiles[id] {
        recipe.add(profile.summary)
        ArticleIngredients.add(profile.body, profile.file, to: &recipe)
      }
      for index in plan.articlesByConstituent[id] ?? [] { recipe.add(articles.entries[index]) }
    }
  }

  private func standingPage(_ page: StandingPage) -> Fingerprint {
    recipe("page") { recipe in
      recipe.add(wholeLedger)
      recipe.add(page.title)
      recipe.add(page.summary)
      recipe.add(page.status?.words)
      ArticleIngredients.add(page.body, page.file, to: &recipe)
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

  private static func lists(_ plan: SitePlan, _ articles: ArticleIngredients, lead: Int?) -> Fingerprint {
    var recipe = FingerprintBuilder("lists")
    recipe.add(lead ?? -1)
    for entry in articles.entries { recipe.add(entry) }
    for page in plan.content.pages {
      recipe.add(page.slug.text)
      recipe.add(page.title)
      recipe.add(page.summary)
      recipe.add(page.status?.words)
      recipe.add(page.aliases.map(\.text))
    }
    recipe.add(notes(plan))
    for profile in plan.content.profiles {
      recipe.add(profile.constituentID)
      recipe.add(profile.summary)
    }
    return recipe.fingerprint
  }

  /// What lists show of the notes on editions.
  private static func notes(_ plan: SitePlan) -> Fingerprint {
    var recipe = FingerprintBuilder("notes")
    for note in plan.content.notes {
      recipe.add(note.edition.text)
      recipe.add(note.title)
      recipe.add(note.summary)
    }
    return recipe.fingerprint
  }
}
