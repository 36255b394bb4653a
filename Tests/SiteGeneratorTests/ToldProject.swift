import ScoreLedger
import Testing

@testable import SiteGenerator

/// An index of four ports.
func index(
  _ more: String = "", scale: String = "{min: 0, max: 100, decimals: 0, unit: points}", cadence: String = "weekly"
) -> String {
  """
  title: Ports
  scale: \(scale)
  cadence: \(cadence)
  noun: {one: port, many: ports}
  constituents:
    - {id: AA, name: Ada}
    - {id: BB, name: Bede}
    - {id: CC, name: Cole}
    - {id: DD, name: Dora}
  \(more)

  """
}

/// The ledger of lines such as `W19 AA 97 +1, BB 80`, an article of an edition each; `W19` is `2026-W19`.
func told(_ articles: String, index: String) throws -> (settings: IndexSettings, ledger: Ledger) {
  var files: [String: String] = [:]
  for line in articles.split(separator: "\n") {
    let name = line.prefix { $0 != " " }
    let rows = line.dropFirst(name.count + 1).split(separator: ",").map { row in
      row.trimmingPrefix(" ").replacing(" ", with: ": ", maxReplacements: 1)
    }
    files["Content/articles/\(files.count).md"] = """
      ---
      title: An article
      date: 2026-05-30
      edition: \(name.hasPrefix("W") ? "2026-\(name)" : String(name))
      scores: {\(rows.joined(separator: ", "))}
      ---

      """
  }
  let project = try Project(files, index: index)
  let merged = project.builder.merged()
  #expect(project.shown(BuildReport(diagnostics: merged.diagnostics)) == "")
  let content = try #require(merged.content)
  return (content.settings, try #require(merged.ledger))
}
