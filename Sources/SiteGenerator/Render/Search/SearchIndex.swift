internal import Markdown
internal import ScoreLedger

/// What the search page finds: every document with its title, and the words of its text.
///
/// The titles are one file. The words are cut into parts in their order, and only those that a query needs are asked
/// for: ten thousand articles make many parts, not large ones.
struct SearchIndex {
  struct Document {
    let kind: String
    let title: String
    let path: SitePath
    /// What a result shows beside the title.
    var detail = ""
    /// Other names that lead to it.
    var names: [String] = []
    /// Everything that it says.
    var texts: [[UInt8]] = []
  }

  /// In bytes; about a third of it when compressed.
  private static let partSize = 64 * 1024

  private let documents: [Document]

  init(_ plan: SitePlan) {
    let answers = IndexAnswers(settings: plan.content.settings, ledger: plan.ledger)
    documents = Self.documents(plan) { body, edition in
      // As its page shows it, but for blocks: every table would lead to every name in it.
      SearchWords.text(
        of: body.html(root: "") { _ in
          []
        } value: {
          answers.markup($0, in: edition)
        })
    }
  }

  // MARK: Documents

  private static func documents(
    _ plan: SitePlan, text: (MarkdownBody, EditionID?) -> [UInt8]
  ) -> [Document] {
    let settings = plan.content.settings
    let current = plan.ledger.current?.id
    func texts(_ lines: [String?], _ body: MarkdownBody?, _ edition: EditionID?) -> [[UInt8]] {
      lines.compactMap { $0.map { Array($0.utf8) } } + (body.map { [text($0, edition)] } ?? [])
    }
    var documents = settings.constituents.map { constituent in
      let profile = plan.profiles[constituent.id]
      return Document(
        kind: settings.noun.one.capitalisedFirst, title: constituent.name,
        path: Address.constituent(constituent.id, settings), detail: constituent.category ?? "",
        names: [constituent.id] + constituent.aliases,
        texts: texts([constituent.category, constituent.strategy, profile?.summary], profile?.body, current))
    }
    documents += plan.content.pages.map { page in
      Document(
        kind: "Page", title: page.title, path: Address.page(page.slug), texts: texts([page.summary], page.body, current)
      )
    }
    documents += plan.articles.map { article in
      let subject = article.constituentID.flatMap { plan.ledger.constituent($0)?.name }
      return Document(
        kind: "Article", title: article.title, path: Address.article(article.slug),
        detail: [Wording.date(article.date), subject].compactMap { $0 }.joined(separator: " · "),
        names: [article.constituentID, subject].compactMap { $0 } + article.tags + article.authors,
        texts: texts([article.summary, article.edition.text], article.body, article.edition))
    }
    let words = LedgerWords(settings: settings, ledger: plan.ledger)
    documents += plan.ledger.tables.reversed().map { table in
      let note = plan.notes[table.id]
      return Document(
        kind: "Edition", title: "Edition \(table.id.text)", path: Address.edition(table.id),
        detail: plan.ledger.calendar.firstDay(of: table.id).map(Wording.date) ?? "",
        names: [note?.title ?? EditionNews(table, words).headline.text],
        texts: texts([note?.summary], note?.body, table.id))
    }
    return documents
  }

  // MARK: Files

  func files() -> [RenderedFile] {
    let parts = parts().enumerated().map { number, part in
      (first: part.first, path: Address.searchWords(number + 1, part.bytes), bytes: part.bytes)
    }
    let kinds = documents.reduce(into: [String]()) { kinds, document in
      if !kinds.contains(document.kind) { kinds.append(document.kind) }
    }
    let titles: JSONValue = [
      "kinds": .list(kinds.map { .text($0) }),
      "documents": .list(
        documents.map { document in
          [
            .number(kinds.firstIndex(of: document.kind) ?? 0), .text(document.title), .text(document.path.permalink),
            .text(document.detail), .text(document.names.joined(separator: " ")),
          ]
        }),
      "parts": .list(parts.map { [.text($0.first), .text($0.path.link)] }),
    ]
    return [RenderedFile(path: Address.searchDocuments, bytes: Array((titles.compact + "\n").utf8))]
      + parts.map { RenderedFile(path: $0.path, bytes: $0.bytes) }
  }

  /// The words in the order of their UTF-16 code units, as JavaScript compares them, each with the numbers of its
  /// documents: the first as it is, the others as the step from the one before.
  private func parts() -> [(first: String, bytes: [UInt8])] {
    var places: [String: [Int]] = [:]
    for (number, document) in documents.enumerated() {
      let words = document.texts.reduce(into: Set<String>()) { $0.formUnion(SearchWords.words(in: $1)) }
      for word in words where word.utf8.count > 1 { places[word, default: []].append(number) }
    }
    var parts: [(first: String, bytes: [UInt8])] = []
    for (word, numbers) in places.sorted(by: { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }) {
      let steps = zip(numbers, [0] + numbers).map { String($0 - $1) }.joined(separator: ",")
      let member = Array("\"\(word)\":[\(steps)]".utf8)
      if let last = parts.indices.last, parts[last].bytes.count + member.count < Self.partSize {
        parts[last].bytes += ",".utf8 + member
      } else {
        parts.append((word, Array("{".utf8) + member))
      }
    }
    return parts.map { ($0.first, $0.bytes + "}\n".utf8) }
  }
}
