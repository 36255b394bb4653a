import Markdown
import Testing

private let figure = "<figure class=\"quote\">\n<blockquote>\n"

/// Each case prints without a word of complaint.
@Test(
  arguments: [
    // Attributions.
    (
      "> q\n> — *Who*, [2025](page.md)",
      figure + "<p>q</p>\n</blockquote>\n<figcaption>\n<em>Who</em>, "
        + "<a href=\"../pages/page/index.html\">2025</a>\n</figcaption>\n</figure>\n"
    ),
    (
      "> a\n>\n> b\\\n> c  \n> – Who",
      figure + "<p>a</p>\n<p>b<br />\nc</p>\n</blockquote>\n<figcaption>\nWho\n</figcaption>\n</figure>\n"
    ),
    (
      "> > deep\n>\n> — Who,\n> when",
      figure + "<blockquote>\n<p>deep</p>\n</blockquote>\n</blockquote>\n<figcaption>\nWho,\nwhen\n</figcaption>\n"
        + "</figure>\n"
    ),
    ("> — Who", "<blockquote>\n<p>— Who</p>\n</blockquote>\n"),
    ("> — One?\n> — Two.", "<blockquote>\n<p>— One?\n— Two.</p>\n</blockquote>\n"),
    ("> a\n> — One?\n> — Two.", "<blockquote>\n<p>a\n— One?\n— Two.</p>\n</blockquote>\n"),
    ("> a\n> —no space", "<blockquote>\n<p>a\n—no space</p>\n</blockquote>\n"),
    ("> a\n> - — Who", "<blockquote>\n<p>a</p>\n<ul>\n<li>— Who</li>\n</ul>\n</blockquote>\n"),
    // Notes.
    (
      "> [!NOTE]\n> One *two*.\n>\n> - three",
      "<aside class=\"note note-note\" role=\"note\" aria-label=\"Note\">\n"
        + "<p class=\"note-title\" aria-hidden=\"true\">Note</p>\n<p>One <em>two</em>.</p>\n<ul>\n<li>three</li>\n</ul>\n"
        + "</aside>\n"
    ),
    (
      "> [!Warning]  \n> > q\n> > — Who",
      "<aside class=\"note note-warning\" role=\"note\" aria-label=\"Warning\">\n"
        + "<p class=\"note-title\" aria-hidden=\"true\">Warning</p>\n"
        + figure + "<p>q</p>\n</blockquote>\n<figcaption>\nWho\n</figcaption>\n</figure>\n</aside>\n"
    ),
    (
      "> [!caution]\n>\n> ## Mind {#mind}",
      "<aside class=\"note note-caution\" role=\"note\" aria-label=\"Caution\">\n"
        + "<p class=\"note-title\" aria-hidden=\"true\">Caution</p>\n<h2 id=\"mind\">\nMind\n</h2>\n</aside>\n"
    ),
    ("> \\[!NOTE]x", "<blockquote>\n<p>[!NOTE]x</p>\n</blockquote>\n"),
    ("> \\[!NOTE]\n> x", "<blockquote>\n<p>[!NOTE]\nx</p>\n</blockquote>\n"),
    ("> [!] a", "<blockquote>\n<p>[!] a</p>\n</blockquote>\n"),
    // Figures.
    (
      "![a *b*](picture.png \"The <title>\")",
      "<figure>\n<img src=\"../media/a%20picture.png\" alt=\"a b\" width=\"40\" height=\"30\" loading=\"lazy\" "
        + "decoding=\"async\" />\n<figcaption>The &lt;title&gt;</figcaption>\n</figure>\n"
    ),
    (
      "[![a](picture.png)](page.md)",
      "<figure>\n<a href=\"../pages/page/index.html\"><img src=\"../media/a%20picture.png\" alt=\"a\" width=\"40\" "
        + "height=\"30\" loading=\"lazy\" decoding=\"async\" /></a>\n</figure>\n"
    ),
    (
      "![a](other.png \"t\")",
      "<figure>\n<img src=\"other.png\" alt=\"a\" />\n<figcaption>t</figcaption>\n</figure>\n"
    ),
    ("- ![a](other.png \"t\")", "<ul>\n<li><img src=\"other.png\" alt=\"a\" title=\"t\" /></li>\n</ul>\n"),
    ("![a](v:x)", "<p><data value=\"x\">a</data></p>\n"),
    // The list of what to watch.
    (
      "## What to watch\n\n3. a\n4. b",
      "<h2 id=\"what-to-watch\">\nWhat to watch\n</h2>\n<ol class=\"watch\" start=\"3\">\n<li>\n<p>a</p>\n"
        + "</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n"
    ),
    // GFM.
    (
      "- [x] a\n- [ ] b",
      "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"Done\" /> a</li>\n"
        + "<li><input type=\"checkbox\" disabled=\"\" aria-label=\"Not done\" /> b</li>\n</ul>\n"
    ),
    ("www.a.example", "<p><a href=\"http://www.a.example\">www.a.example</a></p>\n"),
    ("a@b.example", "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n"),
    // Links elsewhere.
    (
      "<https://a.example/?x=1&y='\">",
      "<p><a href=\"https://a.example/?x=1&amp;y=&#x27;%22\" rel=\"external\">https://a.example/?x=1&amp;y='&quot;</a></p>\n"
    ),
    ("[p](page.md#größe)", "<p><a href=\"../pages/page/index.html#gr%C3%B6%C3%9Fe\">p</a></p>\n"),
  ] as [(String, String)])
func anIdiomIsPrinted(source: String, html: String) {
  let result = printed(source)
  #expect(result.html == html)
  #expect(result.problems.isEmpty)
}

@Test func tablesAreToldApartInWords() {
  let table = "\n\n| %1 | %2 |\n|---|---|\n| 1 | 2 |\n"
  let named = { (one: String, two: String) in table.replacing("%1", with: one).replacing("%2", with: two) }
  let many = "| a | b | c | d | e | f | g |\n|---|---|---|---|---|---|---|\n"
  let html = printed(
    named("", "") + named("", "") + "## Costs & gains" + named("Year", "*Sum*") + named("Year", "Sum") + "\n" + many
  ).html
  let labels = html.matches(of: /aria-label="([^"]*)"/).map { String($0.1) }
  #expect(
    labels == [
      "Table", "Table (2)", "Costs &amp; gains: Year, Sum", "Costs &amp; gains: Year, Sum (2)",
      "Costs &amp; gains: a, b, c, d, e and 2 more",
    ])
}

@Test func aFootnoteFollowsTheBlockThatFirstRefersToIt() {
  let text = """
    One[^a] and two[^b].

    - A list.[^c]

    [^b]: Says more.[^d]
    [^a]: Code:

            x
    [^c]: Last.
    [^d]: Deeper, and again.[^a]
    """
  #expect(
    printed(text).html == """
      <p>One<sup class="footnote-ref"><a href="#fn-a" id="fnref-a" data-footnote-ref>1</a></sup> and two<sup \
      class="footnote-ref"><a href="#fn-b" id="fnref-b" data-footnote-ref>2</a></sup>.</p>
      <ol class="footnotes">
      <li id="fn-a" value="1">
      <p>Code:</p>
      <pre><code>x
      </code></pre>
      <a href="#fnref-a" class="footnote-backref" data-footnote-backref aria-label="Back to content">↩</a> <a \
      href="#fnref-a-2" class="footnote-backref" data-footnote-backref aria-label="Back to content">↩<sup \
      class="footnote-ref">2</sup></a>
      </li>
      <li id="fn-b" value="2">
      <p>Says more.<sup class="footnote-ref"><a href="#fn-d" id="fnref-d" data-footnote-ref>4</a></sup> <a \
      href="#fnref-b" class="footnote-backref" data-footnote-backref aria-label="Back to content">↩</a></p>
      </li>
      <li id="fn-d" value="4">
      <p>Deeper, and again.<sup class="footnote-ref"><a href="#fn-a" id="fnref-a-2" \
      data-footnote-ref>1</a></sup> <a href="#fnref-d" class="footnote-backref" data-footnote-backref \
      aria-label="Back to content">↩</a></p>
      </li>
      </ol>
      <ul>
      <li>A list.<sup class="footnote-ref"><a href="#fn-c" id="fnref-c" data-footnote-ref>3</a></sup></li>
      </ul>
      <ol class="footnotes">
      <li id="fn-c" value="3">
      <p>Last. <a href="#fnref-c" class="footnote-backref" data-footnote-backref aria-label="Back to \
      content">↩</a></p>
      </li>
      </ol>

      """)
}

@Test(arguments: [
  "[^a]: See[^b].\n\n[^b]: See[^a].\n", "[^a]: See[^a].\n", "A.[^a]\n\n[^a]: See[^b].\n[^b]: See[^b].\n",
])
func footnotesThatReferToEachOtherArePrintedOnce(text: String) {
  let result = printed(text)
  for id in result.body.printed.ids where id.hasPrefix("fn-") {
    #expect(result.html.matches(of: /id="([^"]*)"/).count { $0.1 == id } == 1, "\(id) in \(result.html)")
  }
  #expect(!result.html.contains("data-footnotes"))
}

@Test func risksAreNumberedAndTheBottomLineIsNamed() {
  let text = """
    ## Three risks

    ### First

    ### Second

    #### Detail

    ## The bottom line

    ## Das Fazit {#bottom-line}

    ## Risks

    ### Alone

    """
  #expect(
    printed(text).html == """
      <h2 id="three-risks">
      Three risks
      </h2>
      <p class="risk-label">Risk 1 of 2</p>
      <h3 id="first" class="risk">
      First
      </h3>
      <p class="risk-label">Risk 2 of 2</p>
      <h3 id="second" class="risk">
      Second
      </h3>
      <h4 id="detail">
      Detail
      </h4>
      <h2 id="the-bottom-line" class="bottom-line">
      The bottom line
      </h2>
      <h2 id="bottom-line" class="bottom-line">
      Das Fazit
      </h2>
      <h2 id="risks">
      Risks
      </h2>
      <h3 id="alone">
      Alone
      </h3>

      """)
}

@Test func footnotesHaveIDsOfTheirOwn() {
  let result = printed("## Fn a\n\nA[^a] and[^a] and[^q\"'%&].\n\n[^a]: One.\n[^q\"'%&]: Two.\n")
  #expect(
    result.body.printed.ids == ["section-fn-a", "fn-a", "fnref-a", "fnref-a-2", "fn-q%22'%&", "fnref-q%22'%&"])
  // Each way back leads to a reference that is there.
  for match in result.html.matches(of: /href="#([^"]*)"/) { #expect(result.html.contains("id=\"\(match.1)\"")) }
  #expect(result.problems.isEmpty)
}
