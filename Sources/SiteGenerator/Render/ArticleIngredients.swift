internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Fingerprints of all articles, by their places in the plan: most files show some of them, and each is taken once.
struct ArticleIngredients: Sendable {
  /// Of what lists show of each.
  let entries: [Fingerprint]
  /// Of all that each says, with what the ledger answers in it.
  let texts: [Fingerprint]

  init(_ plan: SitePlan, _ answers: IndexAnswers, _ tables: TableIngredients) {
    let taken = ParallelWork.map(Array(plan.articles.indices)) { index in
      let article = plan.articles[index]
      let entry = Self.entry(article)
      return (entry: entry, text: Self.text(of: article, entry, plan, answers, tables))
    }
    entries = taken.map(\.entry)
    texts = taken.map(\.text)
  }

  private static func entry(_ article: Article) -> Fingerprint {
    var recipe = FingerprintBuilder("entry")
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
    return recipe.fingerprint
  }

  private static func text(
    of article: Article, _ entry: Fingerprint, _ plan: SitePlan, _ answers: IndexAnswers, _ tables: TableIngredients
  ) -> Fingerprint {
    var recipe = FingerprintBuilder("text")
    recipe.add(entry)
    add(article.body, article.file, to: &recipe)
    recipe.add(plan.distinctTitle(of: article))
    recipe.add(plan.modified.article(article))
    recipe.add(tables.table(article.edition))
    for value in article.body.values {
      let answer = try? answers.answer(value.name, in: article.edition)
      recipe.add(answer.map { answers.plainText($0.value) + answers.text($0.value) })
    }
    for block in article.body.blocks {
      guard let url = try? answers.urls.read(block.name), case .block(let content) = url.target else { continue }
      let asked = url.edition ?? article.edition
      switch content {
      case .table, .movers, .stats, .weights: recipe.add(tables.table(asked))
      case .chart: recipe.add(tables.window(upTo: asked, editions: nil))
      }
    }
    return recipe.fingerprint
  }

  /// A document as it was written, and where its links lead, which its source does not say alone.
  static func add(_ body: MarkdownBody, _ file: SourceFile, to recipe: inout FingerprintBuilder) {
    recipe.add(file.fingerprint)
    recipe.add(body.fingerprint)
  }
}
