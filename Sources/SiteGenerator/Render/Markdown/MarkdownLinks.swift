internal import HTMLEscaping
internal import ScoreLedger

/// Where the Markdown beside a page leads: to absolute addresses, or where the site does not know its own, to relative
/// ones.
struct MarkdownLinks {
  let settings: IndexSettings
  /// Of the page that the Markdown lies beside: the way to the site's root.
  let rootPrefix: String

  init(settings: IndexSettings, page: SitePath) {
    self.settings = settings
    rootPrefix = page.rootPrefix
  }

  /// The address of a page or a file, with a fragment.
  func address(_ path: SitePath, _ fragment: String? = nil) -> String {
    let address = settings.url.map { $0 + path.permalink } ?? rootPrefix + path.link
    guard let fragment else { return MarkdownText.address(address) }
    return MarkdownText.address(address + "#" + HTMLText.percentEncoded(fragment))
  }

  func link(_ text: String, _ path: SitePath) -> String { MarkdownText.link(text, address(path)) }

  func constituent(_ constituent: Constituent) -> String {
    link(constituent.name, Address.constituent(constituent.id, settings))
  }

  func edition(_ id: EditionID) -> String { link(id.text, Address.edition(id)) }
}
