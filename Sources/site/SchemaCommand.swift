internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import SiteGenerator

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a JSON Schema, so that an editor completes and checks while you type.",
    discussion: """
      The schema is draft 7, which YAML language servers read. With an index at hand it offers the ids of its \
      constituents and knows its editions and its scale; elsewhere it fits every index.

      To use it in an editor that runs the YAML language server, keep it beside Content/ and name it in the first line \
      of index.yml:
        site schema index > index.schema.json
        # yaml-language-server: $schema=../index.schema.json

      The kinds:
      \(SiteSchema.allCases.map { "  \($0.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0))\($0.about)" }
        .joined(separator: "\n"))
      """
  )

  @Argument(
    help: "What the schema is of: \(SiteSchema.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: .list(SiteSchema.allCases.map(\.rawValue)),
    transform: { text in
      guard let kind = SiteSchema(rawValue: text) else {
        throw ValidationError(
          "Name one of \(SiteSchema.allCases.map(\.rawValue).joined(separator: ", ")), not '\(text)'.")
      }
      return kind
    })
  var kind: SiteSchema

  @Option(
    help: "The folder with the index.yml whose ids it offers; without it Content, where there is one.",
    completion: .directory)
  var content: String?

  func run() throws {
    let found = FileManager.default.fileExists(atPath: "Content/index.yml") ? "Content" : nil
    let (text, diagnostics) = kind.text(content: content ?? found)
    // A broken index is what an editor is there to help with: the schema comes all the same.
    let isMissing = BuildReport.exitCode(of: diagnostics) == 2
    if kind != .index || isMissing { Terminal.report(diagnostics, .text) }
    if isMissing { throw ExitCode(2) }
    Terminal.print(text)
  }
}
