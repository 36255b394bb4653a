public import Diagnostics
internal import Foundation

/// The files that the process may have open at once.
public enum OpenFiles {
  /// What Dispatch opens for its threads. It ends the process where it may not, so it is asked for beforehand.
  private static let ofThreads = 8
  /// What Foundation opens to start another program, and to wait for its end; the same holds for it.
  static let ofPrograms = 16

  /// Nil where the program can work, which it can with one file for each processor beside the above.
  /// - Parameter startsPrograms: whether it starts others.
  public static func problem(startsPrograms: Bool = false) -> Diagnostic? {
    let needed = ofThreads + ProcessInfo.processInfo.activeProcessorCount + (startsPrograms ? ofPrograms : 0)
    let free = free(atMost: needed)
    guard free < needed else { return nil }
    return Diagnostic(
      id: Diagnostic.inputOutputID,
      "\(String(cString: strerror(EMFILE))): the system grants \(free) beside those that are open, and \(needed) are needed",
      at: .project, help: "grant more, as with `ulimit -n 1024`")
  }

  /// How many more can be opened now, as far as the limit alone says.
  static func free(atMost most: Int) -> Int {
    var opened: [Int32] = []
    opened.reserveCapacity(most)
    defer { for file in opened { close(file) } }
    while opened.count < most {
      let file = open("/", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return errno == EMFILE || errno == ENFILE ? opened.count : most }
      opened.append(file)
    }
    return opened.count
  }
}
