internal import Diagnostics
internal import ScoreLedger
internal import TemplateEngine

/// What is left of a rendered site when its files are where they belong.
struct RenderedSite: Sendable {
  /// Drawings that are written as PNG.
  var cards: [(path: SitePath, drawing: [UInt8])] = []
  /// Paths relative to Content/, which are paths in the site too.
  var copies: [String] = []
  /// What took longest to make, the slowest first.
  var slowest = SlowestPages()
}

/// Makes every file of a site; all problems are collected.
enum SiteRenderer {
  /// - Parameter put: takes each file when it is made; afterwards nobody holds it.
  static func render(
    _ plan: SitePlan, templates: TemplateSet, assets: AssetPaths, watch: BuildWatch = BuildWatch(),
    _ put: (RenderedFile) throws(WriteError) -> Void
  ) throws(WriteError) -> (site: RenderedSite, diagnostics: [Diagnostic]) {
    let files = SiteFiles(plan, templates: templates, assets: assets)
    var site = RenderedSite(copies: files.copies)
    var diagnostics: [Diagnostic] = []
    let made = files.pages + files.others
    let clock = ContinuousClock()
    for (number, file) in made.enumerated() {
      let start = clock.now
      var rendered: RenderedFile?
      do throws(RenderError) { rendered = RenderedFile(path: file.path, bytes: try file.make()) } catch {
        diagnostics.append(error.diagnostic)
      }
      if let rendered { try put(rendered) }
      site.slowest.add(file.path.text, clock.now - start)
      watch.step(.render, number + 1, of: made.count)
    }
    for file in files.search.value() + files.assets { try put(file) }
    for card in files.cards {
      do throws(RenderError) {
        let drawing = try card.drawing()
        if let drawing { site.cards.append((card.path, drawing)) }
      } catch { diagnostics.append(error.diagnostic) }
    }
    return (site, diagnostics)
  }
}
