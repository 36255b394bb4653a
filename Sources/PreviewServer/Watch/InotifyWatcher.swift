#if os(Linux) || os(Android)
  #if canImport(Glibc)
    internal import Glibc
  #elseif canImport(Musl)
    internal import Musl
  #elseif canImport(Android)
    internal import Android
  #endif

  /// Watches folders and all that they hold by inotify, which tells of one folder each: folders are added as they come.
  ///
  /// The folder above each root is watched for the root alone, so that one that is deleted and made again, as by a
  /// checkout, is found. Links within are not followed, as the site does not. Used from one thread.
  final class InotifyWatcher {
    private struct Watched {
      /// The folder, named from its root; nil where it is only above roots.
      var folder: String?
      /// The roots that lie directly in it, by their names.
      var roots: [String: String] = [:]
    }

    private let descriptor: Int32
    private let roots: [String]
    private var watched: [Int32: Watched] = [:]
    /// A folder that came later and cannot be watched, until it is asked for.
    private var problem: WatchProblem?

    private static let mask = UInt32(
      IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ONLYDIR)

    /// - Parameter roots: folders, as events name them; one that is missing is found when it comes.
    /// - Throws: where the system has no room for another watcher, or not for all folders.
    init(_ roots: [String]) throws(WatchProblem) {
      descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      self.roots = roots
      guard descriptor >= 0 else { throw WatchProblem(path: roots.first ?? "", number: errno) }
      watchRoots()
      if let problem { throw problem }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// What happened since; blocks until something does.
    /// - Parameter patience: how long to wait; nil for as long as it takes.
    func events(within patience: Duration?) -> [FolderEvent] {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let milliseconds = patience.map { Int32(clamping: Int64(($0 / .milliseconds(1)).rounded(.up))) } ?? -1
      guard poll(&waiting, 1, milliseconds) > 0 else { return [] }
      var events: [FolderEvent] = []
      while let bytes = read() {
        for message in InotifyMessage.all(in: bytes) { note(message, in: &events) }
      }
      return events
    }

    func takeProblem() -> WatchProblem? {
      defer { problem = nil }
      return problem
    }

    private func read() -> [UInt8]? {
      let bytes = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
        count = max(0, systemRead(descriptor, buffer.baseAddress, buffer.count))
      }
      return bytes.isEmpty ? nil : bytes
    }

    // MARK: Messages

    private func note(_ message: InotifyMessage, in events: inout [FolderEvent]) {
      if message.has(IN_Q_OVERFLOW) {
        watchRoots()
        events.append(.everything)
        return
      }
      guard let watch = watched[message.watch] else { return }
      if message.has(IN_IGNORED) {
        watched[message.watch] = nil
      } else if let root = watch.roots[message.name] {
        noteRoot(root, message, in: &events)
      } else if let folder = watch.folder {
        if message.name.isEmpty {
          guard message.has(IN_DELETE_SELF | IN_MOVE_SELF), roots.contains(folder) else { return }
          forget(folder)
          events.append(.everything)
        } else if !TemporaryFile.isTemporary(message.name) {
          noteEntry(folder + "/" + message.name, message, in: &events)
        }
      }
    }

    private func noteRoot(_ root: String, _ message: InotifyMessage, in events: inout [FolderEvent]) {
      guard message.has(IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM | IN_ATTRIB) else { return }
      if !message.has(IN_ATTRIB) { forget(root) }
      watchTree(root)
      events.append(.everything)
    }

    private func noteEntry(_ path: String, _ message: InotifyMessage, in events: inout [FolderEvent]) {
      if message.has(IN_ISDIR) {
        if message.has(IN_CREATE | IN_MOVED_TO) {
          // What it holds already came before its watch.
          events += watchTree(path).map { .written($0) }
        } else if message.has(IN_DELETE) {
          // It was empty: its files went before.
          forget(path)
        } else if message.has(IN_MOVED_FROM) {
          forget(path)
          events.append(.everything)
        } else if message.has(IN_ATTRIB) {
          watchTree(path)
          events.append(.everything)
        }
      } else if message.has(IN_CLOSE_WRITE | IN_MOVED_TO) {
        var status = stat()
        events.append(lstat(path, &status) == 0 && status.st_size == 0 ? .emptied(path) : .written(path))
      } else if message.has(IN_MODIFY | IN_CREATE) {
        events.append(.beingWritten(path))
      } else if message.has(IN_DELETE | IN_MOVED_FROM) {
        events.append(.removed(path))
      } else if message.has(IN_ATTRIB) {
        events.append(.written(path))
      }
    }

    // MARK: Folders

    private func watchRoots() {
      for root in roots {
        let parts = root.split(separator: "/", omittingEmptySubsequences: true)
        // Of `.` and `..`, which have no name of their own, nothing above is watched.
        if let name = parts.last, name != ".", name != ".." {
          let above = String(root.dropLast(name.utf8.count))
          if let watch = add(above.isEmpty ? "." : above, isFollowed: true) {
            watched[watch, default: Watched()].roots[String(name)] = root
          }
        }
        watchTree(root)
      }
    }

    /// Watches a folder and all within.
    /// - Returns: the files in it.
    @discardableResult private func watchTree(_ root: String) -> [String] {
      var files: [String] = []
      var pending = [root]
      while let folder = pending.popLast() {
        guard let watch = add(folder, isFollowed: roots.contains(folder)) else { continue }
        watched[watch, default: Watched()].folder = folder
        guard let listing = opendir(folder) else { continue }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
          let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
          }
          guard !TemporaryFile.isTemporary(name) else { continue }
          let path = folder + "/" + name
          var status = stat()
          guard lstat(path, &status) == 0 else { continue }
          if status.st_mode & S_IFMT == S_IFDIR { pending.append(path) } else { files.append(path) }
        }
      }
      return files
    }

    /// - Returns: nil where the folder is gone, or cannot be read: the build says so.
    private func add(_ folder: String, isFollowed: Bool) -> Int32? {
      let watch = inotify_add_watch(descriptor, folder, Self.mask | (isFollowed ? 0 : UInt32(IN_DONT_FOLLOW)))
      if watch >= 0 { return watch }
      if ![ENOENT, ENOTDIR, EACCES, ELOOP].contains(errno) {
        problem = problem ?? WatchProblem(path: folder, number: errno)
      }
      return nil
    }

    /// Stops watching a folder and all within.
    private func forget(_ folder: String) {
      for (watch, place) in watched {
        guard let path = place.folder, path == folder || path.hasPrefix(folder + "/") else { continue }
        watched[watch]?.folder = nil
        guard place.roots.isEmpty else { continue }
        watched[watch] = nil
        inotify_rm_watch(descriptor, watch)
      }
    }
  }

  private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
  }
#endif
