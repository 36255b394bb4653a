internal import Foundation
internal import ScoreLedger
internal import SiteGenerator

/// What a shell offers from the project at hand, by the folders that the words before name. Nothing where none is.
struct ProjectCompletion {
  private let folders: ProjectFolders

  /// - Parameter words: the command line so far.
  init(_ words: [String]) {
    func value(_ option: String, _ standard: String) -> String {
      if let joined = words.last(where: { $0.hasPrefix(option + "=") }) {
        return String(joined.dropFirst(option.count + 1))
      }
      guard let position = words.lastIndex(of: option), position + 1 < words.count else { return standard }
      return words[position + 1]
    }
    folders = ProjectFolders(content: value("--content", "Content"), templates: value("--templates", "Templates"))
  }

  var constituents: [String] { view?.constituents.map(\.id) ?? [] }

  /// The newest first.
  var editions: [String] { view?.ledger.tables.reversed().map(\.id.text) ?? [] }

  var templates: [String] {
    let files = FileManager.default.enumerator(atPath: folders.templates)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".html") && !$0.hasPrefix("assets/") }.sorted()
  }

  private var view: LedgerView? { SiteBuilder(folders: folders).ledger().view }
}
