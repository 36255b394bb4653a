import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

private func shard(_ text: String) throws -> Shard { try #require(Shard(text)) }

extension Project {
  /// Builds all shards of a site, the last first.
  fileprivate func buildShards(_ count: Int, _ change: (inout SiteBuilder) -> Void = { _ in }) throws -> [String] {
    try (1...count).reversed().map { number in
      let report = try buildShard("\(number)/\(count)", change)
      #expect(shown(report) == "", "\(number)/\(count)")
      return shards(number)
    }
  }

  fileprivate func buildShard(
    _ text: String, to number: Int? = nil, _ change: (inout SiteBuilder) -> Void = { _ in }
  ) throws -> BuildReport {
    var builder = builder
    builder.shard = try shard(text)
    builder.folders.output = shards(number ?? builder.shard?.number ?? 0)
    change(&builder)
    return builder.build()
  }

  fileprivate func shards(_ number: Int) -> String { root + "/shards/\(number)" }

  /// What is known of the output's files, but for what the disk alone knows.
  fileprivate func record() throws -> [String: String] {
    let record = try #require(OutputRecord(Folder.read(builder.folders.manifest)))
    return Dictionary(
      uniqueKeysWithValues: (0..<record.count).map { index in
        let entry = record[index]
        return (record.path(index), "\(String(describing: entry.content)) \(entry.isVariant)")
      })
  }

  /// As if nothing was ever built.
  fileprivate func forget() throws {
    for path in ["Public", "shards", ".site-cache"] where Folder.isFolder(root + "/" + path) { try remove(path) }
  }
}

private let rich: [String: String] = [
  "Content/articles/a.md": Project.article,
  "Content/articles/b.md":
    "---\ntitle: Globex\ndate: 2026-05-12\naliases: [/old/]\n---\n\nText with ![a](../media/a.svg).\n",
  "Content/companies/acme.md": "---\nconstituent: ACME\nsummary: It leads.\n---\n\nA profile.\n",
  "Content/pages/about.md": "---\ntitle: About\n---\n\nText.\n",
  "Content/media/a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>\n",
  "Content/media/long.txt": String(repeating: "a", count: 999),
  // It has the name of a variant, and is none.
  "Content/media/long.txt.gz": "own",
]

private func repository(_ path: String) -> String {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(path).standardizedFileURL.path
}

struct ShardLaws {
  @Test(arguments: ["1/1", "3/16", "10000/10000"]) func aShardIsANumberOfACount(text: String) throws {
    #expect(try shard(text).text == text)
  }

  @Test(arguments: [
    "", "1", "0/1", "2/1", "1/0", "-1/2", "+1/2", "1/2/3", "1/", "/2", " 1/2", "a/b", "1/10001", "1.0/2",
  ])
  func anythingElseIsNone(text: String) { #expect(Shard(text) == nil) }

  @Test(arguments: [1, 2, 3, 16, 1000]) func everyFileIsOfOneShard(count: Int) throws {
    let project = try Project(rich)
    var builder = project.builder
    builder.areCardsOn = true
    let site = try #require(builder.planned().site)
    let files = SiteFiles(site.plan, templates: site.templates, assets: site.assets).opened
    func paths(_ files: SiteFiles) -> [String] {
      var searched: [String] = []
      files.search?().make { searched.append($0.path.text) }
      return (files.pages + files.others).map(\.path.text) + searched + files.assets.map(\.path.text)
        + files.cards.map(\.path.text) + files.copies
    }
    let shares = try (1...count).map { paths(files.share(of: try shard("\($0)/\(count)"))) }
    #expect(shares.flatMap { $0 }.sorted() == paths(files).sorted())
    let sizes = shares.map(\.count)
    if count == 2 { #expect((sizes[0] - sizes[1]).magnitude < paths(files).count / 4) }
    if count == 1000 { #expect(sizes.contains(0)) }
  }

  @Test(arguments: [1, 2, 3, 16]) func mergedShardsAreWhatOneBuildWrites(count: Int) throws {
    let project = try Project(rich)
    #expect(project.shown(project.builder.build()) == "")
    let (output, record) = (try project.output(), try project.record())
    try project.forget()
    let shards = try project.buildShards(count)
    let merged = project.builder.merge(shards)
    #expect(project.shown(merged) == "" && merged.written == record.count && merged.unchanged == 0)
    #expect(try project.output() == output)
    #expect(try project.record() == record)
    // What comes after goes on from it.
    let again = project.builder.merge(shards.reversed())
    #expect(project.shown(again) == "" && again.written == 0 && again.unchanged == record.count)
    let next = project.builder.build()
    #expect(project.shown(next) == "" && next.written == 0 && next.removed == 0)
  }

  @Test(arguments: [2, 16]) func theSampleIsTheSame(count: Int) throws {
    let project = try Project([:], index: nil)
    try project.remove("Content")
    try FileManager.default.copyItem(atPath: repository("../../Content"), toPath: project.root + "/Content")
    #expect(project.builder.build().exitCode == 0)
    let (output, record) = (try project.output(), try project.record())
    try project.forget()
    #expect(project.shown(project.builder.merge(try project.buildShards(count))) == "")
    #expect(try project.output() == output)
    #expect(try project.record() == record)
  }

  @Test func compressedShardsAreTheCompressedSite() throws {
    let project = try Project(rich)
    func compress(_ builder: inout SiteBuilder) {
      builder.isCompressed = true
      builder.url = "https://example.com/elsewhere/"
    }
    var builder = project.builder
    compress(&builder)
    #expect(project.shown(builder.build()) == "")
    let (output, record) = (try project.output(), try project.record())
    #expect(output["media/long.txt.gz"] == Data("own".utf8) && output["index.html.gz"] != nil)
    try project.forget()
    #expect(project.shown(project.builder.merge(try project.buildShards(3, compress))) == "")
    #expect(try project.output() == output)
    #expect(try project.record() == record)
    #expect(builder.build().compression?.made == 0)
    // A site without variants again.
    #expect(project.shown(project.builder.merge(try project.buildShards(3))) == "")
    #expect(try project.output().keys.contains { $0.hasSuffix(".html.gz") } == false)
  }

  @Test(.enabled(if: CardConverter.installed() != nil, "rsvg-convert is not installed"))
  func shardsMakeTheCardsOfTheirPages() throws {
    let project = try Project(rich)
    var builder = project.builder
    builder.areCardsOn = true
    #expect(project.shown(builder.build()) == "")
    let output = try project.output()
    #expect(output.keys.contains { $0.hasSuffix(".png") })
    try project.forget()
    #expect(project.shown(project.builder.merge(try project.buildShards(3) { $0.areCardsOn = true })) == "")
    #expect(try project.output() == output)
  }

  @Test func aMergeRemovesWhatEarlierBuildsMade() throws {
    let project = try Project(rich)
    #expect(project.builder.build().exitCode == 0)
    try project.write("own", to: "Public/own.txt")
    try project.remove("Content/articles/b.md")
    let merged = project.builder.merge(try project.buildShards(2))
    #expect(project.shown(merged) == "" && merged.removed > 0)
    var output = try project.output()
    #expect(output.removeValue(forKey: "own.txt") == Data("own".utf8) && output["old/index.html"] == nil)
    try project.forget()
    #expect(project.builder.build().exitCode == 0)
    #expect(try project.output() == output)
  }

  @Test func aWholeBuildInAShardsFolderIsASite() throws {
    let project = try Project(rich)
    #expect(try project.buildShard("1/2").exitCode == 0)
    var builder = project.builder
    builder.folders.output = project.shards(1)
    #expect(builder.build().exitCode == 0)
    #expect(Folder.entry(at: project.shards(1) + "/" + ShardManifest.path) == nil)
  }
}
