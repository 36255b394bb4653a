import Diagnostics
import Foundation
import ScoreLedger
import Testing

@testable import SiteGenerator

private let files = [
  "Content/a.md": "---\ntitle: A\ndate: 2026-05-11\nscores: {ACME: 61 +1, GLOBEX: 58}\n---\n",
  "Content/pages/About us.md": "---\ntitle: About\n---\n\nText.\n",
]

private let names = Project.index.replacing("name: Globex & Sons", with: "name: Globex & Sons, aliases: [GBX]")

private func made(
  _ article: NewArticle, in project: Project, today: String = "2026-05-13"
) throws -> (text: String, file: String) {
  let made = try article.make(content: project.root + "/Content", today: try day(today))
  let file = try String(contentsOfFile: try #require(made.paths.first), encoding: .utf8)
  return (made.text.replacing(project.root + "/", with: ""), file)
}

private func refused(_ article: NewArticle, in project: Project) throws -> String {
  let today = try day("2026-05-13")
  return refusal(project.root) { () throws(StartProblem) in
    try article.make(content: project.root + "/Content", today: today)
  }
}

@Test func anArticleStartsWithWhatTheScoresSay() throws {
  let project = try Project(files, index: names)
  let (text, file) = try made(NewArticle(title: "Acme: why?", constituent: "ACME"), in: project)
  #expect(
    file == """
      ---
      title: "Acme: why?"
      # summary: One sentence that stands below the title.
      date: 2026-05-13   # the day of publication
      edition: 2026-W20
      constituent: ACME   # Acme
      draft: true   # delete this line to publish the article
      # tags: [first, second]
      # authors: [Your name]
      # stats: [{value: "6.9B", label: "what the figure counts"}]   # shown large where the text says ![](index:stats)
      ---

      [Acme](index:ACME) is [](index:ACME/rank) of [](index:rated), at [](index:ACME/score), [](index:ACME/change).

      ![](index:ACME/chart)

      Say here what happened and why it matters.

      ## What to watch

      1. **The first thing.** What would show it, and by when.
      2. **The second thing.** What would show it, and by when.

      ## Two risks

      ### The first risk

      What could prove this wrong.

      ### The second risk

      What else could.

      ## The bottom line

      One sentence that a reader should keep.

      """)
  #expect(
    text.replacing(project.root + "/Content", with: "Content") == """
      Made Content/articles/acme-why.md: a draft about Acme, in edition 2026-W20

      Next, write it. Empty brackets are filled in from the scores; delete its line `draft: true` to publish it.
        site serve --content Content   shows it while you write
        site check --content Content   finds every mistake
        site build --content Content   publishes it

      """)
  let report = project.builder.check()
  #expect(project.shown(report) == "" && report.leftOut.drafts == 1)
  let lines = file.replacing("# tags:", with: "tags:").replacing("# authors:", with: "authors:")
    .replacing("# stats:", with: "stats:").replacing("# summary:", with: "summary:")
    .replacing("draft: true", with: "draft: false")
  try project.write(lines + "\n![](index:stats)\n", to: "Content/articles/acme-why.md")
  #expect(project.shown(project.builder.check()) == "")
}

@Test(arguments: ["GLOBEX", "GBX", "Globex & Sons", "globex", "GLOBEX & sons"])
func aConstituentIsKnownByEachOfItsNames(_ name: String) throws {
  let project = try Project(files, index: names)
  let (_, file) = try made(NewArticle(title: "T", constituent: name), in: project)
  // It had no score before, so there is no change to ask for.
  #expect(file.contains("\nconstituent: GLOBEX   # Globex & Sons\n"))
  #expect(
    file.contains(
      "\n[Globex & Sons](index:GLOBEX) is [](index:GLOBEX/rank) of [](index:rated), at [](index:GLOBEX/score).\n"))
}

@Test func theEditionIsTheNewestOpenedOnesIncluded() throws {
  let project = try Project(files)
  // Today lies behind the newest edition: the article is of its first day.
  #expect(try made(NewArticle(title: "Late"), in: project, today: "2026-06-30").file.contains("\ndate: 2026-05-11 "))
  _ = try NewEdition.make(.next, content: project.root + "/Content", today: try day("2026-05-13"))
  let (_, file) = try made(NewArticle(title: "Next", constituent: "ACME"), in: project, today: "2026-05-19")
  #expect(file.contains("\ndate: 2026-05-19   # the day of publication\nedition: 2026-W21\n"))
  #expect(file.contains(", at [](index:ACME/score), [](index:ACME/change).\n"))
  let dated = NewArticle(title: "Back", date: try day("2026-05-05"))
  #expect(
    try made(dated, in: project).file.contains("\ndate: 2026-05-05   # the day of publication\nedition: 2026-W19\n"))
  #expect(
    try made(NewArticle(title: "Not there", constituent: "GLOBEX", date: try day("2026-05-05")), in: project).file
      .contains("\n[Globex & Sons](index:GLOBEX) is not rated in edition 2026-W19.\n"))
  var builder = project.builder
  builder.isDraftsOn = true
  #expect(project.shown(builder.check()) == "")
}

@Test func whyThereIsNoArticle() throws {
  let project = try Project(files)
  #expect(
    try refused(NewArticle(title: "T", constituent: "ACNE"), in: project) == """
      error: index.yml has no constituent `ACNE` [unknown-constituent]
        help: did you mean ACME?
      exit 2
      """)
  let command = "site new edition 2026-W25 --content Content"
  #expect(
    try refused(NewArticle(title: "T", date: try day("2026-06-15")), in: project) == """
      error: no scores are stated of 2026-W25, which 2026-06-15 falls in [no-edition]
        help: open it first with `\(command)`, or give the day of an edition that exists
      exit 2
      """)
  #expect(
    try refused(NewArticle(title: "A"), in: project) == """
      Content/a.md: error: this file has the address already, and nothing is overwritten [file-exists]
        help: edit it, choose another title, or name the new file with --slug
      exit 2
      """)
  #expect(
    try refused(NewArticle(title: "🚀"), in: project) == """
      error: the title gives no name of a file: it holds neither letters nor digits [malformed-name]
        help: name the file with --slug, like --slug what-moved
      exit 2
      """)
  #expect(
    try refused(NewArticle(title: "T", slug: "What Moved"), in: project) == """
      error: `What Moved` cannot be a part of an address [malformed-name]
        help: write --slug what-moved
      exit 2
      """)
  #expect(
    try refused(NewArticle(title: " \n"), in: project) == """
      error: the title is empty [empty-title]
        help: write it in quotes: "What moved"
      exit 2
      """)
  let empty = try Project([:])
  #expect(
    try refused(NewArticle(title: "T"), in: empty) == """
      error: no edition has any scores yet, and an article belongs to one [no-edition]
        help: open the first with `site new edition --content Content`
      exit 2
      """)
}

@Test func aPageStartsAsADraft() throws {
  let project = try Project(files)
  let content = project.root + "/Content"
  let made = try NewPage(title: "How we work").make(content: content)
  let file = try String(contentsOfFile: try #require(made.paths.first), encoding: .utf8)
  #expect(
    file == """
      ---
      title: How we work
      # summary: One sentence that stands below the title.
      draft: true   # delete this line to publish the page
      # aliases: [/old/address/]
      ---

      Write the page here.

      ## A heading

      Numbers of the newest edition can stand in the text: the leader is [](index:leader).

      """)
  #expect(
    made.text.replacing(content, with: "Content") == """
      Made Content/pages/how-we-work.md: a draft of the page /how-we-work/

      Next, write it. Delete its line `draft: true` to publish it; the foot of every page links it then.
        site serve --content Content   shows it while you write
        site build --content Content   publishes it

      """)
  try project.write(file.replacing("draft: true", with: "draft: false"), to: "Content/pages/how-we-work.md")
  #expect(project.shown(project.builder.check()) == "")
  func refused(_ title: String) -> String {
    refusal(project.root) { () throws(StartProblem) in try NewPage(title: title).make(content: content) }
  }
  #expect(
    refused("About US") == """
      Content/pages/About us.md: error: this file has the address already, and nothing is overwritten [file-exists]
        help: edit it, choose another title, or name the new file with --slug
      exit 2
      """)
  for title in ["Data", "Companies", "Articles", "Search"] {
    #expect(
      refused(title) == """
        error: /\(title.lowercased())/ is a page that the site itself makes [same-address]
          help: choose another title, or name the file with --slug
        exit 2
        """)
  }
}

@Test func aFolderOfAnotherNameIsInTheNextCommands() {
  #expect(NextCommand(folder: "Content/").text("site serve") == "site serve")
  #expect(NextCommand(folder: "./Content").text("site serve") == "site serve")
  #expect(
    NextCommand(folder: "../it's here/Content").text("site serve") == "site serve --content '../it'\\''s here/Content'")
}

@Test func whereTheTemplatesLieBesideTheContentTheNextCommandsRunThere() throws {
  let folder = try EmptyFolder()
  let date = try day("2026-05-11")
  _ = try NewIndex(folder: folder.root + "/a b", date: date).make()
  let made = try NewPage(title: "Imprint").make(content: folder.root + "/a b/Content/")
  #expect(
    made.text.replacing(folder.root, with: "ROOT") == """
      Made 'ROOT/a b/Content/pages/imprint.md': a draft of the page /imprint/

      Next, write it. Delete its line `draft: true` to publish it; the foot of every page links it then.
        cd 'ROOT/a b'
        site serve   shows it while you write
        site build   publishes it

      """)
}
