import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

private let isBrotliInstalled = Compressor()?.codings.contains(.brotli) ?? false

private func compressed(_ project: Project, _ change: (inout SiteBuilder) -> Void = { _ in }) -> BuildReport {
  var builder = project.builder
  builder.isCompressed = true
  change(&builder)
  return builder.build()
}

/// Paths of variants, without their suffix.
private func files(with suffix: String, in output: [String: Data]) -> Set<String> {
  Set(output.keys.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) })
}

@Test func textGetsVariantsThatAreSmallerAndWithoutATime() throws {
  let project = try Project([
    "Content/articles/a.md": Project.article, "Content/media/short.txt": String(repeating: "a", count: 255),
    "Content/media/long.txt": String(repeating: "a", count: 256),
    "Content/media/long.bin": String(repeating: "a", count: 999),
  ])
  let plain = project.builder.build()
  #expect(plain.exitCode == 0 && plain.compression == nil)
  let before = try project.output()
  let report = compressed(project)
  #expect(project.shown(report) == "" && report.written == 0)
  let output = try project.output()
  let gzipped = files(with: ".gz", in: output)
  #expect(
    gzipped.isSuperset(of: [
      "index.html", "404.html", "feed.xml", "feed.json", "data/scores.csv", "llms.txt", "index.html.md",
      "badges/acme.svg", "media/long.txt",
    ]))
  #expect(gzipped.isDisjoint(with: ["media/short.txt", "media/long.bin", "_headers"]))
  for path in gzipped {
    let (stream, file) = (try #require(output[path + ".gz"]), try #require(output[path]))
    // The signature, deflate, no name, no time, the smallest, no system; and the length at the end.
    #expect(stream.prefix(10).elementsEqual([31, 139, 8, 0, 0, 0, 0, 0, 2, 255]), "\(path)")
    #expect(stream.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) } == file.count, "\(path)")
    #expect(stream.count < file.count, "\(path)")
  }
  // The files themselves are those of a build without.
  #expect(output.filter { before[$0.key] != nil } == before)
}

@Test(.enabled(if: isBrotliInstalled, "libbrotlienc is not installed"))
func brotliIsSmallerThanGzip() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  let report = compressed(project)
  let output = try project.output()
  let variants = files(with: ".br", in: output)
  #expect(variants == files(with: ".gz", in: output))
  let summary = try #require(report.compression)
  #expect(summary.sentence == nil && summary.made == variants.count * 2 && summary.kept == 0)
  #expect(summary.totals.map(\.coding) == [.gzip, .brotli])
  #expect(summary.totals.allSatisfy { $0.variants == variants.count })
  let sizes = [".gz", ".br"].map { suffix in variants.reduce(0) { $0 + (output[$1 + suffix]?.count ?? 0) } }
  #expect(summary.totals.map(\.bytes) == sizes && sizes[1] < sizes[0])
  #expect(summary.totals[0].plainBytes == variants.reduce(0) { $0 + (output[$1]?.count ?? 0) })
}

@Test func aSecondBuildCompressesWhatChangedAlone() throws {
  let project = try Project(["Content/articles/a.md": Project.article, "Content/media/a.txt": Project.index])
  #expect(compressed(project).exitCode == 0)
  let first = try project.output()
  #expect(compressed(project).compression?.made == 0)
  try project.write(Project.index + "# more\n", to: "Content/media/a.txt")
  let report = compressed(project)
  #expect(report.written == 1 && report.compression?.made == Compressor()?.codings.count)
  let second = try project.output()
  #expect(Set(first.keys) == Set(second.keys))
  #expect(
    first.filter { $0.value != second[$0.key] }.keys.sorted()
      == ["media/a.txt"] + (isBrotliInstalled ? ["media/a.txt.br"] : []) + ["media/a.txt.gz"])
  // As from nothing.
  try project.remove("Public")
  try project.remove(".site-cache")
  #expect(compressed(project).exitCode == 0)
  #expect(try project.output() == second)
}

@Test func variantsGoWithTheirFileAndWithTheWish() throws {
  let project = try Project(["Content/articles/a.md": Project.article, "Content/media/b/b.txt": Project.index])
  #expect(compressed(project).exitCode == 0)
  try project.remove("Content/media/b/b.txt")
  #expect(compressed(project).removed == 1)
  #expect(!FileManager.default.fileExists(atPath: project.root + "/Public/media"))
  try project.write("mine", to: "Public/mine.html.gz")
  #expect(project.builder.build().exitCode == 0)
  #expect(try files(with: ".gz", in: project.output()) == ["mine.html"])
  #expect(try files(with: ".br", in: project.output()).isEmpty)
}

@Test func whatABuildDoesNotOwnIsNoVariantOfItsFiles() throws {
  let project = try Project([
    "Content/articles/a.md": Project.article, "Content/media/a.txt": Project.index,
    "Content/media/a.txt.gz": "an author's own",
  ])
  #expect(compressed(project).exitCode == 0)
  // A file of the site that has the name of a variant stays what it is, and is the variant once it is none.
  #expect(try project.output()["media/a.txt.gz"] == Data("an author's own".utf8))
  try project.remove("Content/media/a.txt.gz")
  #expect(compressed(project).exitCode == 0)
  let output = try project.output()
  #expect(try #require(output["media/a.txt.gz"]).starts(with: [31, 139]))
  // Neither is one that stood there before the build owned any.
  for (path, suffix) in [("index.html", ".gz"), ("feed.xml", ".br")] where suffix == ".gz" || isBrotliInstalled {
    try project.remove(".site-cache")
    try project.write("of another file", to: "Public/" + path + suffix)
    let report = compressed(project)
    #expect(project.shown(report) == "")
    #expect(try project.output() == output)
  }
}

@Test func aBuildCutShortLeavesNoOldVariantOfANewFile() throws {
  let project = try Project(["Content/articles/a.md": Project.article, "Content/media/a.txt": Project.index])
  #expect(compressed(project).exitCode == 0)
  let before = try project.output()
  // A folder that stands where a file belongs stops the build before anything changes.
  try project.write("later", to: "Content/media/z.txt")
  try project.write("", to: "Public/media/z.txt/in-the-way")
  try project.write(Project.article, to: "Content/media/a.txt")
  let refused = compressed(project)
  #expect(refused.exitCode == 2 && !refused.isOutputMixed)
  try project.remove("Public/media/z.txt")
  #expect(try project.output() == before)
  // What is staged for the second file vanishes: the first one is new then, and has no old variant.
  let folders = project.builder.folders
  let stage = try SiteStage(folders, BuildLock(folders.lock) {})
  for name in ["a.txt", "z.txt"] {
    try stage.copy(file: folders.content + "/media/" + name, to: SitePath.file("media/" + name))
  }
  try FileManager.default.removeItem(atPath: stage.location(of: try #require(stage.files.last)))
  let problem = #expect(throws: WriteError.self) { try stage.commit() }
  #expect(problem?.isOutputMixed == true && problem?.path.hasSuffix("Public/media/z.txt") == true)
  stage.abandon()
  #expect(try project.output()["media/a.txt"] == Data(Project.article.utf8))
  #expect(try project.output()["media/a.txt.gz"] == nil)
}

@Test func theNextBuildMendsWhatWasCutShort() throws {
  let project = try Project(["Content/articles/a.md": Project.article, "Content/media/a.txt": Project.index])
  #expect(compressed(project).exitCode == 0)
  let whole = try project.output()
  let folders = project.builder.folders
  do {
    let stage = try SiteStage(folders, BuildLock(folders.lock) {})
    try stage.put([65], at: SitePath.file("media/a.txt"))
    try stage.put([66], at: SitePath.file("media/new.txt"))
    try FileManager.default.removeItem(atPath: stage.location(of: try #require(stage.files.last)))
    #expect(throws: WriteError.self) { try stage.commit() }
  }
  #expect(try project.output() != whole)
  #expect(compressed(project).exitCode == 0)
  #expect(try project.output() == whole)
}

@Test func theAuditAndTheWarningOfUnknownFilesKnowVariants() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  #expect(project.builder.build().exitCode == 0)
  let (plain, _) = project.builder.audit()
  #expect(compressed(project).exitCode == 0)
  let (audit, problems) = project.builder.audit()
  #expect(problems.isEmpty && audit?.files == plain?.files && audit?.values == plain?.values)
  try project.remove(".site-cache")
  #expect(project.shown(compressed(project)) == "")
}

@Test func withoutZlibNothingIsBuiltAndWithoutBrotliItIsSaid() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  let refused = compressed(project) { $0.compressionLibraries.zlib = ["libnowhere.so", "libc.so.6"] }
  #expect(refused.exitCode == 2)
  #expect(
    project.shown(refused) == """
      error: --compress needs zlib, which is not installed [usage]
        help: apt-get install zlib1g, or build without --compress

      """)
  #expect(!FileManager.default.fileExists(atPath: project.root + "/Public"))
  let report = compressed(project) { $0.compressionLibraries.brotli = ["libnowhere.so"] }
  #expect(report.exitCode == 0)
  #expect(
    report.compression?.sentence
      == "without .br: libbrotlienc is not installed (apt-get install libbrotli1, or brew install brotli)")
  let output = try project.output()
  #expect(files(with: ".br", in: output).isEmpty && !files(with: ".gz", in: output).isEmpty)
}

@Test func aStreamThatIsNotSmallerIsNone() throws {
  let compressor = try #require(Compressor())
  var generator = SeededGenerator(seed: 7)
  let noise = (0..<5000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  for coding in compressor.codings {
    for bytes in [[], [65], noise, Array("short".utf8)] { #expect(compressor.compress(bytes, coding) == nil) }
    let text = Array(String(repeating: "Acme leads. ", count: 100).utf8)
    #expect(try #require(compressor.compress(text, coding)).count < 100)
  }
}
