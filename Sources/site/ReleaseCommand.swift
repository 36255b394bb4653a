internal import ArgumentParser
internal import Diagnostics
internal import ScoreLedger
internal import SiteGenerator

struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Write down an edition's table, so that no later build changes it silently.",
    discussion: """
      Writes Content/locks/EDITION.lock, a plain text that belongs into version control. From then on a build that would \
      change a value of that edition is an error, unless a correction in Content/corrections/ says was, now and why.
      """
  )

  @Argument(
    help: "The edition to release, for example 2026-W20.",
    completion: .custom { words, _, _ in ProjectCompletion(words).editions })
  var edition: String?

  @Flag(help: "List all editions and whether they are released.")
  var list = false

  @OptionGroup var project: ProjectOptions
  @OptionGroup var aside: AsideOptions

  func validate() throws {
    if list == (edition != nil) { throw ValidationError("Name an edition to release, or give --list.") }
  }

  func run() throws {
    guard let edition else {
      let (editions, diagnostics) = project.builder.releases()
      Terminal.reportAside(diagnostics.filter { $0.severity == .error }, aside.problems)
      for (edition, isReleased) in editions { Terminal.print("\(edition.text)  \(isReleased ? "released" : "open")\n") }
      if diagnostics.hasErrors { throw ExitCode(BuildReport.exitCode(of: diagnostics)) }
      return
    }
    let (outcome, diagnostics) = project.builder.release(edition)
    Terminal.reportAside(diagnostics.filter { $0.severity == .error }, aside.problems)
    switch outcome {
    case .released(let edition, let path): Terminal.print("Released \(edition.text): commit \(path)\n")
    case .wasReleased(let edition, let path): Terminal.print("\(edition.text) is released already, in \(path)\n")
    case nil: throw ExitCode(max(1, BuildReport.exitCode(of: diagnostics)))
    }
  }
}
