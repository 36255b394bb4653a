import Foundation
import Testing

@testable import SiteGenerator

/// A small site compared with its recorded output, byte for byte. `RECORD_GOLDEN=1 swift test` writes the record anew,
/// and that run fails, so that nobody records by accident.
@Test func theSmallSiteIsAsRecorded() throws {
  let project = try Project([
    "Content/articles/acme-leads.md": Project.article,
    "Content/articles/globex.md": """
    ---
    title: "Globex: <second> & last"
    summary: A short note.
    date: 2026-05-12
    constituent: GLOBEX
    score: 58
    rank: 2
    stats: [{value: "3", label: "rockets"}]
    authors: [A. Writer]
    tags: [rockets]
    ---

    ## Why

    Text with a note.[^1] See [the other](acme-leads.md).

    | Part | Count |
    |---|---:|
    | One | 1 |

    > A line.
    >
    > — Somebody

    ## What to watch

    1. **One.** First.
    2. **Two.** Second.

    [^1]: The note.

    """,
    "Content/companies/acme.md": "---\nconstituent: ACME\nsummary: It leads.\n---\n\nA profile.\n",
    "Content/editions/2026-w20.md": "---\nedition: 2026-W20\nsummary: The second edition.\n---\n\nA note.\n",
    "Content/pages/methodology.md": "---\ntitle: Methodology\n---\n\nHow it is made.\n",
  ])
  let report = project.builder.build()
  #expect(project.shown(report) == "")
  let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
  // Stylesheet and icon have their own history; their names, which hold their fingerprints, do not belong here.
  var output: [String: String] = [:]
  for (path, data) in try project.output() where !path.hasPrefix("assets/") {
    output[path] = String(decoding: data, as: UTF8.self)
      .replacing(/assets\/(site|icon)\.[0-9a-f]{16}\./) { "assets/\($0.1).FINGERPRINT." }
  }
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
    try? FileManager.default.removeItem(at: golden)
    for (path, text) in output {
      let file = golden.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    Issue.record("recorded \(output.count) files; look at the difference, then run the tests again")
    return
  }
  let recorded = try Folder.files(beneath: golden.path).map(\.path)
  #expect(Set(recorded) == Set(output.keys))
  for path in recorded {
    let text = try String(contentsOf: golden.appendingPathComponent(path), encoding: .utf8)
    #expect(output[path] == text, "\(path)")
  }
}
