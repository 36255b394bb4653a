import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// What a preview shows, and that a site read again piece by piece is the one that is read as a whole.
struct PreviewTests {
  private static let files = [
    "Content/articles/acme.md": Project.article,
    "Content/articles/globex.md": """
    ---
    title: Globex follows
    date: 2026-05-18
    constituent: GLOBEX
    scores: {ACME: 62 ▲+1, GLOBEX: 60 ▲+2}
    ---

    Globex stands at [60](index:GLOBEX/score). See [the first](acme.md) and ![a picture](../media/a.svg "One").

    ## Why

    """,
    "Content/pages/about.md": "---\ntitle: About\n---\n\nOf [Acme](../articles/globex.md#why).\n\n## Contact\n",
    "Content/companies/acme.md": "---\nconstituent: ACME\n---\n\nThe company.\n",
    "Content/media/a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"/>\n",
  ]

  /// Everything that is seen: all files, or all that is said.
  private static func seen(_ refresh: PreviewRefresh, _ project: Project) -> [String: String] {
    let said = DiagnosticRenderer().render(refresh.diagnostics).replacing(project.root, with: "")
    guard let site = refresh.site else { return ["": said] }
    var seen = ["": said]
    for path in site.paths {
      switch site.answer(at: path) {
      case .bytes(let bytes): seen[path] = String(decoding: bytes, as: UTF8.self)
      case .file(let file): seen[path] = "copy of " + file.replacing(project.root, with: "")
      case .problems(let problems): seen[path] = "problems: " + DiagnosticRenderer().render(problems)
      case .missing: seen[path] = "missing"
      }
    }
    return seen
  }

  /// An edit of any kind, and the paths that a watcher would tell.
  private static func edit(_ project: Project, _ generator: inout SeededGenerator) throws -> Set<String> {
    let articles = ["acme", "globex", "third", "fourth"].map { "Content/articles/\($0).md" }
    let path = articles.randomElement(using: &generator) ?? articles[0]
    let exists = FileManager.default.fileExists(atPath: project.root + "/" + path)
    var changed: [String] = []
    func write(_ text: String, to path: String) throws {
      try project.write(text, to: path)
      changed.append(path)
    }
    switch Int.random(in: 0..<12, using: &generator) {
    case 0 where exists:
      try project.remove(path)
      changed.append(path)
    case 1 where exists:
      try? project.remove("Content/articles/moved.md")
      try FileManager.default.moveItem(
        atPath: project.root + "/" + path, toPath: project.root + "/Content/articles/moved.md")
      changed += [path, "Content/articles/moved.md"]
    case 2: try write("---\ntitle: Draft\ndate: 2026-05-20\ndraft: true\n---\n\nNot yet.\n", to: path)
    case 3: try write("---\ntitle: Broken\ndate: 2026-02-30\n---\n", to: path)
    case 4: try write("", to: path)
    case 5: try write(Project.article + "\n[Elsewhere](globex.md) and [gone](nothing.md)\n", to: path)
    case 6:
      let score = Int.random(in: 50..<70, using: &generator)
      try write("---\ntitle: Scores\ndate: 2026-05-18\nscores: {GLOBEX: \(score)}\n---\n\nText.\n", to: path)
    case 7:
      let height = Int.random(in: 1..<40, using: &generator)
      try write(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"\(height)\"/>\n", to: "Content/media/a.svg")
    case 8:
      try write(
        "---\ntitle: About us\n---\n\n## Contact \(Int.random(in: 0..<9, using: &generator))\n",
        to: "Content/pages/about.md")
    case 9:
      let name = ["Acme", "Acme & Daughters"].randomElement(using: &generator) ?? ""
      try write(Project.index.replacing("name: Acme,", with: "name: \"\(name)\","), to: "Content/index.yml")
    case 10: try write(Self.files[path] ?? Project.article.replacing("leads", with: "leads again"), to: path)
    default:
      let id = ["why", "contact", "what"].randomElement(using: &generator) ?? ""
      try write("<p id=\"\(id)\">{{ page.title }}</p>\n", to: "Templates/partials/extra.html")
    }
    return Set(changed.map { project.root + "/" + $0 })
  }

  /// Everything as it was at first; as many changes as a checkout makes, so that no watcher could name them.
  private static func mend(_ project: Project) throws -> Set<String>? {
    for (path, text) in files { try project.write(text, to: path) }
    try project.write(Project.index, to: "Content/index.yml")
    for name in ["third", "fourth", "moved"] { try? project.remove("Content/articles/\(name).md") }
    return nil
  }

  @Test(arguments: 0..<4)
  func aSiteReadAgainIsTheSiteReadAnew(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let project = try Project(Self.files)
    var builder = project.builder
    let templates = project.root + "/Templates"
    try FileManager.default.copyItem(atPath: builder.folders.templates, toPath: templates)
    builder.folders.templates = templates
    var warm = SitePreview(builder)
    _ = warm.refresh()
    var sites = 0
    var isBroken = false
    for step in 0..<16 {
      // What is broken is mended sooner or later, and all at once.
      let isMended = isBroken && Bool.random(using: &generator)
      let changed = isMended ? try Self.mend(project) : try Self.edit(project, &generator)
      let refreshed = warm.refresh(changed)
      var cold = SitePreview(builder)
      let read = cold.refresh()
      isBroken = read.site == nil
      if !isBroken { sites += 1 }
      #expect(
        Self.seen(refreshed, project) == Self.seen(read, project),
        "seed \(seed), step \(step), \(changed?.sorted() ?? [])")
    }
    #expect(sites > 3)
  }

  // MARK: Edits of words

  /// A body's paragraphs: words, and what reaches further than its own page.
  private static let paragraphs = [
    "Plain words of some length, which say nothing of any number.", "## Why", "## Why {#other}", "### Of all places",
    "See [why](#why) and [the other](globex.md#why).", "See [who](../companies/acme.md#why), and [top](#top).",
    "Acme stands at [61](index:ACME/score).", "Acme stands at [](index:ACME/score?edition=2026-W20).",
    "Acme stands at [99](index:ACME/score).", "Acme scores 61 points.", "Globex & Sons scores 13 points.",
    "The company scores 62 points.", "<b>Raw</b> words.", "![](index:table)", "![](index:movers)", "![](index:stats)",
    "![A picture](../media/a.svg)", "[gone](nothing.md)", "Acme has *much* to say, and Globex & Sons has not.",
    "| Company | Score |\n|---|---:|\n| Globex & Sons | 60 |", "| Company | Why |\n|---|---|\n| Acme | words |",
    "https://example.net/ and [elsewhere](https://example.net/2).",
  ]

  /// Adds a paragraph to a body, or takes one away.
  /// - Returns: the path of the document.
  private static func editWords(_ project: Project, _ generator: inout SeededGenerator) throws -> String {
    let documents = ["articles/acme", "articles/globex", "pages/about", "companies/acme", "editions/2026-W21"]
    let path = "Content/\(documents.randomElement(using: &generator) ?? "").md"
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: project.root + "/" + path)), as: UTF8.self)
    var parts = text.components(separatedBy: "\n\n")
    if parts.count > 2, Bool.random(using: &generator) {
      parts.remove(at: Int.random(in: 1..<parts.count, using: &generator))
    } else {
      parts.insert(
        paragraphs.randomElement(using: &generator) ?? "", at: Int.random(in: 1...parts.count, using: &generator))
    }
    try project.write(parts.joined(separator: "\n\n"), to: path)
    return path
  }

  @Test(arguments: 0..<2)
  func aSiteWhoseWordsChangedIsTheSiteReadAnew(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var files = Self.files
    files["Content/editions/2026-W21.md"] = "---\nedition: 2026-W21\n---\n\nA note.\n"
    let project = try Project(files)
    var warm = SitePreview(project.builder)
    _ = warm.refresh()
    var (sites, quick) = (0, 0)
    for step in 0..<14 {
      let path = try Self.editWords(project, &generator)
      let refreshed = warm.refresh([project.root + "/" + path])
      var cold = SitePreview(project.builder)
      let read = cold.refresh()
      #expect(Self.seen(refreshed, project) == Self.seen(read, project), "seed \(seed), step \(step), \(path)")
      #expect(refreshed.site?.report.claims == read.site?.report.claims)
      #expect(refreshed.site?.report.rawHTML == read.site?.report.rawHTML)
      sites += read.site == nil ? 0 : 1
      quick += refreshed.site?.report.times.stages.contains { $0.stage == .parse } == false ? 1 : 0
      // Whatever is broken is mended at once, so that most sites stand.
      if read.site == nil {
        try project.write(files[path] ?? "", to: path)
        _ = warm.refresh([project.root + "/" + path])
      }
    }
    #expect(sites > 4)
    #expect(quick > 1)
  }

  /// What a writer saves most often is not made the long way.
  @Test func wordsAloneLeaveTheRestAsItWas() throws {
    let project = try Project(Self.files)
    var preview = SitePreview(project.builder)
    _ = preview.refresh()
    func isParsed(after text: String) throws -> Bool {
      try project.write(text, to: "Content/articles/acme.md")
      let site = try #require(preview.refresh([project.root + "/Content/articles/acme.md"]).site)
      return site.report.times.stages.contains { $0.stage == .parse }
    }
    #expect(try !isParsed(after: Project.article + "\nMore words.\n"))
    #expect(try !isParsed(after: Project.article + "\nMore [words](globex.md#why).\n\n## A heading\n"))
    #expect(try isParsed(after: Project.article + "\nAnd no heading.\n"))
    #expect(try isParsed(after: Project.article.replacing("leads", with: "leads again")))
  }

  /// But for the policy, which lets the preview's own script run, a preview shows what a build writes.
  @Test func aPreviewShowsWhatABuildWrites() throws {
    let project = try Project(Self.files)
    #expect(project.shown(project.builder.build()) == "")
    var preview = SitePreview(project.builder)
    let site = try #require(preview.refresh().site)
    let output = try project.output()
    // A hidden file, which the tests' own reading passes over.
    #expect(site.paths == Set(output.keys).union([".nojekyll"]))
    for (path, data) in output {
      switch site.answer(at: path) {
      case .bytes(let bytes):
        let shown = String(decoding: bytes, as: UTF8.self)
          .replacing(ContentPolicy.preview.element, with: ContentPolicy.page.element)
        #expect(shown == String(decoding: data, as: UTF8.self))
      case .file(let file): #expect(FileManager.default.contents(atPath: file) == data)
      case .problems, .missing: Issue.record("\(path) is missing")
      }
    }
    for path in [
      "", "/", "../Content/index.yml", "index.html/", "articles", "search/words-1.json", "media/../index.html",
    ] {
      guard case .missing = site.answer(at: path) else {
        Issue.record("`\(path)` is answered")
        continue
      }
    }
    #expect(site.report.pages > 10)
    #expect(site.problems { false }.isEmpty)
  }

  /// What only some page shows is found by making every page; the others stay up.
  @Test func aPageThatCannotBeMadeIsFound() throws {
    var (builder, project) = (SiteBuilder(), try Project(Self.files))
    builder = project.builder
    let templates = project.root + "/Templates"
    try FileManager.default.copyItem(atPath: builder.folders.templates, toPath: templates)
    builder.folders.templates = templates
    try project.write("<p>{{ page.titel }}</p>\n", to: "Templates/not-found.html")
    var preview = SitePreview(builder)
    let site = try #require(preview.refresh().site)
    let said = """
      Templates/not-found.html:1:12: error: `titel` is not a key of this map [template-undefined]
          1 | <p>{{ page.titel }}</p>
            |            ^^^^^
      """
    func shown(_ problems: [Diagnostic]) -> String {
      DiagnosticRenderer().render(problems).replacing(project.root + "/", with: "")
    }
    #expect(shown(site.problems { false }).hasPrefix(said))
    #expect(site.problems { true }.isEmpty)
    guard case .problems(let problems) = site.answer(at: "404.html") else {
      Issue.record("the page is shown")
      return
    }
    #expect(shown(problems).hasPrefix(said))
    guard case .bytes = site.answer(at: "index.html") else {
      Issue.record("the front page is gone")
      return
    }
  }
}
