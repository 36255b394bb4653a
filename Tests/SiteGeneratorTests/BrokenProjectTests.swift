import Foundation
import Testing

@testable import SiteGenerator

/// Small broken projects with all that is said of them. Each file of Broken/ holds the files of one project under lines
/// like `=== Content/a.md`, and behind `=== problems` what `site check` prints.
///
/// `RECORD_GOLDEN=1 swift test` writes what is printed anew, and that run fails, so that nobody records by accident.
@Test(arguments: try BrokenProject.all())
func whatIsSaidOfABrokenProject(name: String) throws {
  let broken = try BrokenProject(name)
  let project = try Project(broken.files)
  let shown = project.shown(project.builder.check())
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
    try broken.record(shown)
    Issue.record("recorded \(name); look at the difference, then run the tests again")
    return
  }
  #expect(shown == broken.problems, "\(name)")
}

struct BrokenProject {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Broken")
  private static let marker = "=== problems\n"

  let files: [String: String]
  let problems: String
  private let url: URL
  private let input: String

  static func all() throws -> [String] { try Folder.files(beneath: folder.path).map(\.path) }

  init(_ name: String) throws {
    url = Self.folder.appendingPathComponent(name)
    let text = try String(contentsOf: url, encoding: .utf8)
    let end = try #require(text.range(of: Self.marker))
    input = String(text[..<end.lowerBound])
    problems = String(text[end.upperBound...])
    var files: [String: String] = [:]
    for part in ("\n" + input).components(separatedBy: "\n=== ").dropFirst() {
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      files[lines[0]] = lines.count == 2 ? lines[1] + (lines[1].hasSuffix("\n") ? "" : "\n") : ""
    }
    self.files = files
  }

  func record(_ shown: String) throws { try Data((input + Self.marker + shown).utf8).write(to: url) }
}
