internal import Diagnostics
internal import Markdown
internal import ScoreLedger
internal import StoredValues

/// What looks like a claim in one text; paragraphs and lines without any are left out.
struct ScannedText: Sendable {
  var prose: [(text: Prose, findings: [ProseScanner.Finding])] = []
  /// Of its title and its summary.
  var lines: [(text: String, findings: [ProseScanner.Finding])] = []

  var isEmpty: Bool { prose.isEmpty && lines.isEmpty }
}

/// Finds numbers that look like a constituent's score, rank or change and are not marked. No ledger is asked.
struct ClaimScan: Sendable {
  private let settings: IndexSettings
  private let urls: IndexURLReader
  private let names: NameSearch
  private let scanner: ProseScanner

  init(_ index: IndexNames) {
    settings = index.settings
    urls = IndexURLReader(index: index)
    names = NameSearch(index.constituents)
    scanner = ProseScanner(
      names: index.constituents.written, unit: settings.scale.unit, decimals: settings.scale.decimals)
  }

  /// - Parameter prose: of its body.
  func scan(_ document: DocumentParser.Document, _ prose: [Prose]) -> ScannedText {
    var scanned = ScannedText()
    let subject: String? = if case .profile(let profile) = document { profile.constituentID } else { nil }
    for prose in prose {
      let findings = findings(in: prose.text, links: prose.links, subject: subject)
      if !findings.isEmpty { scanned.prose.append((prose, findings)) }
    }
    // A profile may say "the company" in place of the name.
    for line in document.lines where subject != nil || names.isFound(in: line) {
      let findings = findings(in: line, links: [], subject: subject)
      if !findings.isEmpty { scanned.lines.append((line, findings)) }
    }
    return scanned
  }

  /// - Parameters:
  ///   - links: of the text; a constituent's page is a mention, all else is left alone.
  ///   - subject: of a profile: who `the company` is.
  private func findings(in text: String, links: [Prose.Link], subject: String?) -> [ProseScanner.Finding] {
    var mentions: [(range: Range<Int>, id: String)] = []
    var bound: [Range<Int>] = []
    for link in links {
      if link.url.hasPrefix("index:"), let url = try? urls.read(String(link.url.dropFirst(6))),
        case .constituent(let id) = url.target
      {
        mentions.append((link.range, id))
      } else {
        bound.append(link.range)
      }
    }
    if let subject {
      for noun in ["the ", "The "].map({ $0 + settings.noun.one }) {
        for range in text.ranges(of: noun) {
          let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
          mentions.append((start..<start + noun.utf8.count, subject))
        }
      }
    }
    return scanner.findings(in: text, mentions: mentions, bound: bound)
  }
}

extension DocumentParser.Document {
  /// Its title and its summary, where it has them.
  fileprivate var lines: [String] {
    switch self {
    case .article(let article), .expired(let article, _): [article.title, article.summary].compactMap { $0 }
    case .note(let note): [note.title, note.summary].compactMap { $0 }
    case .profile(let profile): [profile.summary].compactMap { $0 }
    case .page(let page): [page.title, page.summary].compactMap { $0 }
    case .draft, .held, .heldNote: []
    }
  }
}

extension ScannedText {
  func write(to writer: inout ValueWriter) {
    writer.write(prose) { writer, prose in
      prose.text.write(to: &writer)
      writer.write(prose.findings) { $1.write(to: &$0) }
    }
    writer.write(lines) { writer, line in
      writer.write(line.text)
      writer.write(line.findings) { $1.write(to: &$0) }
    }
  }

  init(from reader: inout ValueReader, in file: SourceFile) throws(DamagedValues) {
    prose = try reader.list { reader throws(DamagedValues) in
      let text = try Prose(from: &reader, in: file)
      return (text, try Self.findings(from: &reader))
    }
    lines = try reader.list { reader throws(DamagedValues) in
      let text = try reader.text()
      return (text, try Self.findings(from: &reader))
    }
  }

  private static func findings(from reader: inout ValueReader) throws(DamagedValues) -> [ProseScanner.Finding] {
    try reader.list { reader throws(DamagedValues) in try ProseScanner.Finding(from: &reader) }
  }
}
