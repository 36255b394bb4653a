internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Decides what becomes of each URL in a body: external addresses by an allow-list, `index:` URLs by the index, and
/// relative ones by the files of Content/, so that a link to a file that is not there never reaches a page. One reference:
/// every body that is kept holds it.
final class LinkResolver: Sendable {
  static let schemes: [String: LinkTarget] = [
    "http": .external, "https": .external, "mailto": .contact, "tel": .contact,
  ]

  let settings: IndexSettings
  let urls: IndexURLReader
  /// Addresses of documents by their path in Content/.
  let addresses: [String: SitePath]
  let media: [String: MediaFile]
  /// Documents that are left out: links to them become text.
  let held: Set<String>
  let names: NameSearch
  /// What the templates print.
  let reservedIDs: StaticIDs
  /// Of all that an answer depends on beside index.yml and the ids.
  let surroundings: Fingerprint
  /// Every file that a link may lead to, in the order of the paths.
  private let files: Shared<[String], Never>

  init(
    index: IndexNames, documents: [ParsedDocument], media: [MediaFile], reservedIDs: StaticIDs
  ) {
    settings = index.settings
    urls = IndexURLReader(index: index)
    names = NameSearch(index.constituents)
    var addresses: [String: SitePath] = [:]
    addresses.reserveCapacity(documents.count)
    var held: Set<String> = []
    var recipe = FingerprintBuilder("surroundings")
    // By their places: a document is much to copy.
    for place in documents.indices {
      let (path, address) = (documents[place].path, documents[place].document.address(in: index.settings))
      let isHeld = documents[place].document.isHeld
      addresses[path] = address
      if isHeld { held.insert(path) }
      recipe.add(path)
      recipe.add(address?.text)
      recipe.add(isHeld)
    }
    self.addresses = addresses
    self.held = held
    self.media = Dictionary(media.map { ($0.path, $0) }) { first, _ in first }
    self.reservedIDs = reservedIDs
    files = Shared { [addresses] in (Array(addresses.keys) + media.map(\.path)).sorted() }
    for file in media {
      recipe.add(file.path)
      recipe.add(file.isImage)
      recipe.add(file.size.map { "\($0.width) \($0.height)" })
    }
    surroundings = recipe.fingerprint
  }

  func options(for path: String) -> MarkdownOptions {
    // A profile may say "the company" in place of the name.
    let isProfile = path.hasPrefix(settings.noun.many + "/")
    let isProseWanted: ([UInt8]) -> Bool = { [names] text in isProfile || names.isFound(in: text) }
    return MarkdownOptions(
      isSmartPunctuationOn: settings.isSmartPunctuationOn, allowsRawHTML: settings.isRawHTMLAllowed,
      reservedIDs: reservedIDs, resolve: { self.target(of: $0, from: path) },
      resolveBlockImage: { [urls] url in
        guard url.hasPrefix("index:"), let read = try? urls.read(String(url.dropFirst(6))), case .block = read.target
        else { return .image }
        return .block(String(url.dropFirst(6)))
      }, isProseWanted: isProseWanted)
  }

  func target(of url: String, from path: String) -> LinkTarget {
    if url.hasPrefix("index:") { return indexTarget(String(url.dropFirst(6))) }
    if let target = Self.absoluteTarget(of: url) { return target }
    if url.hasPrefix("/") {
      return .invalid(
        id: "absolute-link", message: "a link that starts with / breaks where the site stands under a path",
        help: "link to the file in Content/, relative to this one")
    }
    return fileTarget(url, from: path)
  }

  /// What becomes of an address that needs no file: one with a scheme, or a place on the page itself.
  static func absoluteTarget(of url: String) -> LinkTarget? {
    // Nearly all that lead elsewhere are written so.
    if url.utf8.starts(with: "https://".utf8) { return .external }
    if let scheme = scheme(of: url) {
      if let known = schemes[scheme] {
        if url.lowercased().hasPrefix(scheme + ":") { return known }
        // A browser reads over it, another reader does not.
        return .invalid(
          id: "url-scheme", message: "the scheme `\(scheme):` holds a character that does not show",
          help: "write the address anew")
      }
      return .invalid(
        id: "url-scheme", message: "links with the scheme `\(scheme):` are not published",
        help: "use one of \(schemes.keys.sorted().joined(separator: ", "))")
    }
    return url.isEmpty || url.hasPrefix("#") ? .fragment(String(url.dropFirst())) : nil
  }

  /// Lower-cased text before the first colon, read as a browser reads it: white space and controls do not count.
  private static func scheme(of url: String) -> String? {
    let plain = url.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
    guard let colon = plain.firstIndex(of: ":") else { return nil }
    let scheme = plain[..<colon]
    guard !scheme.contains(where: { "/?#".unicodeScalars.contains($0) }) else { return nil }
    return String(String.UnicodeScalarView(scheme)).lowercased()
  }

  private func indexTarget(_ text: String) -> LinkTarget {
    do throws(IndexURLProblem) {
      switch try urls.read(text).target {
      case .constituent(let id): return .site(path: Address.constituent(id, settings).text)
      case .fact, .tableFact: return .value(name: text)
      case .block:
        return .invalid(
          id: "index-url", message: "`index:\(text)` stands in a paragraph of its own",
          help: "write ![](index:\(text)) between two blank lines")
      }
    } catch { return .invalid(id: error.id, message: error.message, help: error.help) }
  }

  private func fileTarget(_ url: String, from path: String) -> LinkTarget {
    let end = url.firstIndex { $0 == "#" || $0 == "?" } ?? url.endIndex
    let fragment = url[end...].firstIndex(of: "#").map { String(url[$0...].dropFirst()) }
    let decoded = percentDecoded(String(url[..<end]))
    guard let file = resolved(decoded, from: path) else {
      return .invalid(
        id: "link-outside", message: "`\(url)` leads out of Content/", help: "link to a file inside it")
    }
    if let address = addresses[file] { return .site(path: address.text, fragment: fragment) }
    if let media = media[file] {
      return media.isImage ? .image(path: file, size: media.size) : .site(path: file, fragment: fragment)
    }
    if held.contains(file) { return .text }
    let near = nearestName(to: file, among: files.value())
    return .invalid(
      id: "broken-link", message: "Content/ has no file `\(file)`",
      help: near.map { "did you mean `\(relative($0, from: path))`?" }
        ?? "link to a Markdown file or a file of media/, relative to this one")
  }

  private func resolved(_ url: String, from path: String) -> String? {
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in url.split(separator: "/") {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else if part != "." {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  func relative(_ file: String, from path: String) -> String {
    let here = path.split(separator: "/").dropLast()
    let there = file.split(separator: "/")
    let shared = zip(here, there.dropLast()).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: here.count - shared) + there.dropFirst(shared).map(String.init))
      .joined(separator: "/")
  }
}
