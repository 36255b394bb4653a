import Markdown
import Testing

/// The ids of headings, one a line of the source.
@Test(
  arguments: [
    (["Größe 1", "GRÖSSE", "ÄÖ"], ["größe-1", "grösse", "äö"]),
    (["हिन्दी में", "日本語 の 見出し", "Ελληνικά Ω", "Ёлка", "عنوان"], ["हिन्दी-में", "日本語-の-見出し", "ελληνικά-ω", "ёлка", "عنوان"]),
    (["e\u{301}a", "\u{301}"], ["e\u{301}a", "section"]),
    (["a", "a", "a-2", "a", "a 2"], ["a", "a-2", "a-2-2", "a-3", "a-2-3"]),
    (["a", "b {#a}", "c {#a-2}", "a"], ["a-3", "a", "a-2", "a-4"]),
    (
      ["Main", "Part 1", "What’s up — or *down*?", "1 & 2", "…"],
      ["main-2", "section-part-1", "whats-up-or-down", "1-2", "section"]
    ),
    (
      ["Fnref 1", "a {#Own_id.2-ß}", "`{#code}`", "\\{#x}", "b {#x} c", "&#123;#x}"],
      [
        "section-fnref-1", "Own_id.2-ß", "code", "x", "b-x-c", "x-2",
      ]
    ),
    (["{#only}", "a *b* {#c}", "**a {#d}**"], ["only", "c", "a-d"]),
  ] as [([String], [String])])
func headingsGetIDs(titles: [String], ids: [String]) {
  let result = printed(titles.map { "## \($0)\n" }.joined(separator: "\n"))
  #expect(result.body.printed.headings.map(\.id) == ids)
  #expect(result.problems.isEmpty)
  let unique = Set(ids)
  #expect(unique.count == ids.count)
  #expect(result.body.printed.ids == unique)
}

@Test func anOwnIDIsNotPrinted() {
  #expect(printed("## A *b* {#x} ##").html == "<h2 id=\"x\">\nA <em>b</em>\n</h2>\n")
  #expect(printed("A\nb {#x}  \n---").html == "<h2 id=\"x\">\nA\nb\n</h2>\n")
  #expect(printed("A\n{#x}\n---").html == "<h2 id=\"x\">\nA\n</h2>\n")
  #expect(printed("> ## A {#x}").body.printed.headings.map(\.title) == ["A"])
}

@Test func anIDOfRawHTMLIsTaken() {
  let result = printed("<a id=\"why\"></a>\n\n## Why\n\na <b ID='x'>b</b>\n\n## X {#y}", allowsRawHTML: true)
  #expect(result.body.printed.headings.map(\.id) == ["why-2", "y"])
  #expect(result.body.printed.ids == ["why", "why-2", "x", "y"])
}

@Test func idsOfATemplateAreRead() {
  let ids = StaticIDs(
    in: """
      <p id="a" data-id="no"><b ID = 'b c'></b><i id=d></i><u\nid="e-{{ x["id"] }}"><s id="{{ y }}" grid="no">{% if a %}
      <q id="f{% if b %}g{% endif %}">id "h" id=
      """.utf8)
  #expect(ids.exact == ["a", "b c", "d"])
  #expect(ids.prefixes == ["e-", "f"])
}
