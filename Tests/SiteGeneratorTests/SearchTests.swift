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
  var reader = SearchWords()
  var found: [String] = []
  reader.read(Array(text.utf8)) { found.append(String(decoding: $0, as: UTF8.self)) }
  #expect(Set(found).sorted() == words)
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
      {"2026":[1],"and":[1],"as":[1],"below":[1],"facts":[1],"first":[1],"have":[1],"how":[2],"is":[2],"it":[1,1],\
      "made":[2],"method":[1],"others":[1],"rockets":[4],"see":[1],"text":[1],"the":[1],"w20":[1]}

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

@Test(arguments: [
  ("<p>One <b>two</b></p>", "One two"), ("a &lt; b", "a   b"), ("na<i>ï</i>ve", "naïve"), ("cut &amp", "cut "),
  ("cut <b", "cut "), ("", ""),
])
func htmlIsReadAsItsText(html: String, text: String) {
  #expect(String(decoding: SearchWords.text(of: Array(html.utf8)), as: UTF8.self) == text)
}

/// Documents of random words, the same for the same seed.
private func documents(_ count: Int, seed: Int) -> [[String]] {
  var generator = SeededGenerator(seed: seed)
  return (0..<count).map { _ in (0..<80).map { _ in "w\(Int.random(in: 0..<20_000, using: &generator))" } }
}

private func index(_ documents: [[String]], _ numbers: [Int]) -> WordIndex {
  var (index, reader) = (WordIndex(), SearchWords())
  for number in numbers { index.add(Array(documents[number].joined(separator: " ").utf8), of: number, by: &reader) }
  return index
}

private func lines(_ documents: [[String]]) -> WordLines {
  let numbers = Array(documents.indices)
  return WordLines().replacing(numbers, by: index(documents, numbers)).lines
}

private typealias Parts = (all: [(first: String, part: SearchParts.Part)], made: [(first: String, bytes: [UInt8])])

/// - Parameter isKept: whether a part that would be made again is there.
private func parts(_ words: SearchParts, unless isKept: (SitePath) -> Bool = { _ in false }) -> Parts {
  var made: [[UInt8]] = []
  let all = words.make(unless: isKept) { number, bytes in
    made.append(bytes)
    return Address.searchWords(number, bytes)
  }
  return (all, zip(all, made).map { ($0.first, $1) })
}

private func parts(_ documents: [[String]]) -> [(first: String, bytes: [UInt8])] {
  parts(SearchParts(lines(documents))).made
}

@Test func anEditChangesFewPartsOfTheSearch() throws {
  var texts = documents(2000, seed: 7)
  let before = parts(texts).map(\.bytes)
  #expect(before.count > 8)
  texts[700][3] = "w4711added"
  let after = parts(texts).map(\.bytes)
  // The word that goes, the word that comes, and the ends of parts beside them.
  #expect(Set(after).subtracting(before).count <= 4)
}

/// Numbers as a list of them holds them.
private func list(_ numbers: [Int]) -> NumberList {
  var list = NumberList()
  for number in numbers { list.add(UInt32(number)) }
  return list
}

@Test(arguments: 0..<200) func aListOfNumbersHoldsThemInTheirOrder(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  let count = Int.random(in: 1..<(seed.isMultiple(of: 2) ? 40 : 100_000), using: &generator)
  func some() -> [Int] {
    (0..<Int.random(in: 0..<30, using: &generator)).map { _ in Int.random(in: 0..<count, using: &generator) }.sorted()
  }
  let (first, second) = (some(), some())
  // One that comes twice is one.
  let own = list(first)
  #expect(own.steps == list(Array(Set(first)).sorted()).steps)
  var both = own
  both.add(list(second.filter { !first.contains($0) }))
  #expect(both.steps == list(Array(Set(first + second)).sorted()).steps)
  #expect(both.numbers == Set(first + second).sorted().map(UInt32.init))
  // Some go, the others take numbers in an order of their own.
  let numbers: [UInt32?] = (0..<count).shuffled(using: &generator).map { $0.isMultiple(of: 3) ? nil : UInt32($0) }
  let expected = Set(first).compactMap { numbers[$0] }.map(Int.init).sorted()
  let renumbered = own.steps.withUnsafeBufferPointer { NumberList.renumbered($0, numbers) }
  #expect(renumbered.steps == list(expected).steps)
}

/// All lines, one to a line.
private func text(_ lines: WordLines) -> [String] {
  (0..<lines.count).map { place in
    lines.withLine(place) { "\(String(decoding: $0, as: UTF8.self)) \(NumberList.numbers(of: $1))" }
  }
}

@Test(arguments: 0..<24) func wordsAfterEditsAreThoseOfAllDocuments(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  var texts = documents(800, seed: seed)
  let before = lines(texts)
  let first = parts(SearchParts(before))
  // Words of which many, few and no other documents have any.
  let words = ["w1", "w77", "w19999", "aaa", "zzz", "東京", "😀a", "\u{FB01}n"]
  let edited = Set(
    (0..<Int.random(in: 0..<4, using: &generator)).map { _ in Int.random(in: 0..<800, using: &generator) })
  for number in edited {
    texts[number].removeFirst(Int.random(in: 0..<4, using: &generator))
    if let word = words.randomElement(using: &generator) { texts[number].append(word) }
  }
  let numbers = edited.sorted()
  let (after, origins) = before.replacing(numbers, by: index(texts, numbers))
  let expected = lines(texts)
  #expect(text(after) == text(expected))
  // What stays is not made again, and all is where a build without memory has it.
  let whole = parts(SearchParts(expected))
  let again = parts(SearchParts(after, origins: origins, known: first.all.map(\.part))) { _ in true }
  #expect(again.all.map(\.part.path) == whole.all.map(\.part.path))
  #expect(again.all.map(\.part.count) == whole.all.map(\.part.count))
  #expect(again.all.map(\.first) == whole.all.map(\.first))
  #expect(edited.isEmpty ? again.made.isEmpty : again.made.count < whole.made.count)
}

@Test func documentsThatMoveTakeTheirWordsAlong() {
  let texts = documents(300, seed: 3)
  // One goes, the others stand elsewhere.
  let order = Array(texts.indices.dropFirst().reversed())
  var numbers = [UInt32?](repeating: nil, count: texts.count)
  for (number, place) in order.enumerated() { numbers[place] = UInt32(number) }
  #expect(text(lines(texts).renumbered(numbers)) == text(lines(order.map { texts[$0] })))
}

@Test func theSearchKnowsEveryWordOfEveryDocument() throws {
  let texts = documents(300, seed: 11) + [["東京", "😀a", "\u{FB01}n", "ａ"]]
  var found: [String: Set<Int>] = [:]
  var order: [String] = []
  for part in parts(texts) {
    let members = try #require(
      try JSONSerialization.jsonObject(with: Data(part.bytes)) as? [String: [Int]])
    #expect(members[part.first] != nil)
    order.append(part.first)
    for (word, steps) in members {
      var number = 0
      for step in steps {
        number += step
        found[word, default: []].insert(number)
      }
    }
  }
  #expect(order == order.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) })
  for (number, words) in texts.enumerated() {
    for word in words where word.utf8.allSatisfy({ $0 < 0x80 }) { #expect(found[word]?.contains(number) == true) }
  }
  #expect(found["東京"] == [300])
}
