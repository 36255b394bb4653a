import Foundation
import Testing

@testable import SiteGenerator

@Test func theErrorInTheReadmeIsReal() throws {
  let project = try Project([
    "Content/articles/a.md": Project.article,
    "Content/articles/b.md": "---\ntitle: B\ndate: 2026-05-12\nscores: {ACME: 62}\n---\n",
  ])
  let message = project.shown(project.builder.check())
  let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("README.md")
  let text = try String(contentsOf: readme, encoding: .utf8)
  #expect(message.contains("[score-conflict]"))
  #expect(text.contains("```\n" + message + "```"))
}
