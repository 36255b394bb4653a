/// What became of a file, as the system tells it. A path lies below a watched folder and begins with its name.
enum FolderEvent: Hashable, Sendable {
  /// It was written and closed, moved here, or may be read now.
  case written(String)
  /// Somebody writes it; that it was written is still to come.
  case beingWritten(String)
  /// It was closed with no byte in it: some programs empty a file before they write it.
  case emptied(String)
  case removed(String)
  /// A folder came or went, or more happened than was told: anything may have changed.
  case everything
}

/// A folder that cannot be watched.
struct WatchProblem: Error, Equatable {
  let path: String
  /// The system's number of the error.
  let number: Int32
}

#if os(Linux) || os(Android)
  typealias FolderWatcher = InotifyWatcher
#elseif canImport(CoreServices)
  typealias FolderWatcher = FileSystemEventWatcher
#endif
