import Foundation
import TemplateValues
import Testing

@testable import SiteGenerator

/// An item of CSL-JSON, as far as citations use it.
private struct Item: Decodable, Equatable {
  struct Name: Decodable, Equatable {
    let literal: String
  }

  struct Day: Decodable, Equatable {
    let parts: [[Int]]

    enum CodingKeys: String, CodingKey {
      case parts = "date-parts"
    }
  }

  let id: String
  let type: String
  let title: String
  let author: [Name]
  let issued: Day?
  let url: String?

  enum CodingKeys: String, CodingKey {
    case id, type, title, author, issued
    case url = "URL"
  }
}

private let hostile = """
  ---
  title: '100% of {A} & B_1 costs $5 #2 \\ ~x^2 — "é"'
  date: 2026-05-11
  authors: [Åsa Ödman, Acme & Sons]
  scores: {ACME: 61}
  ---

  Text.

  """

/// The three forms of the citation of the first article, and those of its edition.
private func citations(_ files: [String: String]) throws -> [[String: String]] {
  let project = try Project(files)
  let merged = project.builder.merged()
  let (content, ledger) = (try #require(merged.content), try #require(merged.ledger))
  let citations = Citations(settings: content.settings, ledger: ledger)
  let article = try #require(content.articles.first)
  return [citations.article(article), citations.edition(article.edition)].map { value in
    guard case .map(let map) = value else { return [:] }
    return ["text", "bibtex", "csl"].reduce(into: [:]) { texts, name in
      if case .text(let text)? = map[name] { texts[name] = text }
    }
  }
}

@Test func bibTeXHasNothingThatTeXObeys() throws {
  let article = try citations(["Content/articles/größe_1.md": hostile])[0]
  #expect(
    article["bibtex"] == ##"""
      @misc{test-index:gr.f6..df.e_1,
        author = {{Åsa Ödman} and {Acme \& Sons}},
        title = {{100\% of \textbraceleft{}A\textbraceright{} \& B\_1 costs \$5 \#2 \textbackslash{} \textasciitilde{}x\textasciicircum{}2 — "é"}},
        howpublished = {Test Index, edition 2026-W20},
        year = {2026},
        month = {5},
        day = {11},
        url = {https://example.org/test/articles/gr%C3%B6%C3%9Fe_1/}
      }
      """##)
}

@Test func anArticleIsCitedInThreeForms() throws {
  let article = try citations(["Content/articles/größe_1.md": hostile])[0]
  #expect(
    article["text"] == """
      Åsa Ödman, Acme & Sons, “100% of {A} & B_1 costs $5 #2 \\ ~x^2 — "é"”, Test Index, edition 2026-W20, 11 May 2026, \
      https://example.org/test/articles/gr%C3%B6%C3%9Fe_1/
      """)
  let items = try JSONDecoder().decode([Item].self, from: Data(try #require(article["csl"]).utf8))
  #expect(
    items == [
      Item(
        id: "test-index:gr.f6..df.e_1", type: "webpage", title: "100% of {A} & B_1 costs $5 #2 \\ ~x^2 — \"é\"",
        author: [Item.Name(literal: "Åsa Ödman"), Item.Name(literal: "Acme & Sons")],
        issued: Item.Day(parts: [[2026, 5, 11]]), url: "https://example.org/test/articles/gr%C3%B6%C3%9Fe_1/")
    ])
}

@Test func anEditionIsCitedAsADataset() throws {
  let edition = try citations(["Content/articles/a.md": hostile])[1]
  #expect(edition["text"] == "Test Index, edition 2026-W20, 11 May 2026, https://example.org/test/editions/2026-w20/")
  #expect(
    edition["bibtex"] == """
      @misc{test-index:edition:2026-W20,
        author = {{Test Index}},
        title = {{Test Index}},
        howpublished = {Edition 2026-W20},
        year = {2026},
        month = {5},
        day = {11},
        url = {https://example.org/test/editions/2026-w20/}
      }
      """)
  let items = try JSONDecoder().decode([Item].self, from: Data(try #require(edition["csl"]).utf8))
  #expect(items.map(\.type) == ["dataset"])
}
