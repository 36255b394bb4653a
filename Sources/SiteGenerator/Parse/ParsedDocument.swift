internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// A document whose front matter was read.
struct ParsedDocument {
  /// Relative to Content/.
  let path: String
  var document: DocumentParser.Document
  /// Where its body starts, in UTF-8 offsets.
  let bodyStart: Int
  /// Among all documents that there are.
  let place: Int

  var article: Article? {
    if case .article(let article) = document { article } else { nil }
  }

  /// Whether it is a draft, shown or not.
  var isDraft: Bool {
    if case .draft = document { true } else { document.status == .draft }
  }

  /// Whether the tables of its body state a score.
  func statesScore(_ resolver: LinkResolver, _ index: IndexNames) -> Bool {
    guard let file = document.file, let edition = document.edition,
      file.bytes[bodyStart...].contains(UInt8(ascii: "|"))
    else { return false }
    let (body, _) = MarkdownPrinter.print(file, from: bodyStart, options: resolver.options(for: path))
    var reader = TableReader(index: index, edition: edition)
    for table in body.tables { reader.read(table) }
    return reader.statements.contains { if case .score = $0.value { true } else { false } }
  }
}

extension DocumentParser.Document {
  var file: SourceFile? {
    switch self {
    case .article(let article), .expired(let article, _): article.file
    case .profile(let profile): profile.file
    case .note(let note): note.file
    case .page(let page): page.file
    case .draft, .held, .heldNote: nil
    }
  }

  /// The edition whose numbers its tables state; nil for pages and profiles, which belong to none.
  var edition: EditionID? {
    switch self {
    case .article(let article), .expired(let article, _): article.edition
    case .note(let note): note.edition
    case .profile, .page, .draft, .held, .heldNote: nil
    }
  }

  var status: PublicationStatus? {
    switch self {
    case .article(let article): article.status
    case .page(let page): page.status
    case .profile, .note, .draft, .held, .heldNote, .expired: nil
    }
  }

  /// Whether readers do not see it.
  var isHeld: Bool {
    switch self {
    case .article, .profile, .note, .page: false
    case .draft, .held, .heldNote, .expired: true
    }
  }

  /// Where readers find it; nil for what is left out.
  func address(in settings: IndexSettings) -> SitePath? {
    switch self {
    case .article(let article): article.path
    case .profile(let profile): Address.constituent(profile.constituentID, settings)
    case .note(let note): Address.edition(note.edition)
    case .page(let page): Address.page(page.slug)
    case .draft, .held, .heldNote, .expired: nil
    }
  }
}
