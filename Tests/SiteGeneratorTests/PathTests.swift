import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

#if os(Linux)
  // Where a disk takes both names for one, no two such files can be made.
  @Test(arguments: [("Photo.txt", "photo.txt"), ("e\u{301}.txt", "\u{E9}.txt"), ("STRASSE.txt", "Stra\u{DF}e.txt")])
  func pathsThatAreOneOnSomeDisksAreRefused(first: String, second: String) throws {
    let project = try Project(["Content/articles/a.md": Project.article])
    try project.write("One", to: "Content/media/" + first)
    try project.write("Two", to: "Content/media/" + second)
    let report = project.builder.build()
    #expect(report.exitCode == 1)
    #expect(
      project.shown(report).utf8.elementsEqual(
        """
        Content/media/\(second): error: /media/\(second) is taken by Content/media/\(first) [same-address]
          help: rename one of them: some disks take both names for one

        """.utf8))
    #expect(!FileManager.default.fileExists(atPath: project.root + "/Public"))
  }

  @Test func aNameThatIsNoTextIsRefused() throws {
    let project = try Project(["Content/articles/a.md": Project.article, "Content/media/b": ""])
    #expect(rename(project.root + "/Content/media/b", [CChar](misnamed(project))) == 0)
    let shown = project.shown(project.builder.check())
    #expect(shown.contains("error: the name is no UTF-8 text [misnamed-file]\n  help: rename the file"))
  }

  private func misnamed(_ project: Project) -> [CChar] {
    (project.root + "/Content/media/").utf8.map { CChar(bitPattern: $0) } + [CChar(bitPattern: 0xFF), 0x62, 0]
  }
#endif

@Test func namesAreAsLongAsDisksTakeThem() throws {
  let longest = String(repeating: "m", count: 251) + ".txt"
  let project = try Project(["Content/articles/a.md": Project.article, "Content/media/" + longest: Project.index])
  var builder = project.builder
  builder.isCompressed = true
  let report = builder.build()
  #expect(project.shown(report) == "")
  #expect(try project.output()["media/" + longest] == Data(Project.index.utf8))
  // Its compressed form would have a longer one.
  #expect(try project.output()["media/" + longest + ".gz"] == nil)
}

@Test func aPathThatNoDiskTakesIsRefused() throws {
  let alias = "/" + [String](repeating: String(repeating: "x", count: 200), count: 21).joined(separator: "/") + "/"
  let article = Project.article.replacing("title: Acme leads", with: "title: Acme leads\naliases: [\(alias)]")
  let project = try Project(["Content/articles/a.md": article])
  let report = project.builder.build()
  #expect(report.exitCode == 1)
  #expect(
    project.shown(report) == """
      Content/articles/a.md: error: the path /\(String(repeating: "x", count: 40))… has 4231 bytes, and disks take 4095 \
      [long-path]
        help: shorten it

      """)
}

/// Paths of families are looked at where somebody else claims one near them.
@Test(arguments: [
  ("/articles/a/index.html.md", "/articles/a/index.html.md is taken by the site itself"),
  ("/articles/A/INDEX.html.md", "/articles/a/index.html.md is taken by Content/articles/a.md"),
  ("/articles/a/index.html.md/", "/articles/a/index.html.md/index.html needs a folder where the site itself"),
  ("/articles/b/index.html.md", ""), ("/articles/b/", ""),
]) func nobodyElseTakesThePathsOfFamilies(alias: String, message: String) throws {
  let article = Project.article.replacing(
    "title: Acme leads", with: "title: Acme leads\nconstituent: ACME\naliases: [\(alias)]")
  let project = try Project(["Content/articles/a.md": article])
  let site = try #require(project.builder.planned().site)
  let files = SiteFiles(site.plan, templates: site.templates, assets: site.assets)
  #expect(files.families.count == 1)
  let problems = PathCheck(files: files, plan: site.plan, folders: project.builder.folders).problems()
  #expect(problems == PathCheck(files: files.opened, plan: site.plan, folders: project.builder.folders).problems())
  let found = problems.map { $0.message.replacing(project.root + "/", with: "") }
  #expect(message.isEmpty ? found.isEmpty : found.contains { $0.hasPrefix(message) }, "\(found)")
}

@Test func foldersThatLieInOneAnotherAreRefused() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  try FileManager.default.createSymbolicLink(
    atPath: project.root + "/link", withDestinationPath: project.root + "/Content")
  for output in [
    "Content", "Content/Public", "Content/../Content/x/y", "link", "link/x", ".", "Other/../Content/z",
    "link/../Content",
  ] {
    var builder = project.builder
    builder.folders.output = project.root + "/" + output
    let report = builder.build()
    #expect(report.exitCode == 2 && project.shown(report).contains("cannot lie in one another"), "\(output)")
    #expect(builder.check().exitCode == 2)
  }
  #expect(try Folder.names(in: project.root + "/Content").sorted() == ["articles", "index.yml"])
  // The folder itself may be a link.
  var builder = project.builder
  builder.folders.content = project.root + "/link"
  builder.folders.output = project.root + "/Content2"
  #expect(project.shown(builder.build()) == "")
  builder.folders.templates = project.root + "/Content2/Templates"
  #expect(builder.build().exitCode == 2)
}

@Test func aFileThatIsWrittenWhileItIsReadIsAnError() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  let file = project.root + "/Content/media/large.bin"
  try project.write([UInt8](repeating: 7, count: 1_000_000), to: "Content/media/large.bin")
  let copied = try CopiedFile(file)
  let handle = try #require(FileHandle(forWritingAtPath: file))
  try handle.seekToEnd()
  try handle.write(contentsOf: Data([8]))
  let problem = #expect(throws: WriteError.self) { try copied.fingerprint() }
  #expect(problem?.cause == "it changed while it was read" && problem?.path.hasSuffix("media/large.bin") == true)
  #expect(try Folder.read(file).count == 1_000_001)
}
