internal import Diagnostics
internal import ScoreLedger
internal import TemplateEngine

/// The whole site in memory: what is written, and what is copied from Content/.
struct RenderedSite: Sendable {
  var files: [RenderedFile] = []
  /// Drawings that are written as PNG.
  var cards: [(path: SitePath, drawing: [UInt8])] = []
  /// Paths relative to Content/, which are paths in the site too.
  var copies: [String] = []
  /// What took longest to make, the slowest first.
  var slowest = SlowestPages()
}

/// Makes every file of a site; all problems are collected.
enum SiteRenderer {
  static func render(
    _ plan: SitePlan, templates: TemplateSet, assets: AssetPaths, watch: BuildWatch = BuildWatch()
  ) -> (site: RenderedSite, diagnostics: [Diagnostic]) {
    let files = SiteFiles(plan, templates: templates, assets: assets)
    var site = RenderedSite(copies: files.copies)
    var diagnostics: [Diagnostic] = []
    let made = files.pages + files.others
    let clock = ContinuousClock()
    site.files.reserveCapacity(made.count + files.assets.count)
    for (number, file) in made.enumerated() {
      let start = clock.now
      do throws(RenderError) {
        let bytes = try file.make()
        site.files.append(RenderedFile(path: file.path, bytes: bytes))
      } catch { diagnostics.append(error.diagnostic) }
      site.slowest.add(file.path.text, clock.now - start)
      watch.step(.render, number + 1, of: made.count)
    }
    site.files += files.search.value()
    site.files += files.assets
    for card in files.cards {
      do throws(RenderError) {
        let drawing = try card.drawing()
        if let drawing { site.cards.append((card.path, drawing)) }
      } catch { diagnostics.append(error.diagnostic) }
    }
    return (site, diagnostics)
  }
}
