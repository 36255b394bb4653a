internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import TemplateEngine

/// The whole site in memory: what is written, and what is copied from Content/.
struct RenderedSite: Sendable {
  var files: [(path: SitePath, bytes: [UInt8])] = []
  /// Drawings that are written as PNG.
  var cards: [(path: SitePath, drawing: [UInt8])] = []
  /// Paths relative to Content/, which are paths in the site too.
  var copies: [String] = []
  var pageCount = 0
}

/// Renders every page and file of a plan; all problems are collected.
enum SiteRenderer {
  static func render(
    _ plan: SitePlan, templates: TemplateSet, assets: AssetPaths
  ) -> (site: RenderedSite, diagnostics: [Diagnostic]) {
    let settings = plan.content.settings
    let renderer = PageRenderer(plan, templates: templates, assets: assets)
    var site = RenderedSite()
    var diagnostics: [Diagnostic] = []
    let cards = SocialCards(plan: plan, templates: templates)
    for page in plan.pages {
      do throws(RenderError) {
        site.files.append((page.path, try renderer.render(page)))
        site.pageCount += 1
        if plan.hasCards, let drawing = try cards.drawing(of: page) {
          site.cards.append((Address.card(for: page.path), drawing))
        }
      } catch { diagnostics.append(error.diagnostic) }
    }
    do throws(RenderError) {
      site.files += try Badges(plan: plan, templates: templates).files()
      site.files += try EmbedPages(renderer).files()
    } catch { diagnostics.append(error.diagnostic) }
    site.files += MarkdownPages(plan).files()
    site.files.append((Address.languageModels, Array(LanguageModelText(plan).text.utf8)))
    for (path, text) in DataFiles(settings: settings, ledger: plan.ledger).files() {
      site.files.append((path, Array(text.utf8)))
    }
    site.files.append((Address.robots, Array(SitemapFiles.robots(url: settings.url).utf8)))
    if let url = settings.url {
      site.files += SitemapFiles.sitemaps(plan, url: url)
      var feeds = SiteFeeds(plan, url: url) { article throws(RenderError) in
        try renderer.feedBody(of: article, url: url)
      }
      do throws(RenderError) { site.files += try feeds.files() } catch { diagnostics.append(error.diagnostic) }
    }
    site.files += SearchIndex(plan).files()
    site.files += HostFiles(plan: plan).files()
    site.files += assets.files
    for (from, to) in plan.redirects {
      site.files.append((from, Array(RedirectPage.html(from: from, to: to, in: plan).utf8)))
    }
    site.copies = plan.content.media
    return (site, diagnostics)
  }
}
