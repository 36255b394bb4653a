internal import ScoreLedger

/// What the ledger holds, as Markdown.
struct MarkdownTables {
  let settings: IndexSettings
  let ledger: Ledger
  let links: MarkdownLinks
  /// Nil where every table is made anew.
  var leagues: LeagueTexts?

  private var scale: Scale { settings.scale }

  /// The table of one edition.
  func league(_ table: EditionTable) -> [UInt8] {
    leagues?.text(of: table.id, from: links.rootPrefix) ?? league(table.standings)
  }

  /// Some rows of a table.
  func league(_ rows: [Standing]) -> [UInt8] {
    let hasNotes = rows.contains { note(on: $0) != nil }
    var columns: [(String, MarkdownText.Alignment)] = [
      ("Rank", .end), (settings.noun.one.capitalisedFirst, .start), ("Score", .end), ("Change", .end),
    ]
    if hasNotes { columns.append(("Note", .start)) }
    return MarkdownText.table(
      columns,
      rows.map { standing in
        [rank(standing), links.constituent(standing.constituent), scale.text(standing.score), change(standing)]
          + (hasNotes ? [note(on: standing) ?? ""] : [])
      })
  }

  /// A constituent's standings, the newest first.
  func history(_ standings: [Standing]) -> [UInt8] {
    let hasNotes = standings.contains { note(on: $0) != nil }
    var columns: [(String, MarkdownText.Alignment)] = [
      ("Edition", .start), ("Rank", .end), ("Score", .end), ("Change", .end),
    ]
    if hasNotes { columns.append(("Note", .start)) }
    return MarkdownText.table(
      columns,
      standings.reversed().map { standing in
        [links.edition(standing.edition), rank(standing), scale.text(standing.score), change(standing)]
          + (hasNotes ? [note(on: standing) ?? ""] : [])
      })
  }

  /// Who rose and who fell, the largest change first; nil where nobody has a change.
  func movers(_ table: EditionTable) -> [UInt8]? {
    let compared = table.movers
    guard !compared.isEmpty else { return nil }
    let moved = compared.filter { $0.change?.units != 0 }
    if moved.isEmpty { return Array("Nobody moved.\n".utf8) }
    return moved.flatMap { standing in
      "- \(links.constituent(standing.constituent)): \(change(standing)), to \(scale.text(standing.score))\n".utf8
    }
  }

  /// What a score is made of.
  func weights(_ version: Methodology.Version) -> [UInt8] {
    MarkdownText.table(
      [("Dimension", .start), ("Weight", .end)],
      version.dimensions.map { [MarkdownText.escaped($0.name), $0.weightText] })
  }

  func corrections(_ corrections: [Correction]) -> [UInt8] {
    MarkdownText.table(
      [
        ("Date", .start), ("Edition", .start), (settings.noun.one.capitalisedFirst, .start), ("Was", .end),
        ("Now", .end), ("Reason", .start),
      ],
      corrections.map { correction in
        [
          correction.date.iso, links.edition(correction.edition),
          ledger.constituent(correction.constituent).map(links.constituent)
            ?? MarkdownText.escaped(correction.constituent),
          scale.ratingText(correction.was), scale.ratingText(correction.now), MarkdownText.escaped(correction.reason),
        ]
      })
  }

  private func rank(_ standing: Standing) -> String { "\(standing.rank)" + (standing.isTied ? "=" : "") }

  func change(_ standing: Standing) -> String {
    standing.change.map { "\($0.direction.glyph) \(scale.text($0))" } ?? "–"
  }

  private func note(on standing: Standing) -> String? {
    var notes: [String] = []
    if standing.provenance == .implied { notes.append("implied by the change stated in the edition after") }
    if let first = standing.corrections.first {
      notes.append("corrected, first published as \(scale.ratingText(first.was))")
    }
    if !standing.isComparable { notes.append("not comparable with the edition before") }
    switch standing.record.entry {
    case .new: notes.append("new")
    case .returning: notes.append("back")
    case .first, .staying: break
    }
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }
}

/// The tables of all editions as pages two folders down show them, such as articles and editions, and if every address is
/// absolute all pages: each is made when the first page shows it.
struct LeagueTexts: Sendable {
  /// Nil where addresses are absolute.
  private let rootPrefix: String?
  private let texts: [EditionID: Shared<[UInt8], Never>]

  init(settings: IndexSettings, ledger: Ledger) {
    rootPrefix = settings.url == nil ? "../../" : nil
    let texts = ledger.tables.map { table in
      let links = MarkdownLinks(settings: settings, page: Address.edition(table.id))
      let tables = MarkdownTables(settings: settings, ledger: ledger, links: links)
      return (table.id, Shared { tables.league(table.standings) })
    }
    self.texts = Dictionary(texts) { first, _ in first }
  }

  /// Nil for pages that lie elsewhere.
  func text(of edition: EditionID, from rootPrefix: String) -> [UInt8]? {
    guard self.rootPrefix == nil || self.rootPrefix == rootPrefix else { return nil }
    return texts[edition]?.value()
  }
}
