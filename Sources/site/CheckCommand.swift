internal import ArgumentParser
internal import Diagnostics
internal import SiteGenerator

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every problem, and write nothing.",
    discussion: """
      Does all that a build does but to write. The exit code is 1 when there is an error.

      --fix marks the numbers in the text that are true and that nothing checks yet: `sixth` beside Tesla becomes \
      `[sixth](index:TSLA/rank)`, and nothing else in the file changes.

      --audit reads the published files back, takes every displayed value out again and compares it with the ledger.

      --external lists every address elsewhere that the texts link, once, with its places; none is visited. With \
      --format json that is a list of objects with `url` and `places`, and problems go to standard error.
      """
  )

  @Flag(help: "Mark true claims that nothing checks yet, in place.")
  var fix = false

  @Flag(help: "Compare every value in the output folder with the ledger.")
  var audit = false

  @Flag(help: "List the links that lead elsewhere.")
  var external = false

  @OptionGroup var project: ProjectOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var watching: WatchOptions

  func validate() throws {
    try watching.validate(with: reporting)
    if [fix, audit, external].count(where: { $0 }) > 1 {
      throw ValidationError("--fix, --audit and --external are errands of their own; run one after the other.")
    }
  }

  func run() throws {
    if fix { try bind() }
    if audit {
      try readBack()
      return
    }
    var builder = project.builder
    let report = watching.watch(&builder, reporting) { $0.check() }
    if external {
      try list(report)
      return
    }
    Terminal.report(report.diagnostics, reporting.format)
    if !reporting.quiet, reporting.format == .text {
      if watching.verbose { Terminal.printError(TimeTable(times: report.times).text) }
      if report.exitCode == 0 {
        Terminal.print(
          "No errors in \(report.articles.counted("article")) and \(report.editions.counted("edition")); "
            + claims(report.claims) + "\n")
      } else {
        let count = report.diagnostics.sortedByPlace().count { $0.severity == .error }
        Terminal.printError("\(count.counted("error"))\n")
      }
    }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }

  private func list(_ report: BuildReport) throws {
    Terminal.report(report.diagnostics, .text)
    let list = ExternalLinkList(report.externalLinks)
    Terminal.print(reporting.format == .json ? list.json : list.text)
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }

  private func claims(_ counts: ClaimCounts) -> String {
    var parts = ["\(counts.checked.counted("claim")) checked"]
    if counts.filled > 0 { parts.append("\(counts.filled) filled in") }
    if counts.unread > 0 { parts.append("\(counts.unread) left to the author") }
    return parts.joined(separator: ", ")
  }

  private func bind() throws {
    let (count, diagnostics) = project.builder.bindClaims()
    if diagnostics.hasErrors {
      Terminal.report(diagnostics, reporting.format)
      throw ExitCode(BuildReport.exitCode(of: diagnostics))
    }
    if !reporting.quiet, reporting.format == .text { Terminal.print("Marked \(count.counted("claim"))\n") }
  }

  private func readBack() throws {
    let (report, all) = project.builder.audit()
    let diagnostics = all.filter { $0.severity == .error }
    Terminal.report(diagnostics, reporting.format)
    guard let report else { throw ExitCode(BuildReport.exitCode(of: diagnostics)) }
    if reporting.format == .text, !reporting.quiet || report.disagreements > 0 {
      Terminal.print(
        "Compared \(report.values.counted("value")) in \(report.files.counted("file")) with the ledger: "
          + "\(report.disagreements) \(report.disagreements == 1 ? "disagrees" : "disagree")\n")
    }
    if diagnostics.hasErrors { throw ExitCode(BuildReport.exitCode(of: diagnostics)) }
  }
}
