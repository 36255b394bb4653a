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
struct Ingredients: Sendable {
  /// What every file is made with: the program, the templates, index.yml, what each page shows of the site.
  private let common: Fingerprint
  private let plan: SitePlan
  private let tables: TableIngredients
  private let answers: IndexAnswers
  private let ledger: Shared<Fingerprint, Never>
  private let lists: Shared<Fingerprint, Never>

  /// - Parameters:
  ///   - common: of all that is the same for every file.
  ///   - values: the tables as pages show them.
  init(_ plan: SitePlan, common: Fingerprint, tables values: TableValues, answers: IndexAnswers) {
    (self.plan, self.common, self.answers) = (plan, common, answers)
    tables = TableIngredients(plan.ledger.tables, values)
    ledger = Shared { Self.ledger(plan.ledger) }
    lists = Shared { Self.lists(plan) }
  }

  // MARK: Recipes

  /// Of what shows the whole ledger and no text but its own.
  func ledgerFile() -> Fingerprint { recipe("ledger") { $0.add(ledger.value()) } }

  /// Of what shows the ledger, and lists of pages.
  func list() -> Fingerprint {
    recipe("list") { recipe in
      recipe.add(ledger.value())
      recipe.add(lists.value())
    }
  }

  /// Of what shows one table.
  func table(_ edition: EditionID) -> Fingerprint { recipe("table") { $0.add(tables.table(edition)) } }

  /// Of what shows the last editions up to one.
  func tables(upTo edition: EditionID, editions: Int) -> Fingerprint {
    recipe("tables") { $0.add(tables.window(upTo: edition, editions: editions)) }
  }

  /// Of an article's page, in any form.
  func article(_ index: Int) -> Fingerprint {
    recipe("article") { recipe in
      let article = plan.articles[index]
      add(article, to: &recipe)
      recipe.add(plan.modified.article(article))
      recipe.add(plan.distinctTitle(of: article))
      for neighbour in [index - 1, index + 1] where plan.articles.indices.contains(neighbour) {
        recipe.add(neighbour - index)
        recipe.add(plan.articles[neighbour].title)
        recipe.add(plan.articles[neighbour].slug.text)
      }
    }
  }

  /// Of a feed with articles and corrections.
  func feed(_ articles: some Sequence<Int>) -> Fingerprint {
    recipe("feed") { recipe in
      recipe.add(ledger.value())
      for index in articles {
        add(plan.articles[index], to: &recipe)
        recipe.add(plan.modified.article(plan.articles[index]))
      }
    }
  }

  /// Of a constituent's page, an edition's or one of its own: the ledger, a body, and articles in a list.
  func page(_ body: MarkdownBody?, _ file: SourceFile?, articles: [Int] = []) -> Fingerprint {
    recipe("page") { recipe in
      recipe.add(ledger.value())
      if let file { recipe.add(Fingerprint(of: file.bytes)) }
      if let body { add(body, to: &recipe) }
      for index in articles { Self.add(entry: plan.articles[index], to: &recipe) }
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
    recipe.add(Fingerprint(of: article.file.bytes))
    recipe.add(tables.table(article.edition))
    add(article.body, to: &recipe)
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

  /// Where a body's links lead, which its source does not say alone.
  private func add(_ body: MarkdownBody, to recipe: inout FingerprintBuilder) { recipe.add(body.html) }

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

  private static func lists(_ plan: SitePlan) -> Fingerprint {
    var recipe = FingerprintBuilder("lists")
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

/// Fingerprints of the tables of all editions as pages show them, each taken when somebody asks.
struct TableIngredients: Sendable {
  private let positions: [EditionID: Int]
  private let tables: [Shared<Fingerprint, Never>]
  private let none = Fingerprint(of: [])

  init(_ tables: [EditionTable], _ values: TableValues) {
    positions = Dictionary(tables.enumerated().map { ($1.id, $0) }) { first, _ in first }
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
  func window(upTo edition: EditionID, editions: Int?) -> Fingerprint {
    var recipe = FingerprintBuilder("window")
    let end = positions[edition].map { $0 + 1 } ?? tables.count
    for table in tables[..<end].suffix(editions ?? end) { recipe.add(table.value()) }
    return recipe.fingerprint
  }
}
