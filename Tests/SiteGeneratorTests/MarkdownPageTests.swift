import Foundation
import Testing

@testable import SiteGenerator

private let article = """
  ---
  title: Acme leads
  summary: Why it *leads*.
  date: 2026-05-11
  constituent: ACME
  scores: {ACME: 61 ▲+1, GLOBEX: 58}
  authors: [A. Writer, B. Writer]
  stats: [{value: "3", label: "rockets"}]
  params: {secret: hidden}
  ---

  [Acme](index:ACME) is [first](index:ACME/rank) at [](index:ACME/score), says [a page](../pages/about.md#one).

  ![](index:table)

  ## Part {#part}

  ![Since May](index:ACME/chart)

  """

private func project(_ index: String = Project.index) throws -> Project {
  try Project(
    [
      "Content/articles/acme-leads.md": article,
      "Content/articles/draft.md": "---\ntitle: Draft\ndate: 2026-05-11\ndraft: true\n---\n\nNot out.\n",
      "Content/companies/acme.md": "---\nconstituent: ACME\nsummary: It leads.\n---\n\nA profile.\n",
      "Content/editions/2026-w20.md": "---\nedition: 2026-W20\nsummary: The second.\n---\n\nA note.\n",
      "Content/pages/about.md": "---\ntitle: About\n---\n\n## One\n\n[Home](../articles/acme-leads.md)\n",
    ], index: index)
}

@Test func anArticleIsItsAuthorsMarkdownWithItsNumbersFilledIn() throws {
  let project = try project()
  #expect(project.shown(project.builder.build()) == "")
  let output = try project.output()
  #expect(
    String(decoding: try #require(output["articles/acme-leads/index.html.md"]), as: UTF8.self) == """
      # Acme leads

      > Why it \\*leads\\*.

      <https://example.org/test/articles/acme-leads/>

      - By: A. Writer, B. Writer
      - Published: 2026-05-11
      - Edition: [2026-W20](https://example.org/test/editions/2026-w20/)
      - About: [Acme](https://example.org/test/companies/acme/)

      [Acme](https://example.org/test/companies/acme/) is first at 61, says [a page](https://example.org/test/about/#one).

      | Rank | Company | Score | Change | Note |
      | ---: | --- | ---: | ---: | --- |
      | 1 | [Acme](https://example.org/test/companies/acme/) | 61 | ▲ +1 |  |
      | 2 | [Globex & Sons](https://example.org/test/companies/globex/) | 58 | – | new |

      ## Part

      **Since May**

      | Edition | Rank | Score | Change | Note |
      | --- | ---: | ---: | ---: | --- |
      | [2026-W20](https://example.org/test/editions/2026-w20/) | 1 | 61 | ▲ +1 |  |
      | [2026-W19](https://example.org/test/editions/2026-w19/) | 1 | 60 | – | implied by the change stated in the edition after |

      ## In figures

      - **3** rockets

      ## Scores in edition 2026-W20

      | Rank | Company | Score | Change | Note |
      | ---: | --- | ---: | ---: | --- |
      | 1 | [Acme](https://example.org/test/companies/acme/) | 61 | ▲ +1 |  |
      | 2 | [Globex & Sons](https://example.org/test/companies/globex/) | 58 | – | new |

      """)
  for (path, data) in output where path.hasSuffix(".md") || path == "llms.txt" {
    let text = String(decoding: data, as: UTF8.self)
    for leak in ["index:", "secret", "hidden", "Draft", "Not out", "---\n"]
    where leak != "---\n" || !text.contains("| ---") {
      #expect(!text.contains(leak), "\(path)")
    }
    #expect(
      text.hasPrefix("# ") && text.hasSuffix("\n") && !text.hasSuffix("\n\n") && !text.contains("\n\n\n"), "\(path)")
  }
  let pages = Set(
    output.keys.filter { $0.hasSuffix("index.html") && !$0.hasPrefix("embed/") && !$0.hasPrefix("search/") })
  #expect(Set(output.keys.filter { $0.hasSuffix(".md") }) == Set(pages.map { $0 + ".md" }))
}

@Test func llmsTextNamesEveryPartOfTheSite() throws {
  let project = try project()
  #expect(project.builder.build().exitCode == 0)
  let text = String(decoding: try #require(try project.output()["llms.txt"]), as: UTF8.self)
  #expect(
    text == """
      # Test Index

      > A league table of companies, with articles.

      - Current edition: 2026-W20 (11 May 2026), 2 rated
      - Scores: from 0 to 100 points, higher is better
      - Cadence: weekly

      ## The index

      - [The current table, what moved and the latest articles](https://example.org/test/index.html.md)
      - [About](https://example.org/test/about/index.html.md)
      - [Corrections](https://example.org/test/corrections/index.html.md): every one with both values and the reason
      - [Data](https://example.org/test/data/index.html.md): the codebook
      - [scores.csv](https://example.org/test/data/scores.csv): every score of every edition
      - [scores.json](https://example.org/test/data/scores.json): the same as JSON

      ## Companies

      - [Acme](https://example.org/test/companies/acme/index.html.md): Rockets
      - [Globex & Sons](https://example.org/test/companies/globex/index.html.md)

      ## Articles

      - [Acme leads](https://example.org/test/articles/acme-leads/index.html.md): Why it \\*leads\\*.

      ## Editions

      - [Edition 2026-W20](https://example.org/test/editions/2026-w20/index.html.md): 11 May 2026
      - [Edition 2026-W19](https://example.org/test/editions/2026-w19/index.html.md): 4 May 2026

      ## Optional

      - [All articles](https://example.org/test/articles/index.html.md)
      - [All editions](https://example.org/test/editions/index.html.md)
      - [All companies](https://example.org/test/companies/index.html.md)

      """)
}

@Test func withoutAnAddressOfTheSiteMarkdownLinksAreRelative() throws {
  let index = Project.index.split(separator: "\n").filter { !$0.hasPrefix("url:") }.joined(separator: "\n") + "\n"
  let project = try project(index)
  #expect(project.builder.build().exitCode == 0)
  let output = try project.output()
  #expect(
    String(decoding: try #require(output["editions/2026-w20/index.html.md"]), as: UTF8.self) == """
      # Edition 2026-W20

      > The second.

      <../../editions/2026-w20/index.html>

      Test Index, 11 May 2026.

      | Rank | Company | Score | Change | Note |
      | ---: | --- | ---: | ---: | --- |
      | 1 | [Acme](../../companies/acme/index.html) | 61 | ▲ +1 |  |
      | 2 | [Globex & Sons](../../companies/globex/index.html) | 58 | – | new |

      ## What moved

      - [Acme](../../companies/acme/index.html): ▲ +1, to 61

      ## Note

      A note.

      ## Articles

      - 2026-05-11 [Acme leads](../../articles/acme-leads/index.html): Why it \\*leads\\*.

      ## Data

      - [CSV](../../data/editions/2026-w20.csv)
      - [JSON](../../data/editions/2026-w20.json)

      """)
  // Every link leads to a file.
  for (path, data) in output where path.hasSuffix(".md") || path == "llms.txt" {
    let folder = path.split(separator: "/").dropLast().map(String.init)
    for match in String(decoding: data, as: UTF8.self).matches(of: /\]\(([^)]*)\)/) {
      var parts = folder
      for part in match.1.split(separator: "#")[0].split(separator: "/") {
        if part == ".." { parts.removeLast() } else { parts.append(String(part)) }
      }
      #expect(output[parts.joined(separator: "/")] != nil, "\(path): \(match.1)")
    }
  }
}

@Test(
  arguments: [
    ("Acme", "Acme"), ("Globex & Sons", "Globex & Sons"),
    ("a *b* _c_ `d` [e](f) <g> | ~h~ # i \\", "a \\*b\\* \\_c\\_ \\`d\\` \\[e\\](f) \\<g\\> \\| \\~h\\~ \\# i \\\\"),
    ("&amp; &", "\\&amp; \\&"), ("1. one", "1\\. one"), ("2) two", "2\\) two"), ("3.5 million", "3.5 million"),
    ("- no list", "\\- no list"),
    ("two\n\nlines", "two lines"), ("=====", "\\====="), ("", ""), (" \u{A0}a\u{2003}\u{3000}é\u{85} ", "a é"),
    ("“1. one”", "“1. one”"), ("1.", "1\\."), ("1.x", "1.x"), ("  + plus", "\\+ plus"),
    ("é – ü; &ouml;", "é – ü; \\&ouml;"),
  ] as [(String, String)])
func aTextIsNoMarkup(text: String, markdown: String) { #expect(MarkdownText.escaped(text) == markdown) }
