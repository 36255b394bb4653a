import Diagnostics
import Markdown
import Testing

@Test func rawHTMLIsAllowedOnTrust() {
  let source =
    "a <b onclick=\"x\">b</b>\n\n<div>\n*c*\n</div>\n\n| d |\n|---|\n| <i>e</i> |\n\n![f <u>g</u>](picture.png) h\n"
  let result = printed(source, allowsRawHTML: true)
  #expect(result.html.hasPrefix("<p>a <b onclick=\"x\">b</b></p>\n<div>\n*c*\n</div>\n"))
  #expect(result.html.contains("<td><i>e</i></td>"))
  #expect(result.html.contains("alt=\"f &lt;u&gt;g&lt;/u&gt;\""))
  #expect(result.problems.isEmpty)
  #expect(result.body.rawHTMLCount == 7)
  #expect(printed(source).body.rawHTMLCount == 0)
}

/// Whatever stands in a text, what is printed holds no tag and no attribute that the printer did not make.
@Test(
  arguments: [
    "![\"><script>](picture.png)", "a ![\" onerror=\"x](picture.png \"\\\" onload=\\\"x\") b",
    "![a](picture.png \"</figcaption><script>\")", "[a](https://a.example/\"onclick=\"x '\"><script>')",
    "[a](page.md \"\\\"><script>\")", "```\"><script>\nx\n```", "```a\" onclick=\"x\nx\n```",
    "| \"><script> |\n|---|\n| <script> |", "## \"><script> {#a}", "## \" onclick=\"x",
    "a[^\"><script>]\n\n[^\"><script>]: b",
    "a[^'onclick='x]\n\n[^'onclick='x]: b", "> a\n> — <script>", "> [!NOTE]\n> <script>", "<script>", "a <script> b",
    "![a <script> b](picture.png) c", "![a ![<script>](picture.png)](picture.png)", "- [x] <script>",
    "<https://a.example/\"onclick=\"x>", "[<script>](v:x)",
  ])
func hostileTextStaysText(source: String) {
  let html = printed(source).html
  let tags = html.matches(of: /<\/?([a-z0-9]+)((?:[^<>"]|"[^"<>]*")*)>/)
  // Every angle bracket belongs to a whole tag.
  #expect(html.count { $0 == "<" } == tags.count)
  #expect(html.count { $0 == ">" } == tags.count)
  for tag in tags {
    #expect(tag.1 != "script")
    for attribute in tag.2.matches(of: /\ ([a-z-]+)(="[^"]*")?/) {
      #expect(!attribute.1.hasPrefix("on"), "\(tag.0)")
    }
  }
}
