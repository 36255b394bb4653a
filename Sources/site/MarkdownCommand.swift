internal import ArgumentParser
internal import Foundation
internal import SiteGenerator

struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown",
    abstract: "Print the HTML that Markdown on standard input gives.",
    discussion: """
      Reads a body, without front matter, and prints what stands for it in a page. Relative links stay as they are \
      written; a link to an index: address prints its text alone, since there is no ledger here. On an error nothing \
      is printed, and the exit code is 1.
      """
  )

  @Flag(help: "Make straight quotes, -- and ... typographic.")
  var smart = false

  @Flag(name: .customLong("raw-html"), help: "Print raw HTML as it is; without this it is shown as text.")
  var rawHTML = false

  @Option(help: "How problems are printed, to standard error: text, json, github or sarif.")
  var format = DiagnosticFormat.text

  func run() throws {
    let bytes = Array(try FileHandle.standardInput.readToEnd() ?? Data())
    let (html, diagnostics) = MarkdownTrial.print(
      bytes, path: "<standard input>", isSmartPunctuationOn: smart, allowsRawHTML: rawHTML)
    Terminal.reportAside(diagnostics, format)
    guard let html else { throw ExitCode(BuildReport.exitCode(of: diagnostics)) }
    try FileHandle.standardOutput.write(contentsOf: Data(html))
  }
}
