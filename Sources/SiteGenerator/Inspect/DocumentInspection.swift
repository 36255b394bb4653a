public import Diagnostics
internal import Markdown
internal import ScoreLedger

/// What was read of one document: its front matter before any schema, headings, links and statements.
public struct DocumentInspection: Sendable {
  struct Link: Sendable {
    let url: String
    let place: SourcePlace?
  }

  let file: SourceFile
  let frontMatter: [YAMLEntry]
  let headings: [MarkdownBody.Heading]
  /// In the order of the text; images, too.
  let links: [Link]
  /// Nil where nothing tells what the numbers mean: outside a project, or with a front matter that `site check` refuses.
  let statements: [Statement]?
  /// Of the index that the statements are about.
  let scale: Scale?

  func field(_ statement: Statement) -> String {
    switch statement.value {
    case .score: "score"
    case .change: "change"
    case .rank: "rank"
    case .dimension(let id, _): "dimension " + id
    }
  }

  func written(_ statement: Statement) -> String {
    switch statement.value {
    case .score(let score), .dimension(_, let score): scale?.plainText(score) ?? ""
    case .change(let change): scale?.plainText(change) ?? ""
    case .rank(let rank): String(rank)
    }
  }
}

extension SiteBuilder {
  /// Reads one document by itself. What the schema of its kind and the ledger say of it is left to `check`.
  public func inspect(_ path: String) -> (inspection: DocumentInspection?, diagnostics: [Diagnostic]) {
    let file: SourceFile
    do throws(UnreadablePath) { file = SourceFile(path: Folder.normalised(path), bytes: try Folder.read(path)) } catch {
      return (nil, [error.diagnostic(help: "name a Markdown file, like Content/articles/first.md")])
    }
    let problems = TextCheck.problems(in: file)
    guard problems.isEmpty else { return (nil, problems) }
    let extent: FrontMatterExtent
    do throws(MissingFrontMatter) { extent = try FrontMatterSplitter.split(file) } catch {
      return (nil, [error.diagnostic])
    }
    let (entries, diagnostics) = YAMLReader.read(file, extent.yaml)
    guard let entries else { return (nil, diagnostics) }
    let (body, _) = MarkdownPrinter.print(file, from: extent.bodyStart, options: MarkdownOptions())
    let (statements, scale) = statements(in: file, body)
    let inspection = DocumentInspection(
      file: file, frontMatter: entries, headings: body.printed.headings, links: links(in: file, from: extent.bodyStart),
      statements: statements, scale: scale)
    return (inspection, diagnostics)
  }

  /// Every URL of a body as it was written: a resolver that refuses each is told of all, with their places.
  private func links(in file: SourceFile, from bodyStart: Int) -> [DocumentInspection.Link] {
    let id = "inspected-link"
    let options = MarkdownOptions(resolve: { .invalid(id: id, message: $0, help: "") })
    let (_, diagnostics) = MarkdownPrinter.print(file, from: bodyStart, options: options)
    return diagnostics.filter { $0.id == id }.map { diagnostic in
      guard case .place(let place) = diagnostic.origin else {
        return DocumentInspection.Link(url: diagnostic.message, place: nil)
      }
      return DocumentInspection.Link(url: diagnostic.message, place: place)
    }
  }

  /// What the document states, by the index of the project that it lies in.
  private func statements(in file: SourceFile, _ body: MarkdownBody) -> (statements: [Statement]?, scale: Scale?) {
    let path = folders.content + "/index.yml"
    guard let bytes = try? Folder.read(path), let relative = Folder.path(of: file.path, beneath: folders.content),
      let settings = IndexParser.parse(SourceFile(path: path, bytes: bytes)).settings
    else { return (nil, nil) }
    let index = IndexNames(settings)
    let parser = DocumentParser(index: index, isDraftsOn: true)
    guard let document = parser.parse(file, path: relative).document else { return (nil, nil) }
    var statements: [Statement] = []
    if case .article(let article) = document { statements = article.statements }
    if let edition = document.edition {
      var reader = TableReader(index: index, edition: edition)
      for table in body.tables { reader.read(table) }
      statements += reader.statements
    }
    return (statements, settings.scale)
  }
}
