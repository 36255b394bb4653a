/// Rising numbers of documents: the first as it is, the others as the step from the one before, each in as many bytes as
/// it needs.
struct NumberList: Sendable {
  /// Seven bits of a number in each byte, the lowest first, the highest bit where more follow.
  private(set) var steps: [UInt8] = []
  private var last: UInt32 = 0

  init() {}

  /// - Parameter numbers: rising.
  init(_ numbers: some Sequence<UInt32>) { for number in numbers { add(number) } }

  var isEmpty: Bool { steps.isEmpty }

  /// - Parameter number: none that is lower than the last; that itself is there already.
  mutating func add(_ number: UInt32) {
    if !isEmpty, number == last { return }
    append(isEmpty ? number : number &- last)
    last = number
  }

  /// - Complexity: O(1) beside the copy where all of the other's numbers are higher, else O(count).
  mutating func add(_ other: NumberList) {
    if isEmpty || other.isEmpty {
      if isEmpty { self = other }
      return
    }
    var first: UInt32 = 0
    var length = 0
    for (index, byte) in other.steps.enumerated() {
      first |= UInt32(byte & 0x7F) << UInt32(7 * index)
      length = index + 1
      if byte & 0x80 == 0 { break }
    }
    if first > last {
      append(first - last)
      steps += other.steps[length...]
      last = other.last
    } else {
      self = NumberList((numbers + other.numbers).sorted())
    }
  }

  var numbers: [UInt32] { steps.withUnsafeBufferPointer { Self.numbers(of: $0) } }

  private mutating func append(_ step: UInt32) {
    var rest = step
    while rest >= 0x80 {
      steps.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    steps.append(UInt8(truncatingIfNeeded: rest))
  }

  // MARK: Steps that lie somewhere

  /// The numbers of a list, whatever the bytes are.
  static func numbers(of steps: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var result: [UInt32] = []
    var number: UInt32 = 0
    read(steps) { step in
      number &+= step
      result.append(number)
      return true
    }
    return result
  }

  /// Those of a list's numbers that are marked.
  /// - Parameters:
  ///   - marks: by number.
  ///   - last: the highest number that is marked.
  static func numbers(of steps: UnsafeBufferPointer<UInt8>, among marks: [Bool], last: UInt32) -> [UInt32] {
    var number: UInt32 = 0
    var found: [UInt32] = []
    marks.withUnsafeBufferPointer { marks in
      read(steps) { step in
        number &+= step
        guard number <= last else { return false }
        if marks[Int(number)] { found.append(number) }
        return true
      }
    }
    return found
  }

  /// The list with other numbers.
  /// - Parameter numbers: by the number before; nil for what is no member any more.
  static func renumbered(_ steps: UnsafeBufferPointer<UInt8>, _ numbers: [UInt32?]) -> NumberList {
    var result = NumberList()
    result.steps.reserveCapacity(steps.count)
    var number: UInt32 = 0
    var isRising = true
    var others: [UInt32] = []
    read(steps) { step in
      number &+= step
      guard Int(number) < numbers.count, let new = numbers[Int(number)] else { return true }
      if isRising, result.isEmpty || new > result.last {
        result.add(new)
      } else {
        isRising = false
        others.append(new)
      }
      return true
    }
    return isRising ? result : NumberList((result.numbers + others).sorted())
  }

  /// Appends the steps in their digits, commas between them.
  static func print(_ steps: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    // No byte of a step stands for more than three digits and a comma.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: steps.count * 4) { digits in
      var end = 0
      read(steps) { step in
        if end > 0 {
          digits[end] = UInt8(ascii: ",")
          end += 1
        }
        var length = 1
        var next: UInt64 = 10
        while UInt64(step) >= next {
          length += 1
          next *= 10
        }
        var rest = step
        for place in (end..<(end + length)).reversed() {
          digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
        end += length
        return true
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: digits[..<end]))
    }
  }

  /// - Parameter found: says whether to go on.
  @inline(__always) private static func read(_ steps: UnsafeBufferPointer<UInt8>, _ found: (UInt32) -> Bool) {
    var step: UInt32 = 0
    var shift: UInt32 = 0
    for byte in steps {
      step |= UInt32(byte & 0x7F) &<< shift
      if byte & 0x80 == 0 {
        guard found(step) else { return }
        (step, shift) = (0, 0)
      } else {
        shift += 7
      }
    }
  }
}
