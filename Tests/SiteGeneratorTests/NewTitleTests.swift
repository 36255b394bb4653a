import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

private let titles = [
  "Plain words", "Acme: a colon", "A # hash", "\"Quoted\"", "“Curly”", "It's one", "back\\slash", "- list", "? key",
  "[x]", "{x}", "*x", "&x", "!x", "%x", "@x", "`x`", "yes", "No", "null", "~", "12", "1.50", "2026-05-11", "---", "...",
  "line\nbreak", "tab\there", " space ", "👩‍🚀 rocket", "é and e\u{301}", "\u{2028}x\u{85}y\u{FEFF}z", "\u{7}\u{1B}[31m",
  "x:", "x #y", "a: b: c", "|", ">", "<<", "=", String(repeating: "long title ", count: 30), "日本語", "עברית", "\u{FFFD}",
]

private func parsed(_ yaml: String) -> String? {
  let (entries, diagnostics) = YAMLReader.read(SourceFile(path: "a.yml", text: yaml), 0..<yaml.utf8.count)
  guard diagnostics.isEmpty, let entry = entries?.first, entry.key == "title", case .scalar(let scalar) = entry.value
  else { return nil }
  return scalar.text
}

private func isSame(_ first: String?, _ second: String) -> Bool { first.map { Array($0.utf8) } == Array(second.utf8) }

@Test(arguments: titles)
func aTitleIsReadBackAsItWasGiven(_ title: String) throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  let made = try NewArticle(title: title, slug: "made").make(
    content: project.root + "/Content", today: try day("2026-05-11"))
  let file = SourceFile(path: "made.md", bytes: try Folder.read(try #require(made.paths.first)))
  let parser = DocumentParser(index: IndexNames(try settings()), isDraftsOn: true)
  let result = parser.parse(file, path: "articles/made.md")
  #expect(DiagnosticRenderer().render(result.diagnostics) == "")
  guard case .article(let article)? = result.document else {
    Issue.record("no article")
    return
  }
  #expect(isSame(article.title, title))
  let page = try NewPage(title: title, slug: "page").make(content: project.root + "/Content")
  let text = try String(contentsOfFile: try #require(page.paths.first), encoding: .utf8)
  #expect(isSame(parsed(String(text.split(separator: "---\n")[0])), title))
}

private func settings() throws -> IndexSettings {
  try #require(IndexParser.parse(SourceFile(path: "index.yml", text: Project.index)).settings)
}

@Test(arguments: 1...20)
func whateverATitleHoldsItIsOneScalarOfYAML(_ seed: Int) {
  var random = SeededGenerator(seed: seed)
  let pieces = Array(
    "ab Zé0 :#-?,[]{}&*!|>'\"%@`\\/\n\r\t~=<.…“”🚀👩‍🚀\u{0}\u{1}\u{7F}\u{85}\u{A0}\u{2028}\u{FEFF}\u{FFFE}\u{1FFFF}"
      .unicodeScalars)
  for _ in 0..<300 {
    var title = ""
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      if Int.random(in: 0..<8, using: &random) == 0 {
        let any = UInt32.random(in: 0...0x10FFFF, using: &random)
        if let scalar = Unicode.Scalar(any) { title.unicodeScalars.append(scalar) }
      } else {
        title.unicodeScalars.append(pieces[Int.random(in: 0..<pieces.count, using: &random)])
      }
    }
    // The library takes one at the start of a value for a byte order mark, however it is written.
    while title.unicodeScalars.first == "\u{FEFF}" { title.unicodeScalars.removeFirst() }
    let yaml = "title: \(WrittenYAML.scalar(title))   # \(WrittenYAML.comment(title))\n"
    #expect(!yaml.dropLast().utf8.contains(10), "seed \(seed): \(yaml)")
    #expect(isSame(parsed(yaml), title), "seed \(seed): \(yaml)")
  }
}

@Test(arguments: [
  ("What moved", "what-moved"), ("Tesla's Café & Œuvre: 100%", "teslas-cafe-oeuvre-100"),
  ("Straße nach Århus", "strasse-nach-arhus"),
  ("  --A--  ", "a"), ("Łódź", "lodz"), ("e\u{301}t\u{E9}", "ete"), ("日本語 の 指数", "日本語-の-指数"), ("Индекс", "индекс"),
  ("ἀρχή", "ἀρχή"), ("!?", nil), ("🚀", nil), ("", nil), ("snake_case", "snake_case"), ("İstanbul", "istanbul"),
  (
    String(repeating: "a whole sentence of words ", count: 12),
    "a-whole-sentence-of-words-a-whole-sentence-of-words-a-whole-sentence-of-words-a"
  ), (String(repeating: "x", count: 300), String(repeating: "x", count: 80)),
  (String(repeating: "指", count: 100), String(repeating: "指", count: 26)),
])
func aTitleNamesItsFile(_ title: String, _ slug: String?) {
  #expect(Slug(title: title)?.text == slug)
}
