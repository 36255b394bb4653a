import Diagnostics
import Foundation
import ScoreLedger
import TemplateValues
import Testing

@testable import SiteGenerator

/// A small site as it would be written, with its cards as drawings.
private func rendered(_ files: [String: String], index: String = Project.index) throws -> (
  project: Project, plan: SitePlan, site: RenderedSite
) {
  let project = try Project(files, index: index)
  let (planned, report) = project.builder.planned()
  #expect(project.shown(report) == "")
  let parts = try #require(planned)
  var plan = parts.plan
  plan.hasCards = true
  let (site, diagnostics) = SiteRenderer.render(plan, templates: parts.templates, assets: parts.assets)
  #expect(diagnostics.isEmpty)
  return (project, plan, site)
}

extension RenderedSite {
  fileprivate func text(_ path: String) throws -> String {
    String(decoding: try #require(files.first { $0.path.text == path }, "\(path)").bytes, as: UTF8.self)
  }

  fileprivate func paths(_ start: String) -> [String] { files.map(\.path.text).filter { $0.hasPrefix(start) }.sorted() }
}

private let about = "---\ntitle: About Globex\ndate: 2026-05-12\nconstituent: GLOBEX\n---\n"

/// Names, titles and categories that want out of their place.
private let hostileIndex = """
  title: "Index & <b>\\u0001 \\"quoted\\" of a length that no card and no badge has the room for, whatever its font"
  cadence: weekly
  scale: {decimals: 2, unit: points}
  constituents:
    - {id: A, name: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ]]> & <Sons>", category: "</svg><script>"}
    - {id: B, name: "القدس الشريف وما حولها", strategy: "\\uFFFF {{ 1 }} --> 東京都千代田区丸の内一丁目九番二号"}
    - {id: C, name: "東京都千代田区丸の内一丁目九番二号グラントウキョウサウスタワー"}
    - {id: D, name: "😀 | *D* [x](y)"}

  """

private let hostileArticle = """
  ---
  title: "<script>alert(1)</script> & \\"\\u0007\\" 😀 القدس 東京 of two hundred characters and of more than any card can show, so that it ends with three points somewhere before its own end is reached at last, as it must"
  date: 2026-05-11
  constituent: B
  scores: {A: 123456789.01 ▲+12345678.01, B: 123456789.01 —0, C: -0.01}
  ---

  """

@Test func aBadgeSaysIndexNamePlaceScoreAndChange() throws {
  let (_, _, site) = try rendered(["Content/articles/a.md": Project.article, "Content/articles/b.md": about])
  #expect(
    site.paths("badges/") == [
      "badges/acme.json", "badges/acme.svg", "badges/editions/2026-w20/globex.svg", "badges/globex.json",
      "badges/globex.svg",
    ])
  #expect(
    try site.text("badges/acme.svg") == """
      <svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" viewBox="0 0 300 80" role="img" \
      aria-labelledby="title" data-constituent="ACME" data-edition="2026-W20">
      <title id="title">Test Index, edition 2026-W20: Acme 61, up 1 point, 1 of 2</title>
      <rect x=".5" y=".5" width="299" height="79" fill="#fbf9f4" stroke="#b9b2a3"/>
      <rect width="5" height="80" fill="#0c5844"/>
      <g font-family="-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Inter, Noto Sans, system-ui, sans-serif" \
      font-size="12" fill="#67625a">
      <text x="20" y="22">Test Index</text>
      <text x="20" y="65">1 of 2 · 2026-W20</text>
      <text x="284" y="65" text-anchor="end" font-weight="600" fill="#1b538f">▲ <tspan data-fact="change">+1</tspan></text>
      </g>
      <g font-family="Charter, Charis SIL, Iowan Old Style, Sitka Text, Cambria, Georgia, Noto Serif, serif" fill="#1a1814">
      <text x="20" y="46" font-size="20" font-weight="700">Acme</text>
      <text x="284" y="44" text-anchor="end" font-size="30" data-fact="score">61</text>
      </g>
      </svg>
      """)
  #expect(
    try site.text("badges/globex.json") == """
      {"schemaVersion": 1, "label": "Test Index", "message": "Globex & Sons 58 · 2 of 2", "color": "67625a"}

      """)
}

/// The schema of https://shields.io/badges/endpoint-badge: what is required, and nothing that it does not know.
private struct ShieldsEndpoint: Decodable {
  let schemaVersion: Int
  let label: String
  let message: String
  let color: String
}

@Test func theEndpointOfShieldsIsReadAsItsSchemaSays() throws {
  let (_, _, site) = try rendered(["Content/articles/a.md": hostileArticle], index: hostileIndex)
  for path in site.paths("badges/") where path.hasSuffix(".json") {
    let data = Data(try site.text(path).utf8)
    let endpoint = try JSONDecoder().decode(ShieldsEndpoint.self, from: data)
    #expect(endpoint.schemaVersion == 1 && !endpoint.label.isEmpty && !endpoint.message.isEmpty)
    #expect(endpoint.color.count == 6 && endpoint.color.allSatisfy(\.isHexDigit))
    let members = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(members.count == 4)
  }
  #expect(try site.text("badges/d.json").contains("\"😀 | *D* [x](y) · Not rated\""))
}

/// Reads a drawing as XML, and measures each of its texts by the widest font.
private final class DrawingReader: NSObject, XMLParserDelegate {
  struct Line {
    let text: String
    let range: ClosedRange<Int>
  }

  private(set) var lines: [Line] = []
  private(set) var elements: Set<String> = []
  private var sizes = [16]
  private var text = ""
  private var open: (x: Int, anchor: String, direction: String, noteWidth: Int)?

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.insert(name)
    sizes.append(attributes["font-size"].flatMap { Int($0) } ?? sizes[sizes.count - 1])
    if name == "text" {
      open = (
        Int(attributes["x"] ?? "") ?? 0, attributes["text-anchor"] ?? "start", attributes["direction"] ?? "ltr", 0
      )
      text = ""
    } else if name == "tspan" {
      open?.noteWidth += TextFitting.pixels(text, size: sizes[sizes.count - 2]) + (Int(attributes["dx"] ?? "") ?? 0)
      text = ""
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    let size = sizes.removeLast()
    if name == "tspan" {
      open?.noteWidth += TextFitting.pixels(text, size: size)
      text = ""
    }
    guard name == "text", let (x, anchor, direction, note) = open else { return }
    let width = note + TextFitting.pixels(text, size: size)
    let start = (anchor == "end") != (direction == "rtl") ? x - width : x
    lines.append(Line(text: text, range: start...(start + width)))
    open = nil
  }
}

@Test func everyDrawingIsXMLAndHoldsItsTexts() throws {
  for (files, index) in [
    (["Content/articles/a.md": hostileArticle], hostileIndex),
    (["Content/articles/a.md": Project.article, "Content/articles/b.md": about], Project.index),
  ] {
    let (_, _, site) = try rendered(files, index: index)
    let badges = site.files.filter { $0.path.text.hasSuffix(".svg") && $0.path.text.hasPrefix("badges/") }
    #expect(site.cards.count >= 5 && badges.count >= 3)
    for (path, drawing, width) in site.cards.map({ ($0.path, $0.drawing, 1200) })
      + badges.map({ ($0.path, $0.bytes, 300) })
    {
      let reader = DrawingReader()
      let parser = XMLParser(data: Data(drawing))
      parser.delegate = reader
      #expect(parser.parse(), "\(path.text): \(String(describing: parser.parserError))")
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
  let (_, _, site) = try rendered(["Content/articles/a.md": Project.article, "Content/articles/b.md": about])
  #expect(
    site.cards.map(\.path.text) == [
      "articles/a/card.png", "articles/b/card.png", "companies/acme/card.png", "companies/globex/card.png",
      "editions/2026-w19/card.png", "editions/2026-w20/card.png",
    ])
  func lines(_ path: String) throws -> [String] {
    let reader = DrawingReader()
    let parser = XMLParser(data: Data(try #require(site.cards.first { $0.path.text == path }).drawing))
    parser.delegate = reader
    #expect(parser.parse())
    return reader.lines.map(\.text)
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
  #expect(try lines("editions/2026-w20/card.png")[1] == "Acme leads the table")
  #expect(try lines("companies/acme/card.png").contains("Rockets · ACME"))
}

@Test func aPageKnowsItsCardAndItsMarkdown() throws {
  let (_, plan, site) = try rendered(["Content/articles/a.md": Project.article, "Content/articles/b.md": about])
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

@Test func embeddedPagesAreThoseOfTheCurrentEditionAndOfWhatWasWritten() throws {
  let (_, _, site) = try rendered(["Content/articles/a.md": Project.article, "Content/articles/b.md": about])
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
  let files = ["Content/articles/a.md": Project.article, "Content/articles/b.md": about]
  let (_, plan, _) = try rendered(files)
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
  let (_, other, site) = try rendered(files, index: nowhere)
  let none = SharingValues(other).sharing(of: globex)
  #expect(member(none, "badge_markup") == nil && member(none, "embed_markup") == nil)
  #expect(member(none, "badge_path") == "badges/globex.svg")
  #expect(try !site.text("articles/b/index.html").contains("og:image"))
}

@Test func withoutScoresThereAreNoBadgesAndNoEmbeddedPages() throws {
  let (_, plan, site) = try rendered(["Content/articles/a.md": "---\ntitle: A\ndate: 2026-05-11\n---\n"])
  #expect(site.paths("badges/").isEmpty && site.paths("embed/").isEmpty)
  #expect(site.cards.map(\.path.text) == ["articles/a/card.png", "companies/acme/card.png", "companies/globex/card.png"])
  let acme = try #require(plan.content.settings.constituents.first)
  #expect({ if case .none = SharingValues(plan).sharing(of: acme) { true } else { false } }())
}
