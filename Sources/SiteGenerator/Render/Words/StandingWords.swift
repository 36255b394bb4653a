internal import ScoreLedger

/// A constituent's standing in words.
struct StandingWords {
  private let title: String
  private let scale: Scale
  private let reader: ClaimReader

  init(settings: IndexSettings) {
    title = settings.title
    scale = settings.scale
    reader = ClaimReader(unit: settings.scale.unit)
  }

  /// `1 of 2, tied`.
  func place(of standing: Standing?, in table: EditionTable) -> String {
    guard let standing else { return "Not rated" }
    return "\(standing.rank) of \(table.standings.count)" + (standing.isTied ? ", tied" : "")
  }

  /// For who does not see a picture: `Test Index, edition 2026-W20: Acme 61, up 1 point, 1 of 2`.
  func sentence(_ constituent: Constituent, in table: EditionTable) -> String {
    let start = "\(title), edition \(table.id.text): \(constituent.name)"
    guard let standing = table.standing(of: constituent.id) else { return start + ", not rated" }
    let change = standing.change.map { change in
      ", " + reader.filling(for: .change(ExactNumber(units: change.units, decimals: scale.decimals)))
    }
    return "\(start) \(scale.text(standing.score))\(change ?? ""), \(place(of: standing, in: table))"
  }
}
