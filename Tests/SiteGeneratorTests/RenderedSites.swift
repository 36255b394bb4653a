import Diagnostics
import Synchronization
import Testing

@testable import SiteGenerator

/// Every file of a site in memory, with its cards as drawings.
struct WholeSite {
  var files: [RenderedFile] = []
  var cards: [(path: SitePath, drawing: [UInt8])] = []

  init(_ plan: SitePlan, _ parts: SiteBuilder.PlannedSite) throws {
    let made = Mutex<[RenderedFile]>([])
    let drawn = Mutex<[(path: SitePath, drawing: [UInt8])]>([])
    let (_, diagnostics) = try SiteRenderer.render(
      SiteFiles(plan, templates: parts.templates, assets: parts.assets),
      to: FileDestination { _ in
        0
      } keep: { _, _ in
        false
      } put: { file, _ in
        made.withLock { $0.append(file) }
      } draw: { path, drawing in
        drawn.withLock { $0.append((path, drawing)) }
      })
    #expect(diagnostics.isEmpty)
    files = made.withLock { $0.sorted { $0.path < $1.path } }
    cards = drawn.withLock { $0.sorted { $0.path < $1.path } }
  }

  func text(_ path: String) throws -> String {
    String(decoding: try #require(files.first { $0.path.text == path }, "\(path)").bytes, as: UTF8.self)
  }

  func paths(_ start: String) -> [String] { files.map(\.path.text).filter { $0.hasPrefix(start) }.sorted() }
}

/// A small site as it would be written, with its cards as drawings.
func renderedSite(_ files: [String: String], index: String = Project.index) throws -> (
  project: Project, plan: SitePlan, site: WholeSite
) {
  let project = try Project(files, index: index)
  let (planned, report) = project.builder.planned()
  #expect(project.shown(report) == "")
  let parts = try #require(planned)
  var plan = parts.plan
  plan.hasCards = true
  return (project, plan, try WholeSite(plan, parts))
}

let articleAboutGlobex = "---\ntitle: About Globex\ndate: 2026-05-12\nconstituent: GLOBEX\n---\n"

/// Names, titles and categories that want out of their place.
let hostileIndex = """
  title: "Index & <b>\\u0001 \\"quoted\\" of a length that no card and no badge has the room for, whatever its font"
  cadence: weekly
  scale: {decimals: 2, unit: points}
  constituents:
    - {id: A, name: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ]]> & <Sons>", category: "</svg><script>"}
    - {id: B, name: "القدس الشريف وما حولها", strategy: "\\uFFFF {{ 1 }} --> 東京都千代田区丸の内一丁目九番二号"}
    - {id: C, name: "東京都千代田区丸の内一丁目九番二号グラントウキョウサウスタワー"}
    - {id: D, name: "😀 | *D* [x](y)"}

  """

let hostileArticle = """
  ---
  title: "<script>alert(1)</script> & \\"\\u0007\\" 😀 القدس 東京 of two hundred characters and of more than any card can show, so that it ends with three points somewhere before its own end is reached at last, as it must"
  date: 2026-05-11
  constituent: B
  scores: {A: 123456789.01 ▲+12345678.01, B: 123456789.01 —0, C: -0.01}
  ---

  """
