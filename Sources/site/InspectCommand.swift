internal import ArgumentParser
internal import Diagnostics
internal import SiteGenerator

struct InspectCommand: ParsableCommand {
  /// How it is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what was read of one document, or what a page's template gets.",
    discussion: """
      With a file: its front matter before any schema, its headings, its links, and what it states if it lies in \
      --content. With --page: the template of a page of the site and its whole context as JSON, where markup stands as \
      {"$html": "…"}.
      """
  )

  @Argument(help: "A Markdown file.", completion: .file(extensions: ["md"]))
  var file: String?

  @Option(help: ArgumentHelp("A page by its path in the site: index.html, articles/first/.", valueName: "path"))
  var page: String?

  @Option(help: "How it is printed: text or json; a page's context is always JSON.")
  var format = Format.text

  @OptionGroup var project: ProjectOptions
  @OptionGroup var aside: AsideOptions

  func validate() throws {
    if (file == nil) == (page == nil) { throw ValidationError("Name a Markdown file, or a page after --page.") }
  }

  func run() throws {
    if let page {
      let (context, diagnostics) = project.builder.context(ofPage: page)
      Terminal.reportAside(diagnostics.filter { $0.severity == .error }, aside.problems)
      guard let context else { throw ExitCode(BuildReport.exitCode(of: diagnostics)) }
      Terminal.print(context.json())
    } else if let file {
      let (inspection, diagnostics) = project.builder.inspect(file)
      Terminal.reportAside(diagnostics, aside.problems)
      guard let inspection else { throw ExitCode(BuildReport.exitCode(of: diagnostics)) }
      Terminal.print(format == .json ? inspection.json() : inspection.text())
      if diagnostics.hasErrors { throw ExitCode(BuildReport.exitCode(of: diagnostics)) }
    }
  }
}
