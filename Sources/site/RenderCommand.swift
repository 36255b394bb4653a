internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import SiteGenerator

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Print what one template makes of data in JSON.",
    discussion: """
      Checks every template of --templates, and renders one of them to standard output; problems go to standard \
      error. Without --data nothing is defined. `site inspect --page articles/first/ --format json` shows what a page of the site gets.
      """
  )

  @Argument(
    help: "The template, relative to the templates folder: front.html.",
    completion: .custom { words, _, _ in ProjectCompletion(words).templates })
  var template: String

  @Option(
    help: ArgumentHelp("A JSON file that holds an object; - reads standard input.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var data: String?

  @Option(
    help: ArgumentHelp("The folder with the templates.", valueName: "folder"), completion: .directory)
  var templates = "Templates"

  @Flag(help: "Print values that are written {\"$html\": \"<p>…</p>\"} as markup.")
  var trustMarkup = false

  /// Renders so many times and tells how long one takes.
  @Option(help: .hidden)
  var `repeat`: Int?

  @Option(help: "How problems are printed, to standard error: text, json, github or sarif.")
  var format = DiagnosticFormat.text

  func validate() throws {
    if templates.isEmpty { throw ValidationError("--templates takes a folder.") }
    if let data, data.isEmpty { throw ValidationError("--data takes a file, or - for standard input.") }
    if let count = `repeat`, !(1...100_000_000).contains(count) {
      throw ValidationError("--repeat takes a number of times.")
    }
  }

  func run() throws {
    let (trial, diagnostics) = TemplateTrial.prepare(
      template, templates: templates, data: try input(), isMarkupTrusted: trustMarkup)
    let (bytes, problems) = trial?.render() ?? (nil, [])
    Terminal.reportAside(diagnostics + problems, format)
    guard let trial, let bytes else { throw ExitCode(BuildReport.exitCode(of: diagnostics + problems)) }
    if let count = `repeat` { Terminal.printError("\(Self.nanoseconds(count, trial)) ns a render\n") }
    try Terminal.write(bytes)
  }

  private func input() throws -> TemplateTrial.Data {
    switch data {
    case nil: .none
    case "-": .standardInput(Array(try FileHandle.standardInput.readToEnd() ?? Data()))
    case let path?: .file(path: path)
    }
  }

  /// The median of ten equal batches, after a tenth as many renders that do not count.
  private static func nanoseconds(_ count: Int, _ trial: TemplateTrial) -> Int {
    let clock = ContinuousClock()
    let size = max(1, count / 10)
    for _ in 0..<size { _ = trial.render() }
    let batches = (0..<10).map { _ in
      clock.measure { for _ in 0..<size { _ = trial.render() } } / size
    }
    return Int(batches.sorted()[5] / .nanoseconds(1))
  }
}
