internal import ScoreLedger
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
  /// Files that mostly stay together; those of the two lists below belong to none.
  var families: [FileFamily] = []
  /// The pages that people read, in the order of the plan.
  var pages: [SiteFile]
  /// What stands beside them: Markdown, data, feeds, badges, and what hosts and crawlers read.
  var others: [SiteFile]
  /// What the search page's script reads: the names hold the fingerprint of the bytes, so that none is known before
  /// all are made.
  var search: (@Sendable () -> SearchFiles)?
  /// Assets of the templates.
  var assets: [RenderedFile]
  var cards: [SiteCard]
  /// Paths relative to Content/, which are paths in the site too.
  var copies: [String]
  /// Those of the site that another build makes.
  var copiesElsewhere: [String] = []
  /// What recipes stand for; nil where nobody asks.
  let ingredients: Ingredients?

  /// - Parameters:
  ///   - surroundings: of what every file is made with beside the content; nil where nothing was built before.
  ///   - search: the search's files where they are being made already.
  init(
    _ plan: SitePlan, templates: TemplateSet, assets: AssetPaths, surroundings: Fingerprint? = nil,
    search: Ahead<SearchFiles>? = nil
  ) {
    let settings = plan.content.settings
    let renderer = PageRenderer(plan, templates: templates, assets: assets)
    let ingredients = surroundings.map { Ingredients(renderer, surroundings: $0) }
    self.ingredients = ingredients
    // One for all pages: each would hold the whole plan.
    let make: @Sendable (Int) throws(RenderError) -> [UInt8] = { index throws(RenderError) in
      try renderer.render(plan.pages[index])
    }
    let draft: @Sendable (Int, Ingredients) throws(RenderError) -> PageDraft = {
      index, ingredients throws(RenderError) in
      let (template, context) = try renderer.context(of: plan.pages[index])
      return PageDraft(shown: ingredients.shown(by: template, context)) { () throws(RenderError) in
        try templates.page(template, context)
      }
    }
    let page: @Sendable (Int, Int?) -> SiteFile = { index, family in
      let page = plan.pages[index]
      var drafted: (@Sendable () throws(RenderError) -> PageDraft)?
      // An article's page shows all that it is made from.
      if let ingredients, !page.page.isArticle { drafted = { () throws(RenderError) in try draft(index, ingredients) } }
      return SiteFile(
        page.path, .page(index), neighbourhood: plan.neighbourhood(of: page), family: family, draft: drafted
      ) { () throws(RenderError) in try make(index) }
    }
    let (badges, embeds) = (Badges(plan: plan, templates: templates), EmbedPages(renderer))
    let texts = MarkdownPages(plan)
    let groups = plan.pageGroups
    pages = groups.loose.map { page($0, nil) }
    families = groups.byEdition.map { table, places in
      FileFamily(name: plan.ledger.tables[table].id.text, recipe: .family(table)) {
        places.map { plan.pages[$0].path }
      } pages: { number in
        places.map { page($0, number) }
      } others: { number in
        let subjects = plan.subjects(of: table)
        return places.map { texts.file(of: $0, number) } + embeds.files(of: subjects, number)
          + badges.files(of: subjects, number)
      }
    }
    var others = badges.files + embeds.files
    others += groups.loose.lazy.filter { plan.pages[$0].hasMarkdown }.map { texts.file(of: $0, nil) }
    others.append(SiteFile(Address.languageModels, .lists, text: { LanguageModelText(plan).text }))
    others += DataFiles(settings: settings, ledger: plan.ledger).files()
    others.append(SiteFile(Address.robots, text: { SitemapFiles.robots(url: settings.url) }))
    if let url = settings.url {
      others += SitemapFiles.files(plan, url: url)
      let feeds = SiteFeeds(plan, url: url) { article throws(RenderError) in
        try renderer.feedBody(of: article, url: url)
      }
      others += feeds.files()
    }
    others += HostFiles(plan: plan).files()
    others += plan.redirects.map { from, to in
      SiteFile(from, .nothing, text: { RedirectPage.html(from: from, to: to, in: plan) })
    }
    self.others = others
    self.search = { search?.take() ?? SearchIndex(plan).files() }
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

  /// - Parameter place: among the pages and the others, in this order.
  subscript(place: Int) -> SiteFile { place < pages.count ? pages[place] : others[place - pages.count] }

  /// The path of every file but those of the search, whose names nobody else can have; of a family those of its pages.
  func visitPaths(_ visit: (String) -> Void) {
    for family in families { for path in family.paths() { visit(path.text) } }
    for index in pages.indices { visit(pages[index].path.text) }
    for index in others.indices { visit(others[index].path.text) }
    for file in assets { visit(file.path.text) }
    // Pages of one folder share a path, and have no card of their own.
    for path in Set(cards.map(\.path.text)).sorted() { visit(path) }
    for path in copies { visit(path) }
  }

  /// The same as a list.
  var paths: [String] {
    var result: [String] = []
    result.reserveCapacity(pages.count + others.count + assets.count + cards.count + copies.count)
    visitPaths { result.append($0) }
    return result
  }
}
