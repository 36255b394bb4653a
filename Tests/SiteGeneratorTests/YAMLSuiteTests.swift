import Diagnostics
import Foundation
import TemplateValues
import Testing

@testable import SiteGenerator

/// Why a document of the YAML test suite is read otherwise than the suite says.
private enum Departure: String, CaseIterable {
  /// Anchors, aliases and tags are refused: front matter holds what it shows.
  case reserved
  /// The library takes a tab for indentation where YAML would let it pass, and the message says so.
  case tab
  /// The library does not know a rare form of YAML 1.2's flow style, or of keys after `?`.
  case form
  /// The library reads what YAML refuses: lines too far to the left, spaces before the text of a block.
  case lenient
  /// The library reads another value: `?` touching a key in braces.
  case value

  var ids: Set<String> {
    switch self {
    case .reserved:
      [
        "26DV", "2SXE", "3GZX", "565N", "57H4", "6JWB", "6KGN", "74H7", "7BMT", "7BUB", "7FWL", "BU8L", "CUP7", "E76Z",
        "EHF6", "HMQ5", "JS2J", "L94M", "M5C3", "SKE5", "U3XV", "W5VH", "WZ62", "Y2GN", "Z67P", "ZH7C", "ZWK4",
      ]
    case .tab: ["96NN/00", "96NN/01", "A2M4", "DK95/00", "DK95/03", "DK95/04", "Q5MG", "Y79Y/001"]
    case .form: ["4MUZ/00", "4MUZ/01", "4MUZ/02", "58MP", "5MUD", "K3WX", "VJP3/01"]
    case .lenient: ["9C9N", "DK95/01", "QB6E", "S98Z"]
    case .value: ["652Z"]
    }
  }
}

@Test func documentsOfTheYAMLTestSuiteAreReadAsItSays() throws {
  let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/YAMLSuite/vectors.json"
  let (vectors, problems) = JSONReader.read(SourceFile(path: path, bytes: try Folder.read(path)))
  #expect(problems.isEmpty)
  let project = try Project([:], index: nil)
  guard case .list(let cases)? = vectors else { throw UnreadablePath(path: path, cause: "no list") }
  #expect(cases.count == 158)
  var departed: [Departure: Set<String>] = [:]
  for case .map(let vector) in cases {
    guard case .text(let id)? = vector["id"], case .text(let text)? = vector["file"] else { continue }
    try project.write(text, to: "a.md")
    let (inspection, diagnostics) = project.builder.inspect(project.root + "/a.md")
    let isAccepted = vector["verdict"] == .text("accept")
    guard let inspection else {
      let places = diagnostics.compactMap { diagnostic -> SourcePlace? in
        if case .place(let place) = diagnostic.origin { return place }
        return nil
      }
      #expect(!places.isEmpty && places.count == diagnostics.count, "\(id) is refused without a place")
      #expect(places.allSatisfy { $0.span.end <= $0.file.bytes.count && $0.span.start > 3 }, "\(id)")
      if isAccepted { departed[reason(diagnostics), default: []].insert(id) }
      continue
    }
    guard isAccepted else {
      departed[.lenient, default: []].insert(id)
      continue
    }
    let (read, jsonProblems) = JSONReader.read(SourceFile(path: "inspection", text: inspection.json()))
    #expect(jsonProblems.isEmpty, "\(id)")
    guard case .map(let parts)? = read else { continue }
    if parts["front_matter"] != vector["json"] { departed[.value, default: []].insert(id) }
  }
  for departure in Departure.allCases { #expect(departed[departure] == departure.ids, "\(departure)") }
}

private func reason(_ diagnostics: [Diagnostic]) -> Departure {
  let text = DiagnosticRenderer().render(diagnostics)
  if text.contains("a tab indents") || text.contains("\t") { return .tab }
  return text.contains("unquoted-value") || text.contains("unquoted-colon") ? .reserved : .form
}
