/// Where a project's parts lie. Paths are as the command line gave them, relative to the working directory or absolute.
public struct ProjectFolders: Sendable {
  public var content: String
  public var templates: String
  public var output: String

  public init(content: String = "Content", templates: String = "Templates", output: String = "Public") {
    self.content = content
    self.templates = templates
    self.output = output
  }

  /// The file that remembers what a build owns in the output folder, beside the content: one for each output folder, so
  /// that a build into another never takes its files for its own.
  var manifest: String { cache + "output-" + name }

  /// The file that a build into the output folder holds while it runs.
  var lock: String { manifest + ".lock" }

  /// The file that remembers what parsing made of the documents; another lies beside it.
  var documents: String { cache + "documents-" + name }

  /// The file that remembers which documents have a word.
  var search: String { cache + "search-" + name }

  private var name: String { Fingerprint(of: Array(Folder.normalised(output).utf8)).digits }

  /// The folder of what is kept from build to build, with a final slash; it can be deleted at any time.
  private var cache: String { Folder.parent(of: content) + ".site-cache/" }

  /// The folder of finished social cards.
  var cards: String { cache + "cards" }
}
