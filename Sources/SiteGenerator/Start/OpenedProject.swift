internal import Diagnostics
internal import ScoreLedger

/// A project as it stands when something is added to it: what was published, and every document's front matter, those of
/// drafts, too.
struct OpenedProject {
  /// Content/, as the command line gave it.
  let folder: String
  let settings: IndexSettings
  let calendar: EditionCalendar
  /// Of what is no draft.
  let ledger: Ledger
  /// By path relative to Content/.
  let documents: [(path: String, document: DocumentParser.Document)]
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
    let parser = DocumentParser(index: names, isDraftsOn: true, asOf: nil)
    self.folder = folder
    settings = names.settings
    calendar = names.calendar
    self.ledger = ledger
    documents = tree.documents.compactMap { path, file in
      parser.parse(file, path: path).document.map { (path, $0) }
    }
    paths = tree.documents.map(\.path)
    let isCertain = parsed.isComplete && !loading.hasErrors && !merging.hasErrors
    doubts = isCertain ? [] : (loading + parsing + merging).filter { $0.severity == .error }
  }

  /// - Throws: the errors that leave the last scores in doubt.
  func requireCertainScores() throws(StartProblem) { if !doubts.isEmpty { throw .content(doubts) } }

  /// Articles, drafts or not, with their paths as a person is shown them.
  var articles: [(path: String, article: Article)] {
    documents.compactMap { path, document in
      guard case .article(let article) = document else { return nil }
      return (shown(path), article)
    }
  }

  /// A path of Content/ as messages and the command line write it.
  func shown(_ path: String) -> String { Folder.normalised(folder) + "/" + path }

  /// The drafts that state scores of editions of which nothing is published.
  var openings: [(path: String, article: Article)] {
    articles.filter { !$0.article.statements.isEmpty && ledger.table($0.article.edition) == nil }
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

/// Which command to type next, with the folder that this one was given.
struct NextCommand {
  /// Content/, as the command line gave it.
  let folder: String

  /// `site serve`, or `site serve --content Elsewhere/Content`.
  func text(_ command: String) -> String {
    Folder.normalised(folder) == "Content" ? command : command + " --content " + Self.quoted(Folder.normalised(folder))
  }

  /// A path as a shell reads it back.
  static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-_./+,:@%=".utf8.contains(byte)
        || byte >= 0x80
    }
    return isPlain && !path.isEmpty ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }

  /// Commands below one another, each with what it does.
  static func list(_ commands: [(command: String, purpose: String)]) -> String {
    let width = commands.map(\.command.count).max() ?? 0
    return commands.map { command, purpose in
      "  " + command + String(repeating: " ", count: width - command.count) + "   " + purpose + "\n"
    }.joined()
  }
}
