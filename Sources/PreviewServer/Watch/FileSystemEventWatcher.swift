#if canImport(CoreServices)
  internal import CoreServices
  internal import Dispatch
  internal import Foundation
  internal import Synchronization

  /// Watches folders and all that they hold by FSEvents, which tells of whole trees. Used from one thread; the system's
  /// messages come on a queue of their own.
  final class FileSystemEventWatcher {
    private final class Inbox: Sendable {
      /// Each root as it is named, with its path as the system names it.
      let roots: [(name: String, path: String)]
      let events = Mutex<[FolderEvent]>([])
      let arrival = DispatchSemaphore(value: 0)

      init(_ roots: [(name: String, path: String)]) { self.roots = roots }
    }

    private let inbox: Inbox
    private let stream: FSEventStreamRef
    private let queue = DispatchQueue(label: "folders")

    /// - Parameter roots: folders, as events name them; one that is missing is found when it comes.
    init(_ roots: [String]) throws(WatchProblem) {
      let inbox = Inbox(roots.map { ($0, URL(fileURLWithPath: $0).resolvingSymlinksInPath().canonicalPath) })
      self.inbox = inbox
      var context = FSEventStreamContext(
        version: 0, info: Unmanaged.passUnretained(inbox).toOpaque(), retain: nil, release: nil, copyDescription: nil)
      let flags =
        kFSEventStreamCreateFlagFileEvents | kFSEventStreamCreateFlagNoDefer | kFSEventStreamCreateFlagUseCFTypes
        | kFSEventStreamCreateFlagWatchRoot
      let stream = FSEventStreamCreate(
        nil,
        { _, info, count, paths, flags, _ in
          guard let info else { return }
          let inbox = Unmanaged<Inbox>.fromOpaque(info).takeUnretainedValue()
          let paths = Unmanaged<CFArray>.fromOpaque(paths).takeUnretainedValue() as? [String] ?? []
          let events = zip(paths, UnsafeBufferPointer(start: flags, count: count)).compactMap {
            FileSystemEventWatcher.event(at: $0, flags: Int($1), inbox.roots)
          }
          guard !events.isEmpty else { return }
          inbox.events.withLock { $0 += events }
          inbox.arrival.signal()
        }, &context, inbox.roots.map(\.path) as CFArray, FSEventStreamEventId(kFSEventStreamEventIdSinceNow), 0.01,
        FSEventStreamCreateFlags(flags))
      guard let stream else { throw WatchProblem(path: roots.first ?? "", number: ENOMEM) }
      self.stream = stream
      FSEventStreamSetDispatchQueue(stream, queue)
      guard FSEventStreamStart(stream) else { throw WatchProblem(path: roots.first ?? "", number: EIO) }
    }

    deinit {
      FSEventStreamStop(stream)
      FSEventStreamInvalidate(stream)
      FSEventStreamRelease(stream)
      // No message is on its way when the inbox goes.
      queue.sync {}
    }

    /// What happened since; blocks until something does.
    /// - Parameter patience: how long to wait; nil for as long as it takes.
    func events(within patience: Duration?) -> [FolderEvent] {
      if let patience {
        _ = inbox.arrival.wait(timeout: .now() + .milliseconds(Int((patience / .milliseconds(1)).rounded(.up))))
      } else {
        inbox.arrival.wait()
      }
      return inbox.events.withLock { events in
        defer { events = [] }
        return events
      }
    }

    func takeProblem() -> WatchProblem? { nil }

    private static func event(at path: String, flags: Int, _ roots: [(name: String, path: String)]) -> FolderEvent? {
      let lost =
        kFSEventStreamEventFlagMustScanSubDirs | kFSEventStreamEventFlagUserDropped
        | kFSEventStreamEventFlagKernelDropped | kFSEventStreamEventFlagRootChanged
      if flags & lost != 0 { return .everything }
      guard let root = roots.first(where: { path.hasPrefix($0.path + "/") }) else { return .everything }
      let relative = path.dropFirst(root.path.count + 1)
      guard !relative.split(separator: "/").contains(where: { TemporaryFile.isTemporary(String($0)) }) else {
        return nil
      }
      if flags & kFSEventStreamEventFlagItemIsDir != 0 { return .everything }
      let named = root.name + "/" + relative
      var status = stat()
      guard lstat(path, &status) == 0 else { return .removed(named) }
      return status.st_size == 0 ? .emptied(named) : .written(named)
    }
  }

  extension URL {
    /// `/private/tmp` for `/tmp`, as the system's messages have it.
    fileprivate var canonicalPath: String {
      (try? resourceValues(forKeys: [.canonicalPathKey]).canonicalPath) ?? path
    }
  }
#endif
