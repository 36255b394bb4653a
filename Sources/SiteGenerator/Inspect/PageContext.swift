public import Diagnostics
internal import TemplateEngine
internal import TemplateValues

/// The names and values that the template of one page gets: for people who write templates.
public struct PageContext: Sendable {
  public let path: String
  public let template: String
  let context: TemplateMap

  /// An object with `page`, `template` and `context`. Markup stands as `{"$html": "…"}`.
  public func json() -> String {
    ValueJSON.text(["page": .text(path), "template": .text(template), "context": .map(context)])
  }
}

extension SiteBuilder {
  /// What the page at a path of the site gets: `index.html`, `articles/first/` or `/` for the front page.
  public func context(ofPage path: String) -> (context: PageContext?, diagnostics: [Diagnostic]) {
    let (site, report) = planned()
    guard let site else { return (nil, report.diagnostics) }
    let relative = path.hasPrefix("/") ? String(path.dropFirst()) : path
    let wanted = relative.isEmpty || relative.hasSuffix("/") ? relative + "index.html" : relative
    let pages = site.plan.pages
    guard let page = pages.first(where: { $0.path.text == wanted || $0.path.text == wanted + "/index.html" }) else {
      let near = nearestName(to: wanted, among: pages.map(\.path.text))
      let problem = Diagnostic(
        id: Diagnostic.usageID, "the site has no page `\(path)`", at: .project,
        help: near.map { "did you mean \($0)?" } ?? "name a page like index.html or \(pages[0].path.text)")
      return (nil, report.diagnostics + [problem])
    }
    let renderer = PageRenderer(site.plan, templates: site.templates, assets: site.assets)
    do throws(RenderError) {
      let (template, context) = try renderer.context(of: page)
      return (PageContext(path: page.path.text, template: template, context: context), report.diagnostics)
    } catch { return (nil, report.diagnostics + [error.diagnostic]) }
  }
}
