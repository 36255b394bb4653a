internal import TemplateSyntax
internal import TemplateValues

/// A loop that is being printed.
struct Round {
  struct Start {
    let output: Int
    let steps: Int
    let valueBytes: Int
    let hash: Int
  }

  let members: [TemplateValue]
  var index = 0
  let loop: Int
  /// How many local variables there were before the loop.
  let mark: Int
  /// Whether what rounds print is kept.
  var isKept = false
  /// What the selector of the loop's inputs is, if they have one.
  var selector: TemplateValue?
  /// Before the round at hand, if what it prints will be kept.
  var start: Start?
  /// What the loop printed before, the round of it that will most likely come next, and how many did not.
  var printed: PrintedRounds?
  var place = 0
  var misses = 0
  /// Where each round began, if nothing was printed before.
  var marks: [PrintedRounds.Mark]?
  /// Of a loop that only selects: the members whose condition held.
  var selected: [TemplateValue]?

  /// What a selector asks of a member, or nothing where there is none; nil where the round of the member may print what no
  /// other loop does.
  func compared(at index: Int, by other: RoundInputs.Selector?) -> TemplateValue? {
    guard let other, let selector else { return .some(.none) }
    let (compared, end) = other.key.withUnsafeBufferPointer { members[index].member(along: $0) }
    return end == other.key.count && !Operators.isEqual(compared, selector) ? compared : nil
  }

  mutating func select() { selected?.append(members[index]) }

  func value(of fact: LoopFact) -> TemplateValue? {
    switch fact {
    case .index: .number(TemplateNumber(index + 1))
    case .index0: .number(TemplateNumber(index))
    case .revindex: .number(TemplateNumber(members.count - index))
    case .revindex0: .number(TemplateNumber(members.count - index - 1))
    case .first: .boolean(index == 0)
    case .last: .boolean(index == members.count - 1)
    case .length: .number(TemplateNumber(members.count))
    case .previtem: index > 0 ? members[index - 1] : nil
    case .nextitem: index + 1 < members.count ? members[index + 1] : nil
    }
  }

  /// `loop` as a map.
  var value: TemplateValue {
    .map(TemplateMap(LoopFact.allCases.compactMap { fact in value(of: fact).map { (fact.rawValue, $0) } }))
  }
}
