import Diagnostics
import TemplateValues
import Testing

@testable import SiteGenerator

private let document = """
  ---
  title: "Yes: 016"
  date: 2026-05-11
  draft: no
  scores: {ACME: 61.50 ▲+1}
  params: {n: 70.0, empty: , flag: true, big: 123456789012345678901234567890, octal: 016, time: 10:00}
  ---

  ## One & two

  See [here](https://example.org/?a=1&b=2) and ![](index:table).

  | Company | Score |
  |---|---|
  | Globex & Sons | 58 |

  """

@Test func aDocumentIsShownAsItWasRead() throws {
  let index = Project.index.replacing("decimals: 0", with: "decimals: 2")
  let project = try Project(
    ["Content/articles/a.md": document.replacing("draft: no", with: "draft: true")], index: index)
  let (inspection, diagnostics) = project.builder.inspect(project.root + "/Content/articles/a.md")
  #expect(diagnostics.isEmpty)
  #expect(
    try #require(inspection).text().replacing(project.root + "/", with: "") == """
      Content/articles/a.md

      Front matter
        title: "Yes: 016"  (2:1)
        date: 2026-05-11  (3:1)
        draft: true  (4:1)
        scores:  (5:1)
          ACME: 61.50 ▲+1  (5:10)
        params:  (6:1)
          n: 70.0  (6:10)
          empty:   (6:19)
          flag: true  (6:28)
          big: 123456789012345678901234567890  (6:40)
          octal: 016  (6:77)
          time: 10:00  (6:89)

      Headings
        2  One & two  #one-two

      Links
        https://example.org/?a=1&b=2  (11:12)
        index:table  (11:50)

      Statements
        2026-W20  ACME  score  61.50  (5:16)
        2026-W20  ACME  change  1.00  (5:22)
        2026-W20  GLOBEX  score  58.00  (15:19)

      """)
}

@Test func aDocumentOutsideOfAProjectIsReadBeforeAnySchema() throws {
  let project = try Project(["a.md": document], index: nil)
  let (inspection, diagnostics) = project.builder.inspect(project.root + "/a.md")
  #expect(diagnostics.isEmpty)
  let json = try #require(inspection).json().replacing(project.root + "/", with: "")
  #expect(
    json.hasPrefix(
      """
      {
        "path": "a.md",
        "front_matter": {
          "title": "Yes: 016",
          "date": "2026-05-11",
          "draft": "no",
          "scores": {
            "ACME": "61.50 ▲+1"
          },
          "params": {
            "n": 70.0,
            "empty": null,
            "flag": true,
            "big": "123456789012345678901234567890",
            "octal": "016",
            "time": "10:00"
          }
        },
        "front_matter_places": [
          {
            "pointer": "/title",
            "line": 2,
            "column": 1
          },
      """))
  #expect(
    json.hasSuffix(
      """
        "headings": [
          {
            "level": 2,
            "id": "one-two",
            "title": "One & two"
          }
        ],
        "links": [
          {
            "url": "https://example.org/?a=1&b=2",
            "line": 11,
            "column": 12
          },
          {
            "url": "index:table",
            "line": 11,
            "column": 50
          }
        ],
        "statements": null
      }

      """))
}

@Test func aPageOfTheSiteShowsItsTemplateAndItsContext() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  for path in ["articles/a/", "articles/a", "/articles/a/index.html"] {
    let (context, diagnostics) = project.builder.context(ofPage: path)
    #expect(diagnostics.isEmpty)
    let json = try #require(context).json()
    #expect(json.hasPrefix("{\n  \"page\": \"articles/a/index.html\",\n  \"template\": \"article.html\",\n"))
    #expect(json.contains("\"$html\": \"\\u003cp>See \\u003ca href=\\\"../../companies/globex/index.html\\\">"))
  }
  #expect(project.builder.context(ofPage: "").context?.template == "front.html")
  let (none, diagnostics) = project.builder.context(ofPage: "articles/b/")
  #expect(none == nil && BuildReport.exitCode(of: diagnostics) == 2)
  #expect(
    DiagnosticRenderer().render(diagnostics) == """
      error: the site has no page `articles/b/` [usage]
        help: did you mean articles/a/index.html?

      """)
}

/// What a page is given and what it is made of are the same thing.
@Test func aTemplateWithAnInspectedContextMakesThePageOfTheSite() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  #expect(project.builder.build().exitCode == 0)
  for path in ["index.html", "articles/a/index.html", "companies/acme/index.html", "data/index.html", "404.html"] {
    let inspected = project.builder.context(ofPage: path).context
    let context = try #require(inspected)
    let (whole, _) = JSONReader.read(SourceFile(path: "context", text: context.json()))
    guard case .map(let map)? = whole, let value = map["context"] else { continue }
    try project.write(ValueJSON.text(value), to: "context.json")
    let (trial, diagnostics) = TemplateTrial.prepare(
      context.template, templates: project.builder.folders.templates,
      data: .file(path: project.root + "/context.json"), isMarkupTrusted: true)
    #expect(diagnostics.isEmpty)
    #expect(try trial?.render().bytes == Array(#require(project.output()[path])), "\(path)")
  }
}

private func trial(_ data: String, template: String = "t.html", isMarkupTrusted: Bool = false) throws -> String {
  let project = try Project(["Templates/t.html": "<p>{{ a }}</p>\n", "Templates/unused.html": "{{ 1 }}"])
  let (trial, diagnostics) = TemplateTrial.prepare(
    template, templates: project.root + "/Templates", data: .standardInput(Array(data.utf8)),
    isMarkupTrusted: isMarkupTrusted)
  let (bytes, problems) = trial?.render() ?? (nil, [])
  let shown = DiagnosticRenderer().render(diagnostics + problems).replacing(project.root + "/", with: "")
  return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "\(BuildReport.exitCode(of: diagnostics + problems)): "
    + shown
}

@Test func aTemplateIsTriedWithData() throws {
  #expect(try trial("{\"a\": \"<b> & 70.0\"}") == "<p>&lt;b&gt; &amp; 70.0</p>")
  #expect(try trial("{\"a\": {\"$html\": \"<b>\"}}", isMarkupTrusted: true) == "<p><b></p>")
  #expect(try trial("{\"a\": {\"$html\": \"<b>\"}}").hasPrefix("1: Templates/t.html:1:7: error: "))
  #expect(
    try trial("{}") == """
      1: Templates/t.html:1:7: error: `a` is not defined [template-undefined]
          1 | <p>{{ a }}</p>
            |       ^

      """)
  #expect(
    try trial(" [1]") == """
      1: <standard input>:1:2: error: an object gives a template its names; this is another value [data-object]
          1 |  [1]
            |  ^^^
        help: write {"name": …}

      """)
  #expect(
    try trial("{}", template: "tt.html") == """
      2: error: Templates/ has no template `tt.html` [usage]
        help: did you mean t.html?

      """)
}

@Test func everyTemplateIsCheckedAndTheDiskIsToldApart() throws {
  let project = try Project(["Templates/t.html": "{{ a }}", "Templates/u.html": "{% if %}", "Templates/v.html": "{{"])
  let folder = project.root + "/Templates"
  let (none, diagnostics) = TemplateTrial.prepare("t.html", templates: folder, data: .none)
  #expect(none == nil && diagnostics.count >= 2 && BuildReport.exitCode(of: diagnostics) == 1)
  let (_, missing) = TemplateTrial.prepare("t.html", templates: folder, data: .file(path: project.root + "/no.json"))
  #expect(BuildReport.exitCode(of: missing) == 2)
  #expect(
    DiagnosticRenderer().render(missing.filter { $0.id == "input-output" }).replacing(project.root + "/", with: "")
      == """
      no.json: error: the file or folder cannot be read: No such file or directory [input-output]
        help: name a JSON file after --data, or - for standard input

      """)
}
