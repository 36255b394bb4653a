import Diagnostics
import Foundation
import ScoreLedger
import Testing

@testable import SiteGenerator

private func article(
  _ title: String, _ date: String, _ keys: String = "", body: String = ""
) -> String {
  "---\ntitle: \(title)\ndate: \(date)\n\(keys.isEmpty ? "" : keys + "\n")---\n\n\(body)\n"
}

private let opening = article("Opening", "2026-05-11", "scores: {ACME: 61 ▲+1, GLOBEX: 58}")

extension Project {
  /// The builder with its rules changed.
  func build(_ change: (inout SiteBuilder) -> Void = { _ in }) -> BuildReport {
    var builder = builder
    change(&builder)
    return builder.build()
  }

  /// Paths of published files whose bytes hold a text.
  func paths(with text: String) throws -> Set<String> {
    let wanted = Data(text.utf8)
    return try Set(output().filter { $0.value.range(of: wanted) != nil || $0.key.contains(text) }.keys)
  }
}

// MARK: Held

/// In each case of `later.md`: whether it is held beside the opening article of 2026-W20, whose last day is Sunday the 17th.
@Test(arguments: [
  ("2026-05-17", "", "", false), ("2026-05-18", "", "", true), ("2027-01-01", "", "", true),
  ("2026-05-18", "edition: 2026-W20", "", true), ("2026-05-18", "scores: {ACME: 63}", "", false),
  ("2026-05-18", "edition: 2026-W20\nscores: {ACME: 61}", "", false),
  ("2026-05-18", "score: 63\nconstituent: ACME", "", false), ("2026-05-18", "constituent: ACME", "", true),
  ("2026-05-18", "", "| Company | Score |\n|---|---|\n| Acme | 63 |", false),
  ("2026-05-25", "edition: 2026-W21", "| Company | Score |\n|---|---|\n| Acme | 63 |", false),
  ("2026-05-18", "", "| Company | Price |\n|---|---|\n| Acme | 63 |", true),
])
func anArticleWaitsForItsEdition(date: String, keys: String, body: String, isHeld: Bool) throws {
  let project = try Project([
    "Content/articles/a.md": opening.replacing("---\n\n", with: "---\n\nSee [what comes](later.md#x).\n"),
    "Content/articles/later.md": article("Heliotrope", date, keys, body: "## X\n\n" + body),
  ])
  let report = project.build()
  #expect(project.shown(report) == "")
  #expect(report.leftOut.clauses == (isHeld ? ["1 article held until \(date)"] : []))
  if isHeld {
    #expect(try project.paths(with: "Heliotrope") == [])
    #expect(try project.paths(with: "articles/later") == [])
    #expect(try project.text("articles/a/index.html").contains("<p>See what comes.</p>"))
  } else {
    #expect(
      try project.paths(with: "Heliotrope").isSuperset(of: [
        "articles/later/index.html", "articles/index.html", "feed.xml", "feed.json", "search/documents.json",
      ]))
    #expect(
      try project.text("articles/a/index.html").contains("href=\"../../articles/later/index.html#x\">what comes</a>"))
  }
  // The day decides where there is one, and an article of that day is due.
  #expect(project.build { $0.asOf = try? CalendarDate.parse(date) }.leftOut.clauses == [])
  #expect(try project.output()["articles/later/index.html"] != nil)
}

@Test func nothingIsHeldWithoutAnEdition() throws {
  let project = try Project([
    "Content/articles/a.md": article("A", "2026-05-11"), "Content/articles/b.md": article("B", "2027-05-11"),
    "Content/articles/c.md": article("C", "2026-05-11", "expires: 2026-05-12"),
    "Content/articles/d.md": article("D", "2026-05-11", "draft: true\nscores: {ACME: 61}"),
  ])
  let report = project.build()
  #expect(project.shown(report) == "")
  #expect(report.leftOut.clauses == ["1 draft left out"])
  #expect(report.articles == 3)
}

/// The edition that a draft would open is not open; the newest of several is what counts.
@Test func theNewestPublishedEditionCounts() throws {
  let project = try Project([
    "Content/articles/a.md": opening,
    "Content/articles/b.md": article("B", "2026-05-04", "scores: {ACME: 60, GLOBEX: 58}"),
    "Content/articles/c.md": article("C", "2026-05-18", "draft: true\nscores: {ACME: 62}"),
    "Content/articles/d.md": article("D", "2026-05-17"), "Content/articles/e.md": article("E", "2026-05-19"),
    "Content/articles/f.md": article("F", "2026-05-25"),
  ])
  #expect(project.build().leftOut.clauses == ["1 draft left out", "2 articles held, the first until 2026-05-19"])
  let drafts = project.build { $0.isDraftsOn = true }
  #expect(drafts.leftOut.clauses == ["1 draft shown", "2 articles held, the first until 2026-05-19"])
  #expect(try project.output()["editions/2026-w21/index.html"] != nil)
}

@Test(arguments: [
  ("daily", "2026-05-11", "2026-05-11"), ("weekly", "2026-W20", "2026-05-17"), ("monthly", "2026-05", "2026-05-31"),
  ("quarterly", "2026-Q2", "2026-06-30"), ("half-yearly", "2026-H1", "2026-06-30"), ("yearly", "2026", "2026-12-31"),
  ("yearly", "9999", nil), ("irregular\neditions: [2026-05-11, 2026-07-01]", "2026-05-11", "2026-06-30"),
  ("irregular\neditions: [2026-05-11, 2026-07-01]", "2026-07-01", nil),
  ("irregular\neditions: [one, two]", "one", nil),
])
func anEditionEndsBeforeTheNext(cadence: String, edition: String, last: String?) throws {
  let settings = try #require(
    IndexParser.parse(SourceFile(path: "i", text: Project.index.replacing("weekly", with: cadence))).settings)
  let id = try settings.calendar.parse(edition)
  #expect(settings.calendar.lastDay(of: id)?.iso == last)
}

@Test func theLastListedEditionHasNoEnd() throws {
  let index = Project.index.replacing("weekly", with: "irregular\neditions: [2026-05-11, 2026-07-01]")
  let files = [
    "Content/articles/a.md": opening.replacing("▲+1", with: ""),
    "Content/articles/b.md": article("B", "2026-06-30", "edition: 2026-05-11\nexpires: 2026-07-02"),
    "Content/articles/c.md": article("C", "2026-07-02", "edition: 2026-07-01"),
  ]
  let project = try Project(files, index: index)
  #expect(project.build().leftOut.clauses == ["1 article held until 2026-07-02"])
  try project.write(article("D", "2026-07-01", "scores: {ACME: 62}"), to: "Content/articles/d.md")
  // The newest article tells the day.
  #expect(project.build().leftOut.clauses == ["1 article expired on 2026-07-02"])
}

@Test func aNoteWaitsForItsEdition() throws {
  let project = try Project([
    "Content/articles/a.md": opening,
    "Content/editions/next.md": "---\nedition: 2026-W21\n---\n\nAcme is at [99](index:ACME/score).\n",
    "Content/editions/last.md": "---\nedition: 2026-W22\n---\n\nHeliotrope.\n",
    "Content/editions/past.md": "---\nedition: 2026-W19\n---\n\nText.\n",
  ])
  let report = project.build()
  #expect(project.shown(report) == "")
  #expect(report.leftOut.clauses == ["2 notes held, the first until 2026-05-18"])
  #expect(try project.paths(with: "Heliotrope") == [])
  // A note on an edition between others that nothing scores is a mistake, as ever.
  try project.write("---\nedition: 2026-W18\n---\n", to: "Content/editions/past.md")
  #expect(project.shown(project.build()).contains("no article states a score of 2026-W18 [note-without-edition]"))
}

/// What is held without a day states no score, so what others claim is as strict as ever.
@Test func claimsAndLinksAreStrictBesideWhatIsHeld() throws {
  let project = try Project([
    "Content/articles/a.md": opening + "At [62](index:ACME/score). Acme is at 61.\n\nSee [b](bb.md).\n",
    "Content/articles/b.md": article("B", "2026-05-18"),
  ])
  #expect(
    project.build().diagnostics.map(\.id).sorted() == ["broken-link", "claim-mismatch", "unmarked-claim"])
}

// MARK: Shown before their day

@Test func aPreviewShowsWhatIsNotDueAndMarksIt() throws {
  let project = try Project([
    "Content/articles/a.md": opening, "Content/articles/b.md": article("Scheduled", "2026-09-28"),
    "Content/articles/c.md": article("Drafted", "2026-09-28", "draft: true"),
    "Content/articles/d.md": article("Gone", "2026-05-11", "expires: 2026-05-17"),
    "Content/articles/e.md": article("Lasting", "2026-05-11", "expires: 2026-05-18"),
    "Content/pages/p.md": "---\ntitle: Page\ndraft: true\n---\n",
  ])
  var preview = SitePreview(project.builder)
  let site = try #require(preview.refresh().site)
  #expect(
    site.report.leftOut.clauses == ["2 drafts shown", "1 scheduled article shown", "1 article expired on 2026-05-17"])
  for (path, status) in [
    ("articles/a/index.html", nil), ("articles/b/index.html", "Scheduled for 28 September 2026"),
    ("articles/c/index.html", "Draft"), ("articles/e/index.html", nil), ("p/index.html", "Draft"),
  ] {
    guard case .bytes(let bytes) = site.answer(at: path) else {
      Issue.record("no \(path)")
      continue
    }
    let page = String(decoding: bytes, as: UTF8.self)
    let marks = page.matches(of: /<p class="status">(.*)<\/p>/).map { String($0.1) }
    #expect(marks == [status].compactMap { $0 }, "\(path)")
    #expect(page.contains("<meta name=\"robots\" content=\"noindex\">") == (status != nil), "\(path)")
  }
  guard case .missing = site.answer(at: "articles/d/index.html") else {
    Issue.record("expired, and shown")
    return
  }
  guard case .bytes(let archive) = site.answer(at: "articles/index.html") else {
    Issue.record("no archive")
    return
  }
  #expect(
    String(decoding: archive, as: UTF8.self).matches(of: /<span class="status">(.*?)<\/span>/).map { String($0.1) }
      == ["Scheduled for 28 September 2026", "Draft"])
  #expect(!FileManager.default.fileExists(atPath: project.root + "/Public"))
}

@Test func aBuildWithDraftsMarksThemAndHoldsTheRest() throws {
  let project = try Project([
    "Content/articles/a.md": opening, "Content/articles/b.md": article("Scheduled", "2026-09-28"),
    "Content/articles/c.md": article("Drafted", "2026-09-28", "draft: true"),
  ])
  let report = project.build { $0.isDraftsOn = true }
  #expect(report.leftOut.clauses == ["1 draft shown", "1 article held until 2026-09-28"])
  #expect(try project.text("articles/c/index.html").contains("<p class=\"status\">Draft</p>"))
  #expect(try project.text("articles/c/index.html.md").contains("- Status: Draft\n"))
  #expect(try project.output()["articles/b/index.html"] == nil)
  let sitemap = try project.text("sitemap.xml")
  #expect(sitemap.contains("/articles/a/") && !sitemap.contains("/articles/c/"))
  // A day is stricter: what is dated later does not exist, draft or not.
  let dated = project.build {
    $0.isDraftsOn = true
    $0.asOf = CalendarDate(year: 2026, month: 5, day: 11)
  }
  #expect(dated.leftOut.clauses == ["2 articles held until 2026-09-28"])
}

@Test func aPreviewOfADayShowsWhatComesAfterIt() throws {
  let project = try Project([
    "Content/articles/a.md": opening,
    "Content/articles/b.md": article("B", "2026-05-18", "scores: {ACME: 62, GLOBEX: 58}"),
    "Content/editions/b.md": "---\nedition: 2026-W21\n---\n\nAt [62](index:ACME/score).\n",
  ])
  var builder = project.builder
  builder.asOf = CalendarDate(year: 2026, month: 5, day: 11)
  var preview = SitePreview(builder)
  let refresh = preview.refresh()
  #expect(refresh.diagnostics.map(\.message) == [])
  #expect(refresh.site?.report.leftOut.clauses == ["1 scheduled article shown"])
}

// MARK: Expired

@Test func anExpiredArticleIsGoneAndItsScoresStay() throws {
  let expired = article(
    "Heliotrope", "2026-05-04", "expires: 2026-05-15\naliases: [/heliotropic/]\nscores: {ACME: 60}",
    body: "## X\n\nAcme is [first](index:ACME/rank).\n\n| Company | Score |\n|---|---|\n| Globex & Sons | 58 |\n")
  let project = try Project([
    "Content/articles/a.md": opening + "See [before](b.md#x) and [it](b.md).\n", "Content/articles/b.md": expired,
  ])
  let day = CalendarDate(year: 2026, month: 5, day: 14)
  #expect(project.build { $0.asOf = day }.leftOut.clauses == [])
  #expect(try project.paths(with: "Heliotrope").count > 5 && project.output()["heliotropic/index.html"] != nil)
  let before = try project.output()

  let report = project.build()
  #expect(project.shown(report) == "")
  #expect(report.leftOut.clauses == ["1 article expired on 2026-05-15"])
  for trace in ["Heliotrope", "heliotropic", "articles/b"] { #expect(try project.paths(with: trace) == [], "\(trace)") }
  #expect(try project.text("articles/a/index.html").contains("<p>See before and it.</p>"))
  // History does not change because a page went: the same data, the same edition, the same explanation.
  for path in try project.output().keys where path.hasPrefix("data/") && !path.hasSuffix("index.html") {
    #expect(try project.output()[path] == before[path], "\(path)")
  }
  #expect(try project.text("editions/2026-w19/index.html").contains("data-fact=\"score\">58"))
  #expect(try project.text("sitemap.xml").contains("editions/2026-w19/</loc><lastmod>2026-05-04</lastmod>"))
  let rows = try #require(project.builder.explain("ACME", in: "2026-W19").explanation).rows
  #expect(rows.first.map { "\($0.text) \($0.places.count)" } == "60 1")
  #expect(project.builder.audit().report?.disagreements == 0)
  // Nobody reads its text any more, so a correction need not mend it; what it states is compared all the same.
  try project.write(expired.replacing("[first]", with: "[ninth]"), to: "Content/articles/b.md")
  #expect(project.shown(project.build()) == "")
  try project.write(expired.replacing("{ACME: 60}", with: "{ACME: 59}"), to: "Content/articles/b.md")
  #expect(project.build().diagnostics.map(\.id) == ["change-mismatch"])
}

@Test(arguments: [("2026-05-11", "2026-05-11"), ("2026-05-10", "2026-05-10")])
func whatExpiresBeforeItIsPublishedIsAMistake(expires: String, day: String) throws {
  let project = try Project(["Content/articles/a.md": article("A", "2026-05-11", "expires: \(expires)")])
  #expect(
    project.shown(project.build()) == """
      Content/articles/a.md:4:10: error: the article expires on \(day), and is published on 2026-05-11 [never-published]
          4 | expires: \(expires)
            |          ^^^^^^^^^^
      Content/articles/a.md:3:7: note: it is published on this day
          3 | date: 2026-05-11
            |       ^^^^^^^^^^
        help: write a later day, from which on readers do not see it, or delete the key

      """)
}

@Test(arguments: [
  (LeftOut(), []),
  (
    LeftOut(drafts: 2, shownDrafts: 1, scheduled: 2),
    ["2 drafts left out", "1 draft shown", "2 scheduled articles shown"]
  ),
  (LeftOut(heldNotes: 1), ["1 note held"]),
])
func whatIsLeftOutIsSaid(leftOut: LeftOut, clauses: [String]) { #expect(leftOut.clauses == clauses) }
