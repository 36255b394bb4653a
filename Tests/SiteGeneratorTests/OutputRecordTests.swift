import Testing

@testable import SiteGenerator

private func entry(_ number: UInt64, isVariant: Bool = false) -> OutputRecord.Entry {
  OutputRecord.Entry(
    content: Fingerprint(low: number, high: ~number),
    recipe: number.isMultiple(of: 3) ? nil : Fingerprint(low: number << 40, high: 7),
    stamp: FileStamp(size: Int64(number), time: -Int64(number), inode: number &* 3), isVariant: isVariant)
}

private func record(_ paths: [String]) -> [UInt8] {
  var writer = OutputRecord.Writer(capacity: paths.count)
  for (number, path) in paths.enumerated() {
    writer.add(path, entry(UInt64(number), isVariant: number.isMultiple(of: 5)))
  }
  return writer.bytes
}

@Test(arguments: [0, 1, 2, 3, 1000]) func aRecordGivesBackWhatWasWritten(count: Int) throws {
  let paths = (0..<count).map { "articles/é\($0)/index.html" }
  let read = try #require(OutputRecord(record(paths)))
  #expect(read.count == count)
  for (number, path) in paths.enumerated() {
    let index = try #require(read.index(of: path))
    let (found, expected) = (read[index], entry(UInt64(number), isVariant: number.isMultiple(of: 5)))
    #expect(read.path(index) == path)
    #expect(found.content == expected.content && found.recipe == expected.recipe)
    #expect(found.stamp == expected.stamp && found.isVariant == expected.isVariant)
  }
  // Names are bytes: another form of the same letter is another file.
  for path in ["", "articles", "articles/e\u{301}0/index.html"] { #expect(read.index(of: path) == nil) }
}

@Test func aDamagedRecordIsNone() throws {
  let whole = record(["a", "b/c", "d.html"])
  #expect(OutputRecord(whole) != nil)
  for length in 0..<whole.count { #expect(OutputRecord(Array(whole[..<length])) == nil) }
  for index in whole.indices {
    var damaged = whole
    damaged[index] ^= 0x10
    #expect(OutputRecord(damaged) == nil, "\(index)")
  }
  #expect(OutputRecord(whole + [0]) == nil)
  #expect(OutputRecord(Array("site output 1\na\nb/c\n".utf8)) == nil)
}

@Test(arguments: ["/etc/passwd", "../x", "a/../../x", "a//b", "a/", ".", "a/./b", "..", "a/..", ""])
func aRecordThatLeadsOutOfTheOutputIsNone(path: String) {
  #expect(OutputRecord(record(["a", path])) == nil)
}

@Test(arguments: ["...", "a/...", ".a/..b", "a..", ".nojekyll"]) func dotsInNamesAreNames(path: String) {
  #expect(OutputRecord(record([path]))?.index(of: path) == 0)
}

private func recordWithFamilies() -> OutputRecord.Writer {
  var writer = OutputRecord.Writer(capacity: 0)
  writer.add("alone", entry(1))
  writer.add("one", Fingerprint(low: 1, high: 2), [("one/a", entry(2)), ("one/b", entry(4))])
  writer.add("none", Fingerprint(low: 3, high: 4), [])
  writer.add("two", Fingerprint(low: 5, high: 6), [("two/a", entry(5))])
  return writer
}

@Test func aRecordTellsOfFamilies() throws {
  let record = try #require(OutputRecord(recordWithFamilies().bytes))
  #expect((0..<record.count).map(record.path) == ["alone", "one/a", "one/b", "two/a"])
  #expect((0..<record.count).map(record.isOfFamily) == [false, true, true, true])
  let (one, two) = (try #require(record.family("one")), try #require(record.family("two")))
  #expect(one.recipe == Fingerprint(low: 1, high: 2) && one.entries == 1..<3)
  #expect(two.recipe == Fingerprint(low: 5, high: 6) && two.entries == 3..<4)
  #expect(record.family("none") == nil && record.family("one/a") == nil)
  #expect(record.index(of: "two/a") == 3 && record[3].stamp == entry(5).stamp)
  // Nobody has looked at the files.
  #expect(!record.stands(one.entries))
}

@Test(arguments: [Set<Int>(), [0], [1, 2], [3], [0, 1, 2, 3]]) func familiesAreTakenOverAsTheyAre(kept: Set<Int>) throws
{
  let record = try #require(OutputRecord(recordWithFamilies().bytes))
  var writer = OutputRecord.Writer(record, capacity: 1) { kept.contains($0) }
  writer.add("new", entry(7))
  writer.addFamilies(of: record) { kept.contains($0) }
  writer.add("three", Fingerprint(low: 7, high: 8), [("three/a", entry(8))])
  let read = try #require(OutputRecord(writer.bytes))
  let members = ["one": [1, 2], "two": [3]].filter { kept.isSuperset(of: $0.value) }
  for (name, old) in members {
    let family = try #require(read.family(name))
    #expect(family.recipe == record.family(name)?.recipe)
    #expect(family.entries.map(read.path) == old.map(record.path))
    #expect(family.entries.map { read[$0] } == old.map { record[$0] })
  }
  #expect(read.family("three")?.entries.map(read.path) == ["three/a"])
  let expected = kept.map(record.path) + ["new", "three/a"]
  #expect(Set((0..<read.count).map(read.path)) == Set(expected) && read.count == expected.count)
  for place in ["one", "two"] where members[place] == nil { #expect(read.family(place) == nil) }
}

@Test func aDamagedFamilyIsNone() {
  // A name that two families have, one that ends too soon, and an entry that belongs to none after one that does.
  var twice = recordWithFamilies()
  twice.add("two", Fingerprint(low: 5, high: 6), [("two/b", entry(5))])
  var late = recordWithFamilies()
  late.add("late", entry(6))
  #expect(OutputRecord(twice.bytes) == nil && OutputRecord(late.bytes) == nil)
  let whole = recordWithFamilies().pieces[1]
  for length in 1..<whole.count {
    let pieces = CheckedFile.pieces(Array(whole[..<length]), named: OutputRecord.header)
    guard let record = OutputRecord(pieces.flatMap { $0 }) else { continue }
    // It ends behind an entry or a family.
    #expect([1, 3].contains(record.count), "\(length)")
  }
}
