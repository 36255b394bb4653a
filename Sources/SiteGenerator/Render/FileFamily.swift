/// The files that the articles of an edition bring with them: their pages, in each form, and what is pinned to the edition
/// for those whom they are about. They are most of a site, and mostly nothing of it changes: then they stay together, and
/// nobody asks which files they are.
struct FileFamily: Sendable {
  /// Tells it from the others of a site, in every build.
  let name: String
  /// Of all that its files are made from.
  let recipe: Recipe
  /// Of its pages.
  let paths: @Sendable () -> [SitePath]
  /// The pages that people read, as members of the family of that number.
  let pages: @Sendable (_ number: Int?) -> [SiteFile]
  /// What stands beside them.
  let others: @Sendable (_ number: Int?) -> [SiteFile]
}

/// What a family comes of.
struct FamilyOrigin: Sendable {
  let name: String
  let recipe: Fingerprint
}

extension SiteFiles {
  /// Every file by itself, and no families.
  var opened: SiteFiles {
    var files = self
    for family in families { files.add(family, as: nil) }
    files.close()
    return files
  }

  /// The files that are to be made or kept each by itself, and no families.
  func opened(unlessKeptBy destination: FileDestination) -> SiteFiles {
    guard let ingredients else { return opened }
    var files = self
    for family in families {
      let recipe = ingredients.fingerprint(of: family.recipe)
      guard let number = destination.keepFamily(FamilyOrigin(name: family.name, recipe: recipe)) else { continue }
      files.add(family, as: number)
    }
    files.close()
    return files
  }

  private mutating func add(_ family: FileFamily, as number: Int?) {
    pages += family.pages(number)
    others += family.others(number)
  }

  private mutating func close() {
    families = []
    pages.sort { $0.placeInPlan < $1.placeInPlan }
  }
}

extension SiteFile {
  /// Of a page: among all pages.
  fileprivate var placeInPlan: Int { if case .page(let place)? = recipe { place } else { 0 } }
}
