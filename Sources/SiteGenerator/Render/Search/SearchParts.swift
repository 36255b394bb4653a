internal import Diagnostics
internal import StoredValues

/// The words as the parts that the search page's script asks for.
struct SearchParts: Sendable {
  /// A part that was made.
  struct Part: Sendable {
    let path: SitePath
    /// How many words it holds.
    let count: Int
  }

  /// In bytes: a part ends before the first word behind `least` that may start one, or before it outgrows `most`. Where
  /// one ends depends on the words around alone, so that an edit changes the parts that it is about and no others.
  private static let (least, most) = (48 * 1024, 96 * 1024)
  /// One word in so many may start a part.
  private static let spacing: UInt32 = 32

  let lines: WordLines
  /// Parts that hold lines of an earlier build, in their order.
  private let known: [(part: Part, start: Int)]
  /// By each line the place that it had in that build; -1 where it is another.
  private let origins: [Int]
  private let knownCount: Int

  init(_ lines: WordLines, origins: [Int] = [], known: [Part] = []) {
    self.lines = lines
    self.origins = origins
    var starts: [(part: Part, start: Int)] = []
    var start = 0
    for part in known {
      starts.append((part, start))
      start += part.count
    }
    self.known = starts
    knownCount = start
  }

  /// Makes every part but those that stand.
  /// - Parameters:
  ///   - isStanding: whether a part that would be made again is still there.
  ///   - take: is given each part that is made, with its number from 1, and says where it is.
  /// - Returns: all parts, each with its first word.
  func make<Failure: Error>(
    unless isStanding: (SitePath) throws(Failure) -> Bool, _ take: (Int, [UInt8]) throws(Failure) -> SitePath
  ) throws(Failure) -> [(first: String, part: Part)] {
    var parts: [(first: String, part: Part)] = []
    var start = 0
    while start < lines.count {
      let first = lines.withLine(start) { word, _ in String(decoding: word, as: UTF8.self) }
      if let part = knownPart(parts.count, from: start), try isStanding(part.path) {
        parts.append((first, part))
      } else {
        let (bytes, count) = printed(from: start)
        parts.append((first, Part(path: try take(parts.count + 1, bytes), count: count)))
      }
      start += parts[parts.count - 1].part.count
    }
    return parts
  }

  /// The part that stood in an earlier build, if it would be made again: nothing of it changed, nor the word behind it.
  private func knownPart(_ number: Int, from start: Int) -> Part? {
    guard number < known.count, origins.count == lines.count else { return nil }
    let (part, first) = known[number]
    let isLast = first + part.count == knownCount
    let end = start + part.count
    guard isLast ? end == lines.count : end < lines.count else { return nil }
    for place in start..<(isLast ? end : end + 1) where origins[place] != first + place - start { return nil }
    return part
  }

  /// Words in the order of their UTF-16 code units, each with the numbers of its documents: the first as it is, the
  /// others as the step from the one before.
  private func printed(from start: Int) -> (bytes: [UInt8], count: Int) {
    var part: [UInt8] = [UInt8(ascii: "{")]
    var member: [UInt8] = []
    for place in start..<lines.count {
      member.removeAll(keepingCapacity: true)
      let mayStart = lines.withLine(place) { word, steps in
        member.appendJSONString(word)
        member += ":[".utf8
        NumberList.print(steps, to: &member)
        member.append(UInt8(ascii: "]"))
        return Self.mayStart(word)
      }
      if place > start {
        let isFull = part.count + member.count >= Self.most || (part.count >= Self.least && mayStart)
        if isFull { return (part + "}\n".utf8, place - start) }
        part.append(UInt8(ascii: ","))
      }
      part += member
    }
    return (part + "}\n".utf8, lines.count - start)
  }

  private static func mayStart(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    // FNV-1a, which is the same on every run.
    word.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 } % spacing == 0
  }
}
