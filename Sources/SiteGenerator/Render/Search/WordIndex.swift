internal import Diagnostics
internal import HTMLEscaping
internal import StoredValues

/// Which documents have a word, as the parts that the search page's script asks for.
struct WordIndex {
  /// In bytes: a part ends before the first word behind `least` that may start one, or before it outgrows `most`. Where
  /// one ends depends on the words around alone, so that an edit changes the parts that it is about and no others.
  private static let (least, most) = (48 * 1024, 96 * 1024)
  /// One word in so many may start a part.
  private static let spacing: UInt32 = 32

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
    for (place, list) in other.lists.enumerated() { other.table.withWord(place) { add($0, list) } }
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ list: NumberList) {
    let (place, isNew) = table.insert(word)
    if isNew { lists.append(list) } else { lists[place].add(list) }
  }

  /// Gives the documents other numbers.
  /// - Parameter numbers: by the number before; nil for a document that is taken out.
  mutating func renumber(_ numbers: [UInt32?]) {
    for place in lists.indices { lists[place] = lists[place].renumbered(numbers) }
  }

  // MARK: Stored

  init(from reader: inout ValueReader) throws(DamagedValues) {
    for _ in 0..<(try reader.number()) {
      let word = try reader.bytes()
      guard let list = NumberList(steps: try reader.bytes()) else { throw DamagedValues() }
      word.withUnsafeBufferPointer { add($0, list) }
    }
  }

  func write(to writer: inout ValueWriter) {
    let places = sorted()
    writer.write(places.count)
    for place in places {
      table.withWord(place) { writer.write(UnsafeRawBufferPointer($0)) }
      writer.write(lists[place].steps)
    }
  }

  // MARK: Parts

  /// The places of the words in their order.
  private func sorted() -> [Int] { lists.indices.filter { !lists[$0].isEmpty }.sorted(by: isBefore) }

  /// The words in the order of their UTF-16 code units, as JavaScript compares them, each with the numbers of its
  /// documents: the first as it is, the others as the step from the one before. Each part is given with its first word.
  func parts<Failure: Error>(
    _ take: (_ first: String, _ bytes: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var first: String?
    var part: [UInt8] = []
    var member: [UInt8] = []
    for place in sorted() {
      member.removeAll(keepingCapacity: true)
      let (word, mayStart) = table.withWord(place) { (String(decoding: $0, as: UTF8.self), Self.mayStart($0)) }
      member.appendJSONString(word)
      member += ":[".utf8
      lists[place].print(to: &member)
      member.append(UInt8(ascii: "]"))
      let isFull = part.count + member.count >= Self.most || (part.count >= Self.least && mayStart)
      if let open = first, isFull { try take(open, part + "}\n".utf8) }
      if isFull || first == nil {
        first = word
        part = [UInt8(ascii: "{")]
      } else {
        part.append(UInt8(ascii: ","))
      }
      part += member
    }
    if let first { try take(first, part + "}\n".utf8) }
  }

  private static func mayStart(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    // FNV-1a, which is the same on every run.
    word.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 } % spacing == 0
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    table.withWord(left) { left in
      table.withWord(right) { right in
        guard let place = (0..<min(left.count, right.count)).first(where: { left[$0] != right[$0] }) else {
          return left.count < right.count
        }
        // In UTF-16 what takes two units stands before U+E000, in UTF-8 behind it.
        let (first, second) = (left[place], right[place])
        if first >= 0xEE, second >= 0xEE, (first >= 0xF0) != (second >= 0xF0) { return first >= 0xF0 }
        return first < second
      }
    }
  }
}
