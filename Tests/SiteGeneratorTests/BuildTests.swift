import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

@Test func oneArticleAndAnIndexMakeASite() throws {
  let project = try Project(["Content/first.md": Project.article])
  let report = project.builder.build()
  #expect(project.shown(report) == "")
  #expect(report.exitCode == 0 && report.pages == 13 && report.editions == 2)
  let output = try project.output()
  let csv = try #require(output["data/scores.csv"])
  #expect(
    String(decoding: csv, as: UTF8.self) == """
      edition,date,constituent,name,rank,tied,score,change,previous_rank,status,first_published,methodology
      2026-W19,2026-05-04,ACME,Acme,1,false,60,,,implied,,
      2026-W20,2026-05-11,ACME,Acme,1,false,61,1,1,stated,,
      2026-W20,2026-05-11,GLOBEX,Globex & Sons,2,false,58,,,stated,,

      """)
  let page = String(decoding: try #require(output["articles/first/index.html"]), as: UTF8.self)
  #expect(page.contains("<a href=\"../../companies/globex/index.html\">Globex</a>"))
  #expect(page.contains("Globex &amp; Sons"))
  #expect(!page.contains("Globex & Sons"))
}

@Test func aSecondBuildTouchesNothingAndAnotherFolderGivesTheSameBytes() throws {
  let first = try Project(["Content/articles/a.md": Project.article])
  let second = try Project(["Content/articles/a.md": Project.article])
  #expect(first.builder.build().written > 0)
  let again = first.builder.build()
  #expect(again.written == 0 && again.removed == 0)
  #expect(second.builder.build().exitCode == 0)
  #expect(try first.output() == second.output())
}

@Test func anErrorLeavesTheOutputAsItWas() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  #expect(project.builder.build().exitCode == 0)
  let before = try project.output()
  try project.write("---\ntitle: B\ndate: 2026-05-12\nscores: {ACME: 62}\n---\n", to: "Content/articles/b.md")
  let report = project.builder.build()
  #expect(report.exitCode == 1)
  #expect(
    project.shown(report) == """
      Content/articles/b.md:4:16: error: ACME is 62 here and 61 in Content/articles/a.md [score-conflict]
          4 | scores: {ACME: 62}
            |                ^^
      Content/articles/a.md:4:16: note: stated as 61 here
          4 | scores: {ACME: 61 ▲+1, GLOBEX: 58}
            |                ^^
        help: correct one of them, or state another edition

      """)
  #expect(try project.output() == before)
}

@Test func whatIsNoLongerMadeIsRemovedAndWhatIsNotOwnedStays() throws {
  let project = try Project([
    "Content/articles/a.md": Project.article,
    "Content/articles/b.md": "---\ntitle: B\ndate: 2026-05-12\naliases: [/old/]\n---\n\nText.\n",
    "Content/media/a.txt": "copied",
  ])
  #expect(project.builder.build().exitCode == 0)
  try project.write("mine", to: "Public/articles/b/own.txt")
  try project.write("mine", to: "Public/CNAME")
  var files = try Set(project.output().keys)
  #expect(files.isSuperset(of: ["articles/b/index.html", "old/index.html", "media/a.txt"]))
  try project.remove("Content/articles/b.md")
  // Its page with its Markdown, its alias, the redirects, and the words of the search, which are named by what they hold.
  #expect(project.builder.build().removed == 5)
  files = try Set(project.output().keys)
  #expect(files.isSuperset(of: ["articles/b/own.txt", "CNAME", "media/a.txt"]))
  #expect(files.isDisjoint(with: ["articles/b/index.html", "old/index.html"]))
  #expect(!FileManager.default.fileExists(atPath: project.root + "/Public/old"))
}

@Test func draftsAreLeftOutUntilTheyAreAskedFor() throws {
  let project = try Project([
    "Content/articles/a.md": Project.article,
    "Content/articles/b.md": "---\ntitle: B\ndate: 2026-05-12\ndraft: true\nscores: {ACME: 1}\n---\n",
  ])
  let report = project.builder.build()
  #expect(report.exitCode == 0 && report.leftOut.clauses == ["1 draft left out"])
  #expect(try project.output()["articles/b/index.html"] == nil)
  var withDrafts = project.builder
  withDrafts.isDraftsOn = true
  #expect(withDrafts.check().exitCode == 1)
}

@Test(arguments: [
  ("cadence: yearly", "{min: 0, max: 100, decimals: 1}", "2026", "61.5"),
  ("cadence: half-yearly", "{decimals: 2, unit: \"%\", better: lower}", "2026-H1", "−12.25"),
  ("cadence: quarterly", "{min: 0, decimals: 0}", "2026-Q2", "12345"),
  ("cadence: monthly", "{}", "2026-05", "-3"), ("cadence: daily", "{}", "2026-05-11", "3"),
  ("cadence: irregular\neditions: [one, two]", "{}", "two", "3"),
])
func everyCadenceAndScaleBuilds(cadence: String, scale: String, edition: String, score: String) throws {
  let index = Project.index.replacing("cadence: weekly", with: cadence)
    .replacing("{min: 0, max: 100, decimals: 0, unit: points}", with: scale)
  let article = "---\ntitle: A\ndate: 2026-05-11\nedition: \(edition)\nscores: {ACME: \(score)}\n---\n"
  let project = try Project(["Content/articles/a.md": article], index: index)
  let report = project.builder.build()
  #expect(project.shown(report) == "")
  let page = try project.output()["editions/\(edition.lowercased())/index.html"]
  #expect(String(decoding: try #require(page), as: UTF8.self).contains(score.replacing("-", with: "−")))
}

@Test func whatFollowsFromAnUnreadFileIsNotTold() {
  let unread = UnreadablePath(path: "Templates/base.html", cause: "Permission denied").diagnostic(help: "mend it")
  let follows = Diagnostic(id: "template-missing", "there is no template `base.html`", at: .project)
  #expect([follows, unread].ownFaults == [unread])
  #expect([follows].ownFaults == [follows] && [Diagnostic]().ownFaults.isEmpty)
}
