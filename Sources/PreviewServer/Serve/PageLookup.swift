internal import Diagnostics
internal import SiteGenerator

/// What is shown at a path.
enum FoundPage: Sendable {
  /// A file of the site, and whether it stands in for one that is missing.
  case bytes([UInt8], path: String, isMissing: Bool)
  /// A file of Content/ that a build would copy.
  case file(diskPath: String, path: String)
  /// A folder's address without its slash.
  case folder
  /// The page cannot be made, and there is no good one of before.
  case problems([Diagnostic])
  /// There is no site yet.
  case noSite
}

extension Showing {
  static let notFound = "404.html"

  func page(at request: RequestPath) -> FoundPage {
    guard let site else { return .noSite }
    let path = request.file
    switch site.answer(at: path) {
    case .bytes(let bytes): return .bytes(bytes, path: path, isMissing: false)
    case .file(let diskPath): return .file(diskPath: diskPath, path: path)
    case .problems(let problems):
      if case .bytes(let bytes)? = soundSite?.answer(at: path) { return .bytes(bytes, path: path, isMissing: false) }
      return .problems(problems)
    case .missing:
      if !request.isFolder {
        if case .missing = site.answer(at: path + "/index.html") {} else { return .folder }
      }
      if case .bytes(let bytes) = site.answer(at: Self.notFound) {
        return .bytes(bytes, path: Self.notFound, isMissing: true)
      }
      return .bytes(Array("There is no such page.\n".utf8), path: "404.txt", isMissing: true)
    }
  }

  /// What an open page has to do, and what is wrong with it beside what is wrong with the site.
  func update(of open: OpenPage) -> (update: PageUpdate, problems: [Diagnostic]) {
    guard let site else { return (.none, []) }
    let path = open.path.file
    if case .problems(let problems) = site.answer(at: path) { return (.none, problems) }
    switch page(at: open.path) {
    case .bytes(let bytes, _, _): return (PageUpdate(of: open.stamp, to: stamp(of: bytes)), [])
    case .file, .folder: return (.reload, [])
    case .problems(let problems): return (.none, problems)
    case .noSite: return (.none, [])
    }
  }

  func stamp(of page: [UInt8]) -> PageStamp { PageStamp(page, stylesheet: site?.stylesheet ?? "") }
}
