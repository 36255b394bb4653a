internal import Foundation

/// What became of the social cards of a build.
public enum SocialCardOutcome: Sendable {
  /// Nobody asked for them, or the templates have none.
  case off
  case missing
  case made(CardConverter)

  var converter: CardConverter? {
    if case .made(let converter) = self { return converter }
    return nil
  }

  /// For who runs the build: it goes on without them, and the pages name no picture.
  public var sentence: String? {
    guard case .missing = self else { return nil }
    return "no social cards: rsvg-convert is not installed (apt-get install librsvg2-bin, or brew install librsvg)"
  }
}

/// Makes PNG of drawings with rsvg-convert.
public struct CardConverter: Sendable {
  private let program: String
  /// What the program calls itself: another version may draw otherwise.
  private let version: [UInt8]

  /// The first program of that name on the search path, if it runs.
  static func installed(on path: String? = ProcessInfo.processInfo.environment["PATH"]) -> CardConverter? {
    for folder in (path ?? "").split(separator: ":") {
      let program = "\(folder)/rsvg-convert"
      guard FileManager.default.isExecutableFile(atPath: program) else { continue }
      let (process, output) = (process(program, ["--version"]), Pipe())
      process.standardOutput = output
      guard (try? process.run()) != nil else { continue }
      let version = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      if process.terminationStatus == 0 { return CardConverter(program: program, version: Array(version)) }
    }
    return nil
  }

  /// What the program calls itself.
  var name: String { String(decoding: version.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) }

  /// What tells a drawing's picture from others.
  func fingerprint(of drawing: [UInt8]) -> Fingerprint { Fingerprint(of: version + drawing) }

  /// Makes pictures of drawings that lie beside them, as many at a time as there are processors.
  func make(_ files: [String], _ watch: BuildWatch) throws(WriteError) {
    var running: [(process: Process, file: String)] = []
    defer { for (process, _) in running { process.waitUntilExit() } }
    let most = max(1, ProcessInfo.processInfo.activeProcessorCount)
    for (number, file) in files.enumerated() {
      watch.step(.cards, number, of: files.count)
      if running.count == most {
        let (process, file) = running.removeFirst()
        try finish(process, file)
      }
      let free = OpenFiles.free(atMost: OpenFiles.ofPrograms)
      guard free == OpenFiles.ofPrograms else { throw WriteError(EMFILE, at: file) }
      let process = Self.process(
        program, ["--format", "png", "--output", Self.unfinished(file), Self.source(of: file)])
      do { try process.run() } catch { throw WriteError(path: Folder.normalised(file), cause: Folder.cause(of: error)) }
      running.append((process, file))
    }
    while !running.isEmpty {
      let (process, file) = running.removeFirst()
      try finish(process, file)
    }
  }

  private func finish(_ process: Process, _ file: String) throws(WriteError) {
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw WriteError(
        path: Folder.normalised(file),
        cause: "rsvg-convert ended with \(process.terminationStatus); build with --no-cards to do without it")
    }
    // Renamed when it is whole, so that a build cut short leaves no half a picture.
    guard rename(Self.unfinished(file), file) == 0 else {
      throw WriteError(errno, at: file)
    }
    unlink(Self.source(of: file))
  }

  /// Where the drawing of a picture lies; of this process alone: several shards may keep their cards in one folder.
  static func source(of file: String) -> String { "\(file).\(getpid()).svg" }

  private static func unfinished(_ file: String) -> String { "\(file).\(getpid()).part" }

  private static func process(_ program: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    // The language of who builds has a say in which font is taken.
    process.environment = ProcessInfo.processInfo.environment.filter { name, _ in
      name != "LANG" && name != "LANGUAGE" && !name.hasPrefix("LC_")
    }
    process.environment?["LC_ALL"] = "C.UTF-8"
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }
}
