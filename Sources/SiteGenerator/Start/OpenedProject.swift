internal import Diagnostics
internal import ScoreLedger

/// A project as it stands when something is added to it: what is published, and what drafts state.
struct OpenedProject {
  /// Content/, as the command line gave it.
  let folder: String
  let settings: IndexSettings
  let calendar: EditionCalendar
  /// Of what is no draft.
  let ledger: Ledger
  /// The drafts that are for the scores of editions of which nothing is published, with their paths as a person is shown
  /// them: they state some, or bear the edition's name, as the draft does that opened it.
  let openings: [(path: String, article: Article)]
  /// Every Markdown file, whether it could be read or not.
  private let paths: [String]
  /// Why the ledger may not hold what the author means; empty where it does.
  private let doubts: [Diagnostic]

  /// - Throws: what is wrong where the index itself cannot be known.
  init(content folder: String) throws(StartProblem) {
    let (tree, loading) = ContentLoader.loadContent(folder)
    var reading = Reading(tree.withoutIdleBodies)
    // Links into bodies that were left out cannot be judged: what is wrong is told from the whole.
    if !reading.isCertain { reading = Reading(tree) }
    guard let parsed = reading.parsed, let ledger = reading.ledger else {
      throw .content((loading + reading.diagnostics).filter { $0.severity == .error })
    }
    let names = IndexNames(parsed.settings)
    self.folder = folder
    settings = names.settings
    calendar = names.calendar
    self.ledger = ledger
    let published = Set(parsed.articles.map(\.file.path))
    let parser = DocumentParser(index: names, isDraftsOn: true)
    openings = tree.documents.compactMap { path, file in
      guard !published.contains(file.path), case .article(let article)? = parser.parse(file, path: path).document,
        ledger.table(article.edition) == nil,
        !article.statements.isEmpty || article.slug.text == Slug(name: article.edition.text)?.text
      else { return nil }
      return (file.path, article)
    }
    paths = tree.documents.map(\.path)
    let isCertain = reading.isCertain && !loading.hasErrors
    doubts = isCertain ? [] : (loading + reading.diagnostics).filter { $0.severity == .error }
  }

  /// - Throws: the errors that leave the last scores in doubt.
  func requireCertainScores() throws(StartProblem) { if !doubts.isEmpty { throw .content(doubts) } }

  /// A path of Content/ as messages and the command line write it.
  func shown(_ path: String) -> String {
    let base = Folder.normalised(folder)
    return base.isEmpty ? path : base + "/" + path
  }

  /// What stands in the way of a new article or page: a file whose name gives the same address.
  func file(with slug: Slug, in section: String) -> String? {
    paths.first { path in
      let parts = path.split(separator: "/")
      guard let name = parts.last, (parts.first == "pages" && parts.count > 1) == (section == "pages") else {
        return false
      }
      let others = ["editions", settings.noun.many]
      guard parts.count == 1 || !others.contains(String(parts[0])) else { return false }
      return Slug(name: name.split(separator: ".").dropLast().joined(separator: "."))?.text == slug.text
    }.map(shown)
  }
}

/// What the files of Content/ state, all together.
private struct Reading {
  let parsed: ParsedContent?
  let ledger: Ledger?
  let diagnostics: [Diagnostic]
  /// Whether the ledger holds what the author means.
  let isCertain: Bool

  init(_ tree: SourceTree) {
    var known = ParsedDocuments()
    let (parsed, parsing) = ContentParser.parse(tree, PublicationRules(), reusing: &known)
    self.parsed = parsed
    guard let parsed else {
      (ledger, diagnostics, isCertain) = (nil, parsing, false)
      return
    }
    let settings = parsed.settings
    let (ledger, merging) = Ledger.merge(
      parsed.articles.flatMap(\.statements) + parsed.notes.flatMap(\.statements),
      constituents: settings.constituents, scale: settings.scale, calendar: settings.calendar,
      methodology: settings.methodology, corrections: parsed.corrections, releases: parsed.releases)
    self.ledger = ledger
    diagnostics = parsing + UniquenessCheck.problems(in: parsed) + merging
    isCertain = parsed.isComplete && !merging.hasErrors
  }
}

extension SourceTree {
  /// The same without the bodies that state nothing: a table has a bar in it. They are most of the time that reading takes.
  fileprivate var withoutIdleBodies: SourceTree {
    var tree = self
    tree.documents = documents.map { path, file in
      guard let extent = try? FrontMatterSplitter.split(file),
        !file.bytes[extent.bodyStart...].contains(UInt8(ascii: "|"))
      else { return (path, file) }
      return (path, SourceFile(path: file.path, bytes: Array(file.bytes[..<extent.bodyStart])))
    }
    return tree
  }
}
