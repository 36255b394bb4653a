import Foundation
import Testing

@testable import SiteGenerator

/// The lines between `<head>` and `</head>`, without those of the stylesheet and the icon, whose names hold fingerprints.
private func head(_ page: String) -> String {
  page.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != "<head>" }.dropFirst()
    .prefix { $0 != "</head>" }.filter { !$0.contains("assets/") }.joined(separator: "\n")
}

@Test func theHeadOfAnArticle() throws {
  let project = try Project.small(index: Project.index.replacing("language: en", with: "language: en-GB"))
  #expect(project.builder.build().exitCode == 0)
  let page = head(try project.text("articles/acme/index.html"))
  let structured = try #require(page.split(separator: "\n").first { $0.hasPrefix("<script") })
  #expect(
    page.replacing(structured, with: "") == """
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Acme &amp; &lt;b&gt;Sons&lt;/b&gt; lead · Test Index</title>
      <meta name="description" content="It&#39;s &#34;first&#34;.">
      <meta name="referrer" content="strict-origin-when-cross-origin">
      <meta name="color-scheme" content="light dark">
      <meta name="theme-color" content="#fbf9f4" media="(prefers-color-scheme: light)">
      <meta name="theme-color" content="#181716" media="(prefers-color-scheme: dark)">
      <link rel="canonical" href="https://example.org/test/articles/acme/">
      <meta property="og:title" content="Acme &amp; &lt;b&gt;Sons&lt;/b&gt; lead">
      <meta property="og:type" content="article">
      <meta property="og:url" content="https://example.org/test/articles/acme/">
      <meta property="og:description" content="It&#39;s &#34;first&#34;.">
      <meta property="og:site_name" content="Test Index">
      <meta property="og:locale" content="en_GB">
      <meta property="article:published_time" content="2026-05-11">
      <meta property="article:modified_time" content="2026-05-20">
      <meta name="twitter:card" content="summary">
      <link rel="alternate" type="text/markdown" title="Acme &amp; &lt;b&gt;Sons&lt;/b&gt; lead" href="../../articles/acme/index.html.md">
      <link rel="alternate" type="application/atom+xml" title="Test Index" href="../../feed.xml">
      <link rel="alternate" type="application/feed+json" title="Test Index" href="../../feed.json">

      """)
}

@Test func anArticleInSchemaOrgsWords() throws {
  let project = try Project.small()
  #expect(project.builder.build().exitCode == 0)
  let site =
    #"{"@type":"WebSite","@id":"https://example.org/test/#site","name":"Test Index","url":"https://example.org/test/"}"#
  let publisher = site.replacing("WebSite", with: "Organization").replacing("#site", with: "#publisher")
  let title = #"Acme \u0026 \u003cb\u003eSons\u003c/b\u003e lead"#
  #expect(
    try structured(project, "articles/acme/index.html") == """
      {"@context":"https://schema.org","@graph":[{"@type":"Article","headline":"\(title)",\
      "description":"It\\u0027s \\"first\\".","datePublished":"2026-05-11","dateModified":"2026-05-20",\
      "author":[{"@type":"Person","name":"A. Writer"}],"publisher":\(publisher),\
      "mainEntityOfPage":"https://example.org/test/articles/acme/","url":"https://example.org/test/articles/acme/",\
      "about":{"@type":"Thing","name":"Acme","identifier":"ACME","url":"https://example.org/test/companies/acme/"},\
      "isPartOf":\(site),"inLanguage":"en","keywords":["rockets \\u0026 more"],"wordCount":13},\
      {"@type":"BreadcrumbList","itemListElement":[\
      {"@type":"ListItem","position":1,"name":"Test Index","item":"https://example.org/test/"},\
      {"@type":"ListItem","position":2,"name":"Articles","item":"https://example.org/test/articles/"},\
      {"@type":"ListItem","position":3,"name":"\(title)","item":"https://example.org/test/articles/acme/"}]}]}
      """)
}

@Test func anArticleNamesItsPicture() throws {
  let project = try Project.small()
  let parts = try #require(project.builder.planned().site)
  var plan = parts.plan
  plan.hasCards = true
  let files = try WholeSite(plan, parts).files
  let page = try #require(files.first { $0.path.text == "articles/acme/index.html" })
  let text = String(decoding: page.bytes, as: UTF8.self)
  let card = "https://example.org/test/articles/acme/card.png"
  #expect(text.contains("\"image\":\"\(card)\",") && text.contains("<meta property=\"og:image\" content=\"\(card)\">"))
}

@Test func articlesOfOneTitleAreToldApart() throws {
  let article = "---\ntitle: Acme leads\ndate: 2026-05-13\n---\n\nText.\n"
  let project = try Project(["Content/articles/a.md": Project.article, "Content/articles/b.md": article])
  #expect(project.builder.build().exitCode == 0)
  for (slug, day) in [("a", "11"), ("b", "13")] {
    let page = try project.text("articles/\(slug)/index.html")
    #expect(page.contains("<title>Acme leads, \(day) May 2026 · Test Index</title>"))
    #expect(page.contains(">Acme leads</h1>"))
  }
}

@Test func theLeagueTableInSchemaOrgsWordsNeedsNoAddress() throws {
  let noAddress = Project.index.replacing("url: https://example.org/test/\n", with: "")
  let project = try Project(["Content/articles/a.md": Project.article], index: noAddress)
  #expect(project.builder.build().exitCode == 0)
  #expect(
    try structured(project, "editions/2026-w20/index.html") == """
      {"@context":"https://schema.org","@graph":[{"@type":"ItemList","name":"Test Index, edition 2026-W20",\
      "numberOfItems":2,"itemListElement":[{"@type":"ListItem","position":1,"name":"Acme"},\
      {"@type":"ListItem","position":2,"name":"Globex \\u0026 Sons"}]}]}
      """)
  // What would need an address is not there, and nothing stands in for it.
  #expect(try project.output()["sitemap.xml"] == nil)
  #expect(try project.text("robots.txt") == "User-agent: *\nAllow: /\n")
  #expect(try !project.text("articles/index.html").contains("ld+json"))
  #expect(try !project.text("index.html").contains("og:"))
}

@Test func aLongTitleIsCutBetweenWordsForSearchEngines() throws {
  let title = String(repeating: "word ", count: 30) + "end"
  let article = Project.article.replacing("title: Acme leads", with: "title: \(title)")
  let project = try Project(["Content/articles/a.md": article])
  #expect(project.builder.build().exitCode == 0)
  let headline = String(repeating: "word ", count: 20) + "word…"
  #expect(try structured(project, "articles/a/index.html").contains("\"headline\":\"\(headline)\""))
}

/// The JSON-LD of a page.
private func structured(_ project: Project, _ path: String) throws -> String {
  let page = try project.text(path)
  let start = try #require(page.firstRange(of: "<script type=\"application/ld+json\">")).upperBound
  return String(page[start...].prefix { $0 != "<" })
}

@Test func theSitemapHasTheDayOfWhatAPageShows() throws {
  let project = try Project.small(more: [
    "Content/articles/b.md": "---\ntitle: B\ndate: 2026-05-04\nscores: {GLOBEX: 57}\n---\n",
    "Content/articles/c.md": "---\ntitle: C\ndate: 2026-05-27\nscores: {ACME: 62}\n---\n",
  ])
  #expect(project.shown(project.builder.build()) == "")
  // The correction of W20 changes its table and the change of W21, and neither of them the score of W19.
  #expect(
    try project.text("sitemap.xml") == """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc>https://example.org/test/articles/acme/</loc><lastmod>2026-05-20</lastmod></url>
      <url><loc>https://example.org/test/articles/b/</loc><lastmod>2026-05-04</lastmod></url>
      <url><loc>https://example.org/test/articles/c/</loc><lastmod>2026-05-27</lastmod></url>
      <url><loc>https://example.org/test/articles/</loc><lastmod>2026-05-27</lastmod></url>
      <url><loc>https://example.org/test/companies/acme/</loc><lastmod>2026-05-27</lastmod></url>
      <url><loc>https://example.org/test/companies/globex/</loc><lastmod>2026-05-20</lastmod></url>
      <url><loc>https://example.org/test/companies/</loc><lastmod>2026-05-27</lastmod></url>
      <url><loc>https://example.org/test/corrections/</loc><lastmod>2026-05-20</lastmod></url>
      <url><loc>https://example.org/test/data/</loc><lastmod>2026-05-27</lastmod></url>
      <url><loc>https://example.org/test/editions/2026-w19/</loc><lastmod>2026-05-04</lastmod></url>
      <url><loc>https://example.org/test/editions/2026-w20/</loc><lastmod>2026-05-20</lastmod></url>
      <url><loc>https://example.org/test/editions/2026-w22/</loc><lastmod>2026-05-27</lastmod></url>
      <url><loc>https://example.org/test/editions/</loc><lastmod>2026-05-27</lastmod></url>
      <url><loc>https://example.org/test/</loc><lastmod>2026-05-27</lastmod></url>
      <url><loc>https://example.org/test/method/</loc></url>
      <url><loc>https://example.org/test/search/</loc><lastmod>2026-05-27</lastmod></url>
      </urlset>

      """)
}

@Test func aSitemapTooLongForOneFileIsCutIntoParts() throws {
  let project = try Project.small()
  let plan = try #require(project.builder.planned().site).plan
  let files = SitemapFiles.sitemaps(plan, url: "https://example.org/test/", longest: 5)
  #expect(files.map(\.path.text) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"])
  #expect(
    String(decoding: files[0].bytes, as: UTF8.self) == """
      <?xml version="1.0" encoding="UTF-8"?>
      <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <sitemap><loc>https://example.org/test/sitemap-1.xml</loc><lastmod>2026-05-20</lastmod></sitemap>
      <sitemap><loc>https://example.org/test/sitemap-2.xml</loc><lastmod>2026-05-20</lastmod></sitemap>
      <sitemap><loc>https://example.org/test/sitemap-3.xml</loc><lastmod>2026-05-20</lastmod></sitemap>
      </sitemapindex>

      """)
  let pages = files.dropFirst().map { String(decoding: $0.bytes, as: UTF8.self).split(separator: "<loc>").count - 1 }
  #expect(pages == [5, 5, 2])
}
