internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import TemplateEngine
internal import TemplateValues

/// A page that could not be rendered.
struct RenderError: Error {
  let diagnostic: Diagnostic
}

/// The fourth stage: planned pages to HTML, by the templates. What each kind of page shows is in Pages/.
struct PageRenderer: Sendable {
  let plan: SitePlan
  let values: LedgerValues
  let data: DataFiles
  /// In the order of the plan's articles.
  let articleValues: ArticleSummaries
  let tables: TableValues
  let bodies: BodyRenderer
  let templates: TemplateSet
  /// What every page shows of the site.
  let site: TemplateValue
  let structured: StructuredData
  let citations: Citations
  /// What most pages may load.
  let policy: TemplateValue
  /// The masthead's scale where the page has no subject.
  private let openScale: TemplateValue

  init(_ plan: SitePlan, templates: TemplateSet, assets: AssetPaths) {
    self.plan = plan
    self.templates = templates
    let values = LedgerValues(settings: plan.content.settings, ledger: plan.ledger)
    self.values = values
    data = DataFiles(settings: plan.content.settings, ledger: plan.ledger)
    articleValues = ArticleSummaries(plan.articles, values)
    tables = TableValues(plan.ledger.tables, values)
    structured = StructuredData(plan: plan, data: data)
    citations = Citations(settings: plan.content.settings, ledger: plan.ledger)
    policy = ContentPolicy.page(of: plan).value
    openScale = values.charts.openScale(subject: nil)
    site = SiteValues(plan: plan, assets: assets).value
    bodies = BodyRenderer(
      settings: plan.content.settings, ledger: plan.ledger, templates: templates, values: values, tables: tables,
      site: site)
  }

  var settings: IndexSettings { plan.content.settings }
  var charts: ChartValues { values.charts }

  /// The bytes of one page.
  func render(_ planned: SitePlan.PlannedPage) throws(RenderError) -> [UInt8] {
    let (template, context) = try context(of: planned)
    return try templates.page(template, context)
  }

  /// The template of one page, and all that it gets.
  func context(of planned: SitePlan.PlannedPage) throws(RenderError) -> (template: String, context: TemplateMap) {
    // A host shows the 404 page at any depth, so no relative way fits.
    let root = planned.path == Address.notFound ? SitePath.hostPath(of: settings.url) : planned.path.rootPrefix
    let content = try content(of: planned, root: root)
    let context = content.values.setting([
      "root": .text(root), "site": site, "open_scale": openScale(of: content),
      "page": .map(head(of: planned, content)),
    ])
    return (content.template, context)
  }

  /// The masthead's scale with the tick of what the page is about.
  private func openScale(of content: PageContent) -> TemplateValue {
    guard case .text(let subject)? = content.values["subject"], !subject.isEmpty else { return openScale }
    return values.charts.openScale(subject: subject)
  }

  /// The body of an article for a feed: every link absolute.
  func feedBody(of article: Article, url: String) throws(RenderError) -> [UInt8] {
    let place = BodyPlace(
      edition: article.edition, subject: article.constituentID, root: url, kind: "feed",
      statistics: article.statistics)
    return try bodies.html(of: article.body, at: place)
  }

  private func content(of planned: SitePlan.PlannedPage, root: String) throws(RenderError) -> PageContent {
    switch planned.page {
    case .front: front()
    case .articles: articleArchive()
    case .olderArticles(let number): articleArchive(page: number)
    case .article(let index): try article(index, root: root)
    case .constituents: constituents()
    case .constituent(let constituent): try self.constituent(constituent, root: root)
    case .editions: editionArchive()
    case .edition(let index): try edition(index, root: root)
    case .page(let index): try standingPage(plan.content.pages[index], root: root)
    case .corrections: corrections()
    case .data: dataPage()
    case .search: search()
    case .notFound: notFound()
    }
  }
}
