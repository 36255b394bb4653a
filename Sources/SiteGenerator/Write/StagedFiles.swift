internal import Foundation
internal import Synchronization

/// Finished files on the disk that have no name in the site yet: in a hidden folder of the output folder, so that a
/// rename is all that is missing. Who finds the folder without holding the build's lock finds a build that was cut short.
final class StagedFiles: Sendable {
  static let name = ".site-stage"
  /// A folder for each of some threads: two that make files in one folder wait for one another.
  private static let rooms = 8

  private let path: String
  private let shownOutput: String
  private let counter = Atomic(0)
  private let folders: Shared<[OpenedFile], WriteError>

  /// Nothing is made before the first file is.
  init(in output: String) {
    path = output + "/" + Self.name
    shownOutput = output
    folders = Shared { [path] () throws(WriteError) in
      guard mkdir(path, 0o777) == 0 else { throw WriteError(errno, at: output) }
      var folders: [OpenedFile] = []
      for room in 0..<Self.rooms {
        guard mkdir("\(path)/\(room)", 0o777) == 0, let folder = OpenedFile("\(path)/\(room)", O_RDONLY | O_DIRECTORY)
        else { throw WriteError(errno, at: output) }
        folders.append(folder)
      }
      return folders
    }
  }

  /// Makes a file and has its bytes written.
  /// - Parameters:
  ///   - target: what an error names.
  ///   - write: says whether all went well, or leaves the reason in `errno`.
  /// - Returns: its number, and what the disk tells of it.
  func add(
    for target: String, _ write: (OpenedFile) throws(WriteError) -> Bool
  ) throws(WriteError) -> (number: Int, stamp: FileStamp) {
    let number = counter.add(1, ordering: .relaxed).oldValue
    let folder = try folders.value()[number % Self.rooms]
    guard let file = OpenedFile(String(number), in: folder, O_RDWR | O_CREAT | O_EXCL), try write(file),
      let status = file.status
    else { throw WriteError(errno, at: target) }
    return (number, FileStamp(status))
  }

  /// Gives a file the name that it was made for.
  func rename(_ number: Int, to path: String, in output: OpenedFile) throws(WriteError) -> Bool {
    renameat(try folders.value()[number % Self.rooms].descriptor, String(number), output.descriptor, path) == 0
  }

  /// Where a file lies.
  func path(of number: Int) -> String { "\(path)/\(number % Self.rooms)/\(number)" }

  /// Removes all of them, and what a build that was cut short left.
  func clear() {
    // A link is removed, not followed.
    if unlink(path) == 0 { return }
    for room in (try? Folder.names(in: path)) ?? [] {
      let folder = path + "/" + room
      if unlink(folder) == 0 { continue }
      for name in (try? Folder.names(in: folder)) ?? [] { unlink(folder + "/" + name) }
      rmdir(folder)
    }
    rmdir(path)
  }
}
