import Testing

@testable import SiteGenerator

private func marked(_ html: String) -> [MarkedText] { HTMLScanner.marked("data-f", in: Array(html.utf8)) }

@Test(arguments: [
  ("<p data-f=\"a\">97</p>", ["97"]),
  ("<p data-f>97 <b>po<i>in</i>ts</b>\n\t now </p>", ["97 points now"]),
  ("<p data-f='a'>97<span class=\"mark vh\"> (implied)</span></p>", ["97"]),
  ("<p data-f>9<span class=vhs>7</span></p>", ["97"]),
  ("<p data-f=a/>97</p>", ["97"]),
  ("<p data-f>a<br>b<img alt='c'/>c</p>d", ["abc"]),
  ("<p data-f>a<!-- <b>-- > --><!--> b<!-- c</p>", ["a b"]),
  ("<p data-f>&amp;&lt;&gt;&quot;&#39;&#x27;&#X41;&#0065;&apos;</p>", ["&<>\"''AA'"]),
  ("<p data-f>&amp;amp;&nbsp;&#8722;</p>", ["&amp;\u{A0}\u{2212}"]),
  (
    "<p data-f>& &copy; &amp &#; &#x; &#xD800; &#0; &#99999999999; &#65</p>",
    [
      "& &copy; &amp &#; &#x; &#xD800; &#0; &#99999999999; &#65"
    ]
  ),
  ("<p data-f>1 < 2 <3 >4</p>", ["1 < 2 <3 >4"]),
  ("<script>'<p data-f>'</script ><style>a</styles><b data-f></style><p data-f>x</p>", ["x"]),
  ("<p data-f>a<script>b</script>c</p>", ["ac"]),
  ("<title data-f>a <b>&amp;</title><P DATA-F>x</P>", ["a <b>&", "x"]),
  ("<!DOCTYPE html><?xml version='1.0'?><svg><text data-f>a<title>b</title></text><rect data-f/></svg>", ["ab", ""]),
  ("<svg><title/><g data-f><![CDATA[a<b>&amp;]]></g></svg>", ["a<b>&amp;"]),
  ("<tr data-f><td data-f>1</td> <td data-f>2</td></tr>", ["1 2", "1", "2"]),
  ("</b></p><p data-f>a</b></ ></>b</p>c", ["ab"]),
  ("<p data-f><b><i>a</p>b", ["a"]),
  ("<div data-f>a<p data-f>b", ["ab", "b"]),
  ("<input data-f><br data-f>a", ["", ""]),
  ("<p data-f title='a > b' =x a = b c>1</p>", ["1"]),
  ("<p>a</p data-f><p data-f", []),
  ("<p data-f=\"", []), ("<p data-f=", []), ("<p data-f>a<", ["a<"]), ("<p data-f></", [""]), ("<!--", []), ("", []),
  ("<![CDATA[", []), ("<p data-f><![CDATA[a]]", ["a]]"]), ("<?", []), ("<!", []), ("<title>a", []), ("<script", []),
])
func aMarkedElementShowsItsText(_ html: String, _ texts: [String]) {
  #expect(marked(html).map(\.text) == texts)
}

@Test(arguments: [
  ("<p data-f>97<span class='vh'>, <b>tied</b> </span>x</p>", "97x", ", tied"),
  ("<p data-f><i class=vh>up</i> 2 <i class=vh>points</i></p>", "2", "uppoints"),
  ("<p class=vh data-f>a<i class=vh>b<i class='vh'>c</i></i></p>", "a", "bc"),
  ("<p class=vh><i data-f>a</i></p>", "a", ""),
  ("<p data-f>a<br class=vh>b</p>", "ab", ""),
])
func hiddenWordsAreKeptApart(_ html: String, _ text: String, _ hidden: String) {
  #expect(marked(html).map(\.text) == [text])
  #expect(marked(html).map(\.hiddenText) == [hidden])
}

@Test func attributesAreOwnAndInheritedOnesTheNearest() throws {
  let html = """
    <div data-edition="2026-W20" class="a"><p data-id="A">–</p>
    <p data-id="KEL,N" data-id="X" title="&lt;b&gt;"><b data-f="&amp;" data-edition='2026-W19' class="c">1</b></p>
    <i data-f>2</i></div><i data-f>3</i>
    """
  let found = marked(html)
  try #require(found.count == 3)
  #expect(found[0].attributes == ["data-f": "&", "data-edition": "2026-W19", "class": "c"])
  #expect(found[0].inherited == ["data-f": "&", "data-edition": "2026-W19", "data-id": "KEL,N"])
  #expect(found[1].inherited == ["data-f": "", "data-edition": "2026-W20"])
  #expect(found[2].inherited == ["data-f": ""])
  let bytes = Array(html.utf8)
  #expect(found.allSatisfy { bytes[$0.utf8Offset] == UInt8(ascii: "<") })
  #expect(bytes[found[0].utf8Offset...].starts(with: "<b data-f=\"&amp;\"".utf8))
}

@Test(arguments: [
  ("<feed><content type=\"html\">&lt;p&gt;a &amp;amp; b\n&lt;/p&gt;</content></feed>", ["<p>a &amp; b\n</p>"]),
  ("<a><content/><content>1</content><Content>2</Content><contents>3</contents></a>", ["", "1"]),
  ("<content><![CDATA[<b>&lt;]]>&lt;</content>", ["<b>&lt;<"]),
  ("<content>a<content>b</content>c<x>d</x></content>", ["abcd", "b"]),
  ("<?xml a='>'?><!-- <content>x</content> --><content>a<link>b</link><script>c</script></content>", ["abc"]),
  ("<content>a", ["a"]), ("</content>", []), ("<content", []),
])
func anXMLElementGivesItsText(_ xml: String, _ texts: [String]) {
  #expect(HTMLScanner.texts(of: "content", in: Array(xml.utf8)).map(\.text) == texts)
}

@Test func anXMLElementGivesItsPlace() {
  let xml = Array("<feed>é<content>a</content><content>b</content></feed>".utf8)
  #expect(HTMLScanner.texts(of: "content", in: xml).map(\.utf8Offset) == [8, 28])
}

@Test(arguments: ["<b><", "</b", "<p data-f>", "</p><p data-f>&", "<i x=", "<!--", "&#1", "<title><", "<![CDATA["])
func brokenMarkupNeitherTrapsNorTakesLong(_ part: String) {
  let html = String(repeating: part, count: 2000)
  // Only the texts of nested marked elements repeat: without white space or text there is nothing to repeat.
  #expect(marked(html).count <= 2000)
  #expect(HTMLScanner.texts(of: "content", in: Array(html.utf8)).isEmpty)
}

@Test func everyPrefixIsRead() {
  let html = Array("<!DOCTYPE html><p class='vh' data-f=a>&amp;<![CDATA[x]]><?y?><br/><script>a</script></p>".utf8)
  for length in html.indices {
    #expect(HTMLScanner.marked("data-f", in: Array(html[..<length])).count <= 1)
    #expect(HTMLScanner.texts(of: "p", in: Array(html[..<length])).count <= 1)
  }
}
