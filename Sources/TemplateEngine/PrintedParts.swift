internal import Synchronization
internal import TemplateValues

/// What included templates and the rounds of loops have printed, by the values that they read: a row of a table that
/// stands on fifty pages is printed once.
///
/// A part that is found again is what running it would print, and counts as many steps: limits do not depend on it.
struct PrintedParts {
  /// One object, since it is looked at far more often than made.
  final class Part: Sendable {
    fileprivate let hash: Int
    /// Kept alive here, so that none of their places can be taken by another value.
    private let inputs: [TemplateValue?]
    let bytes: [UInt8]
    let steps: Int
    let valueBytes: Int

    fileprivate init(hash: Int, inputs: [TemplateValue?], bytes: [UInt8], steps: Int, valueBytes: Int) {
      (self.hash, self.inputs, self.bytes) = (hash, inputs, bytes)
      (self.steps, self.valueBytes) = (steps, valueBytes)
    }

    fileprivate func isOf(_ values: [TemplateValue?]) -> Bool {
      for index in inputs.indices where !inputs[index].isIdentical(to: values[index]) { return false }
      return true
    }
  }

  /// The parts of one page or one loop of the programs.
  private struct Shelf {
    static let ways = 4
    static let buckets = 1024
    static let mostVain = 16
    /// What all parts depend on.
    var common: [TemplateValue?] = []
    /// Empty, or of all buckets.
    var parts: [Part?] = []
    /// What all rounds of a loop printed, with the same in common.
    var rounds: PrintedRounds?
    var bytes = 0
    var next = 0
    /// The last page that looked for a part here, and whether it found one.
    private var page = 0
    var hasFound = false
    /// How many pages have looked since one has found anything.
    private var vain = 0

    /// What many pages have looked for in vain is left for a while, since other pages may come.
    /// - Parameter page: a number that the page at hand has alone.
    mutating func isWorthLooking(for page: Int) -> Bool {
      if self.page != page {
        vain = hasFound ? 0 : vain + 1
        (self.page, hasFound) = (page, false)
        if vain > Self.mostVain * 40 { vain = 0 }
      }
      return vain <= Self.mostVain
    }
  }

  /// Longer ones are rarely the same, and fill the memory.
  private static let longestPart = 1 << 14
  private static let mostBytes = 1 << 22

  private var shelves: [Shelf]
  private var bytes = 0
  private var page = 0
  /// How long the last page of each root was.
  private var lengths: [Int: Int] = [:]

  /// - Parameter shelves: for how many pages and loops there are parts.
  init(shelves: Int) { self.shelves = Array(repeating: Shelf(), count: shelves) }

  /// To be called before every page.
  /// - Returns: how long it will be, most likely: pages of one template are.
  mutating func beginPage(of root: Int) -> Int {
    page += 1
    return lengths[root].map { $0 + $0 / 8 } ?? 0
  }

  mutating func endPage(of root: Int, length: Int) { lengths[root] = length }

  /// Whether to look for what a page or a loop printed.
  mutating func isWorthLooking(on shelf: Int) -> Bool { shelves[shelf].isWorthLooking(for: page) }

  /// Forgets the parts of a shelf if they depend on something else.
  /// - Returns: what the last loop printed that had the same in common.
  mutating func begin(_ shelf: Int, with common: [TemplateValue?]) -> PrintedRounds? {
    let known = shelves[shelf].common
    if known.count == common.count, known.indices.allSatisfy({ known[$0].isIdentical(to: common[$0]) }) {
      return shelves[shelf].rounds
    }
    clear(shelf)
    shelves[shelf].common = common
    return nil
  }

  private mutating func clear(_ shelf: Int) {
    bytes -= shelves[shelf].bytes
    (shelves[shelf].parts, shelves[shelf].rounds, shelves[shelf].bytes) = ([], nil, 0)
  }

  /// Tells a shelf that something on it was of use.
  mutating func find(on shelf: Int) { shelves[shelf].hasFound = true }

  /// The part that was printed of these values before.
  mutating func part(on shelf: Int, _ inputs: [TemplateValue?], hash: Int) -> Part? {
    let places = shelves[shelf].parts.isEmpty ? 0..<0 : Self.bucket(of: hash)
    for place in places {
      guard let part = shelves[shelf].parts[place], part.hash == hash, part.isOf(inputs) else { continue }
      shelves[shelf].hasFound = true
      return part
    }
    return nil
  }

  mutating func keep(
    _ printed: ArraySlice<UInt8>, on shelf: Int, _ inputs: [TemplateValue?], hash: Int, steps: Int, valueBytes: Int
  ) {
    guard printed.count <= Self.longestPart else { return }
    makeRoom(for: printed.count)
    if shelves[shelf].parts.isEmpty {
      shelves[shelf].parts = Array(repeating: nil, count: Shelf.buckets * Shelf.ways)
    }
    let place = Self.bucket(of: hash).lowerBound + shelves[shelf].next % Shelf.ways
    shelves[shelf].next += 1
    let replaced = shelves[shelf].parts[place]?.bytes.count ?? 0
    add(-replaced, to: shelf)
    add(printed.count, to: shelf)
    shelves[shelf].parts[place] = Part(
      hash: hash, inputs: inputs, bytes: Array(printed), steps: steps, valueBytes: valueBytes)
  }

  /// Keeps what the rounds of a loop printed in place of what those of another did.
  mutating func keep(_ rounds: PrintedRounds?, on shelf: Int) {
    makeRoom(for: rounds?.bytes.count ?? 0)
    add((rounds?.bytes.count ?? 0) - (shelves[shelf].rounds?.bytes.count ?? 0), to: shelf)
    shelves[shelf].rounds = rounds
  }

  private mutating func makeRoom(for count: Int) {
    if bytes + count > Self.mostBytes { for shelf in shelves.indices { clear(shelf) } }
  }

  private mutating func add(_ count: Int, to shelf: Int) {
    bytes += count
    shelves[shelf].bytes += count
  }

  /// The places where a part may stand.
  private static func bucket(of hash: Int) -> Range<Int> {
    let start = ((hash ^ (hash >> 16)) & (Shelf.buckets - 1)) * Shelf.ways
    return start..<start + Shelf.ways
  }
}
