public import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import ScoreLedger
public import SiteGenerator

extension TableFormat: ExpressibleByArgument {}

struct ScoresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scores",
    abstract: "Show the merged league table in the terminal.",
    discussion: "Without --edition it shows the newest edition. `--edition all` shows every one, the newest first."
  )

  @Option(
    help: "The edition to show, for example 2026-W20, or `all`.",
    completion: .custom { words, _, _ in ["all"] + ProjectCompletion(words).editions })
  var edition: String?

  @Option(help: "How the scores are printed: table, csv or json.")
  var format = TableFormat.table

  @OptionGroup var project: ProjectOptions
  @OptionGroup var aside: AsideOptions

  func run() throws {
    let (view, diagnostics) = project.builder.ledger()
    Terminal.reportAside(diagnostics.filter { $0.severity == .error }, aside.problems)
    guard let view, !diagnostics.hasErrors else { throw ExitCode(BuildReport.exitCode(of: diagnostics)) }
    let ledger = view.ledger
    let tables: [EditionTable]
    switch edition {
    case nil: tables = ledger.current.map { [$0] } ?? []
    case "all": tables = ledger.tables.reversed()
    case let wanted?:
      tables = ledger.tables.filter { $0.id.text.lowercased() == wanted.lowercased() }
      if tables.isEmpty {
        let near = nearestName(to: wanted, among: ledger.tables.map(\.id.text)).map { "; did you mean \($0)?" } ?? ""
        Terminal.printError("error: no article states a score of edition \(wanted)\(near)\n")
        throw ExitCode(2)
      }
    }
    if let text = view.data(of: tables, format) {
      Terminal.print(text)
      return
    }
    if tables.isEmpty {
      Terminal.print("No score has been stated yet. Write `scores:` in an article's front matter.\n")
      return
    }
    let writer = TableWriter(scale: ledger.scale, isColoured: Terminal.isColoured(STDOUT_FILENO))
    Terminal.print(tables.map { writer.text($0, calendar: ledger.calendar) }.joined(separator: "\n"))
  }
}

/// A league table for a terminal: columns aligned, numbers to the right, changes with glyph and sign.
struct TableWriter {
  let scale: Scale
  let isColoured: Bool

  func text(_ table: EditionTable, calendar: EditionCalendar) -> String {
    let names = table.standings.map(\.constituent.name) + table.notRated.map(\.name)
    let nameWidth = names.map(width).max() ?? 0
    let idWidth = (table.standings.map(\.constituent) + table.notRated).map { width($0.id) }.max() ?? 0
    let ranks = table.standings.map { "\($0.rank)\($0.isTied ? "=" : " ")" }
    let scores = table.standings.map { scale.text($0.score) }
    let changes = table.standings.map { $0.change.map(glyph) ?? "" }
    let rankWidth = max(4, ranks.map(width).max() ?? 0)
    let scoreWidth = max(5, scores.map(width).max() ?? 0)
    let changeWidth = max(6, changes.map(width).max() ?? 0)
    let date = calendar.firstDay(of: table.id).map { "  \($0.iso)" } ?? ""
    var lines = [paint("Edition \(table.id.text)", "1") + paint(date, "2"), ""]
    lines.append(
      paint(
        "  \(left("Rank", rankWidth))  \(left("", nameWidth))  \(left("", idWidth))  \(right("Score", scoreWidth))  "
          + right("Change", changeWidth), "2"))
    for (index, standing) in table.standings.enumerated() {
      let units = standing.change?.units ?? 0
      let colour = units > 0 ? "34" : units < 0 ? "33" : "2"
      lines.append(
        "  \(right(ranks[index], rankWidth))  \(left(standing.constituent.name, nameWidth))  "
          + paint(left(standing.constituent.id, idWidth), "2") + "  "
          + paint(right(scores[index], scoreWidth), "1") + "  "
          + paint(right(changes[index], changeWidth), colour)
          + (standing.provenance == .stated ? "" : paint("  \(standing.provenance.name)", "2")))
    }
    for constituent in table.notRated {
      lines.append(
        "  \(right("– ", rankWidth))  \(left(constituent.name, nameWidth))  "
          + paint(left(constituent.id, idWidth) + "  " + right("–", scoreWidth) + "  not rated", "2"))
    }
    let trimmed = lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
    return trimmed.joined(separator: "\n") + "\n"
  }

  private func glyph(_ change: ScoreChange) -> String {
    "\(change.units > 0 ? "▲" : change.units < 0 ? "▼" : "—") \(scale.text(change))"
  }

  private func width(_ text: String) -> Int { text.count }

  private func left(_ text: String, _ size: Int) -> String {
    text + String(repeating: " ", count: max(0, size - width(text)))
  }

  private func right(_ text: String, _ size: Int) -> String {
    String(repeating: " ", count: max(0, size - width(text))) + text
  }

  private func paint(_ text: String, _ code: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
