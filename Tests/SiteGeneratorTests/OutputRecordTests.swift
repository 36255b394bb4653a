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
