import Diagnostics
import Foundation
import ScoreLedger
import Testing

@testable import SiteGenerator

/// An empty folder of its own, removed with the value's last use.
final class EmptyFolder {
  let root: String

  init() throws {
    root = NSTemporaryDirectory() + "site-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Every entry beneath it, hidden ones too, in the order of their paths.
  var entries: [String] {
    (FileManager.default.subpaths(atPath: root) ?? []).sorted()
  }

  func builder(_ folder: String) -> SiteBuilder {
    let base = root + "/" + folder
    var builder = SiteBuilder(
      folders: ProjectFolders(
        content: base + "/Content", templates: base + "/Templates", output: base + "/Public"))
    builder.isStrict = true
    return builder
  }

  func read(_ path: String) throws -> String { try String(contentsOfFile: root + "/" + path, encoding: .utf8) }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/" + path))
  }
}

/// What a person sees where nothing could be made, with the exit code.
func refusal(_ root: String, _ make: () throws(StartProblem) -> MadeFiles) -> String {
  do throws(StartProblem) {
    return "made \(try make().paths)"
  } catch {
    return DiagnosticRenderer().render(error.diagnostics).replacing(root + "/", with: "") + "exit \(error.exitCode)"
  }
}

func day(_ text: String) throws -> CalendarDate { try CalendarDate.parse(text) }

@Test func theProgramCarriesTheTemplatesAsTheyAre() throws {
  let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  let present = try Folder.files(beneath: repository + "/Templates").map(\.path)
  let carried = StandardTemplateFiles.all
  #expect(carried.map(\.path) == present, "list every file of Templates/ in Sources/StandardTemplates")
  for file in carried {
    #expect(file.bytes == (try Folder.read(repository + "/Templates/" + file.path)), "\(file.path)")
  }
}

@Test(arguments: Cadence.names)
func aNewIndexBuildsAndGoesOnInEveryCadence(_ cadence: String) throws {
  let folder = try EmptyFolder()
  let (base, today) = (folder.root + "/ports", try day("2026-05-11"))
  _ = try NewIndex(folder: base, cadence: cadence, date: today).make()
  let builder = folder.builder("ports")
  func built(_ builder: SiteBuilder) -> (text: String, report: BuildReport) {
    let report = builder.build()
    return (DiagnosticRenderer().render(report.diagnostics).replacing(base + "/", with: ""), report)
  }
  var (shown, report) = built(builder)
  #expect(shown == "")
  #expect(report.exitCode == 0 && report.editions == 2 && report.articles == 1 && report.claims.checked > 0)
  if cadence == "irregular" {
    let index = try folder.read("ports/Content/index.yml")
    try folder.write(
      index.replacing("2026-05-11]", with: "2026-05-11, autumn-2026]"), to: "ports/Content/index.yml")
  }
  let edition = try NewEdition.make(.next, content: base + "/Content", today: try day("2026-05-20"))
  let article = try NewArticle(title: "Hooli again", constituent: "Hooli")
    .make(content: base + "/Content", today: try day("2026-05-20"))
  let general = try NewArticle(title: "All of them").make(content: base + "/Content", today: today)
  let page = try NewPage(title: "Imprint").make(content: base + "/Content")
  (shown, report) = built(builder)
  #expect(shown == "")
  #expect(report.leftOut.drafts == 4 && report.editions == 2, "a draft is left out")
  var withDrafts = builder
  withDrafts.isDraftsOn = true
  #expect(DiagnosticRenderer().render(withDrafts.check().diagnostics) == "")
  for path in edition.paths + article.paths + general.paths + page.paths {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let published = lines.filter { !$0.hasPrefix("draft: true") }.joined(separator: "\n")
      .replacing("HOOLI: 64", with: "HOOLI: 70 +6")
    try Data(published.utf8).write(to: URL(fileURLWithPath: path))
  }
  (shown, report) = built(builder)
  #expect(shown == "")
  #expect(report.leftOut.drafts == 0 && report.editions == 3 && report.articles == 4)
  #expect(try folder.read("ports/Public/articles/hooli-again/index.html").contains(">up 6 points</data>"))
  let audit = try #require(builder.audit().report)
  #expect(audit.disagreements == 0 && audit.values > 0)
}

@Test func aNewIndexExplainsItself() throws {
  let folder = try EmptyFolder()
  let made = try NewIndex(folder: folder.root + "/momentum-index", date: try day("2026-05-11")).make()
  let index = try folder.read("momentum-index/Content/index.yml")
  let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("NewIndex/index.yml")
  #expect(index == (try String(contentsOf: golden, encoding: .utf8)))
  // Nothing reads the time zone, and `editions` is a key of irregular indices.
  for key in KeyGroup.index.names where key != "timeZone" && key != "editions" {
    #expect(index.contains("\n\(key): ") || index.contains("\n\(key):\n") || index.contains("# \(key): "), "\(key)")
  }
  let all = made.paths.count
  #expect(
    made.text.replacing(folder.root + "/", with: "").replacing("Made \(all) files", with: "Made all files") == """
      Made all files in momentum-index/
        Content/index.yml                what the index is, and who is in it
        Content/articles/acme-leads.md   the first article, with the first table
        Content/companies/acme.md        a profile, one for each company that has any
        Content/pages/about.md           what readers should know of the publisher
        Content/pages/methodology.md     what the score measures
        index.schema.json                what an editor completes and checks index.yml by
        README.md                        what to run for each edition
        .gitignore                       what git leaves out
        Templates/                       how the pages look

      Next, `cd momentum-index`: every command runs beside Content/. Then:
        site serve                 shows the site while you write
        site new article "Title"   starts another article
        site new edition           opens the next edition with the last scores to edit
        site build                 writes the site into Public/

      """)
}

@Test func whatIsBehindAHashInTheIndexMayBeWrittenOut() throws {
  let folder = try EmptyFolder()
  _ = try NewIndex(folder: folder.root + "/a", date: try day("2026-05-11")).make()
  var index = try folder.read("a/Content/index.yml")
  for key in ["publisher", "smartPunctuation", "rawHTML", "aliases"] {
    let before = index
    index = index.replacing("# \(key):", with: "\(key):")
    #expect(index != before, "\(key)")
  }
  index = index.replacing("# joined: 2026-W20", with: "joined: 2026-W19").replacing(
    "# left: 2026-W20", with: "left: 2026-W30")
  try folder.write(index, to: "a/Content/index.yml")
  #expect(DiagnosticRenderer().render(folder.builder("a").check().diagnostics) == "")
}

@Test(arguments: [
  ("momentum-index", nil, "Momentum Index"), ("ports_of.europe/", nil, "Ports Of Europe"), ("über", nil, "Über"),
  ("x/../y", nil, "Y"), ("---", nil, "My Index"), ("a", "Acme: \"the\" #1", "Acme: \"the\" #1"),
])
func theFolderGivesTheTitle(_ name: String, _ title: String?, _ expected: String) throws {
  let folder = try EmptyFolder()
  try FileManager.default.createDirectory(atPath: folder.root + "/x", withIntermediateDirectories: false)
  let made = try NewIndex(folder: folder.root + "/" + name, title: title, date: try day("2026-05-11")).make()
  let path = try #require(made.paths.first)
  let (settings, _) = IndexParser.parse(SourceFile(path: "index.yml", bytes: try Folder.read(path)))
  #expect(settings?.title == expected)
}

@Test func aFolderOfVersionControlAloneIsEmpty() throws {
  let folder = try EmptyFolder()
  try FileManager.default.createDirectory(atPath: folder.root + "/.git", withIntermediateDirectories: false)
  _ = try NewIndex(folder: folder.root, date: try day("2026-05-11")).make()
  #expect(folder.entries.contains("Content/index.yml"))
}

@Test func nothingIsOverwrittenAndNothingHalfMadeIsLeft() throws {
  let folder = try EmptyFolder()
  let date = try day("2026-05-11")
  func make(_ path: String, title: String? = nil, cadence: String = "weekly") -> String {
    refusal(folder.root) { () throws(StartProblem) in
      try NewIndex(folder: path, title: title, cadence: cadence, date: date).make()
    }
  }
  try folder.write("mine", to: "taken")
  #expect(
    make(folder.root + "/taken") == """
      taken: error: a file stands where the folder should [file-exists]
        help: move it away, or choose another name
      exit 2
      """)
  #expect(
    make(folder.root + "/taken/inside") == """
      taken: error: a file stands here already, and nothing is overwritten [file-exists]
        help: move it away, or choose another name
      exit 2
      """)
  let long = String(repeating: "n", count: 300)
  #expect(
    make(folder.root + "/new/\(long)").replacing(long, with: "LONG") == """
      new/LONG: error: the file or folder cannot be made: File name too long [input-output]
        help: free the disk, mend the permission, or choose another name
      exit 2
      """)
  try FileManager.default.createDirectory(atPath: folder.root + "/full", withIntermediateDirectories: false)
  try folder.write("mine", to: "full/notes.txt")
  #expect(
    make(folder.root + "/full") == """
      full: error: the folder is not empty, and nothing is overwritten: it holds notes.txt [folder-not-empty]
        help: choose a new name, or empty the folder
      exit 2
      """)
  try FileManager.default.createDirectory(atPath: folder.root + "/hidden", withIntermediateDirectories: false)
  try folder.write("mine", to: "hidden/.gitignore")
  #expect(
    make(folder.root + "/hidden") == """
      hidden/.gitignore: error: a file stands here already, and nothing is overwritten [file-exists]
        help: move it away, or choose another name
      exit 2
      """)
  #expect(
    make(folder.root + "/new", cadence: "wekly") == """
      error: `wekly` is no cadence [unknown-cadence]
        help: did you mean weekly?
      exit 2
      """)
  #expect(
    make(folder.root + "/new", title: " ") == """
      error: the title is empty [empty-title]
        help: write it in quotes: --title "Momentum Index"
      exit 2
      """)
  let first = try day("0001-01-01")
  #expect(
    refusal(folder.root) { () throws(StartProblem) in
      try NewIndex(folder: folder.root + "/new", date: first).make()
    } == """
      error: no edition comes before 0001-01-01 [no-such-edition]
        help: begin on a later day
      exit 2
      """)
  #expect(
    make("") == """
      error: the folder has no name [empty-name]
        help: write `site new index momentum-index`
      exit 2
      """)
  #expect(folder.entries == ["full", "full/notes.txt", "hidden", "hidden/.gitignore", "taken"])
  #expect(try folder.read("hidden/.gitignore") == "mine" && folder.read("taken") == "mine")
}
