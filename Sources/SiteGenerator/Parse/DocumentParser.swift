internal import Diagnostics
internal import Markdown
internal import ScoreLedger

/// Decodes the front matter of one document; its body is printed later, when every address is known.
struct DocumentParser {
  /// Few look into one, and many pass it on.
  indirect enum Document {
    case article(Article)
    case profile(Profile)
    case note(EditionNote)
    case page(StandingPage)
    /// A draft that is left out.
    case draft
    /// An article that is not due yet.
    case held(until: CalendarDate)
    /// A note on an edition that is not due yet; with its first day, where it has one.
    case heldNote(until: CalendarDate?)
    /// An article that readers see no more; what it states stays in the ledger.
    case expired(Article, on: CalendarDate)
  }

  let index: IndexNames
  let isDraftsOn: Bool

  /// - Parameter path: relative to Content/; its folder decides what the document is.
  func parse(_ file: SourceFile, path: String) -> (document: Document?, bodyStart: Int, diagnostics: [Diagnostic]) {
    let problems = TextCheck.problems(in: file)
    guard problems.isEmpty else { return (nil, 0, problems) }
    let extent: FrontMatterExtent
    do { extent = try FrontMatterSplitter.split(file) } catch { return (nil, 0, [error.diagnostic]) }
    let (entries, diagnostics) = YAMLReader.read(file, extent.yaml)
    guard let entries else { return (nil, 0, diagnostics) }
    let start = SourceSpan(0, 3)
    let document: Document?
    var reader: MappingReader
    switch path.split(separator: "/").first.map(String.init) ?? "" {
    case index.settings.noun.many where path.contains("/"):
      reader = MappingReader(entries, in: file, span: start, of: .profile)
      document = profile(&reader, path: path)
    case "editions" where path.contains("/"):
      reader = MappingReader(entries, in: file, span: start, of: .note)
      document = note(&reader, path: path)
    case "pages" where path.contains("/"):
      reader = MappingReader(entries, in: file, span: start, of: .page)
      document = page(&reader, path: path)
    default:
      reader = MappingReader(entries, in: file, span: start, of: .article)
      document = article(&reader, path: path)
    }
    return (reader.diagnostics.hasErrors ? nil : document, extent.bodyStart, reader.diagnostics)
  }

  private func article(_ reader: inout MappingReader, path: String) -> Document? {
    let isDraft = reader.boolean("draft") ?? false
    let title = reader.requiredText("title", example: "What moved this week")
    let date = reader.date("date")
    let edition = edition(&reader, date: date)
    let constituent = reader.constituent("constituent", index)
    var statements: [Statement] = []
    if let edition {
      var scores = ScoreReader(index: index, edition: edition, reader: reader)
      statements = scores.statements(about: constituent)
      reader = scores.reader
    }
    let statistics = statistics(&reader)
    let slug = slug(&reader, path: path)
    let summary = reader.text("summary")
    let tags = reader.texts("tags").map(\.text)
    let authors = reader.texts("authors").map(\.text)
    let aliases = aliases(&reader)
    let parameters = parameters(reader.mapping("params") ?? [])
    if isDraft, !isDraftsOn { return .draft }
    if !reader.has("date"), !reader.has("edition") {
      reader.report(
        "missing-key", "`date` is missing", reader.span, "add a line `date: 2026-05-11`, the day of publication")
    }
    guard let title, let edition, let slug, let date = date ?? index.calendar.firstDay(of: edition) else {
      if edition != nil, title != nil, slug != nil, !reader.diagnostics.hasErrors {
        reader.report("missing-key", "`date` is missing", reader.span, "add a line `date: 2026-05-11`")
      }
      return nil
    }
    return .article(
      Article(
        slug: slug, title: title, summary: summary, date: date, expires: expires(&reader, date: date),
        edition: edition, constituentID: constituent, statements: statements, statistics: statistics, tags: tags,
        authors: authors, aliases: aliases, parameters: parameters, status: isDraft ? .draft : nil, file: reader.file,
        body: .empty))
  }

  private func profile(_ reader: inout MappingReader, path: String) -> Document? {
    if !reader.has("constituent") {
      reader.report(
        "missing-key", "`constituent` is missing", reader.span, "add a line `constituent: ID`, the id in index.yml")
    }
    let summary = reader.text("summary")
    guard let id = reader.constituent("constituent", index) else { return nil }
    return .profile(Profile(constituentID: id, summary: summary, file: reader.file, body: .empty))
  }

  private func note(_ reader: inout MappingReader, path: String) -> Document? {
    if !reader.has("edition") {
      reader.report("missing-key", "`edition` is missing", reader.span, "add a line `edition: …`, the edition's id")
    }
    let title = reader.text("title")
    let summary = reader.text("summary")
    guard reader.has("edition"), let edition = edition(&reader, date: nil) else { return nil }
    return .note(EditionNote(edition: edition, title: title, summary: summary, file: reader.file, body: .empty))
  }

  private func page(_ reader: inout MappingReader, path: String) -> Document? {
    let title = reader.requiredText("title", example: "Methodology")
    let summary = reader.text("summary")
    let aliases = aliases(&reader)
    let isDraft = reader.boolean("draft") ?? false
    let slug = slug(&reader, path: path)
    if isDraft, !isDraftsOn { return .draft }
    guard let title, let slug else { return nil }
    return .page(
      StandingPage(
        slug: slug, title: title, summary: summary, aliases: aliases, status: isDraft ? .draft : nil,
        file: reader.file, body: .empty))
  }

  // MARK: Parts

  private func edition(_ reader: inout MappingReader, date: CalendarDate?) -> EditionID? {
    if let edition = reader.edition("edition", index.calendar) { return edition }
    guard let date, !reader.has("edition") else { return nil }
    if let edition = index.calendar.edition(on: date) { return edition }
    reader.report(
      "missing-key", "`edition` is missing, and no edition starts on \(date.iso)", reader.span,
      "add a line `edition: …` with an id that index.yml lists")
    return nil
  }

  private func expires(_ reader: inout MappingReader, date: CalendarDate) -> CalendarDate? {
    guard let day = reader.date("expires"), let scalar = reader.scalar("expires") else { return nil }
    if day > date { return day }
    let published = reader.entry("date")?.value.span
    reader.report(
      "never-published", "the article expires on \(day.iso), and is published on \(date.iso)", scalar.span,
      "write a later day, from which on readers do not see it, or delete the key",
      notes: published.map { [Diagnostic.Note("it is published on this day", at: reader.place($0))] } ?? [])
    return nil
  }

  private func slug(_ reader: inout MappingReader, path: String) -> Slug? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let slug = Slug(name: name.split(separator: ".").dropLast().joined(separator: ".")) { return slug }
    reader.report(
      "malformed-name", "the file's name gives no address", reader.span, "name the file like tesla-owns-the-data.md")
    return nil
  }

  private func statistics(_ reader: inout MappingReader) -> [Statistic] {
    reader.list("stats").compactMap { node in
      guard let entries = reader.mapping(node, of: "stats") else { return nil }
      var inner = MappingReader(entries, in: reader.file, span: node.span, of: .statistic)
      defer { reader.add(inner.diagnostics) }
      guard let value = inner.requiredText("value", example: "\"6.9B\""),
        let label = inner.requiredText("label", example: "\"miles\"")
      else { return nil }
      return Statistic(value: value, label: label)
    }
  }

  private func aliases(_ reader: inout MappingReader) -> [SitePath] {
    reader.texts("aliases").compactMap { text, span in
      if let path = SitePath(alias: text) { return path }
      reader.report(
        "malformed-alias", "`\(text)` is no path of this site", span, "write a path like /old/address/")
      return nil
    }
  }

  private func parameters(_ entries: [YAMLEntry]) -> [Parameter] {
    entries.map { Parameter(name: $0.key, value: value($0.value)) }
  }

  private func value(_ node: YAMLNode) -> Parameter.Value {
    switch node {
    case .scalar(let scalar): .text(scalar.text)
    case .sequence(let nodes, _): .list(nodes.map(value))
    case .mapping(let entries, _): .group(parameters(entries))
    }
  }
}

extension IndexSettings {
  /// What to write in place of an id that the index does not have.
  func constituentHelp(for text: String) -> String {
    if let known = constituents.first(where: { $0.name == text || $0.aliases.contains(text) }) {
      return "write its id, \(known.id)"
    }
    if let near = nearestName(to: text, among: constituents.map(\.id)) { return "did you mean \(near)?" }
    if let near = nearestName(to: text, among: constituents.map(\.name)),
      let known = constituents.first(where: { $0.name == near })
    {
      return "did you mean \(known.id)?"
    }
    let ids = constituents.prefix(12).map(\.id).joined(separator: ", ")
    return "add it to index.yml, or write one of \(ids)\(constituents.count > 12 ? ", …" : "")"
  }
}
