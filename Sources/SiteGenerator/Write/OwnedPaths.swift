internal import Foundation

/// A list of what builds wrote into the output folder, kept in `.site-cache/`.
struct OwnedPaths {
  let file: String
  private static let header = "site output 1"

  /// Nil where no list was kept, or it is not one of ours.
  func load() -> Set<String>? {
    guard let bytes = try? Folder.read(file) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.first == Self.header else { return nil }
    // Only paths that cannot leave the output folder: the list is a file that anybody may edit.
    return Set(lines.dropFirst().filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") })
  }

  func save(_ paths: Set<String>) throws(WriteError) {
    let text = ([Self.header] + paths.sorted()).joined(separator: "\n") + "\n"
    try FileReplacer.replace(file, with: Array(text.utf8))
  }
}
