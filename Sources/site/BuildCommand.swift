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
      """
  )

  @OptionGroup var project: ProjectOptions
  @OptionGroup var reporting: ReportOptions

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let report = project.builder.build()
    Terminal.report(report.diagnostics, reporting.format)
    if !reporting.quiet, reporting.format == .text {
      if report.exitCode == 0 {
        let milliseconds = Int((clock.now - start) / .milliseconds(1))
        Terminal.print(summary(report, milliseconds))
      } else {
        let count = report.diagnostics.sortedByPlace().count { $0.severity == .error }
        Terminal.printError("\(count.counted("error")); nothing in \(project.output)/ was changed\n")
      }
    }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }

  private func summary(_ report: BuildReport, _ milliseconds: Int) -> String {
    var changes = ["\(report.written) written", "\(report.unchanged) unchanged"]
    if report.removed > 0 { changes.append("\(report.removed) removed") }
    let drafts = report.drafts > 0 ? "; \(report.drafts.counted("draft")) left out" : ""
    return """
      Built \(report.pages.counted("page")) from \(report.articles.counted("article")) and \
      \(report.editions.counted("edition")) into \(project.output)/ in \(milliseconds) ms \
      (\(changes.joined(separator: ", ")))\(drafts)

      """
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every problem, and write nothing.",
    discussion: "Does all that a build does but to write. The exit code is 1 when there is an error."
  )

  @OptionGroup var project: ProjectOptions
  @OptionGroup var reporting: ReportOptions

  func run() throws {
    let report = project.builder.check()
    Terminal.report(report.diagnostics, reporting.format)
    if !reporting.quiet, reporting.format == .text {
      if report.exitCode == 0 {
        Terminal.print(
          "No errors in \(report.articles.counted("article")) and \(report.editions.counted("edition"))\n")
      } else {
        let count = report.diagnostics.sortedByPlace().count { $0.severity == .error }
        Terminal.printError("\(count.counted("error"))\n")
      }
    }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }
}
