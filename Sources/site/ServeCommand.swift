internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import PreviewServer
internal import ScoreLedger
internal import SiteGenerator

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the site in a browser while you edit it.",
    discussion: """
      Builds the site in memory, answers browsers on this machine alone, and watches Content/ and Templates/. A change is \
      seen in the open page at once, which stays where it is scrolled to. What is wrong is laid over the page until it is \
      mended; the last good site stays beneath. Drafts and articles of later days are shown, too.

      Nothing is written. Ctrl-C ends it.
      """
  )

  @Option(help: "The port to listen at. (default: 8080, or the next that is free)")
  var port: UInt16?

  @Option(
    help: ArgumentHelp("The folder with index.yml and the articles.", valueName: "folder"), completion: .directory)
  var content = "Content"

  @Option(
    help: ArgumentHelp("The folder with the templates and their assets.", valueName: "folder"), completion: .directory)
  var templates = "Templates"

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("Show the site as it stood on a day, like 2026-05-18.", valueName: "day"),
    transform: { text in
      guard let date = try? CalendarDate.parse(text) else {
        throw ValidationError("'\(text)' is no day like 2026-05-18.")
      }
      return date
    })
  var asOf: CalendarDate?

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  func validate() throws {
    for (name, path) in [("--content", content), ("--templates", templates)] where path.isEmpty {
      throw ValidationError("\(name) takes a folder.")
    }
    if port == 0 { throw ValidationError("--port takes a number from 1 to 65535.") }
  }

  func run() throws {
    Self.endQuietly()
    let folders = ProjectFolders(content: Self.named(content), templates: Self.named(templates), output: "Public")
    let builder = SiteBuilder(folders: folders, isDraftsOn: true, asOf: asOf, isStrict: strict)
    let report = PreviewReport()
    do throws(PreviewFailure) {
      try PreviewServer(builder, port: port.map { .exactly($0) } ?? .from(8080), tell: report.tell).run()
    } catch {
      Terminal.report([error.diagnostic], .text)
      throw ExitCode(2)
    }
  }

  /// A folder as diagnostics name it: `./Content/` is `Content`.
  private static func named(_ folder: String) -> String {
    let parts = folder.split(separator: "/").filter { $0 != "." }
    let path = (folder.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    return path.isEmpty ? "." : path
  }

  /// Ctrl-C is how a preview ends: at once, whatever is under way, and well. There is nothing to put away.
  private static func endQuietly() {
    for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(0) } }
  }
}
