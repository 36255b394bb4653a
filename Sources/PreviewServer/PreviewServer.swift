internal import Diagnostics
internal import Dispatch
public import SiteGenerator
internal import Synchronization

/// Shows a site while it is edited: answers browsers on this machine, waits for changes, reads the site again, and tells
/// the pages that are open. Nothing is written.
public struct PreviewServer {
  private var builder: SiteBuilder
  private let port: PreviewPort
  private let tell: @Sendable (PreviewEvent) -> Void

  /// - Parameters:
  ///   - builder: its folders are named as diagnostics shall name them.
  ///   - tell: called from several threads.
  public init(_ builder: SiteBuilder, port: PreviewPort, tell: @escaping @Sendable (PreviewEvent) -> Void) {
    self.builder = builder
    self.port = port
    self.tell = tell
  }

  /// Runs on the calling thread until the process ends.
  /// - Throws: where it cannot begin.
  public func run() throws(PreviewFailure) -> Never {
    let folders = builder.folders
    let problem =
      ProjectFolder.problem(folders.content, beside: "Content", option: "--content")
      ?? ProjectFolder.problem(folders.templates, beside: "Templates", option: "--templates")
    if let problem { throw PreviewFailure(diagnostic: problem) }
    let watcher: FolderWatcher
    do throws(WatchProblem) { watcher = try FolderWatcher([folders.content, folders.templates]) } catch {
      throw PreviewFailure(diagnostic: error.diagnostic(.error))
    }
    let live = LivePreview()
    let address = try listen(live)
    tell(.listening(url: address.url))

    var loop = RebuildLoop(SitePreview(builder, at: address.url), live: live, content: folders.content, tell: tell)
    var waiting = ChangeWaiting(watcher)
    loop.rebuild(nil)
    while true {
      let changed = waiting.next()
      if let problem = watcher.takeProblem() { tell(.unwatched(problem.diagnostic(.warning))) }
      loop.rebuild(changed)
    }
  }

  private func listen(_ live: LivePreview) throws(PreviewFailure) -> OwnAddress {
    let listening = Listening(live: live, content: builder.folders.content)
    let port = port
    let outcome = AwaitedOutcome<Result<OwnAddress, ListeningProblem>>()
    Task {
      do throws(ListeningProblem) { outcome.give(.success(try await listening.start(port))) } catch {
        outcome.give(.failure(error))
      }
    }
    do throws(ListeningProblem) { return try outcome.take().get() } catch {
      throw PreviewFailure(diagnostic: error.diagnostic)
    }
  }
}

/// What a task gives to the thread that waits for it.
private final class AwaitedOutcome<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let arrival = DispatchSemaphore(value: 0)

  func give(_ value: Value) {
    self.value.withLock { $0 = value }
    arrival.signal()
  }

  func take() -> Value {
    while true {
      arrival.wait()
      if let value = value.withLock({ $0 }) { return value }
    }
  }
}
