/// Values by cell, in the order in which their cells came.
///
/// The number of a cell is all that is compared, so that a ledger of many thousand cells is looked up at little cost. No
/// value is ever taken out.
struct CellTable<Value> {
  private(set) var entries: [(cell: Cell, value: Value)] = []
  /// Places of entries, by their numbers' hashes; -1 where none is. At most half of them are taken.
  private var slots: [Int32] = [-1, -1]

  /// The place of a cell among the entries.
  /// - Complexity: O(1).
  func place(of cell: Cell) -> Int? {
    let found = slots[slot(of: cell.number)]
    return found < 0 ? nil : Int(found)
  }

  /// - Complexity: O(1).
  subscript(cell: Cell) -> Value? { place(of: cell).map { entries[$0].value } }

  mutating func set(_ value: Value, for cell: Cell) {
    let slot = slot(of: cell.number)
    if slots[slot] >= 0 {
      entries[Int(slots[slot])].value = value
      return
    }
    slots[slot] = Int32(truncatingIfNeeded: entries.count)
    entries.append((cell, value))
    if entries.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (place, entry) in entries.enumerated() {
      slots[slot(of: entry.cell.number)] = Int32(truncatingIfNeeded: place)
    }
  }

  /// Where a number's place stands, or would.
  private func slot(of number: Int) -> Int {
    // The golden ratio of the numbers spreads neighbours, which editions are, over all slots.
    let hash = UInt(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[slot] >= 0, entries[Int(slots[slot])].cell.number != number { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}
