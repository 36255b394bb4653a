internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// The second stage: bytes to typed content.
///
/// All front matter is read before any body, since a body may link to every other document.
enum ContentParser {
  static func parse(
    _ tree: SourceTree, isDraftsOn: Bool
  ) -> (content: ParsedContent?, diagnostics: [Diagnostic]) {
    guard let index = tree.index else { return (nil, []) }
    let (settings, indexDiagnostics) = IndexParser.parse(index)
    guard let settings else { return (nil, indexDiagnostics) }
    var diagnostics = indexDiagnostics
    diagnostics += tree.corrections.map(unreadCorrection)
    let parser = DocumentParser(settings: settings, isDraftsOn: isDraftsOn)
    var parsed: [(path: String, document: DocumentParser.Document, bodyStart: Int)] = []
    for (path, file) in tree.documents {
      let result = parser.parse(file, path: path)
      diagnostics += result.diagnostics
      if let document = result.document { parsed.append((path, document, result.bodyStart)) }
    }
    var addresses: [String: SitePath] = [:]
    for (path, document, _) in parsed { addresses[path] = document.address(in: settings) }
    let resolver = LinkResolver(settings: settings, addresses: addresses, media: Set(tree.media))
    var content = ParsedContent(settings: settings)
    content.media = tree.media
    for (path, document, bodyStart) in parsed {
      guard let file = document.file else {
        content.draftCount += 1
        continue
      }
      let (body, problems) = MarkdownPrinter.print(file, from: bodyStart, options: resolver.options(for: path))
      diagnostics += problems
      content.add(document, body: body)
    }
    diagnostics += UniquenessCheck.problems(in: content)
    return (content, diagnostics)
  }

  private static func unreadCorrection(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      id: "corrections-not-read", "this version does not apply corrections yet", at: .file(path: file.path),
      help: "move the file out of Content/, and mend the article itself")
  }
}

extension DocumentParser.Document {
  var file: SourceFile? {
    switch self {
    case .article(let article): article.file
    case .profile(let profile): profile.file
    case .note(let note): note.file
    case .page(let page): page.file
    case .draft: nil
    }
  }

  /// Where readers find it; nil for a draft that is left out.
  func address(in settings: IndexSettings) -> SitePath? {
    switch self {
    case .article(let article): Address.article(article.slug)
    case .profile(let profile): Address.constituent(profile.constituentID, settings)
    case .note(let note): Address.edition(note.edition)
    case .page(let page): Address.page(page.slug)
    case .draft: nil
    }
  }
}

extension ParsedContent {
  fileprivate mutating func add(_ document: DocumentParser.Document, body: MarkdownBody) {
    switch document {
    case .article(var article):
      article.body = body
      articles.append(article)
    case .profile(var profile):
      profile.body = body
      profiles.append(profile)
    case .note(var note):
      note.body = body
      notes.append(note)
    case .page(var page):
      page.body = body
      pages.append(page)
    case .draft: break
    }
  }
}
