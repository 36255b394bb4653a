import HTMLEscaping
import Testing

/// Follows markup in which `◆` stands for a value, and prints it; or says why it cannot.
func printed(_ markup: String, _ value: String, isMarkup: Bool = false) -> String {
  var context = HTMLContext()
  var bytes: [UInt8] = []
  var urlStart = 0
  let parts = markup.split(separator: "◆", omittingEmptySubsequences: false)
  do throws(ContextProblem) {
    for (index, part) in parts.enumerated() {
      let wasBegun = context.isURLBegun
      bytes += part.utf8
      try context.advance(over: part.utf8)
      if wasBegun, let scheme = URLScheme.forbidden(at: bytes[urlStart...]) { return "scheme \(scheme)" }
      if let length = context.openURLLength {
        urlStart = bytes.count - length
        context.beginURL()
      }
      guard index + 1 < parts.count else { break }
      let escaping = try context.escaping()
      if escaping.startsValue { urlStart = bytes.count }
      var text = value
      if escaping.isJSON { bytes.append(UInt8(ascii: "\"")) }
      if let problem = text.withUTF8({ bytes.append($0, for: escaping, isMarkup: isMarkup) }) { return "\(problem)" }
      if escaping.isJSON { bytes.append(UInt8(ascii: "\"")) }
      if escaping.isSchemeOpen, let scheme = URLScheme.forbidden(at: bytes[urlStart...]) { return "scheme \(scheme)" }
      try context.passValue()
    }
  } catch { return "\(error)" }
  return context.isText ? String(decoding: bytes, as: UTF8.self) : "ends in \(context.description)"
}

private let hostile = "\"><script>alert('1')</script>&amp; --> a=b`"

private let places: [(markup: String, value: String, output: String)] = [
  // Text and what only looks like it.
  ("<p>◆</p>", "<b> & \"c\" 'd'", "<p>&lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;</p>"),
  ("<title>◆</title>", "</title><b>", "<title>&lt;/title&gt;&lt;b&gt;</title>"),
  ("<textarea>a</textare>◆</textarea>", "&", "<textarea>a</textare>&amp;</textarea>"),
  ("<!-- ◆ -->", "--> <b>", "<!-- &#45;&#45;&gt; &lt;b&gt; -->"),
  ("<!--◆-->", ">", "<!--&gt;-->"),
  ("<!---->◆", "a", "<!---->a"),
  ("<!-->◆", "a", "<!-->a"),
  ("<!--> --!>◆", "a", "<!--> --!>a"),
  ("a < b ◆", "&", "a < b &amp;"),
  ("<1◆", "&", "<1&amp;"),
  ("</>◆", "&", "</>&amp;"),
  ("<?x ?>◆", "&", "<?x ?>&amp;"),
  ("<!DOCTYPE html>◆", "&", "<!DOCTYPE html>&amp;"),
  ("<![CDATA[x]]>◆", "&", "<![CDATA[x]]>&amp;"),
  // Attributes.
  ("<a title=\"◆\">", "\" onclick=\"x", "<a title=\"&#34; onclick=&#34;x\">"),
  ("<a title='◆'>", "' x='", "<a title='&#39; x=&#39;'>"),
  ("<a title=◆>", "a b>c=`\t", "<a title=a&#32;b&gt;c&#61;&#96;&#9;>"),
  ("<a title=◆ class=x>", "", "<a title=\"\" class=x>"),
  ("<a title=x◆>", "", "<a title=x>"),
  ("<a TITLE = \"◆\" b>", "&", "<a TITLE = \"&amp;\" b>"),
  ("<br/><a b=\"◆\"/>", "<", "<br/><a b=\"&lt;\"/>"),
  ("<a x=\"1\"y=\"◆\">", "<", "<a x=\"1\"y=\"&lt;\">"),
  // URLs.
  ("<a href=\"◆\">", "a b.html?x=1&y=\"2\"#é%20%z", "<a href=\"a%20b.html?x=1&amp;y=%222%22#%C3%A9%20%25z\">"),
  ("<a href=\"◆\">", "javascript:alert(1)", "scheme javascript"),
  ("<a href=\"◆\">", " javascript:alert(1)", "<a href=\"%20javascript:alert(1)\">"),
  ("<a href=\" ◆\">", "javascript:alert(1)", "scheme javascript"),
  ("<a href=\"java◆\">", "script:alert(1)", "scheme javascript"),
  ("<a href=\"◆:alert(1)\">", "javascript", "scheme javascript"),
  ("<a href=\"◆script:alert(1)\">", "java", "scheme javascript"),
  ("<a href=\"◆◆\">", "vbscript:", "scheme vbscript"),
  ("<a href=\"◆\">", "data:text/html,x", "scheme data"),
  ("<a href=\"◆\">", "HTTPS://example.org/", "<a href=\"HTTPS://example.org/\">"),
  ("<a href=\"◆\">", "mailto:a@b.c", "<a href=\"mailto:a@b.c\">"),
  ("<a href=\"◆\">", "//example.org/", "<a href=\"//example.org/\">"),
  ("<a href=\"◆\">", "a/b:c", "<a href=\"a/b:c\">"),
  ("<a href=\"mailto:◆\">", "a@b", "<a href=\"mailto:a@b\">"),
  ("<a href=\"javascript:◆\">", "1", "scheme(\"javascript:\")"),
  ("<a href=\"/search?q=◆&p=1\">", "a&b=c d/e", "<a href=\"/search?q=a%26b%3Dc%20d%2Fe&p=1\">"),
  ("<a href=\"#◆\">", "ä b", "<a href=\"#%C3%A4%20b\">"),
  ("<a href=◆>", "a b=c", "<a href=a%20b&#61;c>"),
  ("<a href=◆>", "javascript:x", "scheme javascript"),
  ("<svg><use xlink:href=\"◆\"/></svg>", "javascript:x", "scheme javascript"),
  ("<svg><set attributeName=\"href\" to=\"◆\"/></svg>", "javascript:x", "scheme javascript"),
  ("<form action=\"◆\">", "javascript:x", "scheme javascript"),
  ("<button formaction=\"◆\">", "javascript:x", "scheme javascript"),
  ("<img data-src=\"◆\">", "javascript:x", "scheme javascript"),
  ("<object data=\"◆\">", "javascript:x", "scheme javascript"),
  ("<img srcset=\"◆\">", "a b.png 1x, javascript:x 2x, c,d.png 2x", "<img srcset=\"c, d.png 2x\">"),
  ("<img srcset=\"◆\">", "a.png 1x, b.png 2.5x", "<img srcset=\"a.png 1x, b.png 2.5x\">"),
  ("<img srcset=\"◆\">", "x\" onerror=\"y", "<img srcset=\"\">"),
  // Styles and scripts.
  ("<p style=\"width: ◆%\">", "12.5", "<p style=\"width: 12.5%\">"),
  ("<p style=\"width: ◆\">", "1;background:url(x)", "style"),
  ("<style>a{color:◆}</style>", "#fff", "<style>a{color:#fff}</style>"),
  ("<style>a{color:◆}</style>", "</style>", "style"),
  (
    "<script>x = ◆;</script>", hostile,
    #"<script>x = "\"\u003e\u003cscript\u003ealert(\u00271\u0027)\u003c/script\u003e\u0026amp; --\u003e a=b\u0060";</script>"#
  ),
  ("<script>x = '◆';</script>", "';alert(1)//\n\u{2028}", #"<script>x = '\u0027;alert(1)//\n\u2028';</script>"#),
  ("<script>x = \"\\\"◆\";</script>", "\"", #"<script>x = "\"\"";</script>"#),
  ("<script>a / b; x = ◆</script>", "1", "<script>a / b; x = \"1\"</script>"),
  ("<script>x = /[/\"]/ + ◆</script>", "1", "<script>x = /[/\"]/ + \"1\"</script>"),
  ("<script>return /\"/.test(◆)</script>", "1", "<script>return /\"/.test(\"1\")</script>"),
  ("<script>// it's\nx = ◆</script>", "1", "<script>// it's\nx = \"1\"</script>"),
  ("<script>/* \" **/x = ◆</script>", "1", "<script>/* \" **/x = \"1\"</script>"),
  ("<script>'</script>◆", "<", "<script>'</script>&lt;"),
  (
    "<script type=\"application/ld+json\">{\"a\": ◆}</script>", "</script>",
    "<script type=\"application/ld+json\">{\"a\": \"\\u003c/script\\u003e\"}</script>"
  ),
  ("<SCRIPT>x = ◆</SCRIPT>", "<", "<SCRIPT>x = \"\\u003c\"</SCRIPT>"),
  // Where no value may stand.
  ("<◆>", "b", "noValueHere(\"the name of a tag\")"),
  ("</◆>", "b", "noValueHere(\"the name of a tag\")"),
  ("<h◆>", "1", "noValueHere(\"the name of a tag\")"),
  ("<a ◆>", "b", "noValueHere(\"the name of an attribute\")"),
  ("<a on◆=\"x\">", "b", "noValueHere(\"the name of an attribute\")"),
  ("<a b ◆>", "b", "noValueHere(\"the name of an attribute\")"),
  ("<a onclick=\"◆\">", "b", "noValueHere(\"an event handler\")"),
  ("<a ONCLICK='◆'>", "b", "noValueHere(\"an event handler\")"),
  ("<iframe srcdoc=\"◆\">", "b", "noValueHere(\"a document inside an attribute\")"),
  ("<iframe>◆</iframe>", "b", "noValueHere(\"the element `iframe`\")"),
  ("<meta http-equiv=\"refresh\" content=\"◆\">", "b", "noValueHere(\"the address of a refresh\")"),
  ("<meta content=\"◆\" http-equiv=\"refresh\">", "b", "noValueHere(\"the address of a refresh\")"),
  ("<meta content=\"◆\">", "<", "<meta content=\"&lt;\">"),
  ("<script type=\"◆\">", "b", "noValueHere(\"the type of a script\")"),
  ("<script>x = `◆`</script>", "b", "noValueHere(\"a template literal of a script\")"),
  ("<script>x = /◆/</script>", "b", "unclearSlash"),
  ("<script>x = /a◆/</script>", "b", "noValueHere(\"a regular expression of a script\")"),
  ("<script>// ◆</script>", "b", "noValueHere(\"a comment of a script\")"),
  ("<!DOCTYPE ◆>", "b", "noValueHere(\"a declaration\")"),
  // A page that ends too early.
  ("<p class=\"◆", "b", "ends in the value of `class`"),
  ("<script>x = ◆", "b", "ends in the element `script`"),
  ("<p ünï", "", "ends in the attribute `ünï`"),
]

@Test(arguments: places.indices)
func eachPlaceIsWrittenInItsOwnWay(_ index: Int) {
  let (markup, value, output) = places[index]
  #expect(printed(markup, value) == output, "\(markup)")
}

private let markupPlaces: [(markup: String, output: String)] = [
  ("<p>◆</p>", "<p><b title=\"x>y\">Up</b> &amp; <!-- a > -->away</p>"),
  ("<p title=\"◆\">", "<p title=\"Up &amp; away\">"),
  ("<p title=◆>", "<p title=Up&#32;&amp;&#32;away>"),
  ("<title>◆</title>", "<title>&lt;b title=&#34;x&gt;y&#34;&gt;Up&lt;/b&gt; &amp; &lt;!-- a &gt; --&gt;away</title>"),
]

@Test(arguments: markupPlaces.indices)
func markupLosesItsTagsWhereNoneMayStand(_ index: Int) {
  let (markup, output) = markupPlaces[index]
  #expect(printed(markup, "<b title=\"x>y\">Up</b> &amp; <!-- a > -->away", isMarkup: true) == output)
}

@Test func contextsBehindBranchesAreJoinedOrRefused() throws {
  func context(_ markup: String) throws -> HTMLContext {
    var context = HTMLContext()
    try context.advance(over: markup.utf8)
    return context
  }
  let joined: [(String, String, Bool)] = [
    ("<p", "<p class=\"x\"", true), ("<p a", "<p b=\"c\"", true), ("<h2", "<h3", true), ("<p>", "<p><b>", true),
    ("<a href=\"/x", "<a href=\"/y?z", true), ("<a title=\"x", "<a title=\"y", true), ("<p", "<p>", false),
    ("<p title=\"", "<p title='", false), ("<script>x", "<script>'x", false), ("<script>a", "<script>b;", true),
    ("<!-- a", "<!-- a -", false), ("<p", "</p", false), ("<title>a", "<title>b<", false),
  ]
  for (first, second, isJoined) in joined {
    let result = try context(first).joined(with: try context(second))
    #expect((result != nil) == isJoined, "\(first) and \(second)")
    #expect(result == (try context(second).joined(with: try context(first))) || !isJoined, "\(second) and \(first)")
  }
  var heading = try #require(try context("<h2").joined(with: try context("<h3")))
  #expect(throws: ContextProblem.nameAcrossBranches("tag")) { try heading.advance(over: "x".utf8) }
  var attribute = try #require(try context("<p a").joined(with: try context("<p b")))
  #expect(throws: ContextProblem.nameAcrossBranches("attribute")) { try attribute.advance(over: "x".utf8) }
  let url = try #require(try context("<a href=\"/x").joined(with: try context("<a href=\"/y?z")))
  #expect(throws: ContextProblem.unclearURL) { try url.escaping() }
  var code = try #require(try context("<script>a").joined(with: try context("<script>b;")))
  #expect(throws: ContextProblem.unclearSlash) { try code.advance(over: "/x".utf8) }
}
