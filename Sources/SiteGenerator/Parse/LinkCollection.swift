internal import Diagnostics
internal import HTMLEscaping
internal import Markdown

/// The links of all bodies to a place on a page, which can only be judged together.
struct LinkCollection {
  private struct Page {
    let file: String
    var body: MarkdownBody
  }

  /// How many problems name a place that is there: each looks at every id of a page.
  private static let suggestions = 100
  /// How many ids of a page a message lists.
  private static let listed = 6

  let resolver: LinkResolver
  private var pages: [Page] = []
  /// Indices of `pages` by address; made when a link leads to another page.
  private lazy var indices: [String: Int] = Dictionary(
    pages.enumerated().compactMap { index, page in resolver.addresses[page.file].map { ($0.text, index) } }
  ) { _, last in last }
  /// What the pages print that a link led to, by their indices.
  private var ids: [Int: Set<String>] = [:]

  init(_ resolver: LinkResolver) { self.resolver = resolver }

  /// - Parameter path: the document's, relative to Content/.
  mutating func add(_ body: MarkdownBody, of path: String) { pages.append(Page(file: path, body: body)) }

  /// Links to places that no page has.
  mutating func problems() -> [Diagnostic] { problems(on: pages.indices) }

  /// Has another body stand in the place of a document's, among whose places are all that others may lead to.
  /// - Parameter path: the document's, relative to Content/.
  /// - Returns: what is wrong with its links.
  mutating func replace(_ body: MarkdownBody, of path: String) -> [Diagnostic] {
    guard let page = pages.firstIndex(where: { $0.file == path }) else { return [] }
    pages[page].body = body
    ids[page] = nil
    return problems(on: page..<page + 1)
  }

  private mutating func problems(on range: Range<Int>) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for page in range {
      for link in pages[page].body.links {
        guard let (target, fragment) = destination(of: link, on: page) else { continue }
        let ids = ids[target] ?? pages[target].body.printed.ids
        self.ids[target] = ids
        if isFound(fragment, among: ids) { continue }
        problems.append(
          problem(
            link, fragment, from: pages[page], to: pages[target], ids, isSuggesting: problems.count < Self.suggestions))
      }
    }
    return problems
  }

  /// The page and the fragment that a link leads to; nil for what is no page with a body.
  private mutating func destination(of link: MarkdownBody.Link, on page: Int) -> (page: Int, fragment: String)? {
    switch link.target {
    case .fragment(let fragment): (page, fragment)
    case .site(let path, let fragment?): indices[path].map { ($0, fragment) }
    default: nil
    }
  }

  /// Whether a browser finds the place: by the fragment as it is printed, then by what that stands for. The start of the
  /// page is always there.
  private func isFound(_ fragment: String, among ids: Set<String>) -> Bool {
    if fragment.isEmpty || fragment.lowercased() == "top" { return true }
    let decoded = percentDecoded(fragment)
    return [fragment, decoded, HTMLText.percentEncoded(decoded)].contains { id in
      ids.contains(id) || resolver.reservedIDs.contains(id)
    }
  }

  private func problem(
    _ link: MarkdownBody.Link, _ fragment: String, from page: Page, to target: Page, _ ids: Set<String>,
    isSuggesting: Bool
  ) -> Diagnostic {
    let isOwn = page.file == target.file
    return Diagnostic(
      id: "broken-fragment",
      isOwn ? "this page has no place `#\(fragment)`" : "`\(target.file)` has no place `#\(fragment)`", at: link.place,
      help: isSuggesting
        ? help(fragment, isOwn ? "" : resolver.relative(target.file, from: page.file), ids.sorted())
        : "link to a heading's id, or to the page itself")
  }

  private func help(_ fragment: String, _ file: String, _ ids: [String]) -> String {
    if let near = nearestName(to: percentDecoded(fragment), among: ids) { return "did you mean `\(file)#\(near)`?" }
    if ids.isEmpty { return "link to the page itself: it has no headings" }
    let shown = ids.prefix(Self.listed).map { "#" + $0 }.joined(separator: ", ")
    return "link to one of \(shown)" + (ids.count > Self.listed ? " and \(ids.count - Self.listed) more" : "")
  }
}
