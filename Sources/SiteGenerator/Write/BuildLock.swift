internal import Foundation

/// Held by the one build that may write into an output folder. It ends with the value's last use, or with the process.
final class BuildLock: Sendable {
  /// How long who waits is silent about it.
  private static let patience = Duration.milliseconds(300)

  private let file: OpenedFile

  /// Waits while another build holds it.
  /// - Parameters:
  ///   - path: of a file that is made where it is missing, and stays.
  ///   - isShared: whether others that share it may hold it at once.
  ///   - onWait: called once where the wait is no short one.
  init(_ path: String, isShared: Bool = false, onWait: () -> Void) throws(WriteError) {
    try FileReplacer.createFolder(Folder.parent(of: path))
    while true {
      guard let file = OpenedFile(path, O_RDWR | O_CREAT) else { throw WriteError(errno, at: path) }
      try Self.hold(file, isShared ? LOCK_SH : LOCK_EX, path, onWait)
      // Who deleted `.site-cache/` meanwhile took the name away from what is held, and another build may hold the new.
      var named = stat()
      if let held = file.status, stat(path, &named) == 0, held.st_ino == named.st_ino, held.st_dev == named.st_dev {
        self.file = file
        return
      }
    }
  }

  private static func hold(_ file: OpenedFile, _ kind: Int32, _ path: String, _ onWait: () -> Void) throws(WriteError) {
    let clock = ContinuousClock()
    let start = clock.now
    var isTold = false
    while flock(file.descriptor, isTold ? kind : kind | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK:
        if clock.now - start > patience {
          onWait()
          isTold = true
        } else {
          usleep(10_000)
        }
      // A file system without locks: the build goes on as one that is alone.
      case ENOTSUP, EOPNOTSUPP, ENOSYS: return
      default: throw WriteError(errno, at: path)
      }
    }
  }
}
