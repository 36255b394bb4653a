internal import TemplateEngine
internal import TemplateValues

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
  var pages: [SiteFile]
  /// What stands beside them: Markdown, data, feeds, badges, and what hosts and crawlers read.
  var others: [SiteFile]
  /// What the search page's script reads: the names hold the fingerprint of the bytes, so that none is known before
  /// all are made.
  var search: Shared<[RenderedFile], Never>
  /// Assets of the templates.
  var assets: [RenderedFile]
  var cards: [SiteCard]
  /// Paths relative to Content/, which are paths in the site too.
  var copies: [String]
  /// Those of the site that another build makes.
  var copiesElsewhere: [String] = []

  /// - Parameter surroundings: of what every file is made with beside the content; nil where nothing was built before.
  init(_ plan: SitePlan, templates: TemplateSet, assets: AssetPaths, surroundings: Fingerprint? = nil) {
    let settings = plan.content.settings
    let renderer = PageRenderer(plan, templates: templates, assets: assets)
    let ingredients = surroundings.map { Ingredients(renderer, surroundings: $0) }
    let lists = ingredients.recipe { $0.lists() }
    // One for all pages: each would hold the whole plan.
    let context: @Sendable (SitePlan.PlannedPage) throws(RenderError) -> (template: String, context: TemplateMap) = {
      page throws(RenderError) in try renderer.context(of: page)
    }
    pages = plan.pages.map { page in
      var file = SiteFile(page.path, ingredients?.page(page)) { () throws(RenderError) in
        let (template, context) = try context(page)
        return try templates.page(template, context)
      }
      file.neighbourhood = plan.neighbourhood(of: page)
      // An article's page shows all that it is made from.
      if case .article = page.page { return file }
      if let ingredients {
        file.draft = { () throws(RenderError) in
          let (template, context) = try context(page)
          return PageDraft(shown: ingredients.shown(by: template, context)) { () throws(RenderError) in
            try templates.page(template, context)
          }
        }
      }
      return file
    }
    var others = Badges(plan: plan, templates: templates, ingredients).files()
    others += EmbedPages(renderer, ingredients).files()
    others += MarkdownPages(plan, ingredients).files()
    others.append(
      SiteFile(Address.languageModels, lists, text: { LanguageModelText(plan).text }))
    others += DataFiles(settings: settings, ledger: plan.ledger).files(ingredients)
    others.append(SiteFile(Address.robots, text: { SitemapFiles.robots(url: settings.url) }))
    if let url = settings.url {
      others += SitemapFiles.sitemaps(plan, url: url).map { path, bytes in SiteFile(path) { bytes } }
      let feeds = SiteFeeds(plan, url: url) { article throws(RenderError) in
        try renderer.feedBody(of: article, url: url)
      }
      others += feeds.files(ingredients)
    }
    others += HostFiles(plan: plan).files().map { path, bytes in SiteFile(path) { bytes } }
    others += plan.redirects.map { from, to in
      SiteFile(from, ingredients.recipe { $0.nothing() }, text: { RedirectPage.html(from: from, to: to, in: plan) })
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

  /// The path of every file but those of the search, whose names nobody else can have.
  var paths: [String] {
    var result: [String] = []
    result.reserveCapacity(pages.count + others.count + assets.count)
    for file in pages { result.append(file.path.text) }
    for file in others { result.append(file.path.text) }
    for file in assets { result.append(file.path.text) }
    // Pages of one folder share a path, and have no card of their own.
    return result + Set(cards.map(\.path.text)).sorted() + copies
  }
}
