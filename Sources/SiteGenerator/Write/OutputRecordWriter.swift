internal import StoredValues

extension OutputRecord {
  /// Gathers entries and makes the file's bytes of them.
  struct Writer {
    private var body: [UInt8] = []

    /// Starts with the entries of a record that belong to no family, in its order.
    /// - Parameters:
    ///   - isKept: which of them.
    ///   - capacity: for how many more there is room at once.
    init(_ record: OutputRecord, capacity: Int, where isKept: (Int) -> Bool) {
      body.reserveCapacity(record.bytes.count + capacity * (OutputRecord.fixedSize + 48))
      let end = record.familiesInOrder.first?.start ?? record.bytes.count
      var index = 0
      while index < record.alone {
        let first = index
        while index < record.alone, isKept(index) { index += 1 }
        if first < index {
          body += record.bytes[record.starts[first]..<(index < record.alone ? record.starts[index] : end)]
        }
        index += 1
      }
    }

    /// - Parameter capacity: for how many there is room at once.
    init(capacity: Int) { body.reserveCapacity(capacity * (OutputRecord.fixedSize + 48)) }

    mutating func add(_ path: String, _ entry: Entry) {
      let length = path.utf8.count
      body.append(UInt8(truncatingIfNeeded: length))
      body.append(UInt8(truncatingIfNeeded: length >> 8))
      let known = (entry.content == nil ? 0 : 1) | (entry.recipe == nil ? 0 : 2) | (entry.shown == nil ? 0 : 8)
      body.append(UInt8(known | (entry.isVariant ? 4 : 0)))
      add(entry.content)
      add(entry.recipe)
      add(entry.shown)
      add(UInt64(bitPattern: entry.stamp.size))
      add(UInt64(bitPattern: entry.stamp.time))
      add(entry.stamp.inode)
      body.append(contentsOf: path.utf8)
    }

    /// Adds families of a record, in its order; after every entry that belongs to none.
    /// - Parameter isKept: of an entry: whether the family to which it belongs is one of them.
    mutating func addFamilies(of record: OutputRecord, where isKept: (Int) -> Bool) {
      let families = record.familiesInOrder
      for (place, family) in families.enumerated() where isKept(family.entries.lowerBound) {
        let end = place + 1 < families.count ? families[place + 1].start : record.bytes.count
        body += record.bytes[family.start..<end]
      }
    }

    /// Adds a family; after every entry that belongs to none.
    mutating func add(_ name: String, _ recipe: Fingerprint, _ members: [(path: String, entry: Entry)]) {
      guard !members.isEmpty else { return }
      // The length that no path has.
      body += [0, 0]
      var head = ValueWriter()
      head.write(name)
      recipe.write(to: &head)
      head.write(members.count)
      body += head.bytes
      for (path, entry) in members { add(path, entry) }
    }

    private mutating func add(_ fingerprint: Fingerprint?) {
      add(fingerprint?.low ?? 0)
      add(fingerprint?.high ?? 0)
    }

    private mutating func add(_ word: UInt64) {
      withUnsafeBytes(of: word.littleEndian) { body.append(contentsOf: $0) }
    }

    var bytes: [UInt8] { pieces.flatMap { $0 } }

    var pieces: [[UInt8]] { CheckedFile.pieces(body, named: OutputRecord.header) }
  }
}
