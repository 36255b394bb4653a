internal import ScoreLedger

/// What the ledger says of a constituent in an edition, as sentences. Each is true of that edition and of those before.
struct ConstituentWords {
  /// From how many editions on an extreme is worth a sentence.
  private static let longEnough = 3

  let words: LedgerWords

  func sentences(_ standing: Standing, in table: EditionTable) -> [FactSentence] {
    let sentences = [
      place(of: standing, in: table), neighbours(of: standing, in: table), course(of: standing, in: table),
      extreme(of: standing), provenance(of: standing),
    ]
    return sentences.compactMap { $0 }
  }

  /// `Last rated in edition 2026-W18: at 61, sixth of seven.`
  func lastRated(_ standing: Standing, in table: EditionTable, notIn current: EditionTable) -> FactSentence {
    let rank: FactSentence = "\(words.rank(standing)) of \(words.count(.rated, in: table))"
    return
      "Not rated in edition \(current.id.text); last rated in edition \(table.id.text): \(words.score(standing)), \(rank)."
  }

  // MARK: Place

  /// `Sixth of seven, as in the edition before.`
  private func place(of standing: Standing, in table: EditionTable) -> FactSentence {
    guard table.standings.count > 1 else { return "The only \(words.settings.noun.one) in the edition." }
    var place: FactSentence = "\(words.rank(standing).capitalised) of \(words.count(.rated, in: table))"
    let tied = sharing(standing, in: table)
    if !tied.isEmpty { place = "\(place), with \(words.names(tied))" }
    guard let comparison = comparison(of: standing, in: table, tiedWith: tied) else { return "\(place)." }
    return "\(place)\(tied.isEmpty ? "," : ";") \(comparison)."
  }

  /// Who else is at a rank.
  private func sharing(_ standing: Standing, in table: EditionTable) -> [Standing] {
    table.standings.filter { $0.rank == standing.rank && $0.constituent.id != standing.constituent.id }
  }

  /// How the place compares with the one before.
  private func comparison(
    of standing: Standing, in table: EditionTable, tiedWith tied: [Standing]
  ) -> FactSentence? {
    switch standing.record.entry {
    case .first: return nil
    case .new: return "rated for the first time"
    case .returning: return "back after a gap"
    case .staying: break
    }
    guard let movement = standing.movement, let rank = standing.previousRank,
      let previous = words.ledger.previousTable(of: table.id),
      let before = previous.standing(of: standing.constituent.id)
    else { return nil }
    if movement != 0 {
      let last = words.previousRank(rank, isTied: before.isTied, standing)
      return "\(movement > 0 ? "up" : "down") \(words.places(standing)) from \(last)"
    }
    if before.isTied != standing.isTied {
      return before.isTied ? "no longer sharing the place" : "now sharing the place"
    }
    guard Set(tied.map(\.constituent.id)) == Set(sharing(before, in: previous).map(\.constituent.id)) else {
      return nil
    }
    return previous.standings.count == table.standings.count
      ? "as in the edition before"
      : "as before, when \(words.count(.rated, in: previous)) \(previous.standings.count == 1 ? "was" : "were") rated"
  }

  // MARK: Distance

  /// `Four points behind Amazon, nine points ahead of Apple.`
  private func neighbours(of standing: Standing, in table: EditionTable) -> FactSentence? {
    let above = table.standings.last { $0.rank < standing.rank }
    let below = table.standings.first { $0.rank > standing.rank }
    let sides = [
      above.map { side(standing, "behind", $0, in: table) }, below.map { side(standing, "ahead of", $0, in: table) },
    ].compactMap { $0 }
    return sides.isEmpty ? nil : "\(sides.joined(by: ", ").capitalised)."
  }

  private func side(
    _ standing: Standing, _ relation: String, _ other: Standing, in table: EditionTable
  ) -> FactSentence {
    let others = table.standings.filter { $0.rank == other.rank }
    return "\(words.gap(standing, to: other)) \(relation) \(words.names(others))"
  }

  // MARK: Course

  /// `Up one point, like three others.`, `Down in four editions in a row.`
  private func course(of standing: Standing, in table: EditionTable) -> FactSentence? {
    guard let change = standing.change?.units, let streak = standing.record.streak else { return nil }
    guard change != 0 else {
      guard streak.length > 1 else { return nil }
      return "Unchanged in \(length(of: streak, standing)) editions in a row."
    }
    let direction = change > 0 ? "Up" : "Down"
    var course: FactSentence = "\(direction) \(words.change(standing))"
    if streak.length > 1 {
      course = "\(course), the \(words.ordinal(streak.length)) \(change > 0 ? "rise" : "fall") in a row"
    } else if isLargest(standing) {
      course = "\(course), its largest \(change > 0 ? "rise" : "fall") so far"
    } else {
      let fact: TableFact = change > 0 ? .risers : .fallers
      let peers = table.standings.count { ($0.change?.units ?? 0).signum() == change.signum() }
      let direction = change > 0 ? "rise" : "fall"
      if peers == 1, table.standings.count > 2 { course = "\(course), the only score to \(direction)" }
      if peers > 2 { course = "\(course), one of \(words.count(fact, in: table)) to \(direction)" }
    }
    return "\(course)."
  }

  private func length(of streak: Record.Streak, _ standing: Standing) -> FactSentence {
    FactSentence(
      words.count(streak.length),
      showing: FactSentence.Reference(
        fact: Fact.streak.rawValue, constituent: standing.constituent.id, edition: standing.edition))
  }

  /// Whether no change before went as far the same way, and at least one went that way.
  private func isLargest(_ standing: Standing) -> Bool {
    guard let change = standing.change?.units else { return false }
    let earlier = history(upTo: standing).dropLast().compactMap(\.change?.units).filter {
      ($0 > 0) == (change > 0) && $0 != 0
    }
    return !earlier.isEmpty && earlier.allSatisfy { $0.magnitude < change.magnitude }
  }

  private func history(upTo standing: Standing) -> [Standing] {
    words.ledger.history(of: standing.constituent.id, upTo: standing.edition)
  }

  // MARK: Extremes

  /// `Its highest score in 24 editions.`, counted since scores were last made incomparable.
  private func extreme(of standing: Standing) -> FactSentence? {
    let record = standing.record
    let history = history(upTo: standing)
    let comparable = history.filter {
      words.ledger.methodology.breakBetween($0.edition, standing.edition) == nil
    }
    guard comparable.count >= Self.longEnough else { return nil }
    let isPeak = record.peak.edition == standing.edition
    guard isPeak || record.low.edition == standing.edition else { return nil }
    let extreme = isPeak ? "highest" : "lowest"
    guard comparable.count == history.count else {
      return "Its \(extreme) score since the methodology changed."
    }
    return "Its \(extreme) score in \(words.count(comparable.count)) editions."
  }

  // MARK: Provenance

  private func provenance(of standing: Standing) -> FactSentence? {
    if let correction = standing.corrections.last, let first = standing.corrections.first {
      let was =
        first.was.map { "first published as \(words.settings.scale.text($0))" } ?? "first published without a score"
      return "Corrected on \(Wording.date(correction.date)): \(words.score(standing)), \(was)."
    }
    guard standing.provenance == .implied else { return nil }
    return "The score follows from the change stated in the edition after."
  }
}
