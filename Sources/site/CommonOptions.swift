internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import ScoreLedger
internal import SiteGenerator

/// How diagnostics are printed.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case github
  case sarif

  var rendererFormat: DiagnosticRenderer.Format {
    switch self {
    case .text: .text
    case .json: .json
    case .github: .github
    case .sarif: .sarif
    }
  }
}

/// Where the project lies and what belongs into it; the same for every command.
struct ProjectOptions: ParsableArguments {
  static let standardOutput = "Public"

  @Option(
    help: ArgumentHelp("The folder with index.yml and the articles.", valueName: "folder"), completion: .directory)
  var content = "Content"

  @Option(
    help: ArgumentHelp("The folder with the templates and their assets.", valueName: "folder"), completion: .directory)
  var templates = "Templates"

  @Option(
    help: ArgumentHelp("The folder that the site is written to.", valueName: "folder"), completion: .directory)
  var output = Self.standardOutput

  @Option(
    help: ArgumentHelp(
      "The site's address, in place of index.yml's `url`; it may carry a path.", valueName: "address"))
  var url: String?

  @Flag(help: "Publish drafts, too.")
  var drafts = false

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Build the site as it stood on a day, like 2026-05-18: what is dated later does not exist.", valueName: "day"),
    transform: { text in
      guard let date = try? CalendarDate.parse(text) else {
        throw ValidationError("'\(text)' is no day like 2026-05-18.")
      }
      return date
    })
  var asOf: CalendarDate?

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(
    inversion: .prefixedNo,
    help: "Make social cards, the pictures that pages are shared with, where rsvg-convert is installed.")
  var cards = true

  func validate() throws {
    if let url,
      !(url.hasPrefix("https://") || url.hasPrefix("http://")) || url.contains(where: { " \"<>".contains($0) })
    {
      throw ValidationError("--url takes an address like https://example.org/, not '\(url)'.")
    }
    for (name, path) in [("--content", content), ("--templates", templates), ("--output", output)] where path.isEmpty {
      throw ValidationError("\(name) takes a folder.")
    }
  }

  static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

  var builder: SiteBuilder {
    var builder = SiteBuilder(
      folders: ProjectFolders(content: content, templates: templates, output: output),
      url: url.map { $0.hasSuffix("/") ? $0 : $0 + "/" }, isDraftsOn: drafts, asOf: asOf, isStrict: strict)
    builder.areCardsOn = cards
    return builder
  }
}

/// How problems are told beside what a command shows.
struct AsideOptions: ParsableArguments {
  @Option(help: "How problems are printed, to standard error: text, json, github or sarif.")
  var problems = DiagnosticFormat.text
}

struct ReportOptions: ParsableArguments {
  @Option(help: "How problems are printed: text, json, github (workflow annotations) or sarif (code scanning).")
  var format = DiagnosticFormat.text

  @Flag(name: .shortAndLong, help: "Print problems only.")
  var quiet = false
}

/// How a run is watched. A terminal shows how long work comes along; a pipe gets nothing of it.
struct WatchOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print the time of each stage and the pages that took longest.")
  var verbose = false

  func validate(with reporting: ReportOptions) throws {
    if verbose, reporting.quiet { throw ValidationError("--verbose and --quiet cannot be had at once.") }
  }

  func watch(
    _ builder: inout SiteBuilder, _ reporting: ReportOptions, _ run: (SiteBuilder) -> BuildReport
  ) -> BuildReport {
    guard !reporting.quiet, reporting.format == .text, Terminal.isInteractive(STDERR_FILENO) else {
      return run(builder)
    }
    let line = ProgressLine()
    builder.onProgress = { line.show($0) }
    defer { line.clear() }
    return run(builder)
  }
}
