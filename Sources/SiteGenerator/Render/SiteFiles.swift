internal import TemplateEngine

/// A finished file.
struct RenderedFile: Sendable {
  let path: SitePath
  let bytes: [UInt8]
}

/// The picture that a page is shared with; its drawing is nil where the page has none of its own.
struct SiteCard: Sendable {
  let path: SitePath
  let drawing: @Sendable () throws(RenderError) -> [UInt8]?
}

/// Every file of a planned site, and how each comes about.
struct SiteFiles: Sendable {
  /// The pages that people read, in the order of the plan.
  let pages: [SiteFile]
  /// What stands beside them: Markdown, data, feeds, badges, and what hosts and crawlers read.
  let others: [SiteFile]
  /// What the search page's script reads: the names hold the fingerprint of the bytes, so that none is known before
  /// all are made.
  let search: Shared<[RenderedFile], Never>
  /// Assets of the templates.
  let assets: [RenderedFile]
  let cards: [SiteCard]
  /// Paths relative to Content/, which are paths in the site too.
  let copies: [String]

  init(_ plan: SitePlan, templates: TemplateSet, assets: AssetPaths) {
    let settings = plan.content.settings
    let renderer = PageRenderer(plan, templates: templates, assets: assets)
    // One for all pages: each would hold the whole plan.
    let render: @Sendable (SitePlan.PlannedPage) throws(RenderError) -> [UInt8] = { page throws(RenderError) in
      try renderer.render(page)
    }
    pages = plan.pages.map { page in SiteFile(page.path) { () throws(RenderError) in try render(page) } }
    var others = Badges(plan: plan, templates: templates).files() + EmbedPages(renderer).files()
    others += MarkdownPages(plan).files()
    others.append(SiteFile(Address.languageModels, text: { LanguageModelText(plan).text }))
    others += DataFiles(settings: settings, ledger: plan.ledger).files()
    others.append(SiteFile(Address.robots, text: { SitemapFiles.robots(url: settings.url) }))
    if let url = settings.url {
      others += SitemapFiles.sitemaps(plan, url: url).map { path, bytes in SiteFile(path) { bytes } }
      let feeds = SiteFeeds(plan, url: url) { article throws(RenderError) in
        try renderer.feedBody(of: article, url: url)
      }
      others += feeds.files()
    }
    others += HostFiles(plan: plan).files().map { path, bytes in SiteFile(path) { bytes } }
    others += plan.redirects.map { from, to in
      SiteFile(from, text: { RedirectPage.html(from: from, to: to, in: plan) })
    }
    self.others = others
    search = Shared { SearchIndex(plan).files() }
    self.assets = assets.files.map { RenderedFile(path: $0, bytes: $1) }
    let drawings = SocialCards(plan: plan, templates: templates)
    let draw: @Sendable (SitePlan.PlannedPage) throws(RenderError) -> [UInt8]? = { page throws(RenderError) in
      try drawings.drawing(of: page)
    }
    cards =
      plan.hasCards
      ? plan.pages.map { page in
        SiteCard(path: Address.card(for: page.path)) { () throws(RenderError) in try draw(page) }
      } : []
    copies = plan.content.media
  }
}
