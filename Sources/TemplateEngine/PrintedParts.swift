internal import Synchronization
internal import TemplateValues

/// What included templates have printed, by the values that they read: a row of a table that stands on fifty pages is
/// printed once.
///
/// A part that is found again is what running it would print, and counts as many steps: limits do not depend on it.
struct PrintedParts {
  struct Part {
    fileprivate let hash: Int
    /// Kept alive here, so that none of their places can be taken by another value.
    fileprivate let inputs: [TemplateValue?]
    let bytes: [UInt8]
    let steps: Int
    let valueBytes: Int
  }

  /// The parts of one page of the programs.
  private struct Shelf {
    static let ways = 4
    static let buckets = 1024
    /// Empty, or of all buckets.
    var parts: [Part?] = []
    var next = 0
    /// Since a part was found.
    var misses = 0

    /// As many as are kept were looked for in vain: then it is left for a while, since other pages may come.
    mutating func isWorthLooking() -> Bool {
      if misses < Self.ways * Self.buckets { return true }
      misses += 1
      if misses > 9 * Self.ways * Self.buckets { misses = 0 }
      return false
    }
  }

  /// Longer ones are rarely the same, and fill the memory.
  private static let longestPart = 1 << 14
  private static let mostBytes = 1 << 22

  private var shelves: [Shelf]
  private var bytes = 0

  /// - Parameter pages: how many the programs have.
  init(pages: Int) { shelves = Array(repeating: Shelf(), count: pages) }

  /// Whether to look for what a page printed.
  mutating func isWorthLooking(for page: Int) -> Bool { shelves[page].isWorthLooking() }

  /// The part that a page printed of these values before.
  mutating func part(of page: Int, _ inputs: [TemplateValue?], hash: Int) -> Part? {
    let places = shelves[page].parts.isEmpty ? 0..<0 : Self.bucket(of: hash)
    for place in places where shelves[page].parts[place]?.hash == hash {
      guard let part = shelves[page].parts[place] else { continue }
      if zip(part.inputs, inputs).allSatisfy({ $0.isIdentical(to: $1) }) {
        shelves[page].misses = 0
        return part
      }
    }
    shelves[page].misses += 1
    return nil
  }

  mutating func keep(
    _ printed: ArraySlice<UInt8>, of page: Int, _ inputs: [TemplateValue?], hash: Int, steps: Int, valueBytes: Int
  ) {
    guard printed.count <= Self.longestPart else { return }
    bytes += printed.count
    if bytes > Self.mostBytes {
      for page in shelves.indices { shelves[page].parts = [] }
      bytes = printed.count
    }
    if shelves[page].parts.isEmpty {
      shelves[page].parts = Array(repeating: nil, count: Shelf.buckets * Shelf.ways)
    }
    let place = Self.bucket(of: hash).lowerBound + shelves[page].next % Shelf.ways
    shelves[page].next += 1
    bytes -= shelves[page].parts[place]?.bytes.count ?? 0
    shelves[page].parts[place] = Part(
      hash: hash, inputs: inputs, bytes: Array(printed), steps: steps, valueBytes: valueBytes)
  }

  /// The places where a part may stand.
  private static func bucket(of hash: Int) -> Range<Int> {
    let start = ((hash ^ (hash >> 16)) & (Shelf.buckets - 1)) * Shelf.ways
    return start..<start + Shelf.ways
  }
}

/// Printed parts for whoever prints: pages that are printed at the same time do not share them.
final class PartPool: Sendable {
  private let free = Mutex<[PrintedParts]>([])

  func take(pages: Int) -> PrintedParts { free.withLock { $0.popLast() } ?? PrintedParts(pages: pages) }

  func put(back parts: PrintedParts) { free.withLock { $0.append(parts) } }
}
