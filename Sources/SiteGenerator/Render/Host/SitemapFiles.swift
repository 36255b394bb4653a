internal import HTMLEscaping
internal import Markdown
internal import ScoreLedger

/// sitemap.xml and robots.txt.
enum SitemapFiles {
  /// What the protocol allows in one file.
  private static let longest = 50_000
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private static let namespace = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

  /// Sitemap 0.9: every page that search engines may list, with the date of its newest content where it has one. More pages than one file
  /// may hold stand in parts, and sitemap.xml lists these.
  static func sitemaps(
    _ plan: SitePlan, url: String, longest: Int = Self.longest
  ) -> [(path: SitePath, bytes: [UInt8])] {
    let pages = plan.pages.filter { isListed($0, in: plan) }
    guard pages.count > longest else { return [(Address.sitemap, urlSet(pages[...], url: url))] }
    var files: [(SitePath, [UInt8])] = []
    var index = Array("\(declaration)<sitemapindex \(namespace)>\n".utf8)
    for (number, start) in stride(from: 0, to: pages.count, by: longest).enumerated() {
      let part = pages[start..<min(start + longest, pages.count)]
      let path = Address.sitemapPart(number + 1)
      files.append((path, urlSet(part, url: url)))
      let modified = part.compactMap(\.modified).max()
      add("sitemap", HTMLText.escaped(url), HTMLText.escaped(path.link), modified: modified, to: &index)
    }
    return [(Address.sitemap, index + "</sitemapindex>\n".utf8)] + files
  }

  /// The same, made when the first of them is asked for.
  static func files(_ plan: SitePlan, url: String) -> [SiteFile] {
    let count = plan.pages.count { isListed($0, in: plan) }
    let parts = count > longest ? (count + longest - 1) / longest : 0
    let made = Shared { sitemaps(plan, url: url).map(\.bytes) }
    return (0...parts).map { number in
      SiteFile(number == 0 ? Address.sitemap : Address.sitemapPart(number)) { made.value()[number] }
    }
  }

  private static func isListed(_ page: SitePlan.PlannedPage, in plan: SitePlan) -> Bool {
    page.path != Address.notFound && plan.status(of: page.page) == nil
  }

  private static func urlSet(_ pages: ArraySlice<SitePlan.PlannedPage>, url: String) -> [UInt8] {
    var bytes = Array("\(declaration)<urlset \(namespace)>\n".utf8)
    let address = HTMLText.escaped(url)
    bytes.reserveCapacity(pages.count * (address.utf8.count + 96))
    for index in pages.indices {
      add("url", address, HTMLText.escaped(pages[index].path.permalink), modified: pages[index].modified, to: &bytes)
    }
    bytes += "</urlset>\n".utf8
    return bytes
  }

  /// - Parameters:
  ///   - address: of the site, escaped.
  ///   - path: in it, escaped.
  private static func add(
    _ element: String, _ address: String, _ path: String, modified: CalendarDate?, to bytes: inout [UInt8]
  ) {
    for piece in ["<", element, "><loc>", address, path, "</loc>"] { bytes += piece.utf8 }
    if let modified { for piece in ["<lastmod>", modified.iso, "</lastmod>"] { bytes += piece.utf8 } }
    for piece in ["</", element, ">\n"] { bytes += piece.utf8 }
  }

  static func robots(url: String?) -> String {
    "User-agent: *\nAllow: /\n" + (url.map { "\nSitemap: \($0)\(Address.sitemap.text)\n" } ?? "")
  }
}
