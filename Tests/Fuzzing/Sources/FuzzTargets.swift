import Diagnostics
import HTMLEscaping
import Markdown
import SiteGenerator
import TemplateEngine
import TemplateValues

/// What is fed with bytes; named by the environment variable `FUZZ_TARGET`.
enum FuzzTarget: String {
  case templates
  case frontMatter = "front-matter"
  case index
  case markdown

  /// Traps where a promise is broken; the fuzzer keeps the input.
  func feed(_ bytes: [UInt8]) {
    switch self {
    case .templates: feedTemplates(bytes)
    case .frontMatter:
      let file = SourceFile(path: "Content/articles/a.md", bytes: bytes)
      demandPlaces(ContentTrial.problems(index: Self.smallIndex, documents: ["articles/a.md": file]))
    case .index:
      demandPlaces(ContentTrial.problems(index: SourceFile(path: "Content/index.yml", bytes: bytes), documents: [:]))
    case .markdown: feedMarkdown(bytes)
    }
  }

  private static let smallIndex = SourceFile(
    path: "Content/index.yml",
    text: """
      title: Index
      url: https://example.org/
      scale: {min: 0, max: 100}
      cadence: weekly
      noun: {one: company, many: companies}
      constituents:
        - {id: ACME, name: Acme}
        - {id: GLOBEX, name: Globex}
        - {id: INITECH, name: Initech}

      """)

  /// The first byte chooses options; what follows is a body.
  private func feedMarkdown(_ bytes: [UInt8]) {
    let choice = bytes.first ?? 0
    let file = SourceFile(path: "a.md", bytes: Array(bytes.dropFirst()))
    let options = MarkdownOptions(
      isSmartPunctuationOn: choice & 1 != 0, allowsRawHTML: choice & 2 != 0,
      resolve: { url in
        if url.hasPrefix("index:") { return .value(name: url) }
        return url.hasSuffix(".md") ? .site(path: "a/b/") : url.hasPrefix("http") ? .external : .verbatim
      },
      resolveBlockImage: { $0.hasPrefix("index:") ? .block($0) : .image }, isProseWanted: { _ in true })
    let (body, diagnostics) = MarkdownPrinter.print(file, from: 0, options: options)
    demandPlaces(diagnostics)
    let html = body.html(
      root: "../", block: { Array("<p>\(HTMLText.escaped($0.text))</p>".utf8) },
      value: { _ in InlineMarkup(opening: Array("<data>".utf8), closing: Array("</data>".utf8)) })
    demand(String(validating: html, as: UTF8.self) != nil, "the HTML is UTF-8")
    // A footnote's reference prints fifty times its bytes; a short row, its table's columns.
    demand(html.count <= 100 * bytes.count + (8 << 20), "the HTML is no more than a hundred times as long")
    for prose in body.prose {
      demand(
        prose.stretches.allSatisfy { $0.fileOffset >= 0 && $0.fileOffset + $0.range.count <= file.bytes.count },
        "prose lies in the file")
    }
  }

  /// Two templates, parted by a zero byte, so that one can include or extend the other.
  private func feedTemplates(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
    var files: [String: SourceFile] = [:]
    for (name, part) in zip(["a.html", "b.html"], parts) { files[name] = SourceFile(path: name, bytes: part) }
    let (templates, diagnostics) = TemplateSet.compile(files)
    demandPlaces(diagnostics)
    let row: TemplateValue = ["name": "Fish & <chips>", "score": 70, "is_new": true, "none": .none]
    let context: TemplateMap = ["title": "A \"title\"", "rows": [row, row], "row": row, "count": 3]
    for name in templates.names {
      do throws(RenderFailure) { _ = try templates.render(name, context) } catch { demandPlaces([error.diagnostic]) }
    }
  }

  /// Each problem points into its file, and can be told in every form.
  private func demandPlaces(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      if case .place(let place) = diagnostic.origin { demandPlace(place) }
      for note in diagnostic.notes { note.place.map(demandPlace) }
    }
    for format in DiagnosticRenderer.Format.allCases { _ = DiagnosticRenderer(format: format).render(diagnostics) }
  }

  private func demandPlace(_ place: SourcePlace) {
    demand(
      0...place.file.bytes.count ~= place.span.start && place.span.end <= place.file.bytes.count,
      "a place is in its file")
  }

  private func demand(_ isTrue: Bool, _ promise: String) {
    if !isTrue { fatalError("broken promise: \(promise)") }
  }
}
