internal import ScoreLedger

/// What a history says: in a title, and in all words that stand around the drawing.
struct HistoryWords {
  private let chart: HistoryChart
  private let scale: Scale
  private let words: FactWords
  private let name: String

  init(_ chart: HistoryChart) {
    self.chart = chart
    scale = chart.field.ledger.scale
    words = chart.field.words
    name = chart.field.name(of: chart.id)
  }

  private var tables: ArraySlice<EditionTable> { chart.field.ledger.tables[chart.window] }

  // MARK: Title

  /// What is to be seen: a run, a record, or the way from the first edition to the last.
  var title: String {
    guard let first = chart.standings.first?.standing, let last = chart.standings.last else { return name }
    let score = scale.text(last.standing.score)
    guard last.position == chart.window.upperBound - 1 else {
      return "\(name) was last rated in \(last.standing.edition.text), at \(score)"
    }
    if let run = runTitle { return run }
    // From where scores compare.
    let broken = chart.standings.last { !$0.standing.isComparable }?.standing
    let start = broken ?? first
    let change = last.standing.score.units - start.score.units
    if last.standing.record.timesRated >= 8, start.edition != last.standing.edition {
      if last.standing.record.peak.edition == last.standing.edition {
        return "\(name) is at \(score), its highest so far"
      }
      if last.standing.record.low.edition == last.standing.edition {
        return "\(name) is at \(score), its lowest so far"
      }
    }
    if start.edition == last.standing.edition { return "\(name) is at \(score)" }
    if change == 0 { return "\(name) is at \(score), as in \(start.edition.text)" }
    return "\(name) is at \(score), \(change > 0 ? "up" : "down") \(words.amount(change)) since \(start.edition.text)"
  }

  /// `Tesla has gained in four of the last five editions`.
  private var runTitle: String? {
    // Back to where a change is missing.
    let changes = chart.standings.dropFirst().suffix(5).reversed().prefix { $0.standing.change != nil }.compactMap(
      \.standing.change)
    guard changes.count >= 3 else { return nil }
    let (rises, falls) = (changes.count { $0.units > 0 }, changes.count { $0.units < 0 })
    let most = max(rises, falls)
    guard most >= 3, most * 5 >= changes.count * 4 else { return nil }
    let verbs = scale.verbs
    let verb = rises > falls ? verbs.hasRisen : verbs.hasFallen
    let count = FactWords.count(changes.count)
    return most == changes.count
      ? "\(name) \(verb) in each of the last \(count) editions"
      : "\(name) \(verb) in \(FactWords.count(most)) of the last \(count) editions"
  }

  // MARK: Around it

  /// What is measured: `Score, 0 to 100, weekly, 2025-W49 to 2026-W20, and the eleven other ports. The scale starts at 40`.
  var subtitle: String {
    let ledger = chart.field.ledger
    var parts = [scale.measure]
    if ledger.calendar.cadence.hasRhythm { parts.append(ledger.calendar.cadence.name) }
    if let first = tables.first, let last = tables.last { parts.append("\(first.id.text) to \(last.id.text)") }
    let others = tables.last.map { $0.standings.count - ($0.standing(of: chart.id) == nil ? 0 : 1) } ?? 0
    if others > 0 {
      let noun = others == 1 ? chart.field.noun.one : chart.field.noun.many
      parts.append(others == 1 ? "and the other \(noun)" : "and the \(FactWords.count(others)) other \(noun)")
    }
    let start = chart.axis.reach.low
    let isWhole = start == 0 || start == scale.minimum?.units
    return parts.joined(separator: ", ")
      + (isWhole ? "" : ". The scale starts at \(chart.axis.text(start, on: scale))")
  }

  /// What the marks in use mean.
  var note: String? {
    var parts: [String] = []
    if !chart.gaps.isEmpty { parts.append("A gap in the line: not rated in that edition.") }
    let corrected = chart.standings.filter { _, one in
      one.corrections.first?.was.map { $0 != one.score } ?? false
    }.map(\.standing)
    let isImplied = chart.standings.contains { $0.standing.provenance == .implied && $0.standing.corrections.isEmpty }
    if isImplied {
      parts.append(
        "Hollow\(corrected.isEmpty ? "" : " without a link"): follows from the change stated in the edition after.")
    }
    if !corrected.isEmpty { parts.append(correctionNote(corrected)) }
    for (_, version) in chart.versions {
      parts.append(
        version.isRebased
          ? "Methodology \(version.name): the scores before it were restated."
          : "Methodology \(version.name): scores do not compare with those before it.")
    }
    if chart.hasBand { parts.append("The band reaches from the lowest to the highest score of each edition.") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func correctionNote(_ corrected: [Standing]) -> String {
    guard corrected.count <= 2 else {
      return "Hollow with a dotted link: as first published, before a correction."
    }
    let each = corrected.compactMap { standing in
      standing.corrections.last.map { last in
        "\(standing.edition.text) was first published as \(scale.ratingText(standing.corrections.first?.was)) and "
          + "corrected to \(scale.text(standing.score)) on \(last.date.words)"
      }
    }
    return "Hollow with a dotted link: " + each.joined(separator: "; ") + "."
  }

  /// For those who do not see the drawing.
  var description: String {
    func place(_ standing: Standing) -> String { "\(scale.text(standing.score)) in \(standing.edition.text)" }
    let all = chart.standings
    let byScore = { (left: Int, right: Int) in all[left].standing.score < all[right].standing.score }
    guard let first = all.first?.standing, let last = all.last?.standing,
      let high = all.indices.max(by: byScore).map({ all[$0].standing }),
      let low = all.indices.min(by: byScore).map({ all[$0].standing })
    else { return title }
    return "Line chart of \(name): \(place(first)), \(place(last)); highest \(place(high)), lowest \(place(low))"
  }
}

extension Scale {
  /// `Score, 0 to 100`, or where it has no ends `Score in points`.
  var measure: String {
    if let minimum, let maximum { return "Score, \(text(minimum)) to \(text(maximum))" }
    return unit.isEmpty ? "Score" : "Score in \(unit)"
  }

  /// To gain is good; where lower is better, scores rise and fall.
  var verbs: (rose: String, fell: String, hasRisen: String, hasFallen: String) {
    better == .higher
      ? ("gained", "lost", "has gained", "has lost") : ("rose", "fell", "has risen", "has fallen")
  }
}
