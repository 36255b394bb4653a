internal import Diagnostics

/// One field of one constituent in one edition is stated any number of times; a cell is where they meet.
struct Cell: Hashable {
  let edition: EditionID
  let constituent: String
}

/// One value, and every place that states it, by path and then by offset.
struct Testimony {
  /// Of a corrected score the same for every value it has had.
  let value: Statement.Value
  /// As the first place writes it.
  let written: Statement.Value
  var places: [SourcePlace]

  /// Adds a place that is not before any other.
  mutating func add(_ place: SourcePlace) {
    if places.last != place { places.append(place) }
  }
}

/// The value that stands for a cell.
struct Agreed<Value> {
  let value: Value
  let places: [SourcePlace]
  /// Whether other values are stated, too. Nothing is concluded from such a value, so that one mistake is one error.
  let isDisputed: Bool
}

/// What one file says of a corrected score: any of the values it has had.
struct WrittenScore {
  let score: Score
  let place: SourcePlace
}

/// What all statements together say: one score, change and rank a cell.
///
/// Where statements differ, the value that most agree on stands, and of equally many the first by place. The values that
/// a corrected score has had are one.
struct Agreement {
  private(set) var scores: [Cell: Agreed<Score>] = [:]
  private(set) var changes: [Cell: Agreed<ScoreChange>] = [:]
  private(set) var ranks: [Cell: Agreed<Int>] = [:]
  private(set) var dimensions: [Cell: [String: Agreed<Score>]] = [:]
  /// What is written of scores that have corrections.
  private(set) var written: [Cell: [WrittenScore]] = [:]
  /// What readers see of a corrected score as it was.
  private(set) var outdated: [CorrectionProblem] = []
  private(set) var conflicts: [LedgerProblem] = []

  private struct Question: Hashable {
    let cell: Cell
    let field: Statement.Value.Field
  }

  private struct Answer: Hashable {
    let cell: Cell
    let value: Statement.Value
  }

  /// - Complexity: O(n log n) in statements.
  init(_ statements: [Statement], chains: [Cell: CorrectionChain] = [:]) {
    var testimonies: [Question: [Testimony]] = [:]
    var positions: [Answer: Int] = [:]
    for statement in statements.sorted(by: Self.isOrdered) {
      let cell = Cell(edition: statement.edition, constituent: statement.constituent)
      var value = statement.value
      if case .score(let score) = value, let chain = chains[cell], chain.holds(score) {
        written[cell, default: []].append(WrittenScore(score: score, place: statement.place))
        if statement.isDisplayed, score != chain.current { outdated.append(.outdated(chain, score, statement.place)) }
        value = .score(chain.representative ?? score)
      }
      let question = Question(cell: cell, field: value.field)
      let answer = Answer(cell: cell, value: value)
      if let position = positions[answer] {
        testimonies[question]?[position].add(statement.place)
      } else {
        positions[answer] = testimonies[question, default: []].count
        testimonies[question, default: []].append(
          Testimony(value: value, written: statement.value, places: [statement.place]))
      }
    }
    for (question, stated) in testimonies { settle(question.cell, stated) }
  }

  private mutating func settle(_ cell: Cell, _ stated: [Testimony]) {
    guard var winner = stated.first else { return }
    for testimony in stated where testimony.places.count > winner.places.count { winner = testimony }
    let isDisputed = stated.count > 1
    if let odd = stated.last(where: { $0.value != winner.value }) {
      let others = stated.filter { $0.value != winner.value && $0.value != odd.value }
      conflicts.append(.conflict(cell, odd: odd, others: [winner] + others))
    }
    switch winner.value {
    case .score(let score): scores[cell] = Agreed(value: score, places: winner.places, isDisputed: isDisputed)
    case .change(let change): changes[cell] = Agreed(value: change, places: winner.places, isDisputed: isDisputed)
    case .rank(let rank): ranks[cell] = Agreed(value: rank, places: winner.places, isDisputed: isDisputed)
    case .dimension(let id, let score):
      dimensions[cell, default: [:]][id] = Agreed(value: score, places: winner.places, isDisputed: isDisputed)
    }
  }

  /// By place; the rest only keeps the order total, so that the order of the input never shows.
  private static func isOrdered(_ left: Statement, before right: Statement) -> Bool {
    let (first, second) = (left.place, right.place)
    if first.file != second.file { return first.file.path < second.file.path }
    return (first.span.start, first.span.end, left.value.units) < (
      second.span.start, second.span.end, right.value.units
    )
  }
}

extension Statement.Value {
  enum Field: Hashable {
    case score
    case change
    case rank
    case dimension(String)
  }

  var field: Field {
    switch self {
    case .score: .score
    case .change: .change
    case .rank: .rank
    case .dimension(let id, _): .dimension(id)
    }
  }

  fileprivate var units: Int {
    switch self {
    case .score(let score): score.units
    case .change(let change): change.units
    case .rank(let rank): rank
    case .dimension(_, let score): score.units
    }
  }
}
