import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

private let isInstalled = CardConverter.installed() != nil

private func cardProject(_ change: (inout SiteBuilder) -> Void = { _ in }) throws -> (Project, SiteBuilder) {
  let project = try Project(["Content/articles/a.md": Project.article])
  var builder = project.builder
  builder.areCardsOn = true
  change(&builder)
  return (project, builder)
}

@Test(.enabled(if: isInstalled, "rsvg-convert is not installed"))
func cardsArePicturesOfTheSizeThatPagesName() throws {
  let (project, builder) = try cardProject()
  let report = builder.build()
  #expect(project.shown(report) == "" && report.cards.sentence == nil)
  let output = try project.output()
  let cards = output.filter { $0.key.hasSuffix("/card.png") }
  #expect(
    cards.keys.sorted() == [
      "articles/a/card.png", "companies/acme/card.png", "companies/globex/card.png", "editions/2026-w19/card.png",
      "editions/2026-w20/card.png",
    ])
  for (path, data) in cards {
    #expect(data[16..<24].elementsEqual([0, 0, 4, 176, 0, 0, 2, 118]), "\(path)")
    // No time and no text: what stands between the signature and the end is header, background and picture.
    var (kinds, offset): (Set<String>, Int) = ([], 8)
    while offset + 8 <= data.count {
      let length = data[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
      kinds.insert(String(decoding: data[(offset + 4)..<(offset + 8)], as: UTF8.self))
      offset += length + 12
    }
    #expect(kinds.isSubset(of: ["IHDR", "bKGD", "pHYs", "PLTE", "IDAT", "IEND"]), "\(path): \(kinds)")
  }
}

@Test(.enabled(if: isInstalled, "rsvg-convert is not installed"))
func theSameDrawingGivesTheSamePictureWithAndWithoutWhatIsKept() throws {
  let (project, builder) = try cardProject()
  #expect(builder.build().exitCode == 0)
  let first = try project.output()
  let again = builder.build()
  #expect(again.written == 0 && again.removed == 0)
  let kept = try Folder.names(in: project.root + "/.site-cache/cards")
  #expect(kept.count == 5 && kept.allSatisfy { $0.hasSuffix(".png") })
  try project.remove(".site-cache")
  #expect(builder.build().exitCode == 0)
  #expect(try project.output() == first)
  // A card that is no longer shown is kept no longer.
  try project.write(Project.article.replacing("title: Acme leads", with: "title: Acme"), to: "Content/articles/a.md")
  #expect(builder.build().written > 0)
  #expect(try Folder.names(in: project.root + "/.site-cache/cards").count == 5)
}

@Test(.enabled(if: isInstalled, "rsvg-convert is not installed"))
func withoutTheTemplateThereAreNoCards() throws {
  let (project, builder) = try cardProject { builder in builder.folders.templates = "" }
  let templates = project.root + "/Templates"
  try FileManager.default.copyItem(atPath: project.builder.folders.templates, toPath: templates)
  try project.remove("Templates/card.svg")
  var own = builder
  own.folders.templates = templates
  let report = own.build()
  #expect(project.shown(report) == "" && report.cards.sentence == nil)
  #expect(try project.output().keys.allSatisfy { !$0.hasSuffix(".png") })
}

@Test func aBuildWithoutTheProgramSaysSoAndGoesOn() throws {
  #expect(CardConverter.installed(on: "/nowhere:/neither") == nil)
  #expect(CardConverter.installed(on: nil) == nil)
  #expect(
    SocialCardOutcome.missing.sentence
      == "no social cards: rsvg-convert is not installed (apt-get install librsvg2-bin, or brew install librsvg)")
  let project = try Project(["Content/articles/a.md": Project.article])
  #expect(project.builder.build().exitCode == 0)
  let output = try project.output()
  #expect(output.keys.allSatisfy { !$0.hasSuffix(".png") })
  let page = String(decoding: try #require(output["articles/a/index.html"]), as: UTF8.self)
  #expect(!page.contains("og:image"))
}

@Test func aProgramThatFailsLeavesTheOutputAsItWas() throws {
  let project = try Project(["Content/articles/a.md": Project.article])
  #expect(project.builder.build().exitCode == 0)
  let before = try project.output()
  let program = "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\nexit 3\n"
  try project.write(program, to: "bin/rsvg-convert")
  try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: project.root + "/bin/rsvg-convert")
  let converter = try #require(CardConverter.installed(on: "/nowhere:" + project.root + "/bin"))
  let folders = project.builder.folders
  var problem: WriteError?
  do throws(WriteError) {
    let stage = try SiteStage(folders, BuildLock(folders.lock) {})
    try stage.put([65], at: SitePath.file("new.txt"))
    let cards = try CardDrawings(converter, in: folders.cards)
    try cards.add(Array("<svg/>".utf8), at: SitePath.file("x/card.png"))
    _ = try SiteWriter(stage: stage, cards: cards).write(RenderedSite())
  } catch { problem = error }
  #expect(problem?.cause == "rsvg-convert ended with 3; build with --no-cards to do without it")
  #expect(problem?.diagnostic.id == Diagnostic.inputOutputID)
  #expect(try project.output() == before)
}
