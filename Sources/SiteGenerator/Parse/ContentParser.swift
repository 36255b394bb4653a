internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// The second stage: bytes to typed content.
///
/// All front matter is read before any body, since a body may link to every other document.
enum ContentParser {
  static func parse(
    _ tree: SourceTree, _ rules: PublicationRules, reusing known: inout ParsedDocuments,
    watch: BuildWatch = BuildWatch()
  ) -> (content: ParsedContent?, diagnostics: [Diagnostic]) {
    guard let file = tree.index else { return (nil, []) }
    let (settings, indexDiagnostics) = IndexParser.parse(file)
    guard let settings else { return (nil, indexDiagnostics) }
    var diagnostics = indexDiagnostics
    let index = IndexNames(settings)
    let parser = DocumentParser(index: index, isDraftsOn: rules.isDraftsOn)
    known.begin(under: file)
    var parsed: [ParsedDocument] = []
    let read = known.frontMatter(of: tree.documents, parser)
    parsed.reserveCapacity(read.count)
    for (place, result) in read.enumerated() {
      diagnostics += result.diagnostics
      guard let document = result.document else { continue }
      let path = tree.documents[place].path
      parsed.append(ParsedDocument(path: path, document: document, bodyStart: result.bodyStart, place: place))
    }
    let reservedIDs = idsOfTemplates(tree)
    let documents = parsed
    lazy var early = LinkResolver(index: index, documents: documents, media: tree.media, reservedIDs: reservedIDs)
    let schedule = Schedule(documents, rules, index.calendar) { $0.statesScore(early, index) }
    for place in documents.indices {
      if let decided = schedule.decision(on: documents[place]) { parsed[place].document = decided }
    }
    let resolver = LinkResolver(index: index, documents: parsed, media: tree.media, reservedIDs: reservedIDs)
    var links = LinkCollection(resolver)
    var content = ParsedContent(settings: settings)
    content.media = tree.media.map(\.path)
    // Only now: what is held may be about what did not exist on the day.
    if let asOf = rules.asOf, !rules.isScheduledOn { content.settings.forget(after: asOf) }
    let ledgerDiagnostics = readLedgerFiles(tree, index, into: &content)
    content.isComplete = parsed.count == tree.documents.count && !ledgerDiagnostics.hasErrors
    diagnostics += ledgerDiagnostics
    known.begin(with: resolver)
    let bodies = known.bodies(of: parsed, resolver, index, watch)
    for (one, read) in zip(parsed, bodies) {
      let (path, document) = (one.path, one.document)
      content.count(document, asOf: rules.asOf)
      guard let file = document.file, let read else { continue }
      let body = read.body
      if read.duration > SlowBody.threshold {
        content.slowBodies.append(SlowBody(path: file.path, duration: read.duration))
      }
      diagnostics += read.diagnostics
      if !document.isHeld {
        links.add(body, of: path)
        if body.rawHTMLCount > 0 { content.rawHTMLCount += 1 }
        if !read.scanned.isEmpty { content.scanned[file.path] = read.scanned }
      }
      content.add(document, body: body)
      diagnostics += read.tableDiagnostics
      if read.tableDiagnostics.hasErrors { content.isComplete = false }
      content.state(read.statements, by: document)
    }
    diagnostics += links.problems()
    known.links = links
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
    case .expired(let article, _): expired.append(article)
    case .draft, .held, .heldNote: break
    }
  }

  /// Counts what is left out, and what is shown before its day.
  fileprivate mutating func count(_ document: DocumentParser.Document, asOf: CalendarDate?) {
    switch document {
    case .draft: leftOut.drafts += 1
    case .held(let day):
      leftOut.held.append(day)
      isPartial = isPartial || asOf != nil
    case .heldNote(let day):
      leftOut.heldNotes += 1
      if let day { leftOut.heldNoteDays.append(day) }
      isPartial = isPartial || asOf != nil
    case .expired(_, let day): leftOut.expired.append(day)
    case .article, .profile, .note, .page:
      switch document.status {
      case .draft: leftOut.shownDrafts += 1
      case .scheduled: leftOut.scheduled += 1
      case nil: break
      }
    }
  }

  /// Adds what the tables of a body state to the document that was added last.
  fileprivate mutating func state(_ statements: [Statement], by document: DocumentParser.Document) {
    // Few have tables that state anything, and what is added makes another article.
    if statements.isEmpty { return }
    switch document {
    case .article: articles[articles.count - 1].statements += statements
    case .note: notes[notes.count - 1].statements += statements
    case .expired: expired[expired.count - 1].statements += statements
    case .profile, .page, .draft, .held, .heldNote: break
    }
  }
}
