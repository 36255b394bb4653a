internal import Diagnostics
internal import HTMLEscaping
internal import Markdown

/// The links of all bodies to a place on a page, which can only be judged together.
struct LinkCollection {
  private struct Page {
    let file: String
    let body: MarkdownBody
    /// Asked for where a link leads to it.
    let ids: Shared<Set<String>, Never>
  }

  /// How many problems name a place that is there: each looks at every id of a page.
  private static let suggestions = 100
  /// How many ids of a page a message lists.
  private static let listed = 6

  private let resolver: LinkResolver
  private var pages: [Page] = []
  /// Indices of `pages` by address.
  private var indices: [String: Int] = [:]

  init(_ resolver: LinkResolver) { self.resolver = resolver }

  /// - Parameter path: the document's, relative to Content/.
  mutating func add(_ body: MarkdownBody, of path: String) {
    if let address = resolver.addresses[path] { indices[address.text] = pages.count }
    pages.append(Page(file: path, body: body, ids: Shared { body.printed.ids }))
  }

  /// Links to places that no page has.
  func problems() -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for page in pages {
      for link in page.body.links {
        guard let (target, fragment) = destination(of: link, on: page), !isFound(fragment, on: target) else { continue }
        problems.append(
          problem(link, fragment, from: page, to: target, isSuggesting: problems.count < Self.suggestions))
      }
    }
    return problems
  }

  /// The page and the fragment that a link leads to; nil for what is no page with a body.
  private func destination(of link: MarkdownBody.Link, on page: Page) -> (page: Page, fragment: String)? {
    switch link.target {
    case .fragment(let fragment): return (page, fragment)
    case .site(let path, let fragment?): return indices[path].map { (pages[$0], fragment) }
    default: return nil
    }
  }

  /// Whether a browser finds the place: by the fragment as it is printed, then by what that stands for. The start of the
  /// page is always there.
  private func isFound(_ fragment: String, on page: Page) -> Bool {
    if fragment.isEmpty || fragment.lowercased() == "top" { return true }
    let decoded = percentDecoded(fragment)
    return [fragment, decoded, HTMLText.percentEncoded(decoded)].contains { id in
      page.ids.value().contains(id) || resolver.reservedIDs.contains(id)
    }
  }

  private func problem(
    _ link: MarkdownBody.Link, _ fragment: String, from page: Page, to target: Page, isSuggesting: Bool
  ) -> Diagnostic {
    let isOwn = page.file == target.file
    return Diagnostic(
      id: "broken-fragment",
      isOwn ? "this page has no place `#\(fragment)`" : "`\(target.file)` has no place `#\(fragment)`", at: link.place,
      help: isSuggesting
        ? help(fragment, isOwn ? "" : resolver.relative(target.file, from: page.file), target.ids.value().sorted())
        : "link to a heading's id, or to the page itself")
  }

  private func help(_ fragment: String, _ file: String, _ ids: [String]) -> String {
    if let near = nearestName(to: percentDecoded(fragment), among: ids) { return "did you mean `\(file)#\(near)`?" }
    if ids.isEmpty { return "link to the page itself: it has no headings" }
    let shown = ids.prefix(Self.listed).map { "#" + $0 }.joined(separator: ", ")
    return "link to one of \(shown)" + (ids.count > Self.listed ? " and \(ids.count - Self.listed) more" : "")
  }
}
