import Diagnostics
import IndexCharts
import ScoreLedger

let points = Scale(
  minimum: Score(units: 0), maximum: Score(units: 100), decimals: 0, unit: "points", better: .higher)

/// A field of invented harbours that move by a few points from edition to edition, the same for the same seed.
struct ChartFixture {
  static let names = [
    "Eskhaven", "Brannoch", "Oss", "Dunmarrow", "Kestrel Roads and the Outer Anchorage of Saint Brendan",
    "Calder Sound", "Grisholm", "Averly", "Farrow Point", "Isle Corran", "Halvard Bay", "Lowmere",
    "The United Northern Harbour and Lighterage Company of Jessamy",
  ]

  var editions = 12
  var constituents = 7
  var seed = 1
  var scale = points
  var cadence = Cadence.weekly
  /// Whether there are gaps, corrections, and methodologies that break and rebase.
  var hasMarks = false

  func calendar() -> EditionCalendar { EditionCalendar(cadence: cadence) }

  func ledger() throws -> Ledger {
    let calendar = calendar()
    let file = SourceFile(path: "fixture", text: "")
    let place = SourcePlace(file, SourceSpan(0, 0))
    var random = SeededGenerator(seed: seed)
    var ids: [EditionID] = []
    // Backwards from one day, so that the last edition is always the same.
    var edition = calendar.edition(on: try CalendarDate.parse("2026-05-11"))
    if case .irregular(let listed) = cadence {
      ids = try listed.suffix(editions).map { try calendar.parse($0) }
    } else {
      while let id = edition, ids.count < editions {
        ids.insert(id, at: 0)
        edition = calendar.previous(of: id)
      }
    }
    let members = (0..<constituents).map { index in
      let name = Self.names[index % Self.names.count]
      return Constituent(
        id: "C\(index)", name: index < Self.names.count ? name : "\(name) \(index / Self.names.count + 1)")
    }
    let low = scale.minimum?.units ?? -400
    let high = scale.maximum?.units ?? 900
    let step = max((high - low) / 40, 1)
    var scores = members.map { _ in Int.random(in: low + (high - low) * 2 / 5...high - step, using: &random) }
    var statements: [Statement] = []
    var corrections: [Correction] = []
    for (position, id) in ids.enumerated() {
      for index in members.indices {
        scores[index] = min(max(scores[index] + Int.random(in: -step...step, using: &random), low), high)
        if hasMarks, position > 1, position < ids.count - 1, (position + index * 3) % 23 == 5 { continue }
        let score = Score(units: scores[index])
        statements.append(Statement(constituent: members[index].id, edition: id, value: .score(score), place: place))
        if hasMarks, index == 0, position == ids.count * 3 / 4, let date = calendar.firstDay(of: id) {
          let now = Score(units: max(low, scores[index] - 3 * step))
          corrections.append(
            Correction(
              edition: id, constituent: members[index].id, was: score, now: now, reason: "a slip",
              date: date.adding(days: 9), foundBy: nil, wasPlace: place, nowPlace: place))
          scores[index] = now.units
        }
      }
    }
    let versions =
      hasMarks && ids.count > 4
      ? [
        Methodology.Version(name: "1", since: nil), Methodology.Version(name: "2", since: ids[ids.count / 3]),
        Methodology.Version(name: "3", since: ids[ids.count * 2 / 3], isRebased: true),
      ] : []
    return Ledger.merge(
      statements, constituents: members, scale: scale, calendar: calendar,
      methodology: Methodology(versions: versions), corrections: corrections
    ).ledger
  }

  func field() throws -> FieldSeries { FieldSeries(ledger: try ledger(), noun: ("harbour", "harbours")) }
}

/// The ledger of two harbours in the weeks up to 2026-W20, a row each: `70 61` is Oss & Co at 70 and Isle at 61, `-` is
/// not rated. Numbers are units of the scale.
func ledger(_ rows: [String], scale: Scale = points) throws -> Ledger {
  let place = SourcePlace(SourceFile(path: "rows", text: ""), SourceSpan(0, 0))
  let calendar = EditionCalendar(cadence: .weekly)
  let members = [Constituent(id: "OSS", name: "Oss & Co"), Constituent(id: "ISLE", name: "Isle")]
  var statements: [Statement] = []
  for (index, row) in rows.enumerated() {
    let edition = try calendar.parse("2026-W\(20 - rows.count + 1 + index)")
    for (member, word) in zip(members, row.split(separator: " ")) {
      guard let units = Int(word) else { continue }
      statements.append(
        Statement(constituent: member.id, edition: edition, value: .score(Score(units: units)), place: place))
    }
  }
  return Ledger.merge(statements, constituents: members, scale: scale, calendar: calendar).ledger
}

/// Markup as a text.
func text(_ markup: [UInt8]) -> String { String(decoding: markup, as: UTF8.self) }
