internal import Markdown
internal import ScoreLedger

/// What looks like a claim in one text, by the places of its paragraphs and of its lines; those without any are left out.
struct ScannedText: Sendable {
  var prose: [(place: Int, findings: [ProseScanner.Finding])] = []
  var lines: [(place: Int, findings: [ProseScanner.Finding])] = []
}

/// Finds numbers that look like a constituent's score, rank or change and are not marked. No ledger is asked.
struct ClaimScan: Sendable {
  private let settings: IndexSettings
  private let urls: IndexURLReader
  private let names: NameSearch
  private let scanner: ProseScanner

  init(_ settings: IndexSettings) {
    self.settings = settings
    urls = IndexURLReader(index: IndexNames(settings))
    names = NameSearch(urls.index.constituents)
    scanner = ProseScanner(
      names: urls.index.constituents.written, unit: settings.scale.unit, decimals: settings.scale.decimals)
  }

  func scan(_ text: EditionText) -> ScannedText {
    var scanned = ScannedText()
    for (place, prose) in text.body.prose.enumerated() {
      let findings = findings(in: prose.text, links: prose.links, subject: text.subject)
      if !findings.isEmpty { scanned.prose.append((place, findings)) }
    }
    // A profile may say "the company" in place of the name.
    for (place, line) in text.lines.enumerated() where text.subject != nil || names.isFound(in: line) {
      let findings = findings(in: line, links: [], subject: text.subject)
      if !findings.isEmpty { scanned.lines.append((place, findings)) }
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
