internal import Diagnostics
internal import ScoreLedger

/// Two documents cannot have one address. Addresses that differ only in case or in Unicode form are one on some disks.
enum UniquenessCheck {
  static func problems(in content: ParsedContent) -> [Diagnostic] {
    var owners: [String: String] = [:]
    var problems: [Diagnostic] = []
    func claim(_ path: SitePath, by file: SourceFile, _ what: String) {
      let key = path.text.lowercased()
      if let owner = owners[key] {
        problems.append(
          Diagnostic(
            id: "same-address", "\(what) /\(path.permalink) is taken by \(owner)", at: .file(path: file.path),
            help: "rename one of them"))
      } else {
        owners[key] = file.path
      }
    }
    for reserved in Address.reserved(content.settings) { owners[reserved.text.lowercased()] = "the site itself" }
    for article in content.articles { claim(Address.article(article.slug), by: article.file, "the address") }
    for profile in content.profiles {
      claim(Address.constituent(profile.constituentID, content.settings), by: profile.file, "the profile at")
    }
    for note in content.notes { claim(Address.edition(note.edition), by: note.file, "the note at") }
    for page in content.pages { claim(Address.page(page.slug), by: page.file, "the address") }
    for article in content.articles { for alias in article.aliases { claim(alias, by: article.file, "the alias") } }
    for page in content.pages { for alias in page.aliases { claim(alias, by: page.file, "the alias") } }
    return problems
  }
}
