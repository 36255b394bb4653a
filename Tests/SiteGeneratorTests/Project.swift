import Diagnostics
import Foundation

@testable import SiteGenerator

/// A project in a folder of its own, removed with the value's last use.
final class Project {
  let root: String
  let builder: SiteBuilder

  static let index = """
    title: Test Index
    url: https://example.org/test/
    language: en
    scale: {min: 0, max: 100, decimals: 0, unit: points}
    cadence: weekly
    noun: {one: company, many: companies}
    constituents:
      - {id: ACME, name: Acme, category: Rockets}
      - {id: GLOBEX, name: Globex & Sons}

    """

  static let article = """
    ---
    title: Acme leads
    date: 2026-05-11
    scores: {ACME: 61 ▲+1, GLOBEX: 58}
    ---

    See [Globex](index:GLOBEX).

    ![](index:table)

    """

  /// - Parameter files: text by path relative to the project; templates are the repository's own.
  init(_ files: [String: String], index: String? = Project.index) throws {
    root = NSTemporaryDirectory() + "site-tests-" + UUID().uuidString
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    builder = SiteBuilder(
      folders: ProjectFolders(
        content: root + "/Content", templates: repository + "/Templates", output: root + "/Public"))
    try FileManager.default.createDirectory(atPath: root + "/Content", withIntermediateDirectories: true)
    if let index { try write(index, to: "Content/index.yml") }
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: root + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: root + "/" + path) }

  /// Problems as the terminal shows them, with paths relative to the project.
  func shown(_ report: BuildReport) -> String {
    DiagnosticRenderer().render(report.diagnostics).replacing(root + "/", with: "")
  }

  /// Every file of the output with its bytes.
  func output() throws -> [String: Data] {
    var result: [String: Data] = [:]
    for (path, _) in try Folder.files(beneath: root + "/Public") {
      result[path] = try Data(contentsOf: URL(fileURLWithPath: root + "/Public/" + path))
    }
    return result
  }
}
