import Foundation
import Testing

@testable import PreviewServer

/// A folder with a watched one in it.
private final class Watched {
  let root = NSTemporaryDirectory() + "preview-tests-" + UUID().uuidString
  let content: String
  private var waiting: ChangeWaiting

  init() throws {
    content = root + "/Content"
    try FileManager.default.createDirectory(atPath: content + "/inner", withIntermediateDirectories: true)
    waiting = ChangeWaiting(try FolderWatcher([content]))
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ path: String, _ text: String = "x") throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: content + "/" + path))
  }

  func make(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: content + "/" + folder, withIntermediateDirectories: true)
  }

  func move(_ from: String, _ to: String) throws {
    try FileManager.default.moveItem(atPath: root + "/" + from, toPath: root + "/" + to)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: content + "/" + path) }

  /// The next change, relative to the folder; nil where anything may have changed.
  func next() -> [String]? { waiting.next().map { $0.map { String($0.dropFirst(content.count + 1)) }.sorted() } }
}

@Test func filesThatComeChangeAndGoAreTold() throws {
  let folder = try Watched()
  try folder.write("a.md")
  #expect(folder.next() == ["a.md"])
  try folder.write("inner/b.md")
  #expect(folder.next() == ["inner/b.md"])
  try folder.move("Content/a.md", "Content/c.md")
  #expect(folder.next() == ["a.md", "c.md"])
  try folder.remove("c.md")
  #expect(folder.next() == ["c.md"])
}

@Test func aBurstIsToldAtOnceWithoutWhatEditorsLeave() throws {
  let folder = try Watched()
  for number in 0..<300 { try folder.write("\(number).md") }
  try folder.write(".300.md.swp")
  try folder.write("4913")
  try folder.write("300.md~")
  // A slow machine may tell it in two.
  var told: [String] = []
  while told.count < 300, let more = folder.next() { told += more }
  #expect(Set(told) == Set((0..<300).map { "\($0).md" }))
}

@Test func foldersThatComeAreWatchedWithWhatTheyHold() throws {
  let folder = try Watched()
  try folder.make("new/deep/deeper")
  try folder.write("new/deep/deeper/a.md")
  #expect(folder.next() == ["new/deep/deeper/a.md"])
  try folder.write("new/deep/b.md")
  #expect(folder.next() == ["new/deep/b.md"])
  // Filled elsewhere, and moved here.
  try FileManager.default.createDirectory(atPath: folder.root + "/aside/below", withIntermediateDirectories: true)
  try Data("x".utf8).write(to: URL(fileURLWithPath: folder.root + "/aside/below/c.md"))
  try folder.move("aside", "Content/aside")
  #expect(folder.next() == ["aside/below/c.md"])
  try folder.write("aside/below/d.md")
  #expect(folder.next() == ["aside/below/d.md"])
}

@Test func aFolderThatIsRenamedOrLeavesMeansAnything() throws {
  let folder = try Watched()
  try folder.move("Content/inner", "Content/other")
  #expect(folder.next() == nil)
  try folder.write("other/a.md")
  #expect(folder.next() == ["other/a.md"])
  try folder.move("Content/other", "gone")
  #expect(folder.next() == nil)
}

@Test func theRootMayGoAndComeBack() throws {
  let folder = try Watched()
  try folder.move("Content", "Aside")
  #expect(folder.next() == nil)
  try folder.make("inner")
  #expect(folder.next() == nil)
  try folder.write("inner/a.md")
  #expect(folder.next() == ["inner/a.md"])
}

@Test func aMediaFileIsOpenedAndNoLinkIsFollowed() throws {
  let folder = try Watched()
  try folder.write("inner/a.txt", "abc")
  try Data("secret".utf8).write(to: URL(fileURLWithPath: folder.root + "/secret.txt"))
  try FileManager.default.createSymbolicLink(atPath: folder.content + "/link.txt", withDestinationPath: "../secret.txt")
  try FileManager.default.createSymbolicLink(atPath: folder.content + "/up", withDestinationPath: "..")
  #expect(MediaFile("inner/a.txt", in: folder.content)?.size == 3)
  for path in ["link.txt", "up/secret.txt", "inner", "none.txt", "inner/a.txt/b", "", "inner/"] {
    #expect(MediaFile(path, in: folder.content) == nil, "\(path)")
  }
}
