internal import TemplateSyntax
internal import TemplateValues

/// Includes and rounds, printed or printed again.
extension Renderer {
  /// Prints an included template, or what it printed of the same values before.
  mutating func include(_ page: Int) throws(TemplateProblem) {
    guard let read = programs.pages[page].inputs?.inputs, parts.isWorthLooking(on: page) else {
      return try runInclude(page)
    }
    inputs.removeAll(keepingCapacity: true)
    for input in read { inputs.append(scope.value(of: input)) }
    let hash = inputsHash
    if let part = parts.part(on: page, inputs, hash: hash) {
      return try print(part.bytes[...], steps: part.steps, valueBytes: part.valueBytes)
    }
    let start = (output.count, steps, valueBytes)
    let values = inputs
    try runInclude(page)
    parts.keep(
      output[start.0...], on: page, values, hash: hash, steps: steps - start.1, valueBytes: valueBytes - start.2)
  }

  /// Prints what was printed before; it counts as if it were run.
  mutating func print(
    _ bytes: ArraySlice<UInt8>, steps more: Int, valueBytes moreBytes: Int
  ) throws(TemplateProblem) {
    (steps, valueBytes) = (steps + more, valueBytes + moreBytes)
    guard steps <= mostSteps else { throw .tooManySteps }
    guard valueBytes <= mostValueBytes else { throw .valuesTooLarge }
    output += bytes
    if output.count > limit { throw .pageTooLarge }
  }

  private var inputsHash: Int {
    var hash = 0
    for input in inputs { hash = hash &* 31 &+ input.identityHash }
    return hash
  }

  // MARK: Rounds

  /// Looks whether what rounds printed of the same may be printed again.
  mutating func beginRounds() {
    let (last, loop) = (rounds.count - 1, rounds[rounds.count - 1].loop)
    guard let read = programs.loops[loop].inputs, parts.isWorthLooking(on: shelf(ofLoop: loop)) else { return }
    if let selector = read.selector {
      guard let value = scope.wholeValue(of: selector.input) else { return }
      rounds[last].selector = value
    }
    rounds[last].printed = parts.begin(shelf(ofLoop: loop), with: read.inputs.map { scope.value(of: $0) })
    if let printed = rounds[last].printed, read.isPlaced, printed.count != rounds[last].members.count {
      rounds[last].printed = nil
    }
    if rounds[last].printed == nil { rounds[last].marks = [] }
    rounds[last].isKept = true
  }

  func shelf(ofLoop loop: Int) -> Int { programs.pages.count + loop }

  /// Prints the rounds that were printed before, and starts the first other one.
  /// - Returns: false where none is left.
  mutating func advance() throws(TemplateProblem) -> Bool {
    let last = rounds.count - 1
    while rounds[last].index < rounds[last].members.count {
      if rounds[last].isKept, try copyRounds() { continue }
      let mark = mark
      rounds[last].marks?.append(mark)
      guard rounds[last].isKept, try repeatRound() else {
        try startRound()
        return true
      }
      rounds[last].index += 1
    }
    endRounds()
    return false
  }

  private mutating func repeatRound() throws(TemplateProblem) -> Bool {
    let (last, loop) = (rounds.count - 1, rounds[rounds.count - 1].loop)
    rounds[last].start = nil
    guard let read = programs.loops[loop].inputs else { return false }
    guard rounds[last].compared(at: rounds[last].index, by: read.selector) != nil else { return false }
    takeInputs(isPlaced: read.isPlaced)
    let hash = inputsHash
    if let part = parts.part(on: shelf(ofLoop: loop), inputs, hash: hash) {
      try print(part.bytes[...], steps: part.steps, valueBytes: part.valueBytes)
      return true
    }
    rounds[last].start = Round.Start(output: output.count, steps: steps, valueBytes: valueBytes, hash: hash)
    return false
  }

  private mutating func takeInputs(isPlaced: Bool) {
    let last = rounds.count - 1
    inputs.removeAll(keepingCapacity: true)
    inputs.append(rounds[last].members[rounds[last].index])
    guard isPlaced else { return }
    inputs.append(.number(TemplateNumber(rounds[last].index)))
    inputs.append(.number(TemplateNumber(rounds[last].members.count)))
  }

  mutating func keepRound() {
    let (last, loop) = (rounds.count - 1, rounds[rounds.count - 1].loop)
    guard let start = rounds[last].start, let read = programs.loops[loop].inputs else { return }
    takeInputs(isPlaced: read.isPlaced)
    parts.keep(
      output[start.output...], on: shelf(ofLoop: loop), inputs, hash: start.hash, steps: steps - start.steps,
      valueBytes: valueBytes - start.valueBytes)
  }

  private mutating func startRound() throws(TemplateProblem) {
    try step()
    let last = rounds.count - 1
    let (loop, member) = (rounds[last].loop, rounds[last].members[rounds[last].index])
    let names = programs.loops[loop].names
    if names.count == 1 { return scope.store(member, as: names[0]) }
    guard let parts = ValueAccess.parts(of: member, count: names.count) else {
      throw .unpacking(names: names.count, kind: member.kind)
    }
    for (name, part) in zip(names, parts) { scope.store(part, as: name) }
  }
}
