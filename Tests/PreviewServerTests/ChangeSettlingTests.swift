import Testing

@testable import PreviewServer

/// When a change is due that these events make, each with its time in milliseconds.
private func due(_ events: [(Int, FolderEvent)]) -> Duration? {
  var settling = ChangeSettling()
  for (time, event) in events { settling.hear(event, at: .milliseconds(time)) }
  return settling.due
}

@Test func aChangeIsDueWhenNobodyWrites() {
  #expect(due([]) == nil)
  #expect(due([(0, .written("a"))]) == .milliseconds(20))
  #expect(due([(0, .written("a")), (15, .written("b"))]) == .milliseconds(35))
  // A file that is written, gone or empty for a moment is waited for, and no longer than until it is whole.
  #expect(due([(0, .beingWritten("a"))]) == .milliseconds(500))
  #expect(due([(0, .beingWritten("a")), (300, .beingWritten("a"))]) == .milliseconds(800))
  #expect(due([(0, .beingWritten("a")), (10, .written("a"))]) == .milliseconds(30))
  #expect(due([(0, .removed("a"))]) == .milliseconds(120))
  #expect(due([(0, .removed("a")), (5, .beingWritten("a")), (9, .written("a"))]) == .milliseconds(29))
  #expect(due([(0, .emptied("a"))]) == .milliseconds(250))
  #expect(due([(0, .emptied("a")), (100, .written("a"))]) == .milliseconds(120))
  #expect(due([(0, .everything)]) == .milliseconds(20))
}

@Test func whoNeverRestsIsNotWaitedForForEver() {
  #expect(due((0..<30).map { ($0 * 15, .written("a")) }) == .milliseconds(300))
  #expect(due((0..<200).map { ($0 * 25, .written("\($0)")) }) == .seconds(2))
  #expect(due((0..<200).map { ($0 * 25, .beingWritten("a")) }) == .seconds(2))
}

@Test func aBurstIsOneChange() {
  var settling = ChangeSettling()
  for number in 0..<1000 { settling.hear(.written("\(number)"), at: .microseconds(number * 100)) }
  #expect(settling.due == .microseconds(99900) + .milliseconds(20))
  #expect(settling.take()?.count == 1000 && settling.due == nil)
  settling.hear(.written("a"), at: .seconds(1))
  settling.hear(.everything, at: .seconds(1))
  #expect(settling.take() == nil && settling.due == nil)
}

@Test(arguments: [
  (".a.md.swp", true), ("4913", true), (".#a.md", true), ("#a.md#", true), ("a.md~", true), (".DS_Store", true),
  (".goutputstream-AB12CD", true), ("a.md___jb_tmp___", true), ("a.md___jb_old___", true), (".git", true),
  ("a.md", false), ("#a.md", false), ("49130", false), ("~a.md", false), ("index.yml", false),
])
func whatEditorsLeaveIsKnown(_ name: String, isTemporary: Bool) {
  #expect(TemporaryFile.isTemporary(name) == isTemporary)
}
