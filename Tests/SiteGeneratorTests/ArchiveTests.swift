import Foundation
import Testing

@testable import SiteGenerator

/// Lists that stay bounded, however much is published.
struct ArchiveTests {
  @Test func everyArticleStandsOnOnePageAndFullPagesKeepTheirs() {
    for count in 0..<3_100 {
      let archive = ArticleArchive(count: count)
      let pages = [archive.first] + (0..<archive.olderPages).reversed().map { archive.older($0 + 1) }
      let all: [Int] = pages.flatMap { $0 }
      #expect(all == Array(0..<count))
      #expect(archive.first.count < 2 * ArticleArchive.pageSize)
      let next = ArticleArchive(count: count + 1)
      for number in 0..<archive.olderPages {
        let (old, new) = (archive.older(number + 1), next.older(number + 1))
        #expect(new == old.lowerBound + 1..<old.upperBound + 1)
      }
    }
  }

  /// The bytes of some files of a site.
  private func texts(_ files: [String: String], index: String, _ paths: [String]) throws -> [String] {
    let project = try Project(files, index: index)
    let (planned, report) = project.builder.planned()
    #expect(project.shown(report) == "")
    let parts = try #require(planned)
    let site = SiteFiles(parts.plan, templates: parts.templates, assets: parts.assets).opened
    return try paths.map { path in
      let file = try #require((site.pages + site.others).first { $0.path.text == path }, "\(path)")
      return String(decoding: try file.make(), as: UTF8.self)
    }
  }

  @Test func manyArticlesMakeManyPages() throws {
    var files = ["Content/articles/first.md": Project.article]
    for number in 1...1_000 {
      files["Content/articles/a\(number).md"] =
        "---\ntitle: Number \(number)\ndate: 2026-05-12\nconstituent: ACME\n---\n\nA.\n"
    }
    let paths = [
      "articles/index.html", "articles/page/1/index.html", "articles/index.html.md", "articles/page/1/index.html.md",
      "companies/acme/index.html", "companies/acme/index.html.md",
    ]
    let pages = try texts(files, index: Project.index, paths)
    func count(_ piece: String, _ page: Int) -> Int { pages[page].components(separatedBy: piece).count - 1 }
    #expect(count("<li>\n", 0) == 501)
    #expect(count("<li>\n", 1) == 500)
    #expect(count("\n- 2026", 2) == 501)
    #expect(count("\n- 2026", 3) == 500)
    #expect(pages[0].contains("1001 articles, the newest first</p>"))
    #expect(pages[0].contains("<a rel=\"prev\" href=\"../articles/page/1/index.html\">Articles, page 1</a>"))
    #expect(pages[1].contains("1001 articles, the newest first; here 500 of the older ones</p>"))
    #expect(pages[1].contains("<a rel=\"next\" href=\"../../../articles/index.html\">The newest articles</a>"))
    #expect(pages[2].contains("[Articles, page 1](https://example.org/test/articles/page/1/"))
    #expect(pages[4].contains("The <a href=\"../../articles/index.html\">archive</a> has 801 more."))
    #expect(pages[5].contains("- [801 more in the archive]("))
  }

  @Test func belowAnArticleALongTableIsAnExcerpt() throws {
    let names = (0..<150).map { "C\($0)" }
    let index =
      "title: Many\ncadence: weekly\nscale: {decimals: 0}\nnoun: {one: city, many: cities}\nconstituents:\n"
      + names.map { "  - {id: \($0), name: City \($0)}\n" }.joined()
    let scores = names.enumerated().map { "\($1): \(1_000 - $0)" }.joined(separator: ", ")
    let article = "---\ntitle: One\ndate: 2026-05-11\nconstituent: C75\nscores: {\(scores)}\n---\n\nText.\n"
    let page = try texts(["Content/articles/a.md": article], index: index, ["articles/a/index.html"])[0]
    let rows = names.filter { page.contains("<tr data-constituent=\"\($0)\"") }
    let shown = Array(0..<10) + Array(70...80)
    #expect(rows == shown.map { "C\($0)" })
    #expect(page.contains("<a href=\"../../editions/2026-w20/index.html\">All 150 cities</a>"))
  }
}
