import Foundation
import Testing

@testable import SiteGenerator

@Test func aBadgeSaysIndexNamePlaceScoreAndChange() throws {
  let (_, _, site) = try renderedSite([
    "Content/articles/a.md": Project.article, "Content/articles/b.md": articleAboutGlobex,
  ])
  #expect(
    site.paths("badges/") == [
      "badges/acme.json", "badges/acme.svg", "badges/editions/2026-w20/globex.svg", "badges/globex.json",
      "badges/globex.svg",
    ])
  #expect(
    try site.text("badges/acme.svg") == """
      <svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" viewBox="0 0 300 80" \
      data-constituent="ACME" data-edition="2026-W20">
      <title>Test Index, edition 2026-W20: Acme 61, up 1 point, 1 of 2</title>
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
  let (_, _, site) = try renderedSite(["Content/articles/a.md": hostileArticle], index: hostileIndex)
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
