import Diagnostics
import Foundation
import TemplateEngine
import TemplateValues
import Testing

@testable import SiteGenerator

/// The manual of the language is its test suite: each example is a run of fenced blocks that ends in what is printed.
struct LanguageExample: Sendable, CustomTestStringConvertible {
  /// The line of the manual that its template starts on.
  let line: Int
  var templates: [String: String] = [:]
  var data: String?
  var expected = ""

  var testDescription: String { "line \(line): \(templates["page"] ?? "")" }

  static let all: [LanguageExample] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "TemplateLanguage.md").path
    guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
    return examples(in: String(decoding: bytes, as: UTF8.self))
  }()

  private static func examples(in manual: String) -> [LanguageExample] {
    var examples: [LanguageExample] = []
    var current: LanguageExample?
    var block: (info: String, lines: [Substring])?
    for (offset, line) in manual.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let open = block else {
        if line.hasPrefix("```") { block = (String(line.dropFirst(3)), []) }
        continue
      }
      guard line == "```" else {
        block?.lines.append(line)
        continue
      }
      block = nil
      let text = open.lines.joined(separator: "\n")
      switch open.info {
      case "jinja": current = LanguageExample(line: offset + 1 - open.lines.count, templates: ["page": text + "\n"])
      case "json": current?.data = text
      case "html", "text":
        current?.expected = text
        if let current { examples.append(current) }
        current = nil
      case let info where info.hasPrefix("jinja "): current?.templates[String(info.dropFirst(6))] = text + "\n"
      default: break
      }
    }
    return examples
  }
}

@Test(arguments: LanguageExample.all)
func theManualIsTrue(_ example: LanguageExample) throws {
  let files = example.templates.reduce(into: [String: SourceFile]()) { files, template in
    files[template.key] = SourceFile(path: template.key, text: template.value)
  }
  let (templates, diagnostics) = TemplateSet.compile(files, filters: SiteFilters(scale: nil).all)
  var printed = DiagnosticRenderer(format: .text).render(diagnostics)
  if diagnostics.isEmpty {
    let (value, problems) = JSONReader.read(SourceFile(path: "data", text: example.data ?? "{}"))
    #expect(problems.isEmpty)
    guard let value, case .map(let data) = ValueJSON.trustingMarkup(value) else {
      Issue.record("the data is no map")
      return
    }
    do throws(RenderFailure) { printed = String(decoding: try templates.render("page", data), as: UTF8.self) } catch {
      printed = DiagnosticRenderer(format: .text).render([error.diagnostic])
    }
  }
  if printed.contains("error: "), printed.hasSuffix("\n") { printed.removeLast() }
  #expect(printed == example.expected)
}

@Test func theManualHasExamples() {
  #expect(LanguageExample.all.count > 25)
}
