import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// A schema as JSON.
private func schema(_ kind: SiteSchema, _ settings: IndexSettings? = nil) throws -> [String: Any] {
  let value = try JSONSerialization.jsonObject(with: Data(kind.text(settings: settings).utf8))
  let root = try #require(value as? [String: Any])
  // A file of corrections is one, or a list of them.
  guard root["properties"] == nil else { return root }
  return try #require((root["anyOf"] as? [[String: Any]])?.first { $0["properties"] != nil })
}

private func properties(_ schema: [String: Any]) throws -> [String: [String: Any]] {
  try #require(schema["properties"] as? [String: [String: Any]])
}

@Test(arguments: SiteSchema.allCases)
func aSchemaNamesEveryKeyInWords(kind: SiteSchema) throws {
  let properties = try properties(schema(kind))
  #expect(Set(properties.keys) == Set(kind.group.names) && properties.count == kind.group.names.count)
  for (name, property) in properties {
    let about = try #require(property["description"] as? String, "\(name)")
    #expect(!about.isEmpty && !about.hasSuffix("."), "\(name)")
  }
  #expect(kind.text(settings: nil) == kind.text(settings: nil))
}

/// What is declared and never read would be taken silently: a value that no key takes is refused behind each of them.
@Test(arguments: [
  (KeyGroup.article, "Content/articles/a.md", "title: A\ndate: 2026-05-11\nconstituent: ACME"),
  (.profile, "Content/companies/a.md", "constituent: ACME"), (.note, "Content/editions/a.md", "edition: 2026-W20"),
  (.page, "Content/pages/a.md", "title: A"),
  (
    .correction, "Content/corrections/a.yml",
    "edition: 2026-W20\nconstituent: ACME\nwas: 1\nnow: 2\nreason: R\ndate: 2026-05-20"
  ),
  (.index, "Content/index.yml", Project.index),
])
func everyDeclaredKeyIsRead(group: KeyGroup, path: String, keys: String) throws {
  for key in group.keys {
    if case .free = key.value { continue }
    let others = keys.split(separator: "\n").filter { !$0.hasPrefix(" ") && !$0.hasPrefix(key.name + ":") }
    let lists = keys.split(separator: "\n").filter { $0.hasPrefix(" ") }
    let rest = (others + (key.name == "constituents" ? [] : lists)).joined(separator: "\n")
    let text = "\(rest)\n\(key.name): [[1]]\n"
    let project = try Project([path: path.hasSuffix(".md") ? "---\n\(text)---\n" : text])
    let places = project.builder.check().diagnostics.filter { diagnostic in
      guard case .place(let place) = diagnostic.origin else { return false }
      return place.file.location(of: place.span.start).line == text.count { $0.isNewline }
        + (path.hasSuffix(".md") ? 1 : 0)
    }
    // The editions of an index that is not irregular are refused whatever they are.
    #expect(!places.isEmpty, "\(group.name): \(key.name)")
  }
}

@Test func aSchemaOffersTheIdsOfTheIndex() throws {
  let project = try Project([:])
  let settings = try #require(project.builder.merged().content?.settings)
  let article = try properties(schema(.article, settings))
  #expect(article["constituent"]?["enum"] as? [String] == ["ACME", "GLOBEX"])
  #expect(article["constituent"]?["enumDescriptions"] as? [String] == ["Acme", "Globex & Sons"])
  let rows = try properties(#require(article["scores"]))
  #expect(rows.mapValues { $0["description"] as? String } == ["ACME": "Acme", "GLOBEX": "Globex & Sons"])
  let (text, diagnostics) = SiteSchema.article.text(content: project.root + "/Content")
  #expect(text == SiteSchema.article.text(settings: settings) && diagnostics.isEmpty)
}

@Test func aBrokenIndexGivesTheSchemaThatFitsAll() throws {
  let project = try Project([:], index: "title: A\ncadence: sometimes\n")
  let (text, diagnostics) = SiteSchema.article.text(content: project.root + "/Content")
  #expect(text == SiteSchema.article.text(settings: nil) && diagnostics.map(\.id).contains("unknown-cadence"))
  let (none, missing) = SiteSchema.article.text(content: project.root + "/Nowhere")
  #expect(none == text && BuildReport.exitCode(of: missing) == 2)
}
