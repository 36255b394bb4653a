import Testing

@testable import SiteGenerator

@Test func hostsGetHeadersRedirectsAndNoJekyll() throws {
  let project = try Project.small()
  #expect(project.builder.build().exitCode == 0)
  let policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'"
  let unframed = "Content-Security-Policy: \(policy); frame-ancestors 'none'"
  #expect(
    try project.text("_headers") == """
      /test/*
        Content-Security-Policy: \(policy)
        Cross-Origin-Opener-Policy: same-origin
        Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
        Referrer-Policy: strict-origin-when-cross-origin
        X-Content-Type-Options: nosniff

      /test/
        \(unframed)

      /test/articles/*
        \(unframed)

      /test/companies/*
        \(unframed)

      /test/corrections/*
        \(unframed)

      /test/data/*
        \(unframed)
        Access-Control-Allow-Origin: *
        Cross-Origin-Resource-Policy: cross-origin

      /test/editions/*
        \(unframed)

      /test/method/*
        \(unframed)

      /test/search/*
        \(unframed)

      /test/assets/*
        Cache-Control: public, max-age=31536000, immutable

      /test/badges/*
        Access-Control-Allow-Origin: *
        Cross-Origin-Resource-Policy: cross-origin

      /test/embed/*
        Cross-Origin-Resource-Policy: cross-origin

      /test/feed.json
        Access-Control-Allow-Origin: *
        Cross-Origin-Resource-Policy: cross-origin

      """)
  #expect(try project.text("_redirects") == "/test/old/path/ /test/articles/acme/ 301\n")
  #expect(try Folder.read(project.root + "/Public/.nojekyll") == [])
  #expect(
    try project.text("old/path/index.html") == """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <meta http-equiv="refresh" content="0; url=../../articles/acme/index.html">
      <link rel="canonical" href="https://example.org/test/articles/acme/">
      <title>Moved · Test Index</title>
      </head>
      <body>
      <p>This page has moved: <a href="../../articles/acme/index.html">go to its new address</a>.</p>
      </body>
      </html>

      """)
}

@Test func withoutAddressAndAliasesRulesStartAtTheRoot() throws {
  let noAddress = Project.index.replacing("url: https://example.org/test/\n", with: "")
  let project = try Project(["Content/articles/a.md": Project.article], index: noAddress)
  #expect(project.builder.build().exitCode == 0)
  #expect(try project.text("_headers").hasPrefix("/*\n"))
  #expect(try project.output()["_redirects"] == nil)
}

/// Two pages cannot send a reader back and forth: an alias is an address like any other.
@Test func aliasesCannotLoop() throws {
  let article = "---\ntitle: B\ndate: 2026-05-12\n"
  let project = try Project([
    "Content/articles/a.md": Project.article.replacing("title: Acme leads", with: "title: A\naliases: [/articles/b/]"),
    "Content/articles/b.md": article + "aliases: [/articles/a/, /articles/b/, /search/x/, /_headers]\n---\n",
  ])
  let report = project.builder.build()
  #expect(
    project.shown(report) == """
      Content/articles/a.md: error: the alias /articles/b/ is taken by Content/articles/b.md [same-address]
        help: rename one of them
      Content/articles/b.md: error: the alias /_headers/ lies in /_headers, which the site itself writes [same-address]
        help: use another old address
      Content/articles/b.md: error: the alias /articles/a/ is taken by Content/articles/a.md [same-address]
        help: rename one of them
      Content/articles/b.md: error: the alias /articles/b/ is taken by Content/articles/b.md [same-address]
        help: rename one of them
      Content/articles/b.md: error: the alias /search/x/ lies in /search, which the site itself writes [same-address]
        help: use another old address

      """)
}

@Test func onlyTheSearchPageMayRunAScript() throws {
  let project = try Project.small()
  #expect(project.builder.build().exitCode == 0)
  for (path, bytes) in try project.output() where path.hasSuffix(".html") {
    let page = String(decoding: bytes, as: UTF8.self)
    #expect(page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"), "\(path)")
    #expect(page.contains("script-src") == (path == "search/index.html"), "\(path)")
    #expect(page.contains("<script src") == (path == "search/index.html"), "\(path)")
  }
}
