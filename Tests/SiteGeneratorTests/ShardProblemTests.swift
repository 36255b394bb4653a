import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// What is said when shards are not one site; the site stays as it was.
struct ShardProblemTests {
  private let project: Project
  private let before: [String: Data]

  init() throws {
    project = try Project([
      "Content/articles/a.md": Project.article, "Content/media/a.txt": "one", "Content/media/b.txt": "one",
    ])
    #expect(project.builder.build().exitCode == 0)
    before = try project.output()
  }

  private func build(_ text: String, in folder: String, _ change: (inout SiteBuilder) -> Void = { _ in }) throws {
    var builder = project.builder
    let shard = try #require(Shard(text))
    builder.shard = shard
    builder.folders.output = project.root + "/" + folder
    change(&builder)
    #expect(project.shown(builder.build()) == "")
  }

  private func expect(_ shown: String, _ folders: String..., exitCode: Int32 = 2) throws {
    let report = project.builder.merge(folders.map { project.root + "/" + $0 })
    #expect(project.shown(report) == shown)
    #expect(report.exitCode == exitCode)
    #expect(try project.output() == before)
  }

  @Test func aShardIsMissing() throws {
    try build("1/3", in: "a")
    try build("3/3", in: "c")
    try expect(
      """
      error: shard 2/3 is missing [usage]
        help: `site build --shard 2/3 --output FOLDER` makes it

      """, "c", "a")
    try expect(
      """
      error: shards 1/3, 2/3 are missing [usage]
        help: `site build --shard 1/3 --output FOLDER` makes the first of them

      """, "c")
    try build("9/9", in: "d")
    try expect(
      """
      error: shards 1/9, 2/9, 3/9, 4/9, 5/9 and 3 more are missing [usage]
        help: `site build --shard 1/9 --output FOLDER` makes the first of them

      """, "d")
  }

  @Test func aFolderHoldsNoShard() throws {
    try build("1/2", in: "a")
    try expect(
      """
      Content: error: the folder holds no shard: it has no .site-shard [usage]
        help: `site build --shard` writes it; who copies a shard must copy hidden files, too
      none/.site-shard: error: the file or folder cannot be read: No such file or directory [input-output]
        help: name the folders that `site build --shard` wrote

      """, "a", "Content", "none")
  }

  @Test func aShardIsThereTwice() throws {
    try build("1/2", in: "a")
    try build("1/2", in: "b")
    try build("2/2", in: "c")
    try expect(
      """
      b: error: this is shard 1/2, and so is a [usage]
        help: name each shard once

      """, "a", "b", "c")
  }

  @Test func shardsAreOfTwoDivisions() throws {
    try build("1/2", in: "a")
    try build("2/2", in: "b")
    try build("2/3", in: "c")
    try expect(
      """
      c: error: this is shard 2/3, and a is shard 1/2 [usage]
        help: merge the shards of one division

      """, "c", "a", "b")
  }

  @Test(arguments: ["Content/articles/a.md", "Content/index.yml", "Content/media/a.txt"])
  func aShardWasBuiltFromOtherContent(path: String) throws {
    try build("1/3", in: "a")
    try build("3/3", in: "c")
    let text = try String(contentsOfFile: project.root + "/" + path, encoding: .utf8)
    // As long as it was.
    try project.write(path.hasSuffix(".txt") ? "two" : text + "\n", to: path)
    try build("2/3", in: "b")
    try expect(
      """
      b: error: shard 2/3 was built from other content than shard 1/3 [usage]
        help: build both from the same files

      """, "a", "b", "c")
  }

  @Test func aShardWasBuiltWithOtherOptions() throws {
    try build("1/2", in: "a") { $0.url = "https://example.com/" }
    try build("2/2", in: "b") { $0.isDraftsOn = true }
    try expect(
      """
      b: error: shard 2/2 was built with other options than shard 1/2: --drafts; not --url https://example.com/ [usage]
        help: build both in the same way

      """, "a", "b")
    try build("2/2", in: "b")
    try expect(
      """
      b: error: shard 2/2 was built with other options than shard 1/2: none; not --url https://example.com/ [usage]
        help: build both in the same way

      """, "a", "b")
  }

  /// Changes a line of a manifest.
  private func change(_ folder: String, _ old: String, _ new: String) throws {
    let path = folder + "/" + ShardManifest.path
    var bytes = try Folder.read(project.root + "/" + path)
    let range = try #require(bytes.firstRange(of: Array(old.utf8)))
    bytes.replaceSubrange(range, with: Array(new.utf8))
    try project.write(bytes, to: path)
  }

  @Test func aShardWasBuiltByAnotherProgram() throws {
    try build("1/2", in: "a")
    try build("2/2", in: "b")
    let manifest = try #require(ShardManifest(Folder.read(project.root + "/b/" + ShardManifest.path)))
    try change("b", "program: " + manifest.source.program.digits, "program: " + String(repeating: "1f", count: 16))
    try expect(
      """
      b: error: shard 2/2 was built by another program than shard 1/2 [usage]
        help: build both with the same release

      """, "a", "b")
  }

  @Test(arguments: [
    ("site shard 1", "site shard 2"), ("shard: 2/2", "shard: 3/2"), ("content: ", "contents: "),
    ("articles/", "article/s"), ("site output", "site Output"),
  ])
  func aManifestIsDamaged(old: String, new: String) throws {
    try build("1/2", in: "a")
    try build("2/2", in: "b")
    try change("b", old, new)
    try expect(
      """
      b/.site-shard: error: the shard's list of files is damaged, or of another version of this program [input-output]
        help: build the shard again

      """, "a", "b")
  }

  @Test func aShardLostAFileAndAnotherChanged() throws {
    try build("1/2", in: "a")
    try build("2/2", in: "b")
    let files = try ["a", "b"].map { folder in
      try Folder.files(beneath: project.root + "/" + folder).map(\.path).filter { $0 != ShardManifest.path }
    }
    for path in files[0].prefix(5) { try project.remove("a/" + path) }
    let changed = files[1][0]
    // As long as it was.
    var bytes = try Folder.read(project.root + "/b/" + changed)
    bytes[bytes.count / 2] ^= 1
    try project.write(bytes, to: "b/" + changed)
    let record = try #require(ShardManifest(Folder.read(project.root + "/a/" + ShardManifest.path))).files
    let lost = (0..<record.count).map { record.path($0) }.filter(files[0].prefix(5).contains)
    try expect(
      """
      a: error: files of shard 1/2 are missing: \(lost.prefix(3).joined(separator: ", ")) and 2 more [input-output]
        help: build the shard again, or copy it anew
      b: error: files are not as shard 2/2 was built: \(changed) [input-output]
        help: build the shard again, or copy it anew

      """, "a", "b")
  }
}
