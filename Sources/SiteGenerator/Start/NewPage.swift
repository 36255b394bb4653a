internal import Diagnostics
internal import ScoreLedger

/// Starts a page of its own, beside the articles.
public struct NewPage: Sendable {
  public let title: String
  /// The file's name without its ending; nil for the one that the title gives.
  public let slug: String?

  public init(title: String, slug: String? = nil) {
    self.title = title
    self.slug = slug
  }

  /// - Parameter content: the folder with index.yml.
  /// - Throws: why there is no such page; nothing was written then.
  public func make(content: String) throws(StartProblem) -> MadeFiles {
    let slug = try TitledFile(title: title, name: slug).slug()
    let project = try OpenedProject(content: content)
    if let path = project.file(with: slug, in: "pages") { throw TitledFile.taken(path) }
    let address = Address.page(slug)
    if Address.reserved(project.settings).contains(address) {
      throw .command(
        "same-address", "/\(slug.text)/ is a page that the site itself makes",
        help: "choose another title, or name the file with --slug")
    }
    let path = project.folder + "/pages/" + slug.text + ".md"
    try NewFileWriter.write([NewFile(path: path, text: text(isRated: project.ledger.current != nil))])
    let command = NextCommand(folder: project.folder)
    return MadeFiles(
      paths: [path],
      text: """
        Made \(NextCommand.quoted(project.shown("pages/" + slug.text + ".md"))): a draft of the page /\(slug.text)/

        Next, write it. Delete its line `draft: true` to publish it; the foot of every page links it then.
        \(command.list([
          ("site serve", "shows it while you write"),
          ("site build", "publishes it"),
        ]))
        """)
  }

  private func text(isRated: Bool) -> String {
    let example =
      "\n## A heading\n\nNumbers of the newest edition can stand in the text: the leader is [](index:leader).\n"
    return """
      ---
      title: \(WrittenYAML.scalar(title))
      # summary: One sentence that stands below the title.
      draft: true   # delete this line to publish the page
      # aliases: [/old/address/]
      ---

      Write the page here.
      \(isRated ? example : "")
      """
  }
}
