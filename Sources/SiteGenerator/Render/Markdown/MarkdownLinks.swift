internal import HTMLEscaping
internal import ScoreLedger

/// Where the Markdown beside a page leads: to absolute addresses, or where the site does not know its own, to relative
/// ones.
struct MarkdownLinks {
  let settings: IndexSettings
  /// The page that the Markdown lies beside.
  let page: SitePath

  /// The address of a page or a file, with a fragment.
  func address(_ path: SitePath, _ fragment: String? = nil) -> String {
    let place = fragment.map { "#" + HTMLText.percentEncoded($0) } ?? ""
    return MarkdownText.address((settings.url.map { $0 + path.permalink } ?? page.rootPrefix + path.link) + place)
  }

  func link(_ text: String, _ path: SitePath) -> String { MarkdownText.link(text, address(path)) }

  func constituent(_ constituent: Constituent) -> String {
    link(constituent.name, Address.constituent(constituent.id, settings))
  }

  func edition(_ id: EditionID) -> String { link(id.text, Address.edition(id)) }
}
