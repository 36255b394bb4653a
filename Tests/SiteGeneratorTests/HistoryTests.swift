import Diagnostics
import Foundation
import ScoreLedger
import Testing

@testable import SiteGenerator

private let report = """
  ---
  title: Report
  date: 2026-05-11
  scores: {ACME: 61 ▲+1, GLOBEX: 58}
  ---

  Acme is [first](index:ACME/rank) at [61](index:ACME/score), up [one point](index:ACME/change).

  """

private let correction = """
  edition: 2026-W20
  constituent: GLOBEX
  was: 58
  now: 62
  reason: "=SUM(A1), counted twice"
  date: 2026-05-20
  found-by: A reader

  """

extension Project {
  func text(_ path: String) throws -> String {
    String(decoding: try #require(try output()[path], "\(path)"), as: UTF8.self)
  }
}

// MARK: Corrections

@Test func aCorrectionIsSeenByReaders() throws {
  let mended = report.replacing("[first]", with: "[second]").replacing("GLOBEX: 58", with: "GLOBEX: 62")
  let project = try Project(["Content/articles/a.md": mended, "Content/corrections/1.yml": correction])
  let built = project.builder.build()
  #expect(project.shown(built) == "")
  let page = try project.text("corrections/index.html")
  let values = page.matches(of: /<p class="was-now">(.*)<\/p>/).map { $0.1.replacing(/<[^>]*>/, with: "") }
  #expect(values == ["first published as 58 →, corrected to 62"])
  #expect(page.contains("<span class=\"glyph\" aria-hidden=\"true\">→</span>"))
  #expect(page.contains("Found by A reader"))
  #expect(page.contains("href=\"../corrections/index.html#2026-w20-globex-2026-05-20\""))
  for path in ["index.html", "editions/2026-w20/index.html", "articles/a/index.html", "companies/globex/index.html"] {
    #expect(try project.text(path).contains("(corrected, first published as 58)"), "\(path)")
  }
  let feed = try project.text("corrections/feed.xml")
  #expect(feed.contains("<title>Globex &amp; Sons, edition 2026-W20: 62, not 58</title>"))
  #expect(
    try project.text("data/corrections.csv") == """
      date,edition,constituent,name,was,now,reason,found_by
      2026-05-20,2026-W20,GLOBEX,Globex & Sons,58,62,"'=SUM(A1), counted twice",A reader

      """)
  #expect(
    try project.text("data/editions/2026-w20.csv").contains(
      "2026-W20,2026-05-11,GLOBEX,Globex & Sons,1,false,62,,,corrected,58,\n"))
  let (audit, _) = project.builder.audit()
  #expect(audit?.disagreements == 0)
}

// MARK: Released editions

@Test func aReleasedEditionStandsStill() throws {
  let project = try Project(["Content/articles/a.md": report])
  #expect(project.builder.releases().editions.map(\.isReleased) == [false, false])
  guard case .released(let edition, let path) = project.builder.release("2026-w20").outcome else {
    Issue.record("not released")
    return
  }
  #expect(edition.text == "2026-W20")
  let lock = """
    # Edition 2026-W20 as it was released, written by `site release`. No build changes these values silently:
    # a score that was wrong is mended in corrections/, and this file stays as it is.
    edition: 2026-W20
    scores:
      ACME: 61 +1
      GLOBEX: 58

    """
  #expect(try String(contentsOfFile: path, encoding: .utf8) == lock)
  #expect(project.builder.releases().editions.map(\.isReleased) == [true, false])
  #expect(project.builder.build().exitCode == 0)
  #expect(try project.text("editions/2026-w20/index.html").contains("released, so that only a published correction"))
  guard case .wasReleased = project.builder.release("2026-W20").outcome else {
    Issue.record("released twice")
    return
  }
  let before = try project.output()
  try project.write(report.replacing("GLOBEX: 58", with: "GLOBEX: 59"), to: "Content/articles/a.md")
  #expect(project.builder.build().exitCode == 1)
  #expect(project.builder.release("2026-W20").outcome == nil)
  #expect(try project.output() == before)
  #expect(try String(contentsOfFile: path, encoding: .utf8) == lock)
}

// MARK: The site as it stood on a day

@Test func theSiteAsOfADayIsTheSiteOfThatDay() throws {
  let methodology = "methodology:\n  - {version: \"1\"}\n"
  let project = try Project(
    ["Content/articles/a.md": report, "Content/editions/2026-w20.md": "---\nedition: 2026-W20\n---\n\nNote.\n"],
    index: Project.index + methodology)
  #expect(project.builder.release("2026-W20").outcome != nil)
  #expect(project.builder.build().exitCode == 0)
  let ofThatDay = try project.output()

  // Nine days later: another edition, another methodology, one more company and one less, a correction, and the article
  // mended by it.
  let index = Project.index
    .replacing("- {id: GLOBEX", with: "- {id: HOOLI, name: Hooli, joined: 2026-W21}\n  - {id: GLOBEX")
    .replacing("name: Globex & Sons}", with: "name: Globex & Sons, left: 2026-W22}")
  try project.write(index + methodology + "  - {version: \"2\", since: 2026-W21}\n", to: "Content/index.yml")
  try project.write(
    "---\ntitle: B\ndate: 2026-05-18\nscores: {ACME: 64, GLOBEX: 63, HOOLI: 10}\n---\n\n[x](a.md)\n",
    to: "Content/articles/b.md")
  try project.write("---\nedition: 2026-W21\n---\n\nLater.\n", to: "Content/editions/2026-w21.md")
  try project.write(correction, to: "Content/corrections/1.yml")
  try project.write(
    report.replacing("[first]", with: "[second]").replacing("GLOBEX: 58", with: "GLOBEX: 62"),
    to: "Content/articles/a.md")
  #expect(project.builder.release("2026-W21").outcome != nil)
  #expect(project.shown(project.builder.build()) == "")
  #expect(try project.output() != ofThatDay)

  var builder = project.builder
  builder.asOf = try CalendarDate.parse("2026-05-17")
  let dated = builder.build()
  #expect(project.shown(dated) == "")
  #expect(dated.leftOut.clauses == ["1 article held until 2026-05-18", "1 note held until 2026-05-18"])
  let now = try project.output()
  #expect(Set(now.keys) == Set(ofThatDay.keys))
  for (path, bytes) in ofThatDay { #expect(now[path] == bytes, "\(path)") }
  #expect(builder.audit().report?.disagreements == 0)
}

@Test func aLinkToWhatIsNotThereYetIsText() throws {
  let project = try Project([
    "Content/articles/a.md": report + "See [the next](b.md).\n",
    "Content/articles/b.md": "---\ntitle: B\ndate: 2026-05-18\nscores: {ACME: 64}\n---\n",
  ])
  var builder = project.builder
  builder.asOf = try CalendarDate.parse("2026-05-17")
  #expect(builder.build().exitCode == 0)
  #expect(try project.text("articles/a/index.html").contains("See the next.</p>"))
  #expect(try project.output()["articles/b/index.html"] == nil)
  #expect(try !project.text("data/scores.csv").contains("2026-W21"))
}

@Test func whatADayDidNotKnowIsPlainText() throws {
  let project = try Project([
    "Content/articles/a.md": report,
    "Content/pages/about.md": "---\ntitle: About\n---\n\nAt [61](index:ACME/score).\n\n![](index:table)\n",
    "Content/editions/2026-w19.md": "---\nedition: 2026-W19\n---\n\nAt [60](index:ACME/score).\n",
  ])
  var builder = project.builder
  builder.asOf = try CalendarDate.parse("2026-05-10")
  let report = builder.build()
  #expect(project.shown(report) == "" && report.claims.unread == 1)
  #expect(try project.text("about/index.html").contains("<p>At 61.</p>"))
}

@Test func asOfTodayIsAPlainBuild() throws {
  let files = ["Content/articles/a.md": report]
  let (plain, dated) = (try Project(files), try Project(files))
  #expect(plain.builder.build().exitCode == 0)
  var builder = dated.builder
  builder.asOf = try CalendarDate.parse("2026-05-11")
  #expect(builder.build().exitCode == 0)
  #expect(try plain.output() == dated.output())
}

// MARK: Marking claims

@Test func fixMarksWhatIsTrueAndChangesNothingElse() throws {
  let text = """
    ---
    title: A
    date: 2026-05-11
    scores: {ACME: 61 ▲+1, GLOBEX: 58}
    ---

    Acme’s score is 61,  "so" `61`, and Acme rose
    by one point; [Globex](index:GLOBEX) is second, at 58.\t

    * Acme, at 62, is wrong. Acme stands at 61\\.

    """
  let project = try Project(["Content/articles/a.md": text])
  #expect(project.builder.bindClaims().count == 5)
  let fixed = try String(contentsOfFile: project.root + "/Content/articles/a.md", encoding: .utf8)
  #expect(
    fixed
      == text.replacing("score is 61", with: "score is [61](index:ACME/score)")
      .replacing("rose\nby one point", with: "[rose\nby one point](index:ACME/change)")
      .replacing("is second, at 58", with: "is [second](index:GLOBEX/rank), at [58](index:GLOBEX/score)")
      .replacing("stands at 61\\.", with: "stands at [61](index:ACME/score)\\."))
  #expect(project.builder.bindClaims().count == 0)
  #expect(project.builder.check().claims.checked == 5)
}

@Test func strictMakesWarningsErrors() throws {
  let project = try Project(["Content/articles/a.md": report + "Acme is at 61.\n"])
  #expect(project.builder.check().exitCode == 0)
  var builder = project.builder
  builder.isStrict = true
  let strict = builder.build()
  #expect(strict.exitCode == 1)
  #expect(project.shown(strict).contains("error: `61` looks like the score of ACME, and nothing checks it"))
  #expect(!FileManager.default.fileExists(atPath: project.root + "/Public"))
}

// MARK: Looking into the ledger

@Test func explainTellsWhereValuesComeFrom() throws {
  let project = try Project(["Content/articles/a.md": report])
  let (explanation, _) = project.builder.explain("acme", in: nil)
  let rows = try #require(explanation).rows
  #expect(
    rows.prefix(3).map { "\($0.fact) \($0.text) \($0.origin) \($0.places.count)" } == [
      "score 61 stated 1", "rank 1 computed 0", "change +1 computed 1",
    ])
  let (implied, _) = project.builder.explain("Acme", in: "2026-w19")
  #expect(implied?.rows.first.map { "\($0.text) \($0.origin)" } == "60 implied")
  #expect(
    implied?.csv().split(separator: "\n").prefix(2).joined(separator: "\n").replacing(project.root + "/", with: "")
      == """
      edition,constituent,fact,value,origin,places
      2026-W19,ACME,score,60,implied,Content/articles/a.md:4:19
      """)
  for (name, edition, message) in [
    ("ACM", nil, "index.yml has no constituent `ACM`"),
    ("ACME", "2026-W2", "no article states a score of edition 2026-W2"),
    ("GLOBEX", "2026-W19", "GLOBEX is not rated in 2026-W19"),
  ] {
    let (none, diagnostics) = project.builder.explain(name, in: edition)
    #expect(none == nil && diagnostics.map(\.message) == [message])
  }
}

// MARK: The audit

@Test func theAuditFindsEveryValueThatWasChangedByHand() throws {
  let project = try Project([
    "Content/articles/a.md": report + "\n![](index:table)\n\n![](index:ACME/chart)\n",
    "Content/articles/b.md": "---\ntitle: Before\ndate: 2026-05-04\nscores: {ACME: 60, GLOBEX: 58}\n---\n",
    "Content/articles/c.md": "---\ntitle: Long before\ndate: 2026-04-27\nscores: {ACME: 59, GLOBEX: 58}\n---\n",
  ])
  #expect(project.builder.build().exitCode == 0)
  let clean = try #require(project.builder.audit().report)
  #expect(clean.disagreements == 0 && clean.values > 100)
  for (path, old, new) in [
    ("articles/a/index.html", ">61</data>", ">62</data>"), ("articles/a/index.html", "value=\"61\"", "value=\"62\""),
    ("index.html", "data-fact=\"score\">61", "data-fact=\"score\">16"),
    ("index.html", "data-fact=\"bar\" x=\"61%\"", "data-fact=\"bar\" x=\"60%\""),
    ("index.html", "data-fact=\"rank\">1", "data-fact=\"rank\">3"), ("index.html", "▲</span>+1", "▼</span>−1"),
    ("feed.xml", "&gt;61&lt;/data", "&gt;60&lt;/data"), ("data/scores.csv", ",61,", ",60,"),
    ("data/scores.json", "\"score\": 61", "\"score\": 61.5"),
    ("data/editions/2026-w20.json", "\"rank\": 2", "\"rank\": 1"),
    ("companies/acme/index.html", "data-fact=\"peak\">61", "data-fact=\"peak\">60"),
    ("companies/acme/index.html", ">Three points</span> ahead", ">Four points</span> ahead"),
  ] {
    let text = try project.text(path)
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text, "\(path) holds no \(old)")
    try project.write(changed, to: "Public/" + path)
    let (audit, diagnostics) = project.builder.audit()
    #expect(audit?.disagreements == 1 && diagnostics.hasErrors, "\(path): \(old)")
    try project.write(text, to: "Public/" + path)
  }
  try project.write(
    try project.text("data/scores.csv").replacing("2026-W20,2026-05-11,GLOBEX", with: "\""),
    to: "Public/data/scores.csv")
  #expect(project.builder.audit().report?.disagreements == 1)
  try project.remove("Public/data/scores.csv")
  #expect(project.builder.audit().diagnostics.map(\.id) == ["nothing-published"])
}

// MARK: Sixty editions

@Test func sixtyEditionsBuildAndTheirAuditAgrees() throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("SixtyEditions/Content")
  let project = try Project([:], index: nil)
  try project.remove("Content")
  try FileManager.default.copyItem(atPath: folder.path, toPath: project.root + "/Content")
  let report = project.builder.build()
  #expect(project.shown(report) == "")
  #expect(report.editions == 60 && report.claims.checked > 1000 && report.claims.unread == 0)
  let audit = try #require(project.builder.audit().report)
  #expect(audit.values > 10_000 && audit.disagreements == 0)
  #expect(try project.text("editions/2025-w44/index.html").contains("not comparable"))
  #expect(try project.text("editions/2025-w33/index.html").contains("<span class=\"entry\">new</span>"))
}
