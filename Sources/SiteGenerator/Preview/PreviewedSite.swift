public import Diagnostics
internal import Synchronization

/// What a preview shows at a path.
public enum PreviewAnswer: Sendable {
  case bytes([UInt8])
  /// A file of Content/ that a build would copy; its path on the disk.
  case file(path: String)
  /// The page could not be made.
  case problems([Diagnostic])
  /// The site has no such path.
  case missing
}

/// A site as it was read at one moment, and not written anywhere: each page is made when somebody asks for it. It never
/// changes; a later moment is another value.
public final class PreviewedSite: Sendable {
  /// What the build found of it; without errors.
  public let report: BuildReport
  /// The link of the stylesheet from the site's root; its name changes with its bytes.
  public let stylesheet: String
  private let files: SiteFiles
  private let places: [String: PreviewPlace]
  /// What lies in families and is no page, by path: most of it nobody asks for.
  private let rest: Shared<[String: SiteFile], Never>
  /// What was asked for, each once made.
  private let made = Mutex<[String: Shared<[UInt8], RenderError>]>([:])
  private let assets: [String: [UInt8]]
  /// By path, where on the disk.
  private let copies: [String: String]
  private let search: Shared<[String: [UInt8]], Never>

  init(report: BuildReport, files: SiteFiles, places: [String: PreviewPlace], stylesheet: String, content: String) {
    self.report = report
    self.stylesheet = stylesheet
    self.files = files
    self.places = places
    rest = Shared {
      Dictionary(files.families.flatMap { $0.others(nil) }.map { ($0.path.text, $0) }) { first, _ in first }
    }
    assets = Dictionary(files.assets.map { ($0.path.text, $0.bytes) }) { first, _ in first }
    copies = Dictionary(files.copies.map { ($0, content + "/" + $0) }) { first, _ in first }
    let search = files.search
    self.search = Shared {
      var made: [String: [UInt8]] = [:]
      search?().make { made[$0.path.text] = $0.bytes }
      return made
    }
  }

  /// - Parameter path: of a file, relative to the site's root and not percent-encoded: `articles/tesla/index.html`.
  /// - Complexity: what the page takes to be made, once; all of the search's files are made together.
  public func answer(at path: String) -> PreviewAnswer {
    if let page = file(at: path, from: places[path]) { return answer(with: page) }
    if let bytes = assets[path] { return .bytes(bytes) }
    if let file = copies[path] { return .file(path: file) }
    if path.hasPrefix(Address.search.folder) { return search.value()[path].map { .bytes($0) } ?? .missing }
    return rest.value()[path].map(answer) ?? .missing
  }

  private func file(at path: String, from place: PreviewPlace?) -> SiteFile? {
    switch place {
    case .alone(let place): files[place]
    case .family(let place): files.families[place].pages(nil).first { $0.path.text == path }
    case nil: nil
    }
  }

  private func answer(with file: SiteFile) -> PreviewAnswer {
    let bytes = made.withLock { made in
      let bytes = made[file.path.text] ?? Shared(file.make)
      made[file.path.text] = bytes
      return bytes
    }
    do throws(RenderError) { return .bytes(try bytes.value()) } catch { return .problems([error.diagnostic]) }
  }

  /// Every path that it answers at, in no order. The search's are known only once they are made.
  var paths: Set<String> {
    Set(places.keys).union(rest.value().keys).union(assets.keys).union(copies.keys).union(search.value().keys)
  }

  /// What is wrong with pages that nobody has asked for yet: makes every page, and keeps none.
  /// - Parameter isAbandoned: asked before each page; the search stops where it says yes.
  public func problems(unless isAbandoned: () -> Bool) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let files = files.opened
    for file in files.pages + files.others {
      if isAbandoned() { break }
      do throws(RenderError) { _ = try file.make() } catch { diagnostics.append(error.diagnostic) }
    }
    return diagnostics.sortedByPlace()
  }
}
