internal import HTMLEscaping
internal import TemplateValues

/// All that an included template reads of what is in sight where it is included: values, by the variable and the keys
/// that lead to them. Where these are the same, it prints the same.
struct PartInputs: Sendable {
  struct Input: Sendable, Equatable {
    let variable: Int
    /// Empty for the whole value.
    let path: [MapKey]
  }

  let inputs: [Input]
}

extension PartInputs {
  /// Of which more paths are read than these, the whole value is compared.
  private static let mostPaths = 3
  /// Below so many instructions it costs as much to look up what was printed as to print it.
  private static let leastInstructions = 24
  /// What a loop counts for.
  private static let instructionsOfLoop = 24

  /// Nil where a page is too short to gain, or stands where what was printed before has a say in it.
  init?(of page: Page, among programs: Programs) {
    guard page.start.isText, page.end.isText else { return nil }
    var collection = Collection(programs: programs)
    for program in page.programs { collection.add(program) }
    guard collection.isLong else { return nil }
    inputs = collection.inputs
  }

  /// The variables that a page reads, wherever it stands.
  static func variables(of page: Page, among programs: Programs) -> [Int] {
    var collection = Collection(programs: programs)
    for program in page.programs { collection.add(program) }
    return collection.paths.keys.sorted()
  }

  /// What programs load, and those that they lead to.
  struct Collection {
    let programs: Programs
    var paths: [Int: [[MapKey]]] = [:]
    private var instructions = 0
    private var visited: Set<Int> = []

    init(programs: Programs) { self.programs = programs }

    var isLong: Bool { instructions >= PartInputs.leastInstructions }

    var inputs: [Input] {
      paths.sorted { $0.key < $1.key }.flatMap { variable, paths in
        paths.count > PartInputs.mostPaths
          ? [Input(variable: variable, path: [])] : paths.map { Input(variable: variable, path: $0) }
      }
    }

    mutating func add(_ index: Int) {
      let program = programs.programs[index]
      guard visited.insert(index).inserted else {
        instructions += program.code.count
        return
      }
      add(program, program.code.indices)
    }

    /// - Parameter ignored: positions whose loads do not count.
    mutating func add(_ program: Program, _ positions: Range<Int>, ignoring ignored: Set<Int> = []) {
      instructions += positions.count
      for offset in positions where !ignored.contains(offset) {
        let instruction = program.code[offset]
        switch instruction.operation {
        case .load: add(program.path(from: offset + 1), of: instruction.first)
        case .include: for program in programs.pages[instruction.first].programs { add(program) }
        case .block: add(instruction.first)
        case .loop: instructions += PartInputs.instructionsOfLoop
        default: break
        }
      }
    }

    /// A path that begins with another one is read by it, too, but its own value may be all that stays the same.
    private mutating func add(_ path: [MapKey], of variable: Int) {
      if paths[variable, default: []].contains(path) { return }
      paths[variable, default: []].append(path)
    }
  }
}
