import Foundation
import TemplateValues
import Testing

@testable import SiteGenerator

@Test func everyDrawingIsXMLAndHoldsItsTexts() throws {
  for (files, index) in [
    (["Content/articles/a.md": hostileArticle], hostileIndex),
    (["Content/articles/a.md": Project.article, "Content/articles/b.md": articleAboutGlobex], Project.index),
  ] {
    let (_, _, site) = try renderedSite(files, index: index)
    let badges = site.files.filter { $0.path.text.hasSuffix(".svg") && $0.path.text.hasPrefix("badges/") }
    #expect(site.cards.count >= 5 && badges.count >= 3)
    for (path, drawing, width) in site.cards.map({ ($0.path, $0.drawing, 1200) })
      + badges.map({ ($0.path, $0.bytes, 300) })
    {
      let reader = DrawingReader(drawing)
      #expect(reader.problem == nil, "\(path.text)")
      #expect(reader.elements.isSubset(of: ["svg", "title", "rect", "g", "text", "tspan", "path"]), "\(path.text)")
      let margin = width == 300 ? 16 : 72
      for line in reader.lines {
        #expect(
          line.range.lowerBound >= margin && line.range.upperBound <= width - margin, "\(path.text): \(line.text)")
      }
    }
  }
}

@Test func aCardShowsTheLinesTicksAndFiguresOfItsPage() throws {
  let (_, _, site) = try renderedSite([
    "Content/articles/a.md": Project.article, "Content/articles/b.md": articleAboutGlobex,
  ])
  #expect(
    site.cards.map(\.path.text) == [
      "articles/a/card.png", "articles/b/card.png", "companies/acme/card.png", "companies/globex/card.png",
      "editions/2026-w19/card.png", "editions/2026-w20/card.png",
    ])
  func lines(_ path: String) throws -> [String] {
    DrawingReader(try #require(site.cards.first { $0.path.text == path }).drawing).lines.map(\.text)
  }
  let drawing = String(decoding: try #require(site.cards.first).drawing, as: UTF8.self)
  #expect(drawing.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\""))
  #expect(try lines("articles/a/card.png").prefix(4) == ["Test Index", "Acme leads", "Edition 2026-W20", "Analysis"])
  #expect(drawing.contains(">61<tspan") && drawing.contains(">1 Acme</text>") && drawing.contains(">▲ +1</tspan>"))
  #expect(
    try lines("articles/b/card.png").prefix(5) == [
      "Test Index", "About Globex", "Edition 2026-W20", "Globex & Sons", "Rank",
    ])
  let subject = String(decoding: try #require(site.cards.dropFirst().first).drawing, as: UTF8.self)
  #expect(subject.contains("<rect x=\"681\" y=\"98\" width=\"6\""), "58 of 100 on 1056 px from 72, less half its width")
  #expect(try lines("editions/2026-w20/card.png")[1...2] == ["Acme leads", "the table"])
  #expect(try lines("companies/acme/card.png").contains("Rockets · ACME"))
}

@Test func aPageKnowsItsCardAndItsMarkdown() throws {
  let (_, plan, site) = try renderedSite([
    "Content/articles/a.md": Project.article, "Content/articles/b.md": articleAboutGlobex,
  ])
  let sharing = SharingValues(plan)
  func value(_ path: String, _ member: String) throws -> String? {
    let page = try #require(plan.pages.first { $0.path.text == path })
    let value: TemplateValue = ["card": sharing.card(of: page), "markdown": sharing.markdown(of: page)]
    guard case .map(let map) = value, case .map(let card)? = map["card"], member != "markdown" else {
      if case .map(let map) = value, case .text(let text)? = map[member] { return text }
      return nil
    }
    if case .text(let text)? = card[member] { return text }
    return nil
  }
  #expect(try value("articles/b/index.html", "url") == "https://example.org/test/articles/b/card.png")
  #expect(
    try value("articles/b/index.html", "alt")
      == "About Globex. Test Index, edition 2026-W20: Globex & Sons 58, 2 of 2.")
  #expect(try value("index.html", "url") == "https://example.org/test/editions/2026-w20/card.png")
  #expect(try value("index.html", "alt") == "Test Index, edition 2026-W20: Acme 61, Globex & Sons 58.")
  #expect(try value("404.html", "url") == nil)
  #expect(try value("companies/acme/index.html", "markdown") == "companies/acme/index.html.md")
  #expect(try value("404.html", "markdown") == nil)
  let page = try site.text("articles/b/index.html")
  #expect(page.contains("<meta property=\"og:image\" content=\"https://example.org/test/articles/b/card.png\">"))
  #expect(page.contains("href=\"../../articles/b/index.html.md\""))
}
