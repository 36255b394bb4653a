internal import ScoreLedger

/// What the ledger holds, as Markdown.
struct MarkdownTables {
  let settings: IndexSettings
  let ledger: Ledger
  let links: MarkdownLinks

  private var scale: Scale { settings.scale }

  /// A table of one edition, or some rows of it.
  func league(_ table: EditionTable, _ rows: [Standing]? = nil) -> String {
    let rows = rows ?? table.standings
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
  func history(_ standings: [Standing]) -> String {
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
  func movers(_ table: EditionTable) -> String? {
    let compared = table.movers
    guard !compared.isEmpty else { return nil }
    let moved = compared.filter { $0.change?.units != 0 }
    if moved.isEmpty { return "Nobody moved.\n" }
    return moved.map { standing in
      "- \(links.constituent(standing.constituent)): \(change(standing)), to \(scale.text(standing.score))\n"
    }.joined()
  }

  /// What a score is made of.
  func weights(_ version: Methodology.Version) -> String {
    MarkdownText.table(
      [("Dimension", .start), ("Weight", .end)],
      version.dimensions.map { [MarkdownText.escaped($0.name), $0.weightText] })
  }

  func corrections(_ corrections: [Correction]) -> String {
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
