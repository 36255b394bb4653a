import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// The file of an article's body on its page.
private func page(_ body: String, index: String = Project.index, media: [String: String] = [:]) throws -> (
  html: String, problems: String, report: BuildReport
) {
  let front = "---\ntitle: A\ndate: 2026-05-11\nscores: {ACME: 61 ▲+1, GLOBEX: 58}\n---\n\n"
  var files = media
  files["Content/articles/a.md"] = front + body
  files["Content/pages/about.md"] = "---\ntitle: About\n---\n\n## Where\n"
  let project = try Project(files, index: index)
  let report = project.builder.build()
  let html = try project.output()["articles/a/index.html"].map { String(decoding: $0, as: UTF8.self) } ?? ""
  return (html, project.shown(report), report)
}

@Test func aHeadingGetsNoIDOfTheTemplates() throws {
  let (html, problems, _) = try page("## Main\n\n## Part table\n\n## Part file 1\n")
  #expect(problems.isEmpty)
  let ids = html.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
  #expect(Set(ids).count == ids.count)
  #expect(ids.contains("main-2") && ids.contains("part-table-2") && ids.contains("section-part-file-1"))
}

@Test func anImageHasItsSize() throws {
  let (html, problems, _) = try page(
    "![A drawing](../media/a%20b.svg \"It\")\n",
    media: ["Content/media/a b.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"/>"])
  #expect(problems.isEmpty)
  #expect(
    html.contains(
      """
      <figure>
      <img src="../../media/a%20b.svg" alt="A drawing" width="40" height="30" loading="lazy" decoding="async" />
      <figcaption>It</figcaption>
      </figure>
      """))
}

@Test func linksElsewhereAreCollectedOnce() throws {
  let (html, problems, report) = try page(
    "[a](https://a.example/#x) and <https://b.example/>\n\n> [c](https://a.example/#x)\n\nd@e.example [f][f]\n\n"
      + "[f]: https://a.example/#x\n")
  #expect(problems.isEmpty)
  #expect(html.contains("<a href=\"https://a.example/#x\" rel=\"external\">a</a>"))
  #expect(html.contains("<a href=\"mailto:d@e.example\">"))
  #expect(report.externalLinks.map(\.url) == ["https://a.example/#x", "https://b.example/"])
  let places = report.externalLinks.map { link in
    link.places.map { place in
      let location = place.file.location(of: place.span.start)
      return "\(location.line):\(location.column)"
    }
  }
  #expect(places == [["7:5", "9:7", "13:6"], ["7:32"]])
}

@Test func rawHTMLIsCountedWhereItIsAllowed() throws {
  let body = "A <b>bold</b> word.\n"
  #expect(try page(body).report.rawHTML == 0)
  let (html, problems, report) = try page(body, index: Project.index + "rawHTML: true\n")
  #expect(problems.isEmpty)
  #expect(html.contains("<p>A <b>bold</b> word.</p>"))
  #expect(report.rawHTML == 1)
}

@Test func aNumberInANoteIsCompared() throws {
  #expect(try page("> [!NOTE]\n> Acme stands at 99 points.\n").problems.contains("a.md:8:18: warning: `99`"))
  #expect(try page("> Acme stands at 99 points.\n").problems.isEmpty)
}
