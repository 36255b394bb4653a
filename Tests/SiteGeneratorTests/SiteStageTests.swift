import Foundation
import Testing

@testable import SiteGenerator

/// A build of an output folder of its own, which ends with the closure.
private func staged<Result>(_ project: Project, _ work: (SiteStage) throws -> Result) throws -> Result {
  let folders = project.builder.folders
  return try work(SiteStage(folders, BuildLock(folders.lock) {}))
}

private func path(_ text: String) -> SitePath { SitePath.file(text) }

@discardableResult private func publish(_ project: Project, _ files: [String: String]) throws -> SiteWriter.Summary {
  try staged(project) { stage in
    for (name, text) in files { try stage.put(Array(text.utf8), at: path(name)) }
    return try stage.commit()
  }
}

private func output(_ project: Project) throws -> [String: String] {
  try project.output().mapValues { String(decoding: $0, as: UTF8.self) }
}

private func exists(_ project: Project, _ path: String) -> Bool {
  FileManager.default.fileExists(atPath: project.root + "/Public" + path)
}

@Test func nothingIsPublishedBeforeTheEnd() throws {
  let project = try Project([:])
  try staged(project) { stage in
    try stage.put([65], at: path("a/b.txt"))
    #expect(try output(project).isEmpty && exists(project, "/.site-stage"))
  }
  // Dropped, and with it the folder that it made.
  #expect(!exists(project, ""))
  try publish(project, ["a/b.txt": "A"])
  #expect(try output(project) == ["a/b.txt": "A"])
  #expect(!exists(project, "/.site-stage"))
}

@Test func filesOfTheSameBytesAreNotTouched() throws {
  let project = try Project([:])
  try publish(project, ["a": "1", "b": "2", "c": "3"])
  let target = project.root + "/Public/a"
  var (before, after) = (stat(), stat())
  #expect(lstat(target, &before) == 0)
  let summary = try publish(project, ["a": "1", "b": "other", "d": "4"])
  #expect(summary.unchanged == 1 && summary.written == 2 && summary.removed == 1)
  #expect(lstat(target, &after) == 0)
  #expect(FileStamp(before) == FileStamp(after))
  #expect(try output(project) == ["a": "1", "b": "other", "d": "4"])
  // Without a record the bytes are compared.
  try project.remove(".site-cache")
  let again = try publish(project, ["a": "1", "b": "another"])
  #expect(again.unchanged == 1 && again.written == 1 && again.removed == 0 && again.unknown == ["d"])
}

@Test func whatSomebodyElseChangedIsMended() throws {
  let project = try Project([:])
  try publish(project, ["a": "1", "b": "2", "c/d": "3"])
  try project.write("x", to: "Public/a")
  try project.remove("Public/b")
  try project.remove("Public/c")
  let summary = try publish(project, ["a": "1", "b": "2", "c/d": "3"])
  #expect(summary.written == 3)
  #expect(try output(project) == ["a": "1", "b": "2", "c/d": "3"])
}

@Test func aFileOfAKnownRecipeIsKept() throws {
  let project = try Project([:])
  let (recipe, other) = (Fingerprint(of: [1]), Fingerprint(of: [2]))
  try staged(project) { stage in
    #expect(try !stage.keep(path("a"), FileOrigin(recipe: recipe)))
    try stage.put([65], at: path("a"), FileOrigin(recipe: recipe))
    try stage.put([66], at: path("b"), FileOrigin(recipe: recipe))
    _ = try stage.commit()
  }
  try project.write("C", to: "Public/b")
  try staged(project) { stage in
    #expect(try !stage.keep(path("a"), FileOrigin(recipe: other)))
    #expect(try stage.keep(path("a"), FileOrigin(recipe: recipe)))
    #expect(try !stage.keep(path("b"), FileOrigin(recipe: recipe)))
    let summary = try stage.commit()
    #expect(summary.unchanged == 1 && summary.removed == 1)
  }
  // And in the build after.
  #expect(try staged(project) { try $0.keep(path("a"), FileOrigin(recipe: recipe)) })
}

/// A build of a family of three files; where it is not kept as one each file is kept or put.
@discardableResult private func publishFamily(
  _ project: Project, _ texts: [String: String] = ["f/a": "1", "f/b": "2", "f/c": "3"], recipe: UInt8 = 1
) throws -> (isKept: Bool, summary: SiteWriter.Summary) {
  let folders = project.builder.folders
  let record = Shared { () -> OutputRecord? in
    var record = OutputRecord(at: folders.manifest)
    record?.look(in: folders.output)
    return record
  }
  let stage = try SiteStage(folders, BuildLock(folders.lock) {}, record)
  try stage.put([65], at: path("alone"))
  guard let number = stage.keep(FamilyOrigin(name: "f", recipe: Fingerprint(of: [recipe]))) else {
    return (true, try stage.commit())
  }
  for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
    let origin = FileOrigin(recipe: Fingerprint(of: Array(text.utf8)), family: number)
    if try !stage.keep(path(name), origin) { try stage.put(Array(text.utf8), at: path(name), origin) }
  }
  return (false, try stage.commit())
}

@Test func aFamilyOfAKnownRecipeIsKeptAsOne() throws {
  let project = try Project([:])
  #expect(try !publishFamily(project).isKept)
  let (isKept, summary) = try publishFamily(project)
  #expect(isKept && summary.unchanged == 4 && summary.written == 0 && summary.removed == 0)
  #expect(try output(project) == ["alone": "A", "f/a": "1", "f/b": "2", "f/c": "3"])
}

@Test func aFamilyOfAnotherRecipeKeepsWhatItCan() throws {
  let project = try Project([:])
  try publishFamily(project)
  let texts = ["f/a": "1", "f/b": "other", "f/d": "4"]
  let (isKept, summary) = try publishFamily(project, texts, recipe: 2)
  #expect(!isKept && summary.unchanged == 2 && summary.written == 2 && summary.removed == 1)
  #expect(try output(project) == texts.merging(["alone": "A"]) { first, _ in first })
  // And the build after knows it as it is now.
  #expect(try publishFamily(project, texts, recipe: 2).isKept)
  #expect(try !publishFamily(project, texts, recipe: 1).isKept)
}

@Test func aFamilyThatSomebodyChangedIsMended() throws {
  let project = try Project([:])
  for change in [{ try project.write("x", to: "Public/f/b") }, { try project.remove("Public/f/b") }] {
    try publishFamily(project)
    try change()
    let (isKept, summary) = try publishFamily(project)
    #expect(!isKept && summary.unchanged == 3 && summary.written == 1 && summary.removed == 0)
    #expect(try output(project)["f/b"] == "2")
    #expect(try publishFamily(project).isKept)
  }
}

@Test func aFamilyThatIsGoneLeavesNothing() throws {
  let project = try Project([:])
  try publishFamily(project)
  // One of its files stays by itself.
  try publish(project, ["alone": "A", "f/a": "1"])
  #expect(try output(project) == ["alone": "A", "f/a": "1"])
  #expect(try !publishFamily(project).isKept)
  #expect(try publishFamily(project).isKept)
}

@Test func manyThreadsStageAtOnce() throws {
  let project = try Project([:])
  for round in 0..<2 {
    let summary = try staged(project) { stage in
      DispatchQueue.concurrentPerform(iterations: 500) { number in
        let text = number.isMultiple(of: 7) ? "\(round)" : "\(number)"
        _ = try? stage.put(Array(text.utf8), at: path("folder-\(number % 50)/\(number).txt"))
      }
      return try stage.commit()
    }
    #expect(summary.written == (round == 0 ? 500 : 72) && summary.removed == 0)
  }
  let files = try output(project)
  #expect(files.count == 500 && files["folder-8/8.txt"] == "8" && files["folder-7/7.txt"] == "1")
}

@Test func aCopyThatIsTheSameIsNotReadAgain() throws {
  let project = try Project(["Content/media/a.bin": String(repeating: "a", count: 700_000)])
  let source = project.root + "/Content/media/a.bin"
  // Older than any copy by more than a clock's tick.
  usleep(80_000)
  func copied() throws -> Int {
    try staged(project) { stage in
      try stage.copy(file: source, to: path("media/a.bin"))
      return try stage.commit().written
    }
  }
  #expect(try copied() == 1)
  let recipe = try #require(try CopiedFile(source).recipe)
  #expect(try staged(project) { try $0.keep(path("media/a.bin"), FileOrigin(recipe: recipe)) })
  #expect(try copied() == 0)
  try project.write(String(repeating: "b", count: 700_000), to: "Content/media/a.bin")
  #expect(try copied() == 1)
  #expect(try output(project)["media/a.bin"] == String(repeating: "b", count: 700_000))
  #expect(throws: WriteError.self) { try staged(project) { try $0.copy(file: source + ".none", to: path("x")) } }
}

@Test func filesAndFoldersTakeOneAnothersPlaces() throws {
  let project = try Project([:])
  try publish(project, ["a/b/c": "1", "a/d": "2", "e": "3"])
  let summary = try publish(project, ["a": "file", "e/f/g": "deep"])
  #expect(summary.written == 2 && summary.removed == 3)
  #expect(try output(project) == ["a": "file", "e/f/g": "deep"])
  // But not that of what no build made.
  try project.write("mine", to: "Public/e/f/own")
  let problem = #expect(throws: WriteError.self) { try publish(project, ["a": "new", "e": "file"]) }
  #expect(problem?.cause == "a folder stands in its place" && problem?.isOutputMixed == false)
  #expect(try output(project) == ["a": "file", "e/f/g": "deep", "e/f/own": "mine"])
}

@Test func nothingLeadsOutThroughALink() throws {
  let project = try Project(["outside/x": "precious", "outside/y": "precious"])
  let (outside, inside) = (project.root + "/outside", project.root + "/Public")
  try publish(project, ["a/x": "1", "b": "2"])
  try FileManager.default.removeItem(atPath: inside + "/a")
  try FileManager.default.createSymbolicLink(atPath: inside + "/a", withDestinationPath: outside)
  let problem = #expect(throws: WriteError.self) { try publish(project, ["a/x": "new", "b": "new"]) }
  #expect(problem?.cause == "a symbolic link stands where a folder belongs")
  try FileManager.default.removeItem(atPath: inside + "/b")
  try FileManager.default.createSymbolicLink(atPath: inside + "/b", withDestinationPath: outside + "/y")
  try FileManager.default.createSymbolicLink(atPath: inside + "/.site-stage", withDestinationPath: outside)
  // What was made there before is not removed there.
  try publish(project, ["b": "2"])
  for name in ["x", "y"] {
    #expect(try String(contentsOfFile: outside + "/" + name, encoding: .utf8) == "precious")
  }
  #expect(Folder.entry(at: inside + "/b") == .file)
}

@Test func whatACutShortBuildLeftIsRemoved() throws {
  let project = try Project(["Public/.site-stage/3/17": "left", "Public/.site-stage/18": "left"])
  try publish(project, ["a": "1"])
  #expect(!exists(project, "/.site-stage"))
  #expect(try output(project) == ["a": "1"])
}
