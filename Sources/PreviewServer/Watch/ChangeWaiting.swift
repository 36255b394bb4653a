/// Waits for changes of some folders, one settled change after the other. Never polls: the system wakes it.
struct ChangeWaiting: ~Copyable {
  let watcher: FolderWatcher
  private var settling = ChangeSettling()
  private let clock = ContinuousClock()
  private let start = ContinuousClock().now

  init(_ watcher: FolderWatcher) { self.watcher = watcher }

  /// Blocks until something changed and is at rest.
  /// - Returns: the paths that may have changed; nil where anything may have.
  mutating func next() -> Set<String>? {
    while true {
      let now = clock.now - start
      if let due = settling.due, due <= now { return settling.take() }
      for event in watcher.events(within: settling.due.map { $0 - now }) {
        settling.hear(event, at: clock.now - start)
      }
    }
  }
}
