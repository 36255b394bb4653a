public import Diagnostics

/// What a JSON Schema can be had of.
public enum SiteSchema: String, Sendable, CaseIterable {
  case index
  case article
  case profile
  case note
  case page
  case correction

  /// The files it is about, below Content/.
  public var about: String {
    switch self {
    case .index: "index.yml"
    case .article: "the front matter of articles"
    case .profile: "the front matter of profiles"
    case .note: "the front matter of notes on editions"
    case .page: "the front matter of pages"
    case .correction: "files of corrections/"
    }
  }

  var group: KeyGroup {
    switch self {
    case .index: .index
    case .article: .article
    case .profile: .profile
    case .note: .note
    case .page: .page
    case .correction: .correction
    }
  }

  /// The schema as JSON of draft 7, the same bytes for the same index.
  /// - Parameter content: the folder of the index whose ids, editions and bounds it names; nil for one that fits every index.
  /// - Returns: the text, and what is wrong with the index, if anything: the text then fits every index.
  public func text(content: String?) -> (text: String, diagnostics: [Diagnostic]) {
    guard let content else { return (text(settings: nil), []) }
    let path = content + "/index.yml"
    let bytes: [UInt8]
    do throws(UnreadablePath) { bytes = try Folder.read(path) } catch {
      return (text(settings: nil), [error.diagnostic(help: "name the folder with index.yml after --content")])
    }
    let (settings, diagnostics) = IndexParser.parse(SourceFile(path: Folder.normalised(path), bytes: bytes))
    return (text(settings: settings), diagnostics)
  }

  func text(settings: IndexSettings?) -> String {
    let writer = SchemaWriter(settings: self == .index ? nil : settings)
    let title = about.prefix(1).uppercased() + about.dropFirst()
    return ValueJSON.text(writer.schema(of: group, titled: self == .index ? about : title, isList: self == .correction))
  }
}
