internal import TemplateSyntax
internal import TemplateValues

/// All that the rounds of a loop read beside their members. Where these are the same, a round prints the same for the
/// same member, wherever that stands.
///
/// One object, since every round looks at it.
final class RoundInputs: Sendable {
  /// What rounds do nothing with but ask whether it equals something of their member, as the rows of a table ask who its
  /// page is about: in a round where it does not, it may be anything else as well.
  struct Selector: Sendable, Equatable {
    /// What leads from the member to that which is compared.
    let key: [MapKey]
    let input: PartInputs.Input
  }

  let inputs: [PartInputs.Input]
  let selector: Selector?
  /// Whether a round reads where in the list it stands.
  let isPlaced: Bool

  init(_ inputs: [PartInputs.Input], selector: Selector?, isPlaced: Bool) {
    (self.inputs, self.selector, self.isPlaced) = (inputs, selector, isPlaced)
  }

  /// Nil where rounds are too short to gain, or read their neighbours.
  /// - Parameter start: the position of the loop's first instruction.
  init?(ofLoopAt start: Int, in program: Program, among programs: Programs) {
    let (loop, code) = (program.code[start], program.code)
    // Behind the body come the next round and the way out.
    let body = start + 1..<loop.second - 2
    let names = programs.loops[loop.first].names
    var isPlaced = false
    var set: Set<Int> = []
    var comparisons: [(position: Int, selector: Selector)] = []
    var depth = 0
    for position in body {
      let instruction = code[position]
      switch instruction.operation {
      case .loop, .selection:
        depth += 1
        set.formUnion(programs.loops[instruction.first].names)
      case .nextRound: depth -= 1
      case .store, .export: set.insert(instruction.first)
      // A block does not see the loops around it.
      case .block: return nil
      case .loopValue where depth == 0: return nil
      case .loopFact where depth == 0:
        switch LoopFact.allCases[instruction.first] {
        case .previtem, .nextitem: return nil
        default: isPlaced = true
        }
      case .cycle where depth == 0: isPlaced = true
      case .load where depth == 0 && names == [instruction.first]:
        if let comparison = Self.comparison(at: position, in: program, programs) { comparisons.append(comparison) }
      default: break
      }
    }
    var selector = comparisons.first?.selector
    if let found = selector, comparisons.contains(where: { $0.selector != found }) { selector = nil }
    if let found = selector, !set.isDisjoint(with: names + [found.input.variable]) { selector = nil }
    let ignored = Set(selector == nil ? [] : comparisons.map(\.position))
    var collection = PartInputs.Collection(programs: programs)
    collection.add(program, body, ignoring: ignored)
    if let variable = selector?.input.variable, collection.paths[variable] != nil {
      selector = nil
      collection = PartInputs.Collection(programs: programs)
      collection.add(program, body)
    }
    guard collection.isLong else { return nil }
    for name in names { collection.paths[name] = nil }
    (inputs, self.selector, self.isPlaced) = (collection.inputs, selector, isPlaced)
  }

  /// Whether the member that is loaded at a position is only compared there; then with what, and where that is loaded.
  private static func comparison(
    at position: Int, in program: Program, _ programs: Programs
  ) -> (position: Int, selector: Selector)? {
    let code = program.code
    let other = position + 1 + program.runs[position + 1]
    guard other < code.count, code[other].operation == .load else { return nil }
    let end = other + 1 + program.runs[other + 1]
    guard end < code.count, code[end].operation == .binary, programs.operators[code[end].first] == .equal,
      code[position..<end].allSatisfy({ $0.second < 0 })
    else { return nil }
    let input = PartInputs.Input(variable: code[other].first, path: program.path(from: other + 1))
    return (other, Selector(key: program.path(from: position + 1), input: input))
  }
}
