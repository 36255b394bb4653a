internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import ScoreLedger
internal import SiteGenerator

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show where each value of a constituent comes from.",
    discussion: """
      Lists every fact of a constituent in an edition: its value, how it was found (stated, implied by the change that \
      the next edition states, computed, corrected) and every place that states it.
      """
  )

  @Argument(
    help: "The constituent's id, an alias or its name.",
    completion: .custom { words, _, _ in ProjectCompletion(words).constituents })
  var constituent: String

  @Argument(
    help: "The edition; without it, the newest that rates the constituent.",
    completion: .custom { words, _, _ in ProjectCompletion(words).editions })
  var edition: String?

  @Option(help: "How it is printed: table, csv or json.")
  var format = TableFormat.table

  @OptionGroup var project: ProjectOptions
  @OptionGroup var aside: AsideOptions

  func run() throws {
    let (explanation, diagnostics) = project.builder.explain(constituent, in: edition)
    Terminal.reportAside(diagnostics.filter { $0.severity == .error }, aside.problems)
    guard let explanation else { throw ExitCode(max(1, BuildReport.exitCode(of: diagnostics))) }
    switch format {
    case .table: Terminal.print(table(explanation))
    case .csv: Terminal.print(explanation.csv())
    case .json: Terminal.print(explanation.json())
    }
    if diagnostics.hasErrors { throw ExitCode(BuildReport.exitCode(of: diagnostics)) }
  }

  private func table(_ explanation: Explanation) -> String {
    let isColoured = Terminal.isColoured(STDOUT_FILENO)
    func paint(_ text: String, _ code: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let (name, id) = (explanation.constituent.name, explanation.constituent.id)
    var lines = [paint("\(name) (\(id)) in edition \(explanation.edition.text)", "1"), ""]
    let factWidth = explanation.rows.map(\.fact.count).max() ?? 0
    let textWidth = explanation.rows.map(\.text.count).max() ?? 0
    for row in explanation.rows {
      lines.append("  \(padded(row.fact, factWidth))  \(paint(padded(row.text, textWidth), "1"))  \(row.origin)")
      lines += row.places.map { paint("      \($0.description)", "2") }
    }
    if !explanation.corrections.isEmpty { lines += ["", paint("Corrections", "1"), ""] }
    for correction in explanation.corrections {
      let (was, now) = (explanation.text(correction.was), explanation.text(correction.now))
      lines.append("  \(correction.date.iso)  \(was) to \(now): \(correction.reason)")
      lines.append(paint("      \(correction.nowPlace.description)", "2"))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
