internal import Diagnostics
internal import Foundation

/// Every file of a site has a path of its own, on any disk: paths that differ only in case or in Unicode form are one on
/// some, a folder cannot stand where a file stands, and no name is longer than a disk takes.
struct PathCheck {
  private static let (longestName, longestPath) = (255, 4095)

  let files: SiteFiles
  let plan: SitePlan
  let folders: ProjectFolders

  /// Fingerprints stand for the paths themselves, which are much to keep; where two meet, the paths are compared.
  private struct Fingerprints {
    var files: Set<UInt64> = []
    var folders: Set<UInt64> = []

    /// - Returns: whether no other file has the path.
    mutating func add(_ path: String) -> Bool {
      PathCheck.withKey(of: path) { key in
        var folder = key[...]
        while let slash = folder.lastIndex(of: UInt8(ascii: "/")) {
          folder = key[..<slash]
          guard folders.insert(PathCheck.fingerprint(of: folder)).inserted else { break }
        }
        return files.insert(PathCheck.fingerprint(of: key[...])).inserted
      }
    }
  }

  func problems() -> [Diagnostic] {
    guard !files.families.isEmpty else { return problemsOfAll() }
    // In the folders of what is pinned lies nothing else, and its names are those of other files. Beside the pages of
    // articles only an old address can lie.
    let markdown = Address.markdown(of: Address.front).text
    let isClaimed = plan.redirects.contains { from, _ in Self.key(from.text).contains(markdown) }
    if !isClaimed, problemsOfAll().isEmpty { return [] }
    return PathCheck(files: files.opened, plan: plan, folders: folders).problemsOfAll()
  }

  private func problemsOfAll() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var fingerprints = Fingerprints()
    fingerprints.files.reserveCapacity(plan.pages.count * 2)
    fingerprints.folders.reserveCapacity(plan.pages.count * 2)
    files.visitPaths { path in
      if let problem = tooLong(path) { diagnostics.append(problem) }
      guard !fingerprints.add(path), let problem = collision(at: path) else { return }
      diagnostics.append(problem)
    }
    let both = fingerprints.files.intersection(fingerprints.folders)
    if both.isEmpty { return diagnostics }
    for file in files.paths where both.contains(Self.withKey(of: file) { Self.fingerprint(of: $0[...]) }) {
      if let problem = inTheWay(file) { diagnostics.append(problem) }
    }
    return diagnostics
  }

  private static func fingerprint(of key: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    Fingerprint(of: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: key))).low
  }

  /// The bytes of a path's key, of which paths that some disk takes for one have the same.
  private static func withKey<Result>(of path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var path = path
    let result = path.withUTF8 { isPlain($0) ? body($0) : nil }
    if let result { return result }
    var key = key(path).precomposedStringWithCanonicalMapping
    return key.withUTF8(body)
  }

  private static func isPlain(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    path.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// The same for paths that some disk takes for one. Keys compare as Unicode does, whichever form a letter is written
  /// in; upper case comes first, since it joins letters that have several lower ones.
  private static func key(_ path: String) -> String { path.uppercased().lowercased() }

  private func tooLong(_ path: String) -> Diagnostic? {
    let bytes = path.utf8
    guard bytes.count > Self.longestName else { return nil }
    guard bytes.count <= Self.longestPath else {
      return Diagnostic(
        id: "long-path", "the path /\(path.prefix(40))… has \(bytes.count) bytes, and disks take \(Self.longestPath)",
        at: place(of: path), help: "shorten it")
    }
    guard let name = path.split(separator: "/").first(where: { $0.utf8.count > Self.longestName }) else { return nil }
    return Diagnostic(
      id: "long-path", "the name \(name.prefix(40))… has \(name.utf8.count) bytes, and disks take \(Self.longestName)",
      at: place(of: path), help: "shorten it")
  }

  /// Nil where no other path is the same.
  private func collision(at path: String) -> Diagnostic? {
    let key = Self.key(path)
    let same = files.paths.filter { Self.key($0) == key }
    guard same.count > 1 else { return nil }
    let other = same.first { !$0.utf8.elementsEqual(path.utf8) } ?? path
    let owner = origins(of: other).first { $0 != origins(of: path).last } ?? origins(of: other).last
    return Diagnostic(
      id: "same-address", "/\(path) is taken by \(owner ?? Self.itself)", at: place(of: path),
      help: other == path && other.utf8.elementsEqual(path.utf8)
        ? "rename one of them" : "rename one of them: some disks take both names for one")
  }

  /// Nil where no path needs a folder in the file's place.
  private func inTheWay(_ file: String) -> Diagnostic? {
    let folder = Self.withKey(of: file) { Array($0) + [UInt8(ascii: "/")] }
    guard let path = files.paths.first(where: { Self.withKey(of: $0) { $0.starts(with: folder) } }) else { return nil }
    return Diagnostic(
      id: "same-address",
      "/\(path) needs a folder where \(origins(of: file).last ?? Self.itself) has the file /\(file)",
      at: place(of: path), help: "rename one of them")
  }

  // MARK: Where paths come from

  private static let itself = "the site itself"

  private func place(of path: String) -> DiagnosticOrigin {
    origins(of: path).last { $0 != Self.itself }.map { .file(path: $0) } ?? .project
  }

  /// Whatever makes a file at exactly this path.
  private func origins(of path: String) -> [String] {
    func isIt(_ other: String) -> Bool { other.utf8.elementsEqual(path.utf8) }
    var result: [String] = []
    if (files.pages + files.others).contains(where: { isIt($0.path.text) })
      || files.cards.contains(where: { isIt($0.path.text) })
    {
      result.append(Self.itself)
    }
    for article in plan.articles
    where ([article.path] + article.aliases).contains(where: { isIt($0.text) }) {
      result.append(article.file.path)
    }
    for page in plan.content.pages where ([Address.page(page.slug)] + page.aliases).contains(where: { isIt($0.text) }) {
      result.append(page.file.path)
    }
    for media in files.copies where isIt(media) { result.append(Folder.normalised(folders.content + "/" + media)) }
    for asset in files.assets where isIt(asset.path.text) {
      result.append(Folder.normalised(folders.templates + "/" + asset.path.text))
    }
    return result
  }
}
