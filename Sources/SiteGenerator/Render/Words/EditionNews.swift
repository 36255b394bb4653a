internal import ScoreLedger

/// What an edition says first: a headline that states its news, and a standfirst with the counts. Both from facts alone.
///
/// "Rises" and "falls" are always of scores; ground is gained and lost only on a scale whose higher end is the better.
struct EditionNews {
  /// One half of a headline, and who it is about.
  private struct Clause {
    let sentence: FactSentence
    var subjects: Set<String> = []
  }

  /// A first clause longer than this stands alone.
  private static let longestFirstClause = 64

  let words: LedgerWords
  let table: EditionTable
  private let previous: EditionTable?
  private let leaders: [Standing]
  private let risers: [Standing]
  private let fallers: [Standing]
  private let isAnyCompared: Bool

  init(_ table: EditionTable, _ words: LedgerWords) {
    self.words = words
    self.table = table
    previous = words.ledger.previousTable(of: table.id)
    leaders = table.standings.filter { $0.rank == 1 }
    risers = table.standings.filter { ($0.change?.units ?? 0) > 0 }
    fallers = table.standings.filter { ($0.change?.units ?? 0) < 0 }
    isAnyCompared = table.standings.contains { $0.change != nil }
  }

  // MARK: Headline

  var headline: FactSentence {
    guard !table.standings.isEmpty else { return "Nothing is rated" }
    if let version = table.startsMethodology { return "Methodology \(version.name) begins; \(leading)" }
    guard isAnyCompared || leadChange != nil else { return leading.capitalised }
    if table.standings.count == 1, let only = table.standings.first { return alone(only) }
    if leadChange == nil, brokenTie == nil, levelling == nil, risers.isEmpty, fallers.isEmpty {
      return "No score moves; \(leading)"
    }
    guard let first = leadChange ?? brokenTie ?? levelling ?? mover(among: risers + fallers, besides: []) else {
      return leading.capitalised
    }
    guard first.sentence.text.count <= Self.longestFirstClause, let second = second(besides: first.subjects) else {
      return first.sentence.capitalised
    }
    return "\(first.sentence.capitalised); \(second.sentence)"
  }

  /// What else there is to tell: the one that went against the rest, the largest change, the largest of either way.
  private func second(besides subjects: Set<String>) -> Clause? {
    loner(besides: subjects) ?? mover(among: risers + fallers, besides: subjects)
      ?? mover(among: fallers, besides: subjects) ?? mover(among: risers, besides: subjects)
  }

  private var leading: FactSentence {
    guard let first = leaders.first else { return "" }
    return "\(words.names(leaders)) \(leaders.count == 1 ? "leads" : "lead") at \(words.score(first))"
  }

  private func alone(_ only: Standing) -> FactSentence {
    let name = only.constituent.name
    guard let change = only.change?.units, change != 0 else { return "\(name) stands at \(words.score(only))" }
    return "\(name) \(change > 0 ? "rises" : "falls") by \(words.change(only)), to \(words.score(only))"
  }

  /// Other leaders than in the table before.
  private var leadChange: Clause? {
    guard let previous, let leader = leaders.first else { return nil }
    let before = previous.standings.filter { $0.rank == 1 }
    let (ids, idsBefore) = (Set(leaders.map(\.constituent.id)), Set(before.map(\.constituent.id)))
    guard ids != idsBefore, let last = before.first else { return nil }
    let (name, lastName) = (leader.constituent.name, last.constituent.name)
    guard leaders.count == 1 else {
      if before.count == 1, ids.contains(last.constituent.id), leaders.count == 2,
        let other = leaders.first(where: { $0.constituent.id != last.constituent.id })
      {
        return Clause(sentence: "\(other.constituent.name) draws level with \(lastName) at the top", subjects: ids)
      }
      return Clause(sentence: "\(words.names(leaders)) share the lead", subjects: ids)
    }
    if idsBefore.contains(leader.constituent.id) { return Clause(sentence: "\(name) leads alone", subjects: ids) }
    guard before.count == 1, table.standing(of: last.constituent.id) != nil else {
      return Clause(sentence: "\(name) takes the lead", subjects: ids)
    }
    return Clause(sentence: "\(name) takes the lead from \(lastName)", subjects: ids.union(idsBefore))
  }

  /// The highest of the pairs that shared a rank and no longer do.
  private var brokenTie: Clause? {
    guard let previous else { return nil }
    for (ahead, behind) in zip(previous.standings, previous.standings.dropFirst()) where ahead.rank == behind.rank {
      guard previous.standings.count(where: { $0.rank == ahead.rank }) == 2,
        let first = table.standing(of: ahead.constituent.id), let second = table.standing(of: behind.constituent.id),
        first.rank != second.rank
      else { continue }
      let (better, worse) = first.rank < second.rank ? (first, second) : (second, first)
      let isBetterRisen = improvement(of: better) > 0
      let sentence: FactSentence =
        isBetterRisen
        ? "\(better.constituent.name) breaks its tie with \(worse.constituent.name)"
        : "\(worse.constituent.name) drops out of its tie with \(better.constituent.name)"
      return Clause(sentence: sentence, subjects: [better.constituent.id, worse.constituent.id])
    }
    return nil
  }

  /// The highest pair that shares a rank and did not before.
  private var levelling: Clause? {
    for (one, other) in zip(table.standings, table.standings.dropFirst()) where one.rank == other.rank {
      guard table.standings.count(where: { $0.rank == one.rank }) == 2, let rank = one.previousRank,
        let otherRank = other.previousRank, rank != otherRank
      else { continue }
      let (chaser, chased) = rank > otherRank ? (one, other) : (other, one)
      return Clause(
        sentence: "\(chaser.constituent.name) draws level with \(chased.constituent.name)",
        subjects: [one.constituent.id, other.constituent.id])
    }
    return nil
  }

  /// The one score that went another way than all others that moved.
  private func loner(besides subjects: Set<String>) -> Clause? {
    let (loner, others) =
      fallers.count == 1 ? (fallers[0], risers) : risers.count == 1 ? (risers[0], fallers) : (nil, [])
    guard let loner, others.count > 1, !subjects.contains(loner.constituent.id) else { return nil }
    let name = loner.constituent.name
    let isRise = (loner.change?.units ?? 0) > 0
    let sentence: FactSentence =
      words.isHigherBetter
      ? "\(name) alone \(isRise ? "gains" : "loses") ground" : "only the score of \(name) \(isRise ? "rises" : "falls")"
    return Clause(sentence: sentence, subjects: [loner.constituent.id])
  }

  /// The largest change; of equal ones all of them, those that rose first.
  private func mover(among standings: [Standing], besides subjects: Set<String>) -> Clause? {
    func size(_ standing: Standing) -> UInt { standing.change?.units.magnitude ?? 0 }
    let largest = standings.map(size).max() ?? 0
    let candidates = standings.filter { size($0) == largest }
    let rising = candidates.filter { ($0.change?.units ?? 0) > 0 }
    let movers = rising.isEmpty ? candidates : rising
    guard let first = movers.first, subjects.isDisjoint(with: movers.map(\.constituent.id)) else { return nil }
    let isPlural = movers.count > 1
    let verb = rising.isEmpty ? (isPlural ? "fall" : "falls") : (isPlural ? "rise" : "rises")
    var sentence: FactSentence = "\(words.names(movers)) \(verb) by \(words.change(first))"
    if !isPlural, let movement = first.movement, movement != 0 {
      let isExpected = (movement > 0) == (improvement(of: first) > 0)
      sentence =
        "\(sentence) \(isExpected ? "and" : "but") \(movement > 0 ? "climbs" : "drops") to \(words.rank(first))"
    }
    return Clause(sentence: sentence, subjects: Set(movers.map(\.constituent.id)))
  }

  /// The change in the direction that is better.
  private func improvement(of standing: Standing) -> Int {
    guard let change = standing.change?.units else { return 0 }
    return words.isHigherBetter ? change : -max(change, -Int.max)
  }

  // MARK: Standfirst

  /// `Four of the seven rose in the week to 11 May, two stood still and one fell. Nvidia leads at 97.`
  var standfirst: FactSentence {
    var sentences = [summary]
    let isLeaderTold = headline.parts.contains { $0.reference?.fact == Fact.score.rawValue }
    if table.standings.count > 1, !isLeaderTold { sentences.append("\(leading.capitalised).") }
    return sentences.joined(by: " ")
  }

  private var summary: FactSentence {
    guard let first = table.standings.first, let last = table.standings.last else {
      return "No \(words.settings.noun.one) has a score in this edition."
    }
    guard let previous else {
      guard table.standings.count > 1 else { return "The first edition rates one \(words.settings.noun.one)." }
      let range: FactSentence =
        first.score == last.score
        ? "all at \(words.score(first))" : "from \(words.score(first)) to \(words.score(last))"
      return "The first edition rates \(rated) \(words.settings.noun.many), \(range)."
    }
    if let version = table.startsMethodology {
      return
        "Methodology \(version.name) begins here, so that no score compares with one of edition \(previous.id.text)."
    }
    let since = words.since(previous, to: table)
    guard table.standings.count > 1 else { return alone(first, since) }
    guard isAnyCompared else { return "None of the \(rated) was rated in edition \(previous.id.text)." }
    return "\(counts(since))."
  }

  private var rated: FactSentence { words.count(.rated, in: table) }

  private func alone(_ only: Standing, _ since: String) -> FactSentence {
    let name = only.constituent.name
    guard let change = only.change?.units else {
      return only.record.entry == .returning ? "\(name) is back." : "\(name) is rated for the first time."
    }
    return "\(name) \(change > 0 ? "rose" : change < 0 ? "fell" : "stood still") \(since)."
  }

  /// How many went each way, the first of them out of how many.
  private func counts(_ since: String) -> FactSentence {
    let still = table.standings.count { $0.change?.units == 0 }
    let new = table.standings.count { $0.record.entry == .new }
    let back = table.standings.count { $0.record.entry == .returning }
    let moves: [(count: Int, sentence: FactSentence, fate: String)] = [
      (risers.count, words.count(.risers, in: table), "rose"),
      (still, words.count(.unchanged, in: table), "stood still"),
      (fallers.count, words.count(.fallers, in: table), "fell"),
      (new, "\(words.count(new))", new == 1 ? "is new" : "are new"),
      (back, "\(words.count(back))", back == 1 ? "is back" : "are back"),
    ].filter { $0.count > 0 }
    guard let first = moves.first else { return "" }
    let scores = words.isHigherBetter ? "" : " scores"
    if moves.count == 1 {
      return first.count == 2 ? "Both\(scores) \(first.fate) \(since)" : "All \(rated)\(scores) \(first.fate) \(since)"
    }
    let lead: FactSentence = "\(first.sentence.capitalised) of the \(rated)\(scores) \(first.fate) \(since)"
    return ([lead] + moves.dropFirst().map { "\($0.sentence) \($0.fate)" }).enumerated
  }
}
