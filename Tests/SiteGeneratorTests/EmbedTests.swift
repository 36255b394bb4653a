import Foundation
import ScoreLedger
import TemplateValues
import Testing

@testable import SiteGenerator

@Test func embeddedPagesAreThoseOfTheCurrentEditionAndOfWhatWasWritten() throws {
  let (_, _, site) = try renderedSite([
    "Content/articles/a.md": Project.article, "Content/articles/b.md": articleAboutGlobex,
  ])
  #expect(
    site.paths("embed/") == [
      "embed/companies/acme/index.html", "embed/companies/globex/index.html", "embed/editions/2026-w19/index.html",
      "embed/editions/2026-w20/globex/index.html", "embed/editions/2026-w20/index.html", "embed/index.html",
    ])
  for path in site.paths("embed/") {
    let page = try site.text(path)
    #expect(page.contains("<base target=\"_top\">") && page.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(page.contains("http-equiv=\"Content-Security-Policy\"") && !page.contains("class=\"masthead\""))
  }
  let live = try site.text("embed/companies/acme/index.html")
  #expect(live.contains("<link rel=\"canonical\" href=\"https://example.org/test/companies/acme/\">"))
  #expect(
    live.contains(
      """
      <p class="embed-source">Current: <a href="../../../editions/2026-w20/index.html">edition 2026-W20</a>, \
      11 May 2026 · <a href="../../../companies/acme/index.html">Test Index</a></p>
      """))
  let pinned = try site.text("embed/editions/2026-w19/index.html")
  #expect(pinned.contains("<link rel=\"canonical\" href=\"https://example.org/test/editions/2026-w19/\">"))
  #expect(pinned.contains("As of <a href=\"../../../editions/2026-w19/index.html\">edition 2026-W19</a>, 4 May 2026"))
  #expect(try !site.text("sitemap.xml").contains("embed"))
}

@Test func theCodesToShareWithAreAbsoluteOrNone() throws {
  func member(_ value: TemplateValue, _ name: String) -> String? {
    guard case .map(let map) = value, case .text(let text)? = map[name] else { return nil }
    return text
  }
  func inner(_ value: TemplateValue, _ name: String) -> TemplateValue {
    guard case .map(let map) = value else { return .none }
    return map[name] ?? .none
  }
  let files = ["Content/articles/a.md": Project.article, "Content/articles/b.md": articleAboutGlobex]
  let (_, plan, _) = try renderedSite(files)
  let globex = try #require(plan.content.settings.constituents.last)
  let codes = SharingValues(plan).sharing(of: globex)
  #expect(
    member(codes, "badge_markup") == """
      <a href="https://example.org/test/companies/globex/"><img src="https://example.org/test/badges/globex.svg" \
      width="300" height="80" alt="Test Index: Globex &amp; Sons"></a>
      """)
  #expect(
    member(codes, "embed_markup") == """
      <iframe src="https://example.org/test/embed/companies/globex/" title="Globex &amp; Sons in Test Index" \
      width="100%" height="520" loading="lazy" style="border: 0"></iframe>
      """)
  #expect(member(codes, "badge_json") == "badges/globex.json")
  let pinned = inner(codes, "pinned")
  #expect(member(pinned, "edition") == "2026-W20")
  #expect(member(pinned, "badge_path") == "badges/editions/2026-w20/globex.svg")
  #expect(member(pinned, "embed_path") == "embed/editions/2026-w20/globex/index.html")
  #expect(
    member(pinned, "badge_markup") == """
      <a href="https://example.org/test/editions/2026-w20/">\
      <img src="https://example.org/test/badges/editions/2026-w20/globex.svg" width="300" height="80" \
      alt="Test Index, edition 2026-W20: Globex &amp; Sons 58, 2 of 2"></a>
      """)
  let acme = SharingValues(plan).sharing(of: try #require(plan.content.settings.constituents.first))
  #expect(member(inner(acme, "pinned"), "badge_path") == nil, "no article is about it")
  #expect(
    member(SharingValues(plan).sharing(of: plan.ledger.tables[0].id), "embed_markup")?.contains(
      "src=\"https://example.org/test/embed/editions/2026-w19/\"") == true)

  let nowhere = Project.index.split(separator: "\n").filter { !$0.hasPrefix("url:") }.joined(separator: "\n") + "\n"
  let (_, other, site) = try renderedSite(files, index: nowhere)
  let none = SharingValues(other).sharing(of: globex)
  #expect(member(none, "badge_markup") == nil && member(none, "embed_markup") == nil)
  #expect(member(none, "badge_path") == "badges/globex.svg")
  #expect(try !site.text("articles/b/index.html").contains("og:image"))
}

@Test func withoutScoresThereAreNoBadgesAndNoEmbeddedPages() throws {
  let (_, plan, site) = try renderedSite(["Content/articles/a.md": "---\ntitle: A\ndate: 2026-05-11\n---\n"])
  #expect(site.paths("badges/").isEmpty && site.paths("embed/").isEmpty)
  #expect(
    site.cards.map(\.path.text) == ["articles/a/card.png", "companies/acme/card.png", "companies/globex/card.png"])
  let acme = try #require(plan.content.settings.constituents.first)
  #expect({ if case .none = SharingValues(plan).sharing(of: acme) { true } else { false } }())
}

@Test func aPinnedChartGoesBackSixtyEditions() throws {
  var files: [String: String] = [:]
  for week in 1...62 {
    let day = try CalendarDate.parse("2025-01-06").adding(days: 7 * week)
    files["Content/articles/week-\(week).md"] = """
      ---
      title: Week \(week)
      date: \(day.iso)
      constituent: ACME
      scores: {ACME: \(40 + week % 7), GLOBEX: 30}
      ---

      """
  }
  let (_, _, site) = try renderedSite(files)
  let pinned = try site.text("embed/editions/2026-w12/acme/index.html")
  let live = try site.text("embed/companies/acme/index.html")
  #expect([pinned, live].map { $0.components(separatedBy: "<tr><th scope=\"row\">").count - 1 } == [60, 62])
  #expect(!pinned.contains("2025-W04") && live.contains("2025-W04"))
}
