internal import Diagnostics
internal import Foundation
public import ScoreLedger

/// Starts an index: a folder that builds at once, with examples to replace.
public struct NewIndex: Sendable {
  /// The folder to make; its last part gives the title where none is given.
  public let folder: String
  public let title: String?
  /// How often it appears, by its name in index.yml.
  public let cadence: String
  /// The day of the first edition.
  public let date: CalendarDate

  public init(folder: String, title: String? = nil, cadence: String = "weekly", date: CalendarDate) {
    self.folder = folder
    self.title = title
    self.cadence = cadence
    self.date = date
  }

  /// - Throws: why the folder cannot be made; nothing is left of it then.
  public func make() throws(StartProblem) -> MadeFiles {
    guard !folder.isEmpty else {
      throw .command("empty-name", "the folder has no name", help: "write `site new index momentum-index`")
    }
    let cadence = try knownCadence()
    guard date.year > 1 else {
      throw .command("no-such-edition", "no edition comes before \(date.iso)", help: "begin on a later day")
    }
    try requireEmptyFolder()
    let text = NewIndexText(title: try shownTitle(), cadence: cadence, date: date)
    let files = text.files + StandardTemplateFiles.all.map { NewFile(path: "Templates/" + $0.path, bytes: $0.bytes) }
    let root = folder.hasSuffix("/") ? folder : folder + "/"
    try NewFileWriter.write(files.map { NewFile(path: root + $0.path, bytes: $0.bytes) })
    return MadeFiles(paths: files.map { root + $0.path }, text: words(text, files.count))
  }

  private func knownCadence() throws(StartProblem) -> Cadence {
    let rhythms: [Cadence] = [.daily, .weekly, .monthly, .quarterly, .halfYearly, .yearly]
    if let known = rhythms.first(where: { $0.name == cadence }) { return known }
    // The edition before, whose scores the changes of the first one imply.
    if cadence == "irregular" { return .irregular([date.adding(days: -28).iso, date.iso]) }
    let near = nearestName(to: cadence, among: Cadence.names)
    throw .command(
      "unknown-cadence", "`\(cadence)` is no cadence",
      help: near.map { "did you mean \($0)?" } ?? "write one of \(Cadence.names.joined(separator: ", "))")
  }

  /// What is hidden may be there: a folder of version control is made before its contents.
  private func requireEmptyFolder() throws(StartProblem) {
    let present: [String]
    switch Folder.entry(at: folder) {
    case nil: return
    case .folder?, .link?:
      do throws(UnreadablePath) { present = try Folder.names(in: folder) } catch {
        throw .disk(error.diagnostic(help: "choose another folder"))
      }
    case .file?, .other?, .misnamed?:
      throw .command(
        Diagnostic(
          id: "file-exists", "a file stands where the folder should", at: .file(path: Folder.normalised(folder)),
          help: "move it away, or choose another name"))
    }
    guard let first = present.filter({ !$0.hasPrefix(".") }).sorted().first else { return }
    throw .command(
      Diagnostic(
        id: "folder-not-empty", "the folder is not empty, and nothing is overwritten: it holds \(first)",
        at: .file(path: shownFolder), help: "choose a new name, or empty the folder"))
  }

  /// The title given, or the folder's name as one: `momentum-index` is Momentum Index.
  private func shownTitle() throws(StartProblem) -> String {
    if let title {
      guard title.contains(where: { !$0.isWhitespace }) else {
        throw .command("empty-title", "the title is empty", help: "write it in quotes: --title \"Momentum Index\"")
      }
      return title
    }
    let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
    let words = name.split(whereSeparator: { "-_ .".contains($0) }).map { String($0).capitalisedFirst }
    return words.isEmpty || name == "/" ? "My Index" : words.joined(separator: " ")
  }

  /// `.` where the folder is the one that the command runs in.
  private var shownFolder: String {
    let path = Folder.normalised(folder)
    return path.isEmpty ? "." : path
  }

  private func words(_ text: NewIndexText, _ count: Int) -> String {
    let path = Folder.normalised(folder)
    let place = path.isEmpty ? "this folder" : NextCommand.quoted(path) + "/"
    let move =
      path.isEmpty ? "Next:" : "Next, `cd \(NextCommand.quoted(path))`: every command runs beside Content/. Then:"
    return """
      Made \(count) files in \(place)
      \(NextCommand.list(text.files.map { ($0.path, text.purposes[$0.path] ?? "") } + [
        ("Templates/", "how the pages look")
      ]))
      \(move)
      \(NextCommand.list([
        ("site serve", "shows the site while you write"),
        ("site new article \"Title\"", "starts another article"),
        ("site new edition", "opens the next edition with the last scores to edit"),
        ("site build", "writes the site into Public/"),
      ]))
      """
  }
}
