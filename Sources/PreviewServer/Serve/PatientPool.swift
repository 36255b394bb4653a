internal import FlyingFox
internal import FlyingSocks
internal import Synchronization

/// A pool of sockets whose patience ends: who says nothing for long, or takes nothing, is let go, and so is the one that
/// waits longest where too many wait. So neither clients that stall nor thousands of them keep others out.
struct PatientPool<Queue: EventQueue>: AsyncSocketPool {
  private struct Waiting: Sendable {
    var tasks: [UInt64: Task<Void, any Error>] = [:]
    /// Numbers of `tasks`, which grow.
    var oldest: UInt64 = 0
    var next: UInt64 = 0
  }

  /// Longer than the heartbeat of an open page.
  static var patience: Duration { .seconds(30) }
  /// Far more than browsers open.
  static var mostWaiting: Int { 1024 }

  private let base: SocketPool<Queue>
  private let waiting = WaitingList()

  init(_ base: SocketPool<Queue>) { self.base = base }

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    // The socket that hears of new connections waits as long as it takes.
    if (try? socket.getValue(for: .isListening)) == true {
      return try await base.suspendSocket(socket, untilReadyFor: events)
    }
    let task = Task { try await base.suspendSocket(socket, untilReadyFor: events) }
    let number = waiting.add(task)
    let end = Task {
      try await Task.sleep(for: Self.patience)
      task.cancel()
    }
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      task.cancel()
    }
    end.cancel()
    waiting.remove(number)
    // The pool wakes who waits before it has forgotten the socket's number: closed at once, the number would be another
    // socket's already, which the pool then never wakes.
    await base.finishTurn()
    try result.get()
  }

  private final class WaitingList: Sendable {
    private let waiting = Mutex(Waiting())

    func add(_ task: Task<Void, any Error>) -> UInt64 {
      waiting.withLock { waiting in
        if waiting.tasks.count >= PatientPool.mostWaiting {
          while waiting.tasks[waiting.oldest] == nil { waiting.oldest += 1 }
          waiting.tasks.removeValue(forKey: waiting.oldest)?.cancel()
        }
        defer { waiting.next += 1 }
        waiting.tasks[waiting.next] = task
        return waiting.next
      }
    }

    func remove(_ number: UInt64) { waiting.withLock { $0.tasks[number] = nil } }
  }
}

extension SocketPool {
  /// Returns when what the pool is doing now is done.
  func finishTurn() {}
}

#if canImport(Darwin)
  internal import Darwin
  typealias SystemPool = PatientPool<kQueue>
  extension PatientPool<kQueue> {
    static func make() -> Self { Self(.kQueue()) }
  }
#else
  #if canImport(Glibc)
    internal import Glibc
  #elseif canImport(Musl)
    internal import Musl
  #elseif canImport(Android)
    internal import Android
  #endif
  typealias SystemPool = PatientPool<ePoll>
  extension PatientPool<ePoll> {
    static func make() -> Self { Self(.ePoll(maxEvents: 64)) }
  }
#endif

extension SocketOption where Self == BoolSocketOption {
  fileprivate static var isListening: Self { BoolSocketOption(name: SO_ACCEPTCONN) }
}
