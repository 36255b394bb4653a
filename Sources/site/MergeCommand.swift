internal import ArgumentParser
internal import Diagnostics
internal import SiteGenerator

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make a site of the shards that several builds made.",
    discussion: """
      Whatever starts processes spreads a build over cores and machines. Each reads and checks everything and makes its \
      share of the files:
        site build --shard 1/2 --output shards/1
        site build --shard 2/2 --output shards/2
        site merge shards/1 shards/2

      What is merged equals what one build writes, byte for byte, and a later build goes on from it. When a shard is \
      missing, was built from other content or with other options, or has lost a file, all of it is said, nothing in \
      Public/ changes, and the exit code is 2.
      """
  )

  @Argument(help: "The folders that the shards were built into.", completion: .directory)
  var shards: [String]

  @Option(
    help: ArgumentHelp("The folder that the site is written to.", valueName: "folder"), completion: .directory)
  var output = ProjectOptions.standardOutput

  @Option(
    help: ArgumentHelp(
      "The folder with the content: beside it is kept what later builds know of the output.", valueName: "folder"),
    completion: .directory)
  var content = "Content"

  @OptionGroup var reporting: ReportOptions

  func validate() throws {
    if output.isEmpty || content.isEmpty || shards.contains("") { throw ValidationError("A folder has a name.") }
    let target = ProjectOptions.absolute(output)
    for shard in shards.map(ProjectOptions.absolute)
    where shard == target || shard.hasPrefix(target + "/") || target.hasPrefix(shard + "/") {
      throw ValidationError("The shards and the output cannot lie in one another.")
    }
  }

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    var builder = SiteBuilder(folders: ProjectFolders(content: content, output: output))
    if !reporting.quiet { builder.onWait = Terminal.waiting(for: output) }
    let report = builder.merge(shards)
    Terminal.report(report.diagnostics, reporting.format)
    if !reporting.quiet, reporting.format == .text {
      if report.exitCode == 0 {
        var changes = ["\(report.written) written", "\(report.unchanged) unchanged"]
        if report.removed > 0 { changes.append("\(report.removed) removed") }
        Terminal.print(
          "Merged \(shards.count.counted("shard")) into \(output)/ in \((clock.now - start).milliseconds) ms "
            + "(\(changes.joined(separator: ", ")))\n")
      } else {
        Terminal.printError(report.outcome(in: output) + "\n")
      }
    }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }
}
