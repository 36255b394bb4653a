import Foundation
import Testing

@testable import SiteGenerator

extension Project {
  /// Hostile texts, one correction, one alias, and a constituent that no article is about.
  static func small(index: String = Project.index, more: [String: String] = [:]) throws -> Project {
    let files = [
      "Content/articles/acme.md": """
      ---
      title: "Acme & <b>Sons</b> lead"
      summary: It's "first".
      date: 2026-05-11
      constituent: ACME
      scores: {ACME: 60, GLOBEX: 58}
      tags: [rockets & more]
      authors: [A. Writer]
      aliases: [/old/path/]
      ---

      See [the method](../pages/method.md) and [below](#facts).

      ![A rocket](../media/rocket.svg)

      ## Facts

      Text, as [others](https://other.example/index.html) have it.

      """,
      "Content/corrections/a.yml": """
      edition: 2026-W20
      constituent: ACME
      was: 60
      now: 61
      date: 2026-05-20
      reason: One launch was <missed>.
      found-by: A reader & friend

      """,
      "Content/media/rocket.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>\n",
      "Content/pages/method.md": "---\ntitle: Method\n---\n\nHow it is made.\n",
    ]
    return try Project(files.merging(more) { $1 }, index: index)
  }
}

@Test func theFeedHoldsWholeArticlesWithAbsoluteAddresses() throws {
  let project = try Project.small()
  #expect(project.shown(project.builder.build()) == "")
  #expect(
    try project.text("feed.xml") == """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
      <title>Test Index</title>
      <id>https://example.org/test/</id>
      <link rel="self" type="application/atom+xml" href="https://example.org/test/feed.xml"/>
      <link rel="alternate" type="application/feed+json" href="https://example.org/test/feed.json"/>
      <link rel="alternate" type="text/html" href="https://example.org/test/"/>
      <updated>2026-05-20T00:00:00Z</updated>
      <author>
      <name>Test Index</name>
      </author>
      <entry>
      <title>Acme &amp; &lt;b&gt;Sons&lt;/b&gt; lead</title>
      <id>https://example.org/test/articles/acme/</id>
      <link rel="alternate" type="text/html" href="https://example.org/test/articles/acme/"/>
      <published>2026-05-11T00:00:00Z</published>
      <updated>2026-05-20T00:00:00Z</updated>
      <author>
      <name>A. Writer</name>
      </author>
      <category term="rockets &amp; more"/>
      <summary>It's &quot;first&quot;.</summary>
      <content type="html">\(HTMLEscaped.text(body))</content>
      </entry>
      </feed>

      """)
}

@Test func aConstituentsFeedHoldsItsArticlesAndItsCorrections() throws {
  let project = try Project.small()
  #expect(project.builder.build().exitCode == 0)
  let feed = try JSONFeed.read(project, "companies/acme/feed.json")
  let article = "https://example.org/test/articles/acme/"
  let correction = "https://example.org/test/corrections/#2026-w20-acme-2026-05-20"
  #expect(
    feed
      == JSONFeed(
        version: "https://jsonfeed.org/version/1.1", title: "Acme · Test Index",
        homePageUrl: "https://example.org/test/companies/acme/",
        feedUrl: "https://example.org/test/companies/acme/feed.json",
        description: "Articles about Acme, and corrections of its scores.", language: "en",
        authors: [.init(name: "Test Index")],
        items: [
          .init(
            id: correction, url: correction, title: "Acme, edition 2026-W20: 61, not 60",
            contentHtml: """
              <p>One launch was &lt;missed&gt;.</p>
              <p>Acme in <a href="https://example.org/test/editions/2026-w20/">edition 2026-W20</a>: was 60, is now 61. \
              Found by A reader &amp; friend.</p>

              """,
            datePublished: "2026-05-20T00:00:00Z", dateModified: "2026-05-20T00:00:00Z"),
          .init(
            id: article, url: article, title: "Acme & <b>Sons</b> lead", summary: "It's \"first\".",
            contentHtml: body, datePublished: "2026-05-11T00:00:00Z", dateModified: "2026-05-20T00:00:00Z",
            authors: [.init(name: "A. Writer")], tags: ["rockets & more"]),
        ]))
}

@Test func aFeedWithoutEntriesSaysSo() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  #expect(project.builder.build().exitCode == 0)
  for (path, text) in [
    ("corrections/feed.json", "<p>No correction has been published yet.</p>\n"),
    ("companies/globex/feed.json", "<p>No article about Globex &amp; Sons has been published yet.</p>\n"),
  ] {
    let feed = try JSONFeed.read(project, path)
    #expect(feed.items.map(\.contentHtml) == [text])
    #expect(feed.items.map(\.datePublished) == ["2026-05-11T00:00:00Z"])
  }
}

@Test func withoutAnAddressOrAnArticleThereIsNoFeedAndNoLinkToOne() throws {
  let noAddress = Project.index.replacing("url: https://example.org/test/\n", with: "")
  for project in [
    try Project(["Content/articles/a.md": Project.article], index: noAddress), try Project([:]),
  ] {
    #expect(project.builder.build().exitCode == 0)
    #expect(try project.output().keys.filter { $0.hasSuffix("feed.xml") || $0.hasSuffix("feed.json") }.isEmpty)
    for (path, page) in try project.output() where path.hasSuffix(".html") {
      let text = String(decoding: page, as: UTF8.self)
      #expect(!text.contains("application/atom+xml") && !text.contains(">Feed<"), "\(path)")
    }
  }
}

@Test func ofOneDayTheLongestArticleComesFirst() throws {
  let front = "---\ntitle: A\ndate: 2026-05-12\n---\n\n"
  let project = try Project([
    "Content/articles/a.md": Project.article, "Content/articles/b.md": front + "One.\n",
    "Content/articles/c.md": front + "One two three.\n", "Content/articles/d.md": front + "Two.\n",
  ])
  #expect(project.builder.build().exitCode == 0)
  let feed = try JSONFeed.read(project, "feed.json")
  #expect(
    feed.items.map { $0.url.split(separator: "/").last.map(String.init) ?? "" } == ["c", "b", "d", "a"])
}

private let body = """
  <p>See <a href="https://example.org/test/method/">the method</a> and \
  <a href="https://example.org/test/articles/acme/#facts">below</a>.</p>
  <figure>
  <img src="https://example.org/test/media/rocket.svg" alt="A rocket" width="10" height="10" loading="lazy" \
  decoding="async" />
  </figure>
  <h2 id="facts">
  Facts
  </h2>
  <p>Text, as <a href="https://other.example/index.html" rel="external">others</a> have it.</p>

  """

private enum HTMLEscaped {
  static func text(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}

/// JSON Feed 1.1.
private struct JSONFeed: Decodable, Equatable {
  struct Author: Decodable, Equatable { let name: String }

  struct Item: Decodable, Equatable {
    let id: String
    let url: String
    let title: String
    var summary: String?
    let contentHtml: String
    let datePublished: String
    let dateModified: String
    var authors: [Author]?
    var tags: [String]?
  }

  static func read(_ project: Project, _ path: String) throws -> JSONFeed {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(JSONFeed.self, from: Data(project.text(path).utf8))
  }

  let version: String
  let title: String
  let homePageUrl: String
  let feedUrl: String
  var description: String?
  let language: String
  let authors: [Author]
  let items: [Item]
}

@Test(arguments: [
  (
    "<b>1</b><span class=\"t\" aria-hidden=\"true\">=</span><span class=\"vh\">, tied</span>",
    "<b>1</b><span class=\"vh\">, tied</span>"
  ),
  ("<span aria-hidden=\"true\"><span class=\"glyph\">▲</span>+1</span><span>up 1</span>", "<span>up 1</span>"),
  ("<svg class=\"bar\" aria-hidden=\"true\" width=\"100%\"><rect/></svg> a", " a"),
  ("<i aria-hidden=\"true\"><img src=\"a\"/><input></i>b", "b"), ("<span aria-hidden=\"true\">not closed", nil),
  ("<p aria-label=\"a\">a &lt; b</p> <", nil), ("", nil),
])
func aFeedSaysInWordsWhatAPageDraws(html: String, words: String?) {
  #expect(String(decoding: FeedMarkup.inWords(Array(html.utf8)), as: UTF8.self) == words ?? html)
}

@Test(
  arguments: [
    ("<a href=\"#fn1\">1</a>", "<a href=\"https://example.org/a/#fn1\">1</a>"),
    ("<a href=\"https://example.org/b/index.html\">", "<a href=\"https://example.org/b/\">"),
    ("<a href=\"https://example.org/b/index.html#c\" rel>", "<a href=\"https://example.org/b/#c\" rel>"),
    ("<a href=\"https://example.org/index.html?d\">", "<a href=\"https://example.org/?d\">"),
    ("<a href=\"https://example.org/my-index.html\">", nil), ("<a href=\"https://example.com/index.html\">", nil),
    ("a href=\"index.html\" b", nil), (" href=\"", nil), ("", nil),
  ] as [(String, String?)])
func aFeedLinksFromEverywhere(html: String, absolute: String?) {
  let markup = FeedMarkup(url: "https://example.org/", page: "https://example.org/a/")
  #expect(String(decoding: markup.absolute(Array(html.utf8)), as: UTF8.self) == absolute ?? html)
}
