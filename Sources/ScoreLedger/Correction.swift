public import Diagnostics

/// A published score that was wrong, what it is now and why.
public struct Correction: Sendable {
  public let edition: EditionID
  /// The constituent's id.
  public let constituent: String
  /// The score as it stood; nil for not rated.
  public let was: Score?
  /// The score as it stands; nil for not rated.
  public let now: Score?
  public let reason: String
  public let date: CalendarDate
  public let foundBy: String?
  /// Of the values of `was` and `now`.
  public let wasPlace: SourcePlace
  public let nowPlace: SourcePlace

  public init(
    edition: EditionID, constituent: String, was: Score?, now: Score?, reason: String, date: CalendarDate,
    foundBy: String?, wasPlace: SourcePlace, nowPlace: SourcePlace
  ) {
    self.edition = edition
    self.constituent = constituent
    self.was = was
    self.now = now
    self.reason = reason
    self.date = date
    self.foundBy = foundBy
    self.wasPlace = wasPlace
    self.nowPlace = nowPlace
  }
}

/// The corrections of one score, each starting where the one before ended.
struct CorrectionChain {
  /// All of them, later ones than the day included: the articles may be mended by them already.
  private var all: [Correction]
  /// The day that the ledger is made for; nil where every correction holds.
  let asOf: CalendarDate?

  init(_ first: Correction, asOf: CalendarDate?) {
    all = [first]
    self.asOf = asOf
  }

  /// Those that hold on the day.
  var corrections: [Correction] { asOf.map { day in all.filter { $0.date <= day } } ?? all }

  /// Whether any of them comes after the day.
  var hasLater: Bool { asOf.map { day in all.contains { $0.date > day } } ?? false }

  /// As first published; nil for not rated.
  var published: Score? { all.first?.was }

  /// As it stands on the day; nil for not rated.
  var current: Score? { corrections.last?.now ?? (corrections.isEmpty ? published : nil) }

  /// Every value that the score has had. What a front matter states of it may be any of them.
  func holds(_ score: Score) -> Bool { all.contains { $0.was == score || $0.now == score } }

  var first: Correction? { all.first }

  /// The last that holds on the day, or of all.
  var last: Correction? { corrections.last ?? all.last }

  /// The value under which statements of any of the values meet.
  var representative: Score? { all.lazy.compactMap { $0.was ?? $0.now }.first }

  /// Corrections by cell, oldest first. Of one day, the one that starts where the last ended comes first; where those of
  /// the first day go in a circle, the first by place starts.
  /// - Complexity: O(n log n), and O(n²) in the corrections of one score on one day.
  static func chains(
    _ corrections: [Correction], _ cells: CellNumbers, asOf: CalendarDate?
  ) -> (chains: [Cell: CorrectionChain], problems: [CorrectionProblem]) {
    var chains: [Cell: CorrectionChain] = [:]
    var problems: [CorrectionProblem] = []
    let grouped = Dictionary(grouping: corrections) { cells.cell($0.edition, $0.constituent) }
    for (cell, group) in grouped {
      guard let cell else { continue }
      var pending = group.sorted { left, right in
        if left.date != right.date { return left.date < right.date }
        return (left.wasPlace.file.path, left.wasPlace.span.start) < (
          right.wasPlace.file.path, right.wasPlace.span.start
        )
      }
      // Of the corrections of the first day, the one that no other leads to.
      if let start = pending.firstIndex(where: { one in
        one.date == pending[0].date && !pending.contains { $0.date == one.date && $0.now == one.was }
      }) {
        pending.insert(pending.remove(at: start), at: 0)
      }
      guard var chain = pending.first.map({ CorrectionChain($0, asOf: asOf) }) else { continue }
      pending.removeFirst()
      while let day = pending.first?.date, let last = chain.all.last {
        let next = pending.firstIndex { $0.date == day && $0.was == last.now } ?? 0
        let correction = pending.remove(at: next)
        if correction.was == last.now {
          chain.all.append(correction)
        } else {
          problems.append(.unlinked(correction, after: last))
        }
      }
      chains[cell] = chain
    }
    return (chains, problems)
  }
}

/// Where a correction does not fit what was published. Internal: the words are all that leaves.
enum CorrectionProblem {
  /// It starts at another value than the one before left.
  case unlinked(Correction, after: Correction)
  /// Another value is stated than the correction has ever seen.
  case mismatch(CorrectionChain, Score, Provenance, SourcePlace)
  /// Nothing was published that it could correct.
  case ofNothing(CorrectionChain)
  /// Readers would see a score as it was.
  case outdated(CorrectionChain, Score, SourcePlace)
  /// A row that states the score as it was, with a change that tells the edition before.
  case changeOfOldScore(CorrectionChain, ScoreChange, stated: Score, now: Score, implied: Score, SourcePlace)
}

extension CorrectionProblem {
  func diagnostic(on scale: Scale) -> Diagnostic? {
    switch self {
    case .unlinked(let correction, let before):
      let value = scale.ratingText(before.now)
      return Diagnostic(
        id: "correction-mismatch",
        "\(correction.constituent) was \(value) in \(correction.edition.text) after the correction of "
          + "\(before.date.iso), not \(scale.ratingText(correction.was))",
        at: correction.wasPlace, notes: [Diagnostic.Note("corrected to \(value) here", at: before.nowPlace)],
        help: "write `was: \(value)`, or mend the dates")
    case .mismatch(let chain, let score, let origin, let place):
      return chain.first.map {
        Diagnostic(
          id: "correction-mismatch",
          "\($0.constituent) is \(scale.text(score)) in \($0.edition.text), and the correction says it was "
            + scale.ratingText($0.was),
          at: $0.wasPlace,
          notes: [
            Diagnostic.Note(
              origin == .implied
                ? "the change here implies \(scale.text(score))" : "stated as \(scale.text(score)) here",
              at: place)
          ],
          help: "write the value as first published after `was`; the articles may state that one or the corrected one")
      }
    case .ofNothing(let chain):
      return chain.first.map {
        Diagnostic(
          id: "correction-of-nothing", "no score of \($0.constituent) is published in \($0.edition.text)",
          at: $0.wasPlace, help: "mend the edition or the constituent, or write `was: not rated`")
      }
    case .outdated(let chain, let score, let place):
      return chain.last.map {
        let now = scale.ratingText($0.now)
        return Diagnostic(
          id: "corrected-score",
          "\($0.constituent) is \(now) in \($0.edition.text) since the correction of \($0.date.iso), not "
            + scale.text(score),
          at: place, notes: [Diagnostic.Note("corrected to \(now) here", at: $0.nowPlace)], help: "write \(now)")
      }
    case .changeOfOldScore(let chain, let change, let stated, let now, let implied, let place):
      let actual = scale.text(now.change(since: implied))
      return Diagnostic(
        id: "change-mismatch",
        "the change \(scale.text(change)) belongs to the score before its correction, \(scale.text(stated))", at: place,
        notes: chain.last.map { [Diagnostic.Note("corrected to \(scale.text(now)) here", at: $0.nowPlace)] }
          ?? [], help: "write the row as it stands: \(scale.text(now)) \(actual)")
    }
  }
}

extension Scale {
  /// A score as a correction writes it.
  public func ratingText(_ score: Score?) -> String { score.map { text($0) } ?? "not rated" }
}
