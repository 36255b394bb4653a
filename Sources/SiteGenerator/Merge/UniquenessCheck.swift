internal import Diagnostics
internal import ScoreLedger

/// Two documents cannot have one address. Addresses that differ only in case or in Unicode form are one on some disks.
enum UniquenessCheck {
  static func problems(in content: ParsedContent) -> [Diagnostic] {
    var owners: [String: String] = [:]
    var problems: [Diagnostic] = []
    // Pages of constituents and editions exist without a document, too: their folders are closed to aliases.
    let closed = Address.closedFolders(content.settings)
    func claim(alias: SitePath, by file: SourceFile) {
      let first = alias.text.split(separator: "/").first.map { $0.lowercased() } ?? ""
      if closed.contains(first) {
        problems.append(
          Diagnostic(
            id: "same-address", "the alias /\(alias.permalink) lies in /\(first), which the site itself writes",
            at: .file(path: file.path), help: "use another old address"))
      } else {
        claim(alias, by: file, "the alias")
      }
    }
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
    owners.reserveCapacity(content.articles.count * 2)
    // By their places: an article is much to copy.
    for place in content.articles.indices {
      claim(content.articles[place].path, by: content.articles[place].file, "the address")
    }
    for profile in content.profiles {
      claim(Address.constituent(profile.constituentID, content.settings), by: profile.file, "the profile at")
    }
    for note in content.notes { claim(Address.edition(note.edition), by: note.file, "the note at") }
    for page in content.pages { claim(Address.page(page.slug), by: page.file, "the address") }
    for place in content.articles.indices {
      for alias in content.articles[place].aliases { claim(alias: alias, by: content.articles[place].file) }
    }
    for page in content.pages { for alias in page.aliases { claim(alias: alias, by: page.file) } }
    return problems
  }
}
