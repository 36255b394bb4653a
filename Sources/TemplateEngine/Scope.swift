internal import TemplateValues

/// The names that a place of a template sees, with Jinja's rules.
///
/// What the top level of a template sets is seen by all of its blocks; what a loop or a block sets ends with it.
struct Scope {
  private struct Binding {
    let variable: Int
    let value: TemplateValue
    /// The same, where it is a map.
    let map: HeldMap?

    init(_ variable: Int, _ value: TemplateValue) {
      (self.variable, self.value, map) = (variable, value, HeldMap(value))
    }
  }

  /// What an include or a block gives back when it ends.
  struct Outer {
    fileprivate let firstLocal: Int
    fileprivate let firstExported: Int
    fileprivate let exported: Int
  }

  /// What the page was given for each variable that a template names.
  private let given: [TemplateValue?]
  private let givenMaps: [HeldMap?]
  /// What the top levels of the templates at hand have set, and what was in sight where they were included.
  private var exported: [Binding] = []
  private var firstExported = 0
  /// What loops and blocks have set; a place sees those from `firstLocal` on.
  private var locals: [Binding] = []
  private var firstLocal = 0

  init(given: [TemplateValue?]) {
    self.given = given
    givenMaps = given.map { $0.flatMap { HeldMap($0) } }
  }

  /// All that have been set.
  var variables: [Int] { (locals + exported).map(\.variable) }

  /// Where what is stored from now on begins.
  var mark: Int { locals.count }

  mutating func forget(from mark: Int) {
    while locals.count > mark { locals.removeLast() }
  }

  mutating func store(_ value: TemplateValue, as variable: Int) {
    locals.append(Binding(variable, value))
  }

  mutating func export(_ value: TemplateValue, as variable: Int) {
    if let known = exported[firstExported...].lastIndex(where: { $0.variable == variable }) {
      exported[known] = Binding(variable, value)
    } else {
      exported.append(Binding(variable, value))
    }
  }

  private var outer: Outer { Outer(firstLocal: firstLocal, firstExported: firstExported, exported: exported.count) }

  /// What an included template sets stays its own, and it sees what is in sight here.
  mutating func beginTemplate() -> Outer {
    let outer = outer
    exported += locals[firstLocal...]
    (firstLocal, firstExported) = (locals.count, exported.count)
    return outer
  }

  mutating func endTemplate(_ outer: Outer) {
    while exported.count > outer.exported { exported.removeLast() }
    (firstLocal, firstExported) = (outer.firstLocal, outer.firstExported)
  }

  mutating func beginBlock() -> Outer {
    let outer = outer
    firstLocal = locals.count
    return outer
  }

  mutating func endBlock(_ outer: Outer) {
    forget(from: firstLocal)
    firstLocal = outer.firstLocal
  }

  /// The value of a variable, or the member of it that the instructions from a position on ask for, and how many did.
  func member(of variable: Int, at position: Int, of program: Program) -> (value: TemplateValue, end: Int)? {
    program.keys.withUnsafeBufferPointer { keys in
      let start = program.keysBefore[position]
      return member(of: variable, along: UnsafeBufferPointer(rebasing: keys[start..<start + program.runs[position]]))
    }
  }

  /// What an included template would find there; the value where the path ends, if it does not lead all the way.
  func value(of input: PartInputs.Input) -> TemplateValue? {
    input.path.withUnsafeBufferPointer { member(of: input.variable, along: $0)?.value }
  }

  /// The value of an input; nil unless the path leads all the way.
  func wholeValue(of input: PartInputs.Input) -> TemplateValue? {
    input.path.withUnsafeBufferPointer { path in
      guard let (value, end) = member(of: input.variable, along: path), end == path.count else { return nil }
      return value
    }
  }

  /// The map is looked for before the value: a value that is taken is counted.
  @inline(__always)
  private func member(
    of variable: Int, along path: UnsafeBufferPointer<MapKey>
  ) -> (value: TemplateValue, end: Int)? {
    var index = locals.count - 1
    while index >= firstLocal {
      if locals[index].variable == variable {
        if !path.isEmpty, let map = locals[index].map { return map.member(along: path) }
        return (locals[index].value, 0)
      }
      index -= 1
    }
    index = exported.count - 1
    while index >= 0 {
      if exported[index].variable == variable {
        if !path.isEmpty, let map = exported[index].map { return map.member(along: path) }
        return (exported[index].value, 0)
      }
      index -= 1
    }
    if !path.isEmpty, let map = givenMaps[variable] { return map.member(along: path) }
    return given[variable].map { ($0, 0) }
  }
}
