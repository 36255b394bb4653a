internal import Diagnostics

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
  private(set) var scores = CellTable<Agreed<Score>>()
  private(set) var changes = CellTable<Agreed<ScoreChange>>()
  private(set) var ranks = CellTable<Agreed<Int>>()
  private(set) var dimensions: [Cell: [String: Agreed<Score>]] = [:]
  /// What is written of scores that have corrections.
  private(set) var written: [Cell: [WrittenScore]] = [:]
  /// What readers see of a corrected score as it was.
  private(set) var outdated: [CorrectionProblem] = []
  private(set) var conflicts: [LedgerProblem] = []

  /// A statement's place among all: those that answer one question are neighbours, by path and then by offset.
  private struct Key {
    let question: Int
    let file: Int
    let span: SourceSpan
    let units: Int
    let index: Int
  }

  /// - Parameter cells: of the statements.
  /// - Complexity: O(n log n) in statements.
  init(_ statements: [Statement], _ cells: [Cell], chains: [Cell: CorrectionChain] = [:]) {
    let keys = Self.keys(statements, cells)
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end].question == keys[start].question { end += 1 }
      let first = keys[start].index
      let cell = cells[first]
      let chain = chains[cell]
      if end == start + 1, chain == nil {
        // Most is stated once.
        agree(cell, on: statements[first].value, [statements[first].place], isDisputed: false)
      } else {
        settle(cell, testimonies(keys[start..<end].lazy.map { statements[$0.index] }, of: cell, chain))
      }
      start = end
    }
  }

  /// In the order in which statements are heard. What is behind the place only keeps it total, so that the order of the
  /// input never shows.
  private static func keys(_ statements: [Statement], _ cells: [Cell]) -> [Key] {
    let ranks = fileRanks(statements)
    var dimensions: [String: Int] = [:]
    let fields = statements.indices.map { statements[$0].value.field(&dimensions) }
    let most = Statement.Value.plainFields + dimensions.count
    return statements.indices.map { index in
      Key(
        question: cells[index].number * most + fields[index], file: ranks[index], span: statements[index].place.span,
        units: statements[index].value.units, index: index)
    }.sorted { left, right in
      if left.question != right.question { return left.question < right.question }
      return (left.file, left.span.start, left.span.end, left.units, left.index) < (
        right.file, right.span.start, right.span.end, right.units, right.index
      )
    }
  }

  /// Of each statement, the place of its file among all by their paths.
  private static func fileRanks(_ statements: [Statement]) -> [Int] {
    // A file's statements are neighbours, nearly always.
    var paths: [String] = []
    var runs: [Int] = []
    runs.reserveCapacity(statements.count)
    for index in statements.indices {
      let isSame = index > 0 && statements[index].place.file == statements[index - 1].place.file
      if !isSame { paths.append(statements[index].place.file.path) }
      runs.append(paths.count - 1)
    }
    var ranks = [Int](repeating: 0, count: paths.count)
    var rank = -1
    var last: String?
    for run in paths.indices.sorted(by: { paths[$0] < paths[$1] }) {
      if paths[run] != last { rank += 1 }
      last = paths[run]
      ranks[run] = rank
    }
    return runs.map { ranks[$0] }
  }

  /// What all that answers one question says, in the order in which it is said first.
  private mutating func testimonies(
    _ statements: some Collection<Statement>, of cell: Cell, _ chain: CorrectionChain?
  ) -> [Testimony] {
    var testimonies: [Testimony] = []
    var positions: [Statement.Value: Int] = [:]
    for statement in statements {
      var value = statement.value
      if case .score(let score) = value, let chain, chain.holds(score) {
        written[cell, default: []].append(WrittenScore(score: score, place: statement.place))
        if statement.isDisplayed, score != chain.current { outdated.append(.outdated(chain, score, statement.place)) }
        value = .score(chain.representative ?? score)
      }
      if let last = testimonies.last, last.value == value {
        testimonies[testimonies.count - 1].add(statement.place)
      } else if let position = positions[value] {
        testimonies[position].add(statement.place)
      } else {
        if let last = testimonies.last { positions[last.value] = testimonies.count - 1 }
        testimonies.append(Testimony(value: value, written: statement.value, places: [statement.place]))
      }
    }
    return testimonies
  }

  private mutating func settle(_ cell: Cell, _ stated: [Testimony]) {
    guard var winner = stated.first else { return }
    for testimony in stated where testimony.places.count > winner.places.count { winner = testimony }
    let isDisputed = stated.count > 1
    if let odd = stated.last(where: { $0.value != winner.value }) {
      let others = stated.filter { $0.value != winner.value && $0.value != odd.value }
      conflicts.append(.conflict(cell, odd: odd, others: [winner] + others))
    }
    agree(cell, on: winner.value, winner.places, isDisputed: isDisputed)
  }

  private mutating func agree(
    _ cell: Cell, on value: Statement.Value, _ places: [SourcePlace], isDisputed: Bool
  ) {
    switch value {
    case .score(let score): scores.set(Agreed(value: score, places: places, isDisputed: isDisputed), for: cell)
    case .change(let change): changes.set(Agreed(value: change, places: places, isDisputed: isDisputed), for: cell)
    case .rank(let rank): ranks.set(Agreed(value: rank, places: places, isDisputed: isDisputed), for: cell)
    case .dimension(let id, let score):
      dimensions[cell, default: [:]][id] = Agreed(value: score, places: places, isDisputed: isDisputed)
    }
  }
}

extension Statement.Value {
  /// Fields that every index has.
  fileprivate static let plainFields = 3

  /// A number of what is stated.
  /// - Parameter dimensions: those that were seen before.
  fileprivate func field(_ dimensions: inout [String: Int]) -> Int {
    switch self {
    case .score: return 0
    case .change: return 1
    case .rank: return 2
    case .dimension(let id, _):
      let number = dimensions[id] ?? dimensions.count
      dimensions[id] = number
      return Self.plainFields + number
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
