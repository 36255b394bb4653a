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
      """
  )

  @Flag(help: "Write compressed variants beside the files that gain by it.")
  var compress = false

  @OptionGroup var project: ProjectOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var watching: WatchOptions

  func validate() throws { try watching.validate(with: reporting) }

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    var builder = project.builder
    builder.isCompressed = compress
    let report = watching.watch(&builder, reporting) { $0.build() }
    Terminal.report(report.diagnostics, reporting.format)
    if !reporting.quiet, reporting.format == .text {
      for body in report.slowBodies { Terminal.printError(body.sentence + "\n") }
      if let sentence = report.cards.sentence { Terminal.printError(sentence + "\n") }
      if let sentence = report.compression?.sentence { Terminal.printError(sentence + "\n") }
      if watching.verbose { Terminal.printError(TimeTable(times: report.times).text) }
      if report.exitCode == 0 {
        Terminal.print(BuildSummary(report: report, output: project.output, duration: clock.now - start).text)
      } else {
        let count = report.diagnostics.sortedByPlace().count { $0.severity == .error }
        Terminal.printError("\(count.counted("error")); nothing in \(project.output)/ was changed\n")
      }
    }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }
}
