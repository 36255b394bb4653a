internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Decides what becomes of each URL in a body: external addresses by an allow-list, `index:` URLs by the index, and
/// relative ones by the files of Content/, so that a link to a file that is not there never reaches a page.
struct LinkResolver {
  static let schemes: Set<String> = ["http", "https", "mailto", "tel"]
  static let blocks: Set<String> = ["table"]

  let settings: IndexSettings
  /// Addresses of documents by their path in Content/.
  let addresses: [String: SitePath]
  let media: Set<String>

  func options(for path: String) -> MarkdownOptions {
    MarkdownOptions(
      isSmartPunctuationOn: settings.isSmartPunctuationOn, resolve: { target(of: $0, from: path) },
      resolveBlockImage: { url in
        guard url.hasPrefix("index:"), Self.blocks.contains(String(url.dropFirst(6))) else { return .image }
        return .block(String(url.dropFirst(6)))
      })
  }

  private func target(of url: String, from path: String) -> LinkTarget {
    if url.hasPrefix("index:") { return indexTarget(String(url.dropFirst(6))) }
    if let scheme = scheme(of: url) {
      if Self.schemes.contains(scheme) { return .verbatim }
      return .invalid(
        id: "url-scheme", message: "links with the scheme `\(scheme):` are not published",
        help: "use one of \(Self.schemes.sorted().joined(separator: ", "))")
    }
    if url.isEmpty || url.hasPrefix("#") { return .verbatim }
    if url.hasPrefix("/") {
      return .invalid(
        id: "absolute-link", message: "a link that starts with / breaks where the site stands under a path",
        help: "link to the file in Content/, relative to this one")
    }
    return fileTarget(url, from: path)
  }

  /// Lower-cased text before the first colon, read as a browser reads it: white space and controls do not count.
  private func scheme(of url: String) -> String? {
    let plain = url.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
    guard let colon = plain.firstIndex(of: ":") else { return nil }
    let scheme = plain[..<colon]
    guard !scheme.contains(where: { "/?#".unicodeScalars.contains($0) }) else { return nil }
    return String(String.UnicodeScalarView(scheme)).lowercased()
  }

  private func indexTarget(_ name: String) -> LinkTarget {
    if let constituent = settings.constituents.first(where: { $0.id == name }) {
      return .site(path: Address.constituent(constituent.id, settings).text)
    }
    if name.contains("/") || name.contains("?") || Self.blocks.contains(name) {
      return .invalid(
        id: "index-url", message: "`index:\(name)` cannot stand here",
        help: "link a constituent as [Name](index:ID), or put the table in a paragraph of its own as ![](index:table)")
    }
    return .invalid(
      id: "unknown-constituent", message: "index.yml has no constituent `\(name)`",
      help: settings.constituentHelp(for: name))
  }

  private func fileTarget(_ url: String, from path: String) -> LinkTarget {
    let end = url.firstIndex { $0 == "#" || $0 == "?" } ?? url.endIndex
    let fragment = url[end...].firstIndex(of: "#").map { String(url[$0...]) } ?? ""
    let decoded = percentDecoded(String(url[..<end]))
    guard let file = resolved(decoded, from: path) else {
      return .invalid(
        id: "link-outside", message: "`\(url)` leads out of Content/", help: "link to a file inside it")
    }
    if let address = addresses[file] { return .site(path: address.text + fragment) }
    if media.contains(file) { return .site(path: file) }
    let near = nearestName(to: file, among: (Array(addresses.keys) + media).sorted())
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

  private func relative(_ file: String, from path: String) -> String {
    let here = path.split(separator: "/").dropLast()
    let there = file.split(separator: "/")
    let shared = zip(here, there.dropLast()).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: here.count - shared) + there.dropFirst(shared).map(String.init))
      .joined(separator: "/")
  }

  private func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
