internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// An edit of words, which is most of what a writer does: nothing but a few bodies is made anew.
struct BodyEdit {
  /// What was found before.
  let before: MergedContent
  /// The folder that the documents lie in.
  let content: String
  let rules: PublicationRules

  /// What a whole run would find now.
  /// - Parameters:
  ///   - changed: paths of files, as diagnostics show them.
  ///   - documents: what parsing made of the documents before; takes what it makes of them now.
  /// - Returns: nil where more than words may have changed, or something is wrong with them: that takes a whole run.
  /// - Complexity: O(length of the changed texts), and a look at the name of every document.
  func merged(_ changed: Set<String>, reusing documents: inout ParsedDocuments) -> MergedContent? {
    guard let ledger = before.ledger, let known = before.content, known.isComplete, !before.diagnostics.hasErrors,
      !known.isRetrospective(asOf: rules.asOf)
    else { return nil }
    var result = before
    result.content?.slowBodies = []
    result.arranged = nil
    for path in changed {
      guard let place = before.tree.documents.firstIndex(where: { $0.file.path == path }),
        let number = known.textNumber(of: path), !before.diagnostics.contains(where: { $0.speaks(of: path) }),
        let file = file(at: before.tree.documents[place].path, shown: path),
        let edited = documents.edited(
          file, path: before.tree.documents[place].path, isDraftsOn: rules.isDraftsOn)
      else { return nil }
      result.content?.replace(text: number, by: edited.document, body: edited.after.body)
      result.content?.scanned[path] = edited.after.scanned.isEmpty ? nil : edited.after.scanned
      result.content?.rawHTMLCount +=
        (edited.after.body.rawHTMLCount > 0 ? 1 : 0)
        - (edited.before.body.rawHTMLCount > 0 ? 1 : 0)
      guard let content = result.content, let was = claims(in: number, of: known, ledger),
        let now = claims(in: number, of: content, ledger)
      else { return nil }
      result.claims.remove(was)
      result.claims.add(now)
      result.tree.documents[place].file = file
    }
    result.times = BuildTimes()
    return result
  }

  private func file(at path: String, shown: String) -> SourceFile? {
    guard Folder.entry(at: content + "/" + path) == .file, let bytes = try? Folder.read(content + "/" + path) else {
      return nil
    }
    return SourceFile(path: shown, bytes: bytes)
  }

  /// The claims of a text; nil where something is to be said of one.
  private func claims(in number: Int, of content: ParsedContent, _ ledger: Ledger) -> ClaimCounts? {
    let text = content.text(number, current: ledger.current?.id)
    var check = ClaimCheck(settings: content.settings, ledger: ledger, isRetrospective: false)
    check.check(text, content.scanned[text.file.path])
    return check.diagnostics.isEmpty && check.bindings.isEmpty ? check.counts : nil
  }
}

extension Diagnostic {
  fileprivate func speaks(of path: String) -> Bool {
    let isAbout =
      switch origin {
      case .project: false
      case .file(let other): other == path
      case .place(let place): place.file.path == path
      }
    return isAbout || notes.contains { $0.place?.file.path == path }
  }
}

extension ParsedContent {
  /// Of the text of a file, as `text` takes it; nil where the file has none.
  fileprivate func textNumber(of path: String) -> Int? {
    if let place = articles.firstIndex(where: { $0.file.path == path }) { return place }
    if let place = notes.firstIndex(where: { $0.file.path == path }) { return articles.count + place }
    let start = articles.count + notes.count
    if let place = profiles.firstIndex(where: { $0.file.path == path }) { return start + place }
    return pages.firstIndex { $0.file.path == path }.map { start + profiles.count + $0 }
  }

  /// - Parameter document: as it was read again; whether it is scheduled is decided already.
  fileprivate mutating func replace(text number: Int, by document: DocumentParser.Document, body: MarkdownBody) {
    switch document {
    case .article(var article):
      article.status = articles[number].status
      article.body = body
      articles[number] = article
    case .note(var note):
      note.body = body
      notes[number - articles.count] = note
    case .profile(var profile):
      profile.body = body
      profiles[number - articles.count - notes.count] = profile
    case .page(var page):
      page.body = body
      pages[number - articles.count - notes.count - profiles.count] = page
    case .draft, .held, .heldNote, .expired: break
    }
  }
}
