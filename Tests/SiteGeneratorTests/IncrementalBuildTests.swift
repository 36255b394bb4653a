import Diagnostics
import Foundation
import ScoreLedger
import Testing

@testable import SiteGenerator

/// A build after an edit gives, to the byte, what a build without anything from before gives.
struct IncrementalBuildTests {
  /// Four editions, with whatever one file can show of another.
  private static let files: [String: String] = [
    "Content/articles/one.md": """
    ---
    title: Acme leads
    date: 2026-05-04
    scores: {ACME: 61, GLOBEX: 58, INITECH: 40}
    tags: [rockets]
    ---

    Acme is [first](index:ACME/rank).

    ![](index:table)

    """,
    "Content/articles/two.md": """
    ---
    title: Globex follows
    date: 2026-05-11
    constituent: GLOBEX
    scores: {ACME: 62 ▲+1, GLOBEX: 60 ▲+2, INITECH: 41}
    ---

    Globex stands at [60](index:GLOBEX/score). See [the first](one.md), [the third](three.md#why) and ![a picture](../media/a.svg "One").

    ![Globex so far](index:GLOBEX/chart)

    """,
    "Content/articles/three.md": """
    ---
    title: Initech falls
    summary: It falls.
    date: 2026-05-18
    constituent: INITECH
    scores: {ACME: 62, GLOBEX: 61, INITECH: 39}
    aliases: [/initech/]
    ---

    ## Why

    [One point](index:ACME/gap?to=GLOBEX) apart.

    ![](index:movers)

    """,
    "Content/articles/four.md": """
    ---
    title: Initech falls
    date: 2026-05-25
    scores: {ACME: 63, GLOBEX: 61, INITECH: 38}
    ---

    Again.

    """,
    "Content/articles/one-more.md": "---\ntitle: One more\ndate: 2026-05-05\n---\n\nA short word.\n",
    "Content/editions/last.md": "---\nedition: 2026-W22\ntitle: The fourth\n---\n\nAcme has [63](index:ACME/score).\n",
    "Content/pages/about.md":
      "---\ntitle: About\n---\n\nOf [Acme](../articles/three.md#why), at [63](index:ACME/score).\n\n## Contact\n",
    "Content/companies/acme.md": "---\nconstituent: ACME\nsummary: Rockets\n---\n\nThe company.\n",
    "Content/media/a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"/>\n",
    "Content/index.yml": Project.index + "  - {id: INITECH, name: Initech, strategy: \"Sell\"}\n",
  ]

  /// Like a project, with templates of its own.
  private static func project(_ files: [String: String] = Self.files) throws -> (Project, SiteBuilder) {
    let project = try Project(files, index: nil)
    try FileManager.default.copyItem(atPath: project.builder.folders.templates, toPath: project.root + "/Templates")
    var builder = project.builder
    builder.folders.templates = project.root + "/Templates"
    return (project, builder)
  }

  /// What a build without anything from before gives of the same content.
  private static func clean(_ project: Project, _ builder: SiteBuilder) throws -> [String: Data] {
    let other = try Project([:], index: nil)
    for folder in ["Content", "Templates"] {
      try? FileManager.default.removeItem(atPath: other.root + "/" + folder)
      try FileManager.default.copyItem(atPath: project.root + "/" + folder, toPath: other.root + "/" + folder)
    }
    var copy = builder
    copy.folders = ProjectFolders(
      content: other.root + "/Content", templates: other.root + "/Templates", output: other.root + "/Public")
    let report = copy.build()
    #expect(other.shown(report) == "")
    return try other.output()
  }

  struct Mutation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let apply: @Sendable (Project, inout SiteBuilder) throws -> Void

    init(_ name: String, _ apply: @escaping @Sendable (Project, inout SiteBuilder) throws -> Void) {
      (testDescription, self.apply) = (name, apply)
    }

    /// Replaces a piece of a file.
    static func edit(_ path: String, _ old: String, _ new: String) -> Mutation {
      Mutation("\(path): \(old) > \(new)") { project, _ in try project.edit(path, old, new) }
    }
  }

  static let mutations: [Mutation] = [
    Mutation("nothing") { _, _ in },
    .edit("Content/articles/four.md", "Again.", "Again and again."),
    .edit("Content/articles/four.md", "Again.", String(repeating: "Many words. ", count: 300)),
    .edit("Content/articles/four.md", "title: Initech falls", "title: Initech rises"),
    .edit("Content/articles/three.md", "summary: It falls.", "summary: It fell."),
    Mutation("a heading that others link") { project, _ in
      try project.edit("Content/articles/three.md", "## Why", "## Because")
      try project.edit("Content/articles/two.md", "three.md#why", "three.md#because")
      try project.edit("Content/pages/about.md", "three.md#why", "three.md#because")
    },
    .edit("Content/articles/three.md", "aliases: [/initech/]", "aliases: [/other/]"),
    .edit("Content/articles/three.md", "date: 2026-05-18", "date: 2026-05-19"),
    .edit("Content/articles/one.md", "tags: [rockets]", "tags: [engines]"),
    Mutation("a score that texts state") { project, _ in
      try project.edit("Content/articles/four.md", "ACME: 63", "ACME: 64")
      try project.edit("Content/pages/about.md", "[63]", "[64]")
      try project.edit("Content/editions/last.md", "[63]", "[64]")
    },
    .edit("Content/articles/four.md", "GLOBEX: 61", "GLOBEX: 63"),
    .edit("Content/articles/one.md", "INITECH: 40", "INITECH: 59"),
    .edit("Content/articles/one.md", ", INITECH: 40", ""),
    .edit("Content/pages/about.md", "title: About", "title: Of us"),
    .edit("Content/pages/about.md", "## Contact", "## Write"),
    .edit("Content/companies/acme.md", "The company.", "The firm."),
    .edit("Content/companies/acme.md", "summary: Rockets", "summary: Engines"),
    .edit("Content/editions/last.md", "title: The fourth", "title: Fourth"),
    .edit("Content/editions/last.md", "Acme has", "Acme holds"),
    .edit("Content/index.yml", "title: Test Index", "title: Other Index"),
    .edit("Content/index.yml", "strategy: \"Sell\"", "strategy: \"Buy\""),
    .edit("Content/index.yml", "name: Acme", "name: Apex"),
    .edit("Content/media/a.svg", "width=\"10\"", "width=\"30\""),
    .edit("Content/media/a.svg", "/>", " />"),
    .edit("Templates/article.html", "<article>", "<article class=\"a\">"),
    .edit("Templates/partials/league-row.html", "class=\"rank\"", "class=\"place\""),
    .edit("Templates/badge.svg", "</svg>", "<g/></svg>"),
    .edit("Templates/assets/site.css", "}", "} /* new */"),
    Mutation("rename an article") { project, _ in
      try project.write(project.source("Content/articles/four.md"), to: "Content/articles/fifth.md")
      try project.remove("Content/articles/four.md")
    },
    Mutation("rename an article that others link") { project, _ in
      try project.write(project.source("Content/articles/one.md"), to: "Content/articles/first.md")
      try project.remove("Content/articles/one.md")
      try project.edit("Content/articles/two.md", "one.md", "first.md")
    },
    Mutation("delete an article") { project, _ in try project.remove("Content/articles/one-more.md") },
    Mutation("delete an edition") { project, _ in
      try project.remove("Content/articles/four.md")
      try project.remove("Content/editions/last.md")
      try project.edit("Content/pages/about.md", "[63]", "[62]")
    },
    Mutation("delete a profile") { project, _ in try project.remove("Content/companies/acme.md") },
    Mutation("a new article") { project, _ in
      try project.write("---\ntitle: New\ndate: 2026-05-26\n---\n\nNew.\n", to: "Content/articles/new.md")
    },
    Mutation("a new edition") { project, _ in
      try project.write(
        "---\ntitle: New\ndate: 2026-06-01\nscores: {ACME: 60, GLOBEX: 61, INITECH: 50}\n---\n\nNew.\n",
        to: "Content/articles/new.md")
      try project.edit("Content/pages/about.md", "[63]", "[60]")
    },
    .edit("Content/articles/one-more.md", "title: One more", "title: One more\ndraft: true"),
    Mutation("drafts are shown") { project, builder in
      try project.edit("Content/articles/one-more.md", "title: One more", "title: One more\ndraft: true")
      builder.isDraftsOn = true
    },
    Mutation("a correction") { project, _ in
      try project.write(
        """
        - edition: 2026-W21
          constituent: ACME
          was: 62
          now: 60
          date: 2026-05-27
          reason: Counted twice

        """, to: "Content/corrections/2026.yml")
      try project.edit("Content/articles/three.md", "[One point](index:ACME/gap?to=GLOBEX) apart.", "Close.")
    },
    Mutation("a lock") { _, builder in _ = builder.release("2026-W20") },
    Mutation("another address") { _, builder in builder.url = "https://example.com/" },
    Mutation("of an earlier day") { project, builder in
      builder.asOf = try CalendarDate.parse("2026-05-26")
    },
    Mutation("the record is cut short") { project, _ in try project.damageCache { Array($0.prefix($0.count / 2)) } },
    Mutation("the record is damaged") { project, _ in
      try project.damageCache { bytes in
        var bytes = bytes
        if !bytes.isEmpty { bytes[bytes.count / 2] ^= 0x10 }
        return bytes
      }
    },
    Mutation("the record is not ours") { project, _ in try project.damageCache { _ in Array("something else\n".utf8) }
    },
    Mutation("what bodies print is damaged, and asked for") { project, _ in
      try project.damageCache("bodies") { bytes in bytes.map { $0 ^ 0x10 } }
      try project.edit("Templates/article.html", "<article>", "<article class=\"a\">")
    },
    Mutation("what bodies print is cut short, and asked for") { project, _ in
      try project.damageCache("bodies") { Array($0.prefix($0.count / 2)) }
      try project.edit("Templates/article.html", "<article>", "<article class=\"a\">")
    },
    Mutation("the record is gone") { project, _ in try project.remove(".site-cache") },
    Mutation("an output file was edited") { project, _ in try project.write("mine", to: "Public/index.html") },
    Mutation("an output file is gone") { project, _ in try project.remove("Public/articles/two/index.html") },
  ]

  @Test(arguments: mutations)
  func aWarmBuildIsACleanOne(mutation: Mutation) throws {
    var (project, builder) = try Self.project()
    let first = builder.build()
    #expect(project.shown(first) == "")
    try mutation.apply(project, &builder)
    let report = builder.build()
    #expect(report.exitCode == 0, "\(project.shown(report))")
    #expect(try project.output() == Self.clean(project, builder))
  }

  @Test(arguments: 0..<2)
  func manyEditsInARow(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var (project, builder) = try Self.project()
    _ = builder.build()
    for _ in 0..<8 {
      guard let mutation = Self.mutations.randomElement(using: &generator) else { continue }
      let before = builder
      do {
        try mutation.apply(project, &builder)
        let report = builder.build()
        // Some edits do not fit others; the next ones mend it or not.
        guard report.exitCode == 0 else {
          builder = before
          continue
        }
        #expect(try project.output() == Self.clean(project, builder), "seed \(seed), \(mutation.testDescription)")
      } catch {
        // What it would edit is not there any more.
        builder = before
      }
    }
  }

  @Test func whereNothingChangedNothingIsWritten() throws {
    let (project, builder) = try Self.project()
    _ = builder.build()
    let again = builder.build()
    #expect(again.written == 0)
    #expect(again.removed == 0)
    #expect(project.shown(again) == "")
  }

  @Test func whatIsWrongIsToldAgain() throws {
    var files = Self.files
    files["Content/articles/one-more.md"]? += "\n#### Too deep\n"
    files["Content/articles/four.md"]? += "\n[Nowhere](#nowhere), and Acme scored 61.\n"
    let (project, builder) = try Self.project(files)
    let first = project.shown(builder.build())
    #expect(first.contains("one-more.md:8:1: "))
    #expect(first.contains("four.md:9:11: "))
    #expect(project.shown(builder.build()) == first)
    try project.edit("Content/articles/one.md", "Acme is", "Acme stands")
    #expect(project.shown(builder.build()) == first)
  }

  @Test func whatWasHeldMeanwhileIsPrintedAnew() throws {
    var files = Self.files
    files["Content/articles/later.md"] = """
      ---
      title: Later
      date: 2030-01-01
      ---

      ## Why

      See [the new one](one-more.md).

      """
    var (project, builder) = try Self.project(files)
    for day in [nil, "2026-05-04"] {
      builder.isScheduledOn = true
      _ = builder.build()
      builder.isScheduledOn = false
      builder.asOf = try day.map { try CalendarDate.parse($0) }
      // While nobody looks at it, an id is taken, and then what it links is held, too.
      if day == nil { try project.edit("Templates/article.html", "<article>", "<article id=\"why\">") }
      _ = builder.build()
      builder.asOf = nil
      builder.isScheduledOn = true
      let report = builder.build()
      #expect(report.exitCode == 0, "\(project.shown(report))")
      #expect(try project.output() == Self.clean(project, builder))
    }
  }

  @Test func aFileThatIsWhatItWasIsNotRead() throws {
    // This file is older than the step in which a file system tells times.
    let path = #filePath
    let stamp = try #require(Folder.stamp(ofChange: path))
    let fingerprint = SourceFingerprint(length: 4711, hash: 12)
    var files = ReadFiles()
    files.known = [path: ReadFiles.Known(stamp: stamp, fingerprint: fingerprint)]
    var reader = FileReader(known: files)
    #expect(try reader.file(path, shown: path).fingerprint == fingerprint)
    #expect(reader.read.stamps == [path: stamp])
    let later = FileStamp(size: stamp.size, time: stamp.time + 1, inode: stamp.inode)
    files.known = [path: ReadFiles.Known(stamp: later, fingerprint: fingerprint)]
    reader = FileReader(known: files)
    #expect(try reader.file(path, shown: path).fingerprint == SourceFingerprint(of: Folder.read(path)))
  }

  @Test func aFileThatJustChangedIsReadAgain() throws {
    let project = try Project(["Content/a.md": "a"])
    let path = project.root + "/Content/a.md"
    var reader = FileReader(known: ReadFiles())
    _ = try reader.file(path, shown: path)
    #expect(reader.read.stamps == [:])
  }

  // MARK: What is made again

  /// The files that a build after an edit makes, but for those that any build does.
  private func made(after mutation: Mutation) throws -> (made: Set<String>, changed: Set<String>) {
    var (project, builder) = try Self.project()
    _ = builder.build()
    let before = try project.output()
    let always = Set(builder.build().made.map(\.text))
    try mutation.apply(project, &builder)
    let made = Set(builder.build().made.map(\.text))
    let after = try project.output()
    return (made.subtracting(always), Set(after.filter { before[$0.key] != $0.value }.keys))
  }

  @Test func ofAnEditedTextItsPageAndFeedsAreMade() throws {
    let (made, _) = try made(after: .edit("Content/articles/two.md", "Globex stands", "Globex is"))
    #expect(
      made == [
        "articles/two/index.html", "articles/two/index.html.md", "companies/globex/feed.json",
        "companies/globex/feed.xml", "feed.json", "feed.xml",
      ])
  }

  @Test func ofAChangedScoreOnlyPagesThatShowSomethingChangedAreMade() throws {
    let (made, changed) = try made(after: .edit("Content/articles/one.md", "INITECH: 40", "INITECH: 41"))
    let pages = made.filter { $0.hasSuffix("index.html") && !$0.hasPrefix("embed/") }
    #expect(pages.subtracting(changed).sorted() == [])
    #expect(!pages.isEmpty)
  }
}

struct EditError: Error {}

extension Project {
  fileprivate func source(_ path: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: root + "/" + path), encoding: .utf8)
  }

  /// - Throws: where the file or the piece is not there.
  fileprivate func edit(_ path: String, _ old: String, _ new: String) throws {
    guard let text = try? source(path), let range = text.range(of: old) else { throw EditError() }
    try write(text.replacingCharacters(in: range, with: new), to: path)
  }

  /// Changes the files that builds keep for one another.
  /// - Parameter name: how their names end.
  fileprivate func damageCache(_ name: String = "", _ change: ([UInt8]) -> [UInt8]) throws {
    for (path, entry) in try Folder.files(beneath: root + "/.site-cache") where entry == .file && path.hasSuffix(name) {
      try write(change(Folder.read(root + "/.site-cache/" + path)), to: ".site-cache/" + path)
    }
  }
}
