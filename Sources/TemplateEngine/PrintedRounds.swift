internal import TemplateSyntax
internal import TemplateValues

/// What a loop has printed from its first round to its last: where the same members stand in a row again, all that they
/// printed is copied at once.
final class PrintedRounds: Sendable {
  /// Where a round began, and what rounds had taken until then.
  struct Mark: Sendable {
    let output: Int
    let steps: Int
    let valueBytes: Int
  }

  /// A round that printed what any loop does for its member.
  struct Copied: Sendable {
    /// What the selector of the loop asks of the member.
    let compared: TemplateValue
  }

  /// Longer ones are rarely the same, and fill the memory.
  static let longest = 1 << 18

  let bytes: [UInt8]
  private let members: [TemplateValue]
  /// Of each round, and of the end.
  private let marks: [Mark]
  /// Nil for a round that printed what only that loop did.
  private let rounds: [Copied?]

  /// - Parameters:
  ///   - bytes: what all rounds printed.
  ///   - marks: one more than members: the last is the end.
  ///   - rounds: as many as members.
  init(_ members: [TemplateValue], bytes: ArraySlice<UInt8>, marks: [Mark], rounds: [Copied?]) {
    (self.members, self.bytes, self.marks, self.rounds) = (members, Array(bytes), marks, rounds)
  }

  var count: Int { members.count }

  /// How many rounds in a row print what those of other members would; nil where the first has another member.
  /// - Parameters:
  ///   - place: the first of them.
  ///   - index: the first of the other members.
  ///   - selector: what the selector of the loop compares; rounds for which it is equal are of that loop alone.
  func count(from place: Int, as others: [TemplateValue], from index: Int, unless selector: TemplateValue?) -> Int? {
    let most = min(members.count - place, others.count - index)
    guard most > 0, isSame(members[place], others[index]) else { return nil }
    var count = 0
    while count < most, let round = rounds[place + count] {
      if let selector, Operators.isEqual(round.compared, selector) { break }
      guard count == 0 || isSame(members[place + count], others[index + count]) else { break }
      count += 1
    }
    return count
  }

  private func isSame(_ left: TemplateValue?, _ right: TemplateValue?) -> Bool { left.isIdentical(to: right) }

  /// What some rounds printed, and what that took.
  func stretch(_ rounds: Range<Int>) -> (bytes: ArraySlice<UInt8>, steps: Int, valueBytes: Int) {
    let (start, end, first) = (marks[rounds.lowerBound], marks[rounds.upperBound], marks[0].output)
    let printed = bytes[start.output - first..<end.output - first]
    return (printed, end.steps - start.steps, end.valueBytes - start.valueBytes)
  }
}

extension Renderer {
  /// Prints the rounds from the one at hand on that have printed the same in a row before.
  /// - Returns: whether there was one.
  mutating func copyRounds() throws(TemplateProblem) -> Bool {
    let last = rounds.count - 1
    guard let printed = rounds[last].printed, let read = programs.loops[rounds[last].loop].inputs else { return false }
    let index = rounds[last].index
    // One list may hold a member that the other does not.
    for start in read.isPlaced ? index..<index + 1 : rounds[last].place..<rounds[last].place + 2 {
      guard
        let count = printed.count(from: start, as: rounds[last].members, from: index, unless: rounds[last].selector)
      else { continue }
      rounds[last].place = start + max(1, count)
      if count == 0 { break }
      let stretch = printed.stretch(start..<start + count)
      rounds[last].index += count
      parts.find(on: shelf(ofLoop: rounds[last].loop))
      try print(stretch.bytes, steps: stretch.steps, valueBytes: stretch.valueBytes)
      return true
    }
    rounds[last].misses += 1
    return false
  }

  var mark: PrintedRounds.Mark { .init(output: output.count, steps: steps, valueBytes: valueBytes) }

  /// Keeps what all rounds of a loop printed, or forgets that of which they could copy little.
  mutating func endRounds() {
    let round = rounds[rounds.count - 1]
    guard round.isKept else { return }
    let shelf = shelf(ofLoop: round.loop)
    if let marks = round.marks {
      guard marks.count > 1, output.count - marks[0].output <= PrintedRounds.longest else { return }
      let selector = programs.loops[round.loop].inputs?.selector
      let copied = round.members.indices.map { index in
        round.compared(at: index, by: selector).map { PrintedRounds.Copied(compared: $0) }
      }
      parts.keep(
        PrintedRounds(round.members, bytes: output[marks[0].output...], marks: marks + [mark], rounds: copied),
        on: shelf)
    } else if round.misses * 8 > round.members.count {
      parts.keep(nil, on: shelf)
    }
  }
}
