import Diagnostics
import Foundation
import SiteGenerator
import Testing

/// An example of a specification, with the library's own HTML.
private struct Example: Decodable {
  let file: String
  let section: String
  let example: Int
  let line: Int
  let markdown: String
  let html: String
}

/// Something in which this program's HTML differs from the library's, and how the difference is undone.
private struct Addition {
  let name: String
  /// From what is printed here to what the library prints.
  var undo: @Sendable (String) -> String = { $0 }
  /// Where undoing would have to guess, the same is done to the library's HTML.
  var redo: @Sendable (String) -> String = { $0 }
}

/// Each stands in Specification/Additions.md with its reason and its examples. They are undone from the first to the last.
private let additions = [
  Addition(name: "heading-ids") {
    $0.replacing(/<h([1-6]) id="[^"]*">\n/) { "<h\($0.1)>" }.replacing(/\n<\/h([1-6])>/) { "</h\($0.1)>" }
  },
  Addition(name: "heading-levels", redo: { $0.replacing(/(<\/?h)([1-5])\b/) { "\($0.1)\((Int($0.2) ?? 0) + 1)" } }),
  Addition(name: "table-regions") {
    $0.replacing(/<div class="table-scroll" role="region" aria-label="[^"]*" tabindex="0">\n/, with: "")
      .replacing("</table>\n</div>\n", with: "</table>\n")
  },
  Addition(name: "alignment-classes") { $0.replacing(/<(t[dh]) class="align-/) { "<\($0.1) align=\"" } },
  Addition(name: "external-links") { $0.replacing(" rel=\"external\">", with: ">") },
  Addition(name: "task-labels") { $0.replacing(/\ aria-label="(Not done|Done)" \/>/, with: " />") },
  Addition(name: "image-figures") {
    $0.replacing(/<figure>\n(.*)( \/>.*)\n<figcaption>(.*)<\/figcaption>\n<\/figure>/) {
      "<p>\($0.1) title=\"\($0.3)\"\($0.2)</p>"
    }.replacing(/<figure>\n(.*)\n<\/figure>/) { "<p>\($0.1)</p>" }
  },
  Addition(name: "footnotes-in-place", undo: footnotesAtTheEnd),
  Addition(name: "raw-html", undo: plainText, redo: plainText),
]

/// In place of a refused body; its examples are listed as an addition, too.
private let refused = "refused-addresses"

/// Every note moved from where it is referred to into a list at the end.
@Sendable private func footnotesAtTheEnd(_ html: String) -> String {
  let list = /<ol class="footnotes">\n((?s:.*?))<\/ol>\n/
  let notes = html.matches(of: list).map { String($0.1) }.joined()
  if notes.isEmpty { return html }
  return html.replacing(list, with: "") + "<section class=\"footnotes\" data-footnotes>\n<ol>\n"
    + notes.replacing(/\ value="[0-9]+">/, with: ">") + "</ol>\n</section>\n"
}

/// HTML without the difference between a tag and the text of a tag.
@Sendable private func plainText(_ html: String) -> String {
  var text = html
  for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
    text.replace(entity, with: character)
  }
  return text.replacing(/<\/?p>|\s/, with: "")
}

@Suite struct SpecificationTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Specification")

  private let examples: [Example]
  /// The examples that the document names, by addition.
  private let documented: [String: Set<String>]

  init() throws {
    examples = try JSONDecoder().decode(
      [Example].self, from: Data(contentsOf: Self.folder.appendingPathComponent("examples.json")))
    let text = try String(contentsOf: Self.folder.appendingPathComponent("Additions.md"), encoding: .utf8)
    documented = Self.listed(in: text)
  }

  /// Sections are named for additions; behind `Examples:` stand names of files and numbers.
  private static func listed(in document: String) -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    for section in document.split(separator: "\n## ").dropFirst() {
      let name = String(section.prefix { $0 != "\n" })
      var file = ""
      for word in section.split(separator: "Examples:").last?.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        ?? []
      {
        if word.allSatisfy(\.isNumber) {
          result[name, default: []].insert("\(file) \(word)")
        } else {
          file = String(word)
        }
      }
    }
    return result
  }

  /// The fewest additions that make the difference; nil where they do not explain it.
  private static func additionsNeeded(_ ours: String, _ library: String) -> [String]? {
    if ours == library { return [] }
    func isExplained(by set: [Addition]) -> Bool {
      set.reduce(ours) { $1.undo($0) } == set.reduce(library) { $1.redo($0) }
    }
    return setsBySize.first(where: isExplained)?.map(\.name)
  }

  /// Every set of additions, the smaller ones first.
  private static let setsBySize: [[Addition]] = (0..<(1 << additions.count)).map { choice in
    additions.enumerated().filter { choice & (1 << $0.offset) != 0 }.map(\.element)
  }.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }.map(\.element)

  @Test func everyExampleIsPrintedAsTheLibraryDoesButForTheDocumentedAdditions() {
    var found: [String: Set<String>] = [:]
    for example in examples {
      let label = "\(example.file) \(example.example)"
      for allowsRawHTML in [false, true] {
        let (html, diagnostics) = MarkdownTrial.print(
          Array(example.markdown.utf8), path: "a.md", isSmartPunctuationOn: example.file == "smart",
          allowsRawHTML: allowsRawHTML)
        guard let html else {
          let errors = Set(diagnostics.filter { $0.severity == .error }.map(\.id))
          #expect(errors.isSubset(of: ["url-scheme", "image-elsewhere"]), "\(label)")
          found[refused, default: []].insert(label)
          continue
        }
        let ours = String(decoding: html, as: UTF8.self)
        let needed = Self.additionsNeeded(ours, example.html)
        if needed == nil {
          Issue.record(
            """
            \(label), \(example.section), line \(example.line), raw HTML \(allowsRawHTML ? "on" : "off"): \
            no documented addition explains the difference
            --- Markdown
            \(example.markdown)--- here
            \(ours)--- the library
            \(example.html)
            """)
        }
        for name in needed ?? [] { found[name, default: []].insert(label) }
      }
    }
    for name in Set(found.keys).union(documented.keys).sorted() where found[name] != documented[name] {
      Issue.record("## \(name) concerns other examples than Additions.md says:\n\(list(found[name] ?? []))")
    }
  }

  /// A set of examples as the document lists it.
  private func list(_ labels: Set<String>) -> String {
    var words: [String] = []
    var file = ""
    for example in examples where labels.contains("\(example.file) \(example.example)") {
      if example.file != file { words.append((file.isEmpty ? "" : "; ") + example.file) }
      file = example.file
      words.append(String(example.example))
    }
    return "Examples: " + words.joined(separator: " ").replacing(" ; ", with: "; ")
  }

  @Test func everyAdditionIsDocumented() {
    #expect(Set(additions.map(\.name) + [refused]) == Set(documented.keys))
  }
}
