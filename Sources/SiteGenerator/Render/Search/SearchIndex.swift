internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// What the search page finds: every document with its title, and the words of its text.
///
/// The titles are one file. The words are cut into parts in their order, and only those that a query needs are asked
/// for: ten thousand articles make many parts, not large ones.
struct SearchIndex: Sendable {
  /// One object, since each is looked at several times.
  private final class Document: Sendable {
    let path: SitePath
    /// What it says, beside its body.
    let lines: [String?]
    let body: MarkdownBody?
    /// The edition that the values in its body are of.
    let edition: EditionID?

    init(_ path: SitePath, lines: [String?], body: MarkdownBody?, edition: EditionID?) {
      (self.path, self.lines, self.body, self.edition) = (path, lines, body, edition)
    }
  }

  /// Documents whose words are gathered by one thread.
  private static let batch = 64

  /// In the order in which readers see them.
  private let documents: [Document]
  private let titles: SearchTitles
  private let answers: IndexAnswers
  private let store: SearchStore?

  /// - Parameter store: what an earlier build left, and what takes what this one leaves.
  init(_ plan: SitePlan, in store: SearchStore? = nil) {
    self.store = store
    answers = IndexAnswers(settings: plan.content.settings, ledger: plan.ledger)
    (documents, titles) = Self.documents(plan)
  }

  private var numbers: [Int] { Array(documents.indices) }

  /// Numbers count from the end of what readers see: what is new and what is edited leaves the older ones theirs.
  private func document(_ number: Int) -> Document { documents[documents.count - 1 - number] }

  // MARK: Documents

  private static func documents(_ plan: SitePlan) -> ([Document], SearchTitles) {
    let settings = plan.content.settings
    let current = plan.ledger.current?.id
    let count =
      settings.constituents.count + plan.content.pages.count + plan.articles.count + plan.ledger.tables.count
    var titles = SearchTitles(count: count)
    var documents: [Document] = []
    documents.reserveCapacity(count)
    let kind = settings.noun.one.capitalisedFirst
    for constituent in settings.constituents {
      let path = Address.constituent(constituent.id, settings)
      titles.add(
        kind, constituent.name, path, detail: constituent.category ?? "", names: [constituent.id] + constituent.aliases)
      let profile = plan.profiles[constituent.id]
      let lines = [constituent.category, constituent.strategy, profile?.summary]
      documents.append(Document(path, lines: lines, body: profile?.body, edition: current))
    }
    for page in plan.content.pages {
      let path = Address.page(page.slug)
      titles.add("Page", page.title, path)
      documents.append(Document(path, lines: [page.summary], body: page.body, edition: current))
    }
    let names = Dictionary(settings.constituents.map { ($0.id, $0.name) }) { first, _ in first }
    var start = 0
    while start < plan.articles.count {
      let date = plan.articles[start].date
      let end = plan.articles[start...].firstIndex { $0.date != date } ?? plan.articles.count
      let day = Wording.date(date)
      // The order of a day's articles follows their length, which an edit changes.
      for place in (start..<end).sorted(by: { plan.articles[$0].slug.text < plan.articles[$1].slug.text }) {
        let article = plan.articles[place]
        let subject = article.constituentID.flatMap { names[$0] }
        titles.add(
          "Article", article.title, article.path, detail: subject.map { "\(day) · \($0)" } ?? day,
          names: [article.constituentID, subject].compactMap { $0 } + article.tags + article.authors)
        documents.append(
          Document(
            article.path, lines: [article.summary, article.edition.text], body: article.body, edition: article.edition))
      }
      start = end
    }
    let words = LedgerWords(settings: settings, ledger: plan.ledger)
    for table in plan.ledger.tables.reversed() {
      let path = Address.edition(table.id)
      let note = plan.notes[table.id]
      titles.add(
        "Edition", "Edition \(table.id.text)", path,
        detail: plan.ledger.calendar.firstDay(of: table.id).map(Wording.date) ?? "",
        names: [note?.title ?? EditionNews(table, words).headline.text])
      documents.append(Document(path, lines: [note?.summary], body: note?.body, edition: table.id))
    }
    return (documents, titles)
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
  func files() -> SearchFiles {
    let recipes = ParallelWork.map(numbers) { recipe(of: document($0)) }
    let paths = numbers.map { document($0).path.text }
    var known = store?.known.value() ?? SearchStore.Entry()
    var others = numbers
    if !known.documents.isEmpty {
      let areSame = known.documents.count == paths.count && zip(known.documents, paths).allSatisfy { $0.path == $1 }
      if areSame {
        others = numbers.filter { known.documents[$0].recipe != recipes[$0] }
      } else {
        let places = Dictionary(zip(paths, numbers)) { first, _ in first }
        let moved = known.documents.map { document in
          places[document.path].flatMap { recipes[$0] == document.recipe ? UInt32($0) : nil }
        }
        known.lines = known.lines.renumbered(moved)
        known.parts = []
        let standing = Set(moved.compactMap { $0 })
        others = numbers.filter { !standing.contains(UInt32($0)) }
      }
    }
    let (lines, origins) = known.lines.replacing(others, by: words(of: others))
    let parts = SearchParts(lines, origins: origins, known: known.parts)
    let entry = SearchStore.Entry(documents: Array(zip(paths, recipes)), lines: lines)
    return SearchFiles(
      titles: titles, entry: entry, parts: parts, store: store,
      isStored: others.isEmpty && !known.parts.isEmpty)
  }

  /// - Parameter numbers: rising.
  private func words(of numbers: [Int]) -> WordIndex {
    var index = WordIndex()
    // As many at a time as memory holds without notice.
    for start in stride(from: 0, to: numbers.count, by: Self.batch * 8) {
      let some = numbers[start...].prefix(Self.batch * 8)
      let batches = stride(from: 0, to: some.count, by: Self.batch).map { some.dropFirst($0).prefix(Self.batch) }
      for words in ParallelWork.map(batches, stretch: 1, { words(of: $0) }) { index.add(words) }
    }
    return index
  }

  /// - Parameter numbers: rising.
  private func words(of numbers: ArraySlice<Int>) -> WordIndex {
    var (words, reader) = (WordIndex(), SearchWords())
    for number in numbers {
      for text in texts(of: document(number)) { words.add(text, of: number, by: &reader) }
    }
    return words
  }
}

/// The search's files, of which only the bytes are to be made.
struct SearchFiles: Sendable {
  fileprivate let titles: SearchTitles
  /// What the next build is to find, but for its parts.
  fileprivate let entry: SearchStore.Entry
  fileprivate let parts: SearchParts
  fileprivate let store: SearchStore?
  /// Whether the store holds all that already.
  fileprivate let isStored: Bool

  /// Makes all of them, whatever stands.
  func make(_ take: (RenderedFile) -> Void) {
    make { _, _ in
      false
    } _: { file, _ in
      take(file)
    }
  }

  /// Makes what the search page's script asks for, and holds none of it.
  /// - Parameters:
  ///   - isKept: whether a file stands as an earlier build left it.
  ///   - put: takes a file that was made.
  func make<Failure: Error>(
    unless isKept: (SitePath, FileOrigin) throws(Failure) -> Bool,
    _ put: (RenderedFile, FileOrigin) throws(Failure) -> Void
  ) throws(Failure) {
    var (entry, isMade) = (entry, false)
    // A part's name tells what it holds.
    func origin(of part: SitePath) -> FileOrigin { FileOrigin(recipe: Fingerprint(of: Array(part.text.utf8))) }
    let parts = try self.parts.make { path throws(Failure) in
      try isKept(path, origin(of: path))
    } _: { number, bytes throws(Failure) in
      isMade = true
      let path = Address.searchWords(number, bytes)
      try put(RenderedFile(path: path, bytes: bytes), origin(of: path))
      return path
    }
    entry.parts = parts.map(\.part)
    // Only the next build asks for it.
    let left: Ahead<Void>? = isMade || !isStored ? Ahead { [store, entry] in store?.write(entry) } : nil
    defer { left?.take() }
    let titles = titles.json(parts.map { ($0.first, $0.part.path) })
    try put(RenderedFile(path: Address.searchDocuments, bytes: titles), FileOrigin())
  }
}
