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
    var known = ParsedDocuments()
    let (parsed, parsing) = ContentParser.parse(tree, isDraftsOn: false, asOf: nil, reusing: &known)
    guard let parsed else { throw .content((loading + parsing).filter { $0.severity == .error }) }
    let names = IndexNames(parsed.settings)
    let statements = parsed.articles.flatMap(\.statements) + parsed.notes.flatMap(\.statements)
    let (ledger, merging) = Ledger.merge(
      statements, constituents: names.settings.constituents, scale: names.settings.scale, calendar: names.calendar,
      methodology: names.settings.methodology, corrections: parsed.corrections, releases: parsed.releases)
    self.folder = folder
    settings = names.settings
    calendar = names.calendar
    self.ledger = ledger
    let published = Set(parsed.articles.map(\.file.path))
    let parser = DocumentParser(index: names, isDraftsOn: true, asOf: nil)
    openings = tree.documents.compactMap { path, file in
      guard !published.contains(file.path), case .article(let article)? = parser.parse(file, path: path).document,
        ledger.table(article.edition) == nil,
        !article.statements.isEmpty || article.slug.text == Slug(name: article.edition.text)?.text
      else { return nil }
      return (file.path, article)
    }
    paths = tree.documents.map(\.path)
    let isCertain = parsed.isComplete && !loading.hasErrors && !merging.hasErrors
    doubts = isCertain ? [] : (loading + parsing + merging).filter { $0.severity == .error }
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
