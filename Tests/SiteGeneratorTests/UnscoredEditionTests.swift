import Testing

@testable import SiteGenerator

/// An article of an edition that nothing scores stands alone: its page names no page and no data of that edition.
@Test func anArticleOfAnUnscoredEditionLinksNothingOfIt() throws {
  let index = Project.index.replacing("name: Acme,", with: "name: Acme, joined: 2026-W14,")
  let (_, _, site) = try renderedSite(
    [
      "Content/articles/a.md": Project.article,
      "Content/articles/early.md": "---\ntitle: Too early\ndate: 2026-04-01\n---\n\nBefore the first edition.\n",
    ], index: index)
  let paths = Set(site.files.map(\.path.text))
  #expect(!paths.contains("editions/2026-w14/index.html") && !paths.contains("data/editions/2026-w14.csv"))
  for (path, bytes) in site.files.map({ ($0.path.text, String(decoding: $0.bytes, as: UTF8.self)) }) {
    #expect(!bytes.contains("editions/2026-w14"), "\(path)")
  }
  #expect(try site.text("articles/early/index.html.md").contains("- Edition: 2026-W14\n"))
}
