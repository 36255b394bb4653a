internal import ArgumentParser
internal import Foundation
internal import SiteGenerator

@main
struct Site: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Publishes an index report: a folder of Markdown becomes a site whose numbers agree.",
    discussion: """
      An index report is a league table that is published again and again, with articles that argue why. Articles \
      state scores in their front matter; the program merges them into one ledger, checks every number against it, \
      and writes the site.

      Start with:
        site new       starts an index, an edition, an article or a page
        site check     finds every problem, writes nothing
        site serve     shows the site in a browser while you edit it
        site build     writes Public/, or nothing at all when there is an error
        site merge     makes a site of the parts that several builds made
        site scores    shows the merged table in the terminal
        site explain   shows where each value of a constituent comes from
        site release   writes down an edition's table, so that it stands still

      To look into one thing alone:
        site render    prints what one template makes of data in JSON
        site markdown  prints the HTML that a text gives
        site inspect   shows what was read of a text, or what a page gets

      See `site help build`, and so for each command.

      Exit codes: 0 all is well, 1 the content has errors, 2 the command or the disk is at fault.
      """,
    version: Version.text,
    subcommands: [
      NewCommand.self, ServeCommand.self, CheckCommand.self, BuildCommand.self, MergeCommand.self, ScoresCommand.self,
      ExplainCommand.self, ReleaseCommand.self, RenderCommand.self, MarkdownCommand.self, InspectCommand.self,
      SchemaCommand.self,
    ]
  )

  /// Usage errors end with 2; the codes of the commands pass.
  static func main() {
    // A file that may not grow is then an error with a cause, as a full disk is, and not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    MemoryBlocks.areSized()
    if let problem = OpenFiles.problem() {
      Terminal.reportAside([problem], .text)
      exit(withError: ExitCode(BuildReport.exitCode(of: [problem])))
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      exit(withError: code)
    } catch {
      guard exitCode(for: error).isSuccess else { exitWithUsageError(error) }
      exit(withError: error)
    }
  }
}
