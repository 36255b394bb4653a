internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// The second stage: bytes to typed content.
///
/// All front matter is read before any body, since a body may link to every other document.
enum ContentParser {
  static func parse(
    _ tree: SourceTree, isDraftsOn: Bool, asOf: CalendarDate?, reusing known: inout ParsedDocuments,
    watch: BuildWatch = BuildWatch()
  ) -> (content: ParsedContent?, diagnostics: [Diagnostic]) {
    guard let file = tree.index else { return (nil, []) }
    let (settings, indexDiagnostics) = IndexParser.parse(file)
    guard let settings else { return (nil, indexDiagnostics) }
    var diagnostics = indexDiagnostics
    let index = IndexNames(settings)
    let parser = DocumentParser(index: index, isDraftsOn: isDraftsOn, asOf: asOf)
    known.begin(under: file)
    var parsed: [(path: String, document: DocumentParser.Document, bodyStart: Int)] = []
    for (path, file) in tree.documents {
      let result = known.frontMatter(of: file) { parser.parse(file, path: path) }
      diagnostics += result.diagnostics
      if let document = result.document { parsed.append((path, document, result.bodyStart)) }
    }
    var addresses: [String: SitePath] = [:]
    var held: Set<String> = []
    for (path, document, _) in parsed {
      addresses[path] = document.address(in: settings)
      if document.file == nil { held.insert(path) }
    }
    let resolver = LinkResolver(
      index: index, addresses: addresses, media: tree.media, held: held, reservedIDs: idsOfTemplates(tree))
    var links = LinkCollection(resolver)
    var content = ParsedContent(settings: settings)
    content.media = tree.media.map(\.path)
    // Only now: what is held may be about what did not exist on the day.
    if let asOf { content.settings.forget(after: asOf) }
    let ledgerDiagnostics = readLedgerFiles(tree, index, into: &content)
    content.isComplete = parsed.count == tree.documents.count && !ledgerDiagnostics.hasErrors
    diagnostics += ledgerDiagnostics
    known.begin(with: resolver)
    let clock = ContinuousClock()
    for (number, (path, document, bodyStart)) in parsed.enumerated() {
      watch.step(.parse, number + 1, of: parsed.count)
      guard let file = document.file else {
        content.hold(document)
        continue
      }
      let started = clock.now
      let (body, problems) = known.body(of: file, at: path, from: bodyStart, resolver)
      let duration = clock.now - started
      if duration > SlowBody.threshold { content.slowBodies.append(SlowBody(path: file.path, duration: duration)) }
      diagnostics += problems
      links.add(body, of: path)
      if body.rawHTMLCount > 0 { content.rawHTMLCount += 1 }
      let edition = document.edition
      content.add(document, body: body)
      guard let edition, !body.tables.isEmpty else { continue }
      var reader = TableReader(index: index, edition: edition)
      for table in body.tables { reader.read(table) }
      diagnostics += reader.diagnostics
      if reader.diagnostics.hasErrors { content.isComplete = false }
      content.state(reader.statements, by: document)
    }
    content.externalLinks = links.external
    diagnostics += links.problems()
    diagnostics += UniquenessCheck.problems(in: content)
    return (content, diagnostics)
  }

  /// The ids that any page may hold around a body.
  private static func idsOfTemplates(_ tree: SourceTree) -> StaticIDs {
    var ids = StaticIDs()
    for template in tree.templates.values { ids.add(template.bytes) }
    return ids
  }

  /// Corrections and locks.
  private static func readLedgerFiles(
    _ tree: SourceTree, _ index: IndexNames, into content: inout ParsedContent
  ) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let corrections = CorrectionParser(index: index)
    for file in tree.corrections {
      let (read, problems) = corrections.parse(file)
      content.corrections += read
      diagnostics += problems
    }
    let releases = ReleaseParser(index: index)
    var seen: [EditionID: Release] = [:]
    for file in tree.locks {
      let (release, problems) = releases.parse(file)
      diagnostics += problems
      guard let release else { continue }
      if let first = seen.updateValue(release, forKey: release.edition) {
        diagnostics.append(
          Diagnostic(
            id: "duplicate-lock", "\(release.edition.text) is released twice", at: release.place,
            notes: [Diagnostic.Note("it is released here, too", at: first.place)], help: "delete one of the files"))
      }
      content.releases.append(release)
    }
    return diagnostics
  }
}

extension DocumentParser.Document {
  var file: SourceFile? {
    switch self {
    case .article(let article): article.file
    case .profile(let profile): profile.file
    case .note(let note): note.file
    case .page(let page): page.file
    case .draft, .held, .later: nil
    }
  }

  /// The edition whose numbers its tables state; nil for pages and profiles, which belong to none.
  var edition: EditionID? {
    switch self {
    case .article(let article): article.edition
    case .note(let note): note.edition
    case .profile, .page, .draft, .held, .later: nil
    }
  }

  /// Where readers find it; nil for a draft that is left out.
  func address(in settings: IndexSettings) -> SitePath? {
    switch self {
    case .article(let article): Address.article(article.slug)
    case .profile(let profile): Address.constituent(profile.constituentID, settings)
    case .note(let note): Address.edition(note.edition)
    case .page(let page): Address.page(page.slug)
    case .draft, .held, .later: nil
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
    case .draft, .held, .later: break
    }
  }

  /// Counts a document that is left out.
  fileprivate mutating func hold(_ document: DocumentParser.Document) {
    switch document {
    case .draft: draftCount += 1
    case .held(let day):
      heldCount += 1
      heldUntil = heldUntil.map { min($0, day) } ?? day
      isPartial = true
    case .later: isPartial = true
    case .article, .profile, .note, .page: break
    }
  }

  /// Adds what the tables of a body state to the document that was added last.
  fileprivate mutating func state(_ statements: [Statement], by document: DocumentParser.Document) {
    switch document {
    case .article: articles[articles.count - 1].statements += statements
    case .note: notes[notes.count - 1].statements += statements
    case .profile, .page, .draft, .held, .later: break
    }
  }
}
