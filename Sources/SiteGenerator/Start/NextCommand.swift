/// Which command to type next, with the folder that this one was given.
struct NextCommand {
  /// Content/, as the command line gave it.
  let folder: String

  /// `site serve`, or `site serve --content Elsewhere/Content`.
  func text(_ command: String) -> String {
    let shown = Folder.normalised(folder)
    if shown == "Content" { return command }
    return command + " --content " + Self.quoted(shown.isEmpty ? "." : shown)
  }

  /// Commands below one another, each with what it does, after the one that leads to where they run.
  func list(_ commands: [(command: String, purpose: String)]) -> String {
    let root = Folder.parent(of: folder)
    guard !Folder.normalised(root).isEmpty, Folder.entry(at: root + "Templates") == .folder else {
      return Self.list(commands.map { (text($0.command), $0.purpose) })
    }
    return "  cd \(Self.quoted(Folder.normalised(root)))\n" + Self.list(commands)
  }

  /// A path as a shell reads it back.
  static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "-_./+,:@%=".utf8.contains(byte) || byte >= 0x80
    }
    return isPlain && !path.isEmpty ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }

  /// Commands below one another, each with what it does.
  static func list(_ commands: [(command: String, purpose: String)]) -> String {
    let width = commands.map(\.command.count).max() ?? 0
    return commands.map { command, purpose in
      "  " + command + String(repeating: " ", count: width - command.count) + "   " + purpose + "\n"
    }.joined()
  }
}
