internal import StoredValues

/// Words in their order, each with the numbers of its documents: the index as it is kept for the next build, and printed.
struct WordLines: Sendable {
  private struct Line {
    let word: Range<Int>
    /// Those of a `NumberList`, right behind the word.
    let steps: Range<Int>
  }

  /// Of all lines, one behind the other.
  private var bytes: [UInt8] = []
  private var lines: [Line] = []

  init() {}

  var count: Int { lines.count }

  /// In bytes, about as much as it takes when it is stored.
  var size: Int { bytes.count + lines.count * 4 }

  func withLine<Result>(
    _ place: Int, _ body: (_ word: UnsafeBufferPointer<UInt8>, _ steps: UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      let line = lines[place]
      return body(
        UnsafeBufferPointer(rebasing: bytes[line.word]), UnsafeBufferPointer(rebasing: bytes[line.steps]))
    }
  }

  private mutating func append(_ word: UnsafeBufferPointer<UInt8>, _ list: NumberList) {
    let start = bytes.count
    bytes.append(contentsOf: word)
    let middle = bytes.count
    bytes += list.steps
    lines.append(Line(word: start..<middle, steps: middle..<bytes.count))
  }

  /// The order of UTF-16 code units, as JavaScript compares words.
  static func isOrdered(_ left: UnsafeBufferPointer<UInt8>, before right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let place = (0..<min(left.count, right.count)).first(where: { left[$0] != right[$0] }) else {
      return left.count < right.count
    }
    // In UTF-16 what takes two units stands before U+E000, in UTF-8 behind it.
    let (first, second) = (left[place], right[place])
    if first >= 0xEE, second >= 0xEE, (first >= 0xF0) != (second >= 0xF0) { return first >= 0xF0 }
    return first < second
  }

  // MARK: Changes

  /// The lines with other numbers of the documents.
  /// - Parameter numbers: by the number before; nil for a document that is gone.
  func renumbered(_ numbers: [UInt32?]) -> WordLines {
    var result = WordLines()
    result.bytes.reserveCapacity(bytes.count)
    result.lines.reserveCapacity(count)
    for place in lines.indices {
      withLine(place) { word, steps in
        let list = NumberList.renumbered(steps, numbers)
        if !list.isEmpty { result.append(word, list) }
      }
    }
    return result
  }

  /// The lines when some documents say something else.
  /// - Parameters:
  ///   - documents: their numbers, rising.
  ///   - words: all that these say now.
  /// - Returns: by each line of the result the place of the same line here; -1 where there is none.
  /// - Complexity: O(size of both).
  func replacing(_ documents: [Int], by words: WordIndex) -> (lines: WordLines, origins: [Int]) {
    guard let last = documents.last else { return (self, Array(lines.indices)) }
    var marks = [Bool](repeating: false, count: last + 1)
    for number in documents { marks[number] = true }
    var merge = Merge(self, lines: count + words.count, bytes: bytes.count + words.size)
    var place = 0
    for number in words.sorted {
      words.withWord(number) { word, list in
        var isSame = false
        while place < count {
          isSame = withLine(place) { known, _ in known.elementsEqual(word) }
          if isSame || withLine(place, { known, _ in Self.isOrdered(word, before: known) }) { break }
          merge.take(place, marks, nil)
          place += 1
        }
        if isSame {
          merge.take(place, marks, list)
          place += 1
        } else {
          merge.add(word, list)
        }
      }
    }
    while place < count {
      merge.take(place, marks, nil)
      place += 1
    }
    return merge.finished()
  }

  /// Lines that are taken over, with others between them.
  private struct Merge {
    private let before: WordLines
    private var result = WordLines()
    private var origins: [Int] = []
    /// Lines that stay as they are and are not copied yet: mostly all that stand between two that change.
    private var waiting = 0..<0

    /// - Parameters:
    ///   - lines: how many there will be at most.
    ///   - bytes: how long these will be, but for what two lists have in common.
    init(_ before: WordLines, lines: Int, bytes: Int) {
      self.before = before
      result.bytes.reserveCapacity(bytes)
      result.lines.reserveCapacity(lines)
      origins.reserveCapacity(lines)
    }

    /// - Parameters:
    ///   - marks: of the documents that say something else, by their numbers.
    ///   - list: those of them that have the word; nil for none.
    mutating func take(_ place: Int, _ marks: [Bool], _ list: NumberList?) {
      let now = list?.numbers ?? []
      let changed = before.withLine(place) { _, steps -> NumberList? in
        // Most words of a text that is edited stay.
        if NumberList.numbers(of: steps, among: marks, last: UInt32(marks.count - 1)) == now { return nil }
        let others = NumberList.numbers(of: steps).filter { Int($0) >= marks.count || !marks[Int($0)] }
        return NumberList((others + now).sorted())
      }
      guard let changed else {
        if waiting.upperBound == place, !waiting.isEmpty {
          waiting = waiting.lowerBound..<place + 1
        } else {
          copy()
          waiting = place..<place + 1
        }
        return
      }
      copy()
      if !changed.isEmpty { before.withLine(place) { word, _ in append(word, changed) } }
    }

    mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ list: NumberList) {
      copy()
      append(word, list)
    }

    private mutating func append(_ word: UnsafeBufferPointer<UInt8>, _ list: NumberList) {
      result.append(word, list)
      origins.append(-1)
    }

    private mutating func copy() {
      guard let first = waiting.first, let last = waiting.last else { return }
      let start = before.lines[first].word.lowerBound
      let step = result.bytes.count - start
      result.bytes += before.bytes[start..<before.lines[last].steps.upperBound]
      for place in waiting {
        let line = before.lines[place]
        result.lines.append(
          Line(
            word: line.word.lowerBound + step..<line.word.upperBound + step,
            steps: line.steps.lowerBound + step..<line.steps.upperBound + step))
        origins.append(place)
      }
      waiting = 0..<0
    }

    mutating func finished() -> (lines: WordLines, origins: [Int]) {
      copy()
      return (result, origins)
    }
  }

  // MARK: Stored

  func write(to writer: inout ValueWriter) {
    writer.write(lines) { writer, line in
      writer.write(line.word.count)
      writer.write(line.steps.count)
    }
    writer.write(bytes)
  }

  init(from reader: inout ValueReader) throws(DamagedValues) {
    var end = 0
    lines = try reader.list { reader throws(DamagedValues) in
      let (word, steps) = (try reader.number(), try reader.number())
      guard word >= 0, steps >= 0, word <= Int32.max, steps <= Int32.max else { throw DamagedValues() }
      defer { end += word + steps }
      return Line(word: end..<end + word, steps: end + word..<end + word + steps)
    }
    bytes = try reader.bytes()
    guard end == bytes.count else { throw DamagedValues() }
  }
}
