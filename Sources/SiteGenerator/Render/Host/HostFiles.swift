internal import HTMLEscaping
internal import Markdown

/// What hosts of static sites read beside the pages: `_headers` and `_redirects` in the syntax that Netlify and
/// Cloudflare Pages share, and `.nojekyll` for GitHub Pages.
struct HostFiles: Sendable {
  let plan: SitePlan

  func files() -> [SiteFile] {
    var files = [SiteFile(Address.headers, text: headers), SiteFile(Address.noJekyll, text: { "" })]
    if !plan.redirects.isEmpty { files.append(SiteFile(Address.redirects, text: redirects)) }
    return files
  }

  /// The site's path on its host, from slash to slash.
  private var base: String { SitePath.hostPath(of: plan.content.settings.url) }

  // MARK: Headers

  /// Several rules may match one address. Some hosts then send both policies, of which each must be met, others the more
  /// exact one: so the rule for all allows what the search page and pages made to be framed need, and the page's own
  /// `meta` element says less.
  @Sendable private func headers() -> String {
    let policy = "Content-Security-Policy: \(ContentPolicy.search.text)"
    let unframed = [policy + "; frame-ancestors 'none'"]
    let open = ["Access-Control-Allow-Origin: *", "Cross-Origin-Resource-Policy: cross-origin"]
    var rules = [
      (
        "*",
        [
          policy, "Cross-Origin-Opener-Policy: same-origin",
          "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Referrer-Policy: strict-origin-when-cross-origin", "X-Content-Type-Options: nosniff",
        ]
      ), ("", unframed),
    ]
    rules += folders.map { ($0 + "/*", unframed + ($0 == "data" ? open : [])) }
    rules += [
      ("assets/*", ["Cache-Control: public, max-age=31536000, immutable"]),
      ("badges/*", open), ("embed/*", ["Cross-Origin-Resource-Policy: cross-origin"]),
      (Address.feed.json.link, open),
    ]
    return rules.map { path, lines in "\(base)\(path)\n" + lines.map { "  \($0)\n" }.joined() }.joined(separator: "\n")
  }

  /// The folders at the root whose pages no other site may frame: all but those made for it.
  private var folders: [String] {
    var all: Set<Substring> = []
    for page in plan.pages.indices {
      let path = plan.pages[page].path.text
      if let slash = path.utf8.firstIndex(of: UInt8(ascii: "/")) { all.insert(path[..<slash]) }
    }
    return all.subtracting(["badges", "embed"]).map { HTMLText.percentEncoded(String($0)) }.sorted()
  }

  // MARK: Redirects

  @Sendable private func redirects() -> String {
    plan.redirects.map { from, to in "\(base)\(from.permalink) \(base)\(to.permalink) 301\n" }.joined()
  }
}
