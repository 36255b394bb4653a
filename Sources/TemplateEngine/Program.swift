internal import Diagnostics
internal import HTMLEscaping
internal import TemplateSyntax
internal import TemplateValues

/// One step of a program: values go through a stack.
struct Instruction: Sendable {
  enum Operation: Sendable {
    // What is printed. `text`: the stretch `first ..< second` of all texts; `output`: the escaping.
    case text, output, beginURL, checkURL
    // What is pushed. `load`, `member`, `index` and `loopFact` go on at `second` where there is no value.
    case constant, load, member, index, slice, list, map, loopFact, loopValue, cycle
    // What replaces its operands.
    case filter, test, binary, not, negate
    // Where to go on: `first`. The last two leave the value that decides, if they jump.
    case jump, jumpUnless, jumpUnlessFallback, jumpAnd, jumpOr
    // Names and rounds.
    case store, export, loop, selection, select, nextRound, enter, leave
    // Other programs.
    case include, block
    /// What an inline `if` without `else` gives: no value, which prints as nothing.
    case nothing
  }

  let operation: Operation
  var first: Int
  var second: Int
}

/// A template or a block, ready to be printed, with the place of each instruction.
final class Program: Sendable {
  let file: SourceFile
  let code: [Instruction]
  let spans: [SourceSpan]
  /// The keys of all instructions that ask for a member, in their order.
  let keys: [MapKey]
  /// For each instruction, and for the end, how many of these stand before it.
  let keysBefore: [Int]
  /// For each instruction, how many ask for a member from it on, one right after the other.
  let runs: [Int]

  init(file: SourceFile, code: [Instruction], spans: [SourceSpan], keys: [MapKey]) {
    (self.file, self.code, self.spans) = (file, code, spans)
    self.keys = code.filter { $0.operation == .member }.map { keys[$0.first] }
    var (before, runs) = ([0], Array(repeating: 0, count: code.count + 1))
    for instruction in code { before.append(before[before.count - 1] + (instruction.operation == .member ? 1 : 0)) }
    for index in code.indices.reversed() where code[index].operation == .member { runs[index] = runs[index + 1] + 1 }
    (keysBefore, self.runs) = (before, runs)
  }

  /// The keys that lead to the member which the instructions from a position on ask for.
  func path(from position: Int) -> [MapKey] { Array(keys[keysBefore[position]...].prefix(runs[position])) }

  /// The place of the instruction before a position.
  func place(before position: Int) -> SourcePlace { SourcePlace(file, spans[position - 1]) }
}

/// A template as it is printed in one kind of place.
struct Page: Sendable {
  /// The programs of what it extends and of itself, in the order in which they run.
  var programs: [Int] = []
  /// Where the page stands at its start and at its end.
  let start: HTMLContext
  var end: HTMLContext
  /// What is wrong with it in this kind of place.
  var problems: [Diagnostic] = []
  /// Where what the page prints in an include is kept: what it depends on.
  var inputs: PartInputs?
  /// The variables that it reads.
  var read: [Int] = []

  init(at start: HTMLContext) { (self.start, end) = (start, start) }
}

/// A loop of a program.
struct Loop: Sendable {
  /// The variables that a round sets.
  let names: [Int]
  /// Whether every round starts and ends between tags.
  var isInText = false
  /// Where what rounds print is kept: what they depend on.
  var inputs: RoundInputs?
}

/// What the programs of a site share.
struct Programs: Sendable {
  var programs: [Program] = []
  var pages: [Page] = []
  /// The page of each template that stands alone.
  var roots: [String: Int] = [:]
  /// Of those that end inside a tag: what is wrong with that where they stand alone.
  var unfinished: [String: Diagnostic] = [:]
  var texts: [UInt8] = []
  var constants: [TemplateValue] = []
  var variables: [MapKey] = []
  var keys: [MapKey] = []
  /// The keys of each map that a template writes.
  var maps: [[String]] = []
  var loops: [Loop] = []
  var filters: [Filter] = []
  var operators: [BinaryOperator] = BinaryOperator.allCases
  var escapings: [ValueEscaping] = []
}

/// What a loop tells of itself.
enum LoopFact: String, CaseIterable {
  case index, index0, revindex, revindex0, first, last, length, previtem, nextitem
}
