internal import HTMLEscaping
internal import Markdown
internal import ScoreLedger

/// sitemap.xml and robots.txt.
enum SitemapFiles {
  /// Sitemap 0.9: every page but the 404, with the date of its newest content where it has one.
  static func sitemap(_ plan: SitePlan, url: String) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    for page in plan.pages where page.path != Address.notFound {
      let modified = page.modified.map { "<lastmod>\($0.iso)</lastmod>" } ?? ""
      text += "<url><loc>\(HTMLText.escaped(url + page.path.permalink))</loc>\(modified)</url>\n"
    }
    return text + "</urlset>\n"
  }

  static func robots(url: String?) -> String {
    "User-agent: *\nAllow: /\n" + (url.map { "\nSitemap: \($0)\(Address.sitemap.text)\n" } ?? "")
  }
}
