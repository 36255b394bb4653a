internal import Markdown
internal import ScoreLedger

/// What the search page finds: every document with its title, and the words of its text.
///
/// The titles are one file. The words are cut into parts in their order, and only those that a query needs are asked
/// for: ten thousand articles make many parts, not large ones.
struct SearchIndex: Sendable {
  struct Document: Sendable {
    let kind: String
    let title: String
    let path: SitePath
    /// What a result shows beside the title.
    var detail = ""
    /// Other names that lead to it.
    var names: [String] = []
    /// What it says, beside its body.
    var lines: [String?] = []
    var body: MarkdownBody?
    /// The edition that the values in its body are of.
    var edition: EditionID?
  }

  /// Documents whose words are gathered by one thread.
  private static let batch = 64

  /// In the order of their numbers, which count from the end of what readers see: what is new and what is edited leaves
  /// the older ones theirs.
  private let documents: [Document]
  private let answers: IndexAnswers
  private let store: SearchStore?

  /// - Parameter store: what an earlier build left, and what takes what this one leaves.
  init(_ plan: SitePlan, in store: SearchStore? = nil) {
    self.store = store
    answers = IndexAnswers(settings: plan.content.settings, ledger: plan.ledger)
    documents = Self.documents(plan).reversed()
  }

  // MARK: Documents

  /// In the order in which readers see them.
  private static func documents(_ plan: SitePlan) -> [Document] {
    let settings = plan.content.settings
    let current = plan.ledger.current?.id
    var documents = settings.constituents.map { constituent in
      let profile = plan.profiles[constituent.id]
      return Document(
        kind: settings.noun.one.capitalisedFirst, title: constituent.name,
        path: Address.constituent(constituent.id, settings), detail: constituent.category ?? "",
        names: [constituent.id] + constituent.aliases,
        lines: [constituent.category, constituent.strategy, profile?.summary], body: profile?.body, edition: current)
    }
    documents += plan.content.pages.map { page in
      Document(
        kind: "Page", title: page.title, path: Address.page(page.slug), lines: [page.summary], body: page.body,
        edition: current)
    }
    // The order of a day's articles follows their length, which an edit changes.
    let articles = plan.articles.indices.sorted { left, right in
      let (first, second) = (plan.articles[left].date, plan.articles[right].date)
      return first == second ? plan.articles[left].slug.text < plan.articles[right].slug.text : first > second
    }
    documents += articles.map { index in
      let article = plan.articles[index]
      let subject = article.constituentID.flatMap { plan.ledger.constituent($0)?.name }
      return Document(
        kind: "Article", title: article.title, path: Address.article(article.slug),
        detail: [Wording.date(article.date), subject].compactMap { $0 }.joined(separator: " · "),
        names: [article.constituentID, subject].compactMap { $0 } + article.tags + article.authors,
        lines: [article.summary, article.edition.text], body: article.body, edition: article.edition)
    }
    let words = LedgerWords(settings: settings, ledger: plan.ledger)
    documents += plan.ledger.tables.reversed().map { table in
      let note = plan.notes[table.id]
      return Document(
        kind: "Edition", title: "Edition \(table.id.text)", path: Address.edition(table.id),
        detail: plan.ledger.calendar.firstDay(of: table.id).map(Wording.date) ?? "",
        names: [note?.title ?? EditionNews(table, words).headline.text],
        lines: [note?.summary], body: note?.body, edition: table.id)
    }
    return documents
  }

  // MARK: Words

  /// What a document says, but for blocks: every table would lead to every name in it.
  private func texts(of document: Document) -> [[UInt8]] {
    var texts = document.lines.compactMap { $0.map { Array($0.utf8) } }
    if let body = document.body {
      let html = body.html(root: "") { _ in
        []
      } value: {
        answers.markup($0, in: document.edition)
      }
      texts.append(SearchWords.text(of: html))
    }
    return texts
  }

  /// Of all that the words of a document depend on: what it says, and what the ledger answers to it.
  private func recipe(of document: Document) -> Fingerprint {
    var recipe = FingerprintBuilder("words")
    for line in document.lines { recipe.add(line) }
    if let body = document.body {
      recipe.add(body.fingerprint)
      for value in body.values {
        let markup = answers.markup(value, in: document.edition)
        for part in [markup.opening, markup.text ?? [], markup.closing] { recipe.add(part) }
        recipe.add(markup.text != nil)
      }
    }
    return recipe.fingerprint
  }

  /// The words of all documents: of those that say what they said in an earlier build, they are taken from it.
  private func words() -> WordIndex {
    let recipes = ParallelWork.map(documents) { recipe(of: $0) }
    var index = WordIndex()
    var isKnown = [Bool](repeating: false, count: documents.count)
    if let known = store?.read() {
      let places = Dictionary(documents.enumerated().map { ($1.path.text, $0) }) { first, _ in first }
      let numbers = known.documents.map { document in
        places[document.path].flatMap { recipes[$0] == document.recipe ? UInt32($0) : nil }
      }
      index = known.words
      if numbers == documents.indices.map({ UInt32($0) }) { return index }
      index.renumber(numbers)
      for case let number? in numbers { isKnown[Int(number)] = true }
    }
    let others = documents.indices.filter { !isKnown[$0] }
    // As many at a time as memory holds without notice.
    for start in stride(from: 0, to: others.count, by: Self.batch * 8) {
      let some = others[start...].prefix(Self.batch * 8)
      let batches = stride(from: 0, to: some.count, by: Self.batch).map { Array(some.dropFirst($0).prefix(Self.batch)) }
      for words in ParallelWork.map(batches, stretch: 1, { words(of: $0) }) { index.add(words) }
    }
    store?.write(zip(documents, recipes).map { ($0.path.text, $1) }, index)
    return index
  }

  /// - Parameter numbers: rising.
  private func words(of numbers: [Int]) -> WordIndex {
    var (words, reader) = (WordIndex(), SearchWords())
    for number in numbers {
      for text in texts(of: documents[number]) { words.add(text, of: number, by: &reader) }
    }
    return words
  }

  // MARK: Files

  /// Makes the files that the search page's script asks for, and holds none of them.
  func files<Failure: Error>(_ take: (RenderedFile) throws(Failure) -> Void) throws(Failure) {
    var parts: [JSONValue] = []
    try words().parts { first, bytes throws(Failure) in
      let path = Address.searchWords(parts.count + 1, bytes)
      parts.append([.text(first), .text(path.link)])
      try take(RenderedFile(path: path, bytes: bytes))
    }
    let shown = documents.reversed()
    let kinds = shown.reduce(into: [String]()) { kinds, document in
      if !kinds.contains(document.kind) { kinds.append(document.kind) }
    }
    let titles: JSONValue = [
      "kinds": .list(kinds.map { .text($0) }),
      "documents": .list(
        shown.map { document in
          [
            .number(kinds.firstIndex(of: document.kind) ?? 0), .text(document.title), .text(document.path.permalink),
            .text(document.detail), .text(document.names.joined(separator: " ")),
          ]
        }),
      "parts": .list(parts),
    ]
    try take(RenderedFile(path: Address.searchDocuments, bytes: titles.compact + "\n".utf8))
  }
}
