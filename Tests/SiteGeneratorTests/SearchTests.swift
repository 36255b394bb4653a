import Foundation
import Testing

@testable import SiteGenerator

@Test(arguments: [
  ("The race, the RACE", ["race", "the"]), ("it's 6.9B of AI-chips", ["6", "9b", "ai", "chips", "it", "of", "s"]),
  ("Ünïcode\u{301} Łódź straße Ærø", ["aero", "lodz", "strasse", "unicode"]),
  ("naïve“quoted”—dash…end", ["dash", "end", "naive", "quoted"]), ("東京 2026年", ["2026年", "東京"]), ("— ▲ · …", []),
  ("İstanbul", ["istanbul"]),
])
func wordsAreFolded(text: String, words: [String]) {
  #expect(SearchWords.words(in: Array(text.utf8)).sorted() == words)
}

@Test func theSearchFindsTitlesAndTexts() throws {
  let project = try Project.small()
  #expect(project.builder.build().exitCode == 0)
  let paths = try project.output().keys.filter { $0.hasPrefix("search/words") }
  let words = try #require(paths.first)
  #expect(paths.count == 1)
  #expect(
    try project.text("search/documents.json") == """
      {"kinds":["Company","Page","Article","Edition"],"documents":[[0,"Acme","companies/acme/","Rockets","ACME"],\
      [0,"Globex & Sons","companies/globex/","","GLOBEX"],[1,"Method","method/","",""],\
      [2,"Acme & \\u003cb>Sons\\u003c/b> lead","articles/acme/","11 May 2026 · Acme","ACME Acme rockets & more A. Writer"],\
      [3,"Edition 2026-W20","editions/2026-w20/","11 May 2026","Acme leads at 61"]],"parts":[["2026","\(words)"]]}

      """)
  // Of the second of two documents that have a word stands the step from the first.
  #expect(
    try project.text(words) == """
      {"2026":[3],"and":[3],"as":[3],"below":[3],"facts":[3],"first":[3],"have":[3],"how":[2],"is":[2],"it":[2,1],\
      "made":[2],"method":[3],"others":[3],"rockets":[0],"see":[3],"text":[3],"the":[3],"w20":[3]}

      """)
}

@Test func theSearchPageListsEverythingWithoutAScript() throws {
  let names = (0..<30).map { "  - {id: C\($0), name: \($0 == 29 ? "Éclair" : "Name \($0)")}" }.joined(separator: "\n")
  let project = try Project.small(index: Project.index + names + "\n")
  #expect(project.builder.build().exitCode == 0)
  let page = try project.text("search/index.html")
  let list = page.split(separator: "\n").drop { $0 != "<div class=\"search-index\">" }.prefix { $0 != "</div>" }
  let links = list.compactMap { $0.firstMatch(of: /<li><a href="([^"]*)"/)?.1 }
  #expect(links.count == 32 + 1 + 1 + 3)
  #expect(
    list.compactMap { $0.firstMatch(of: /<h[23][^>]*>(.*)<\/h/)?.1 } == [
      "companies", "A", "E", "G", "N", "Articles", "Editions", "Pages",
    ])
  #expect(
    page.contains(
      #"<span class="meta" data-constituent="ACME" data-edition="2026-W20">ACME · Rank <span data-fact="rank">1</span>, "#
        + #"score <span data-fact="score">61</span></span>"#))
  // Without a script there is no field that does nothing.
  #expect(page.contains("<form class=\"search-form\" role=\"search\" hidden "))
}
