import Testing

@testable import ScoreLedger

@Test(arguments: 0..<100)
func aTableOfCellsHoldsWhatADictionaryWould(seed: Int) throws {
  var generator = SeededGenerator(seed: seed)
  let edition = try week("W20")
  func cell(_ number: Int) -> Cell { Cell(edition: edition, constituent: "A", number: number) }
  // Neighbours, numbers that are far apart and alike in their last bits, and any.
  let step = [1, 50, 1 << 16, 1 << 33].randomElement(using: &generator) ?? 1
  let numbers = (0..<200).map { place in
    seed.isMultiple(of: 5) ? Int.random(in: Int.min...Int.max, using: &generator) : (place - 100) &* step
  }
  var table = CellTable<Int>()
  var expected: [Int: Int] = [:]
  var order: [Int] = []
  for round in 0..<300 {
    let number = numbers.randomElement(using: &generator) ?? 0
    #expect(table[cell(number)] == expected[number], "seed \(seed)")
    if expected.updateValue(round, forKey: number) == nil { order.append(number) }
    table.set(round, for: cell(number))
  }
  for number in numbers { #expect(table[cell(number)] == expected[number], "seed \(seed)") }
  #expect(table.entries.map(\.cell.number) == order, "seed \(seed)")
  #expect(table.entries.map(\.value) == order.map { expected[$0] }, "seed \(seed)")
}
