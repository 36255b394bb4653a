internal import ArgumentParser
internal import Diagnostics
internal import SiteGenerator

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the site.",
    discussion: """
      Reads Content/ and Templates/ and writes Public/. When there is any error, all of them are shown, nothing in \
      Public/ changes, and the exit code is 1.

      --compress writes index.html.gz and, where libbrotlienc is installed, index.html.br beside index.html, and so \
      for all text: servers then compress nothing themselves. A build without it removes them.

      --shard 3/16 checks everything and writes the third of sixteen parts into a folder of its own: sixteen processes, \
      on as many machines as you like, each make one, and `site merge` makes of them what one build writes. See `site \
      help merge`.
      """
  )

  @Flag(help: "Write compressed variants beside the files that gain by it.")
  var compress = false

  @Option(
    help: ArgumentHelp("Write one part of the site, to be merged with the others.", valueName: "number/count"),
    transform: { text in
      guard let shard = Shard(text) else {
        throw ValidationError("'\(text)' is no shard like 3/16: a number from 1 and how many there are, at most 10000.")
      }
      return shard
    })
  var shard: Shard?

  @OptionGroup var project: ProjectOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var watching: WatchOptions

  func validate() throws {
    try watching.validate(with: reporting)
    if let shard, project.output == ProjectOptions.standardOutput {
      throw ValidationError(
        "A shard is no site: give it a folder of its own, like --output shards/\(shard.number), and merge them.")
    }
  }

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    var builder = project.builder
    builder.isCompressed = compress
    builder.shard = shard
    if !reporting.quiet { builder.onWait = Terminal.waiting(for: project.output) }
    let report = watching.watch(&builder, reporting) { $0.build() }
    Terminal.report(report.diagnostics, reporting.format)
    if !reporting.quiet, reporting.format == .text {
      for body in report.slowBodies { Terminal.printError(body.sentence + "\n") }
      if let sentence = report.cards.sentence { Terminal.printError(sentence + "\n") }
      if let sentence = report.compression?.sentence { Terminal.printError(sentence + "\n") }
      if watching.verbose { Terminal.printError(TimeTable(times: report.times).text) }
      if report.exitCode == 0 {
        Terminal.print(
          BuildSummary(report: report, shard: shard, output: project.output, duration: clock.now - start).text)
      } else {
        let count = report.diagnostics.sortedByPlace().count { $0.severity == .error }
        Terminal.printError("\(count.counted("error")); \(report.outcome(in: project.output))\n")
      }
    }
    // Here and now, so that what a large site holds is not freed piece by piece.
    Self.exit(withError: report.exitCode == 0 ? nil : ExitCode(report.exitCode))
  }
}
