internal import Diagnostics

/// A file that is named for its title, or by the author.
struct TitledFile {
  let title: String
  /// The name that the author gives it.
  let name: String?

  func slug() throws(StartProblem) -> Slug {
    guard title.contains(where: { !$0.isWhitespace }) else {
      throw StartProblem.command("empty-title", "the title is empty", help: "write it in quotes: \"What moved\"")
    }
    if let name {
      if let slug = Slug(name) { return slug }
      throw StartProblem.command(
        "malformed-name", "`\(name)` cannot be a part of an address",
        help: Slug(title: name).map { "write --slug \($0.text)" } ?? "write lower-case letters, digits and hyphens")
    }
    if let slug = Slug(title: title) { return slug }
    throw StartProblem.command(
      "malformed-name", "the title gives no name of a file: it holds neither letters nor digits",
      help: "name the file with --slug, like --slug what-moved")
  }

  /// What stands in the way: a file of the same address.
  static func taken(_ path: String) -> StartProblem {
    .command(
      Diagnostic(
        id: "file-exists", "this file has the address already, and nothing is overwritten", at: .file(path: path),
        help: "edit it, choose another title, or name the new file with --slug"))
  }
}
