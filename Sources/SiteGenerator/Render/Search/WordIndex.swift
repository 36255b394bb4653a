/// Which documents have a word, while they are gathered.
struct WordIndex {
  private var table = WordTable()
  /// By the word's number those of its documents.
  private var lists: [NumberList] = []

  init() {}

  /// Takes the words of a text. One letter alone finds nothing.
  /// - Parameter number: the document's; none is lower than the one before.
  mutating func add(_ text: [UInt8], of number: Int, by reader: inout SearchWords) {
    reader.read(text) { word in
      guard word.count > 1 else { return }
      let (place, isNew) = table.insert(word)
      if isNew { lists.append(NumberList()) }
      lists[place].add(UInt32(number))
    }
  }

  /// Takes the words of other documents.
  mutating func add(_ other: WordIndex) {
    for (number, list) in other.lists.enumerated() {
      other.table.withWord(number) { word in
        let (place, isNew) = table.insert(word)
        if isNew { lists.append(list) } else { lists[place].add(list) }
      }
    }
  }

  /// How many words there are.
  var count: Int { lists.count }

  /// Of all words and lists in bytes.
  /// - Complexity: O(words).
  var size: Int { lists.reduce(table.size) { $0 + $1.steps.count } }

  /// The words' numbers in the order of the words.
  var sorted: [Int] {
    lists.indices.sorted { left, right in
      table.withWord(left) { left in table.withWord(right) { WordLines.isOrdered(left, before: $0) } }
    }
  }

  func withWord<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>, NumberList) -> Result) -> Result {
    table.withWord(number) { body($0, lists[number]) }
  }
}
