internal import Dispatch
internal import Foundation
internal import Synchronization

/// Work on the members of a list by all processors of the machine. Neighbours are mostly done by the same thread, since
/// they share most of what they need.
enum ParallelWork {
  /// Does every piece of work once, in no order.
  /// - Parameter stretch: how many members a thread takes at a time.
  /// - Throws: of the errors that happened, that of the first member; once there is one, no further work is begun.
  static func run<Failure: Error>(
    _ count: Int, stretch: Int = 16, _ work: @Sendable (Int) throws(Failure) -> Void
  ) throws(Failure) {
    let next = Atomic(0)
    let isFailed = Atomic(false)
    let failures = Mutex<[(index: Int, failure: Failure)]>([])
    let threads = max(1, min(ProcessInfo.processInfo.activeProcessorCount, (count + stretch - 1) / stretch))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while !isFailed.load(ordering: .relaxed) {
        let start = next.add(stretch, ordering: .relaxed).oldValue
        guard start < count else { return }
        for index in start..<min(start + stretch, count) where !isFailed.load(ordering: .relaxed) {
          do throws(Failure) { try work(index) } catch {
            failures.withLock { $0.append((index, error)) }
            isFailed.store(true, ordering: .relaxed)
          }
        }
      }
    }
    if let first = failures.withLock({ $0.min { $0.index < $1.index } }) { throw first.failure }
  }

  /// - Parameters:
  ///   - stretch: how many members a thread takes at a time.
  ///   - work: is run on any thread, and for several of the input at a time.
  /// - Returns: what became of each, in the order of the input.
  static func map<Input: Sendable, Output: Sendable>(
    _ input: [Input], stretch size: Int = 8, _ work: @Sendable (Input) -> Output
  ) -> [Output] {
    // The results stand where they belong from the start: to gather lists of them would count every reference again.
    [Output](unsafeUninitializedCapacity: input.count) { results, count in
      // No two threads are given the same place.
      nonisolated(unsafe) let results = results
      run((input.count + size - 1) / size, stretch: 1) { part in
        for index in (part * size)..<min(input.count, (part + 1) * size) {
          results.initializeElement(at: index, to: work(input[index]))
        }
      }
      count = input.count
    }
  }

  /// The time that this thread has worked; waiting for another is none.
  static func timeOfThisThread() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}

/// A value that another thread makes meanwhile, for one who takes it; who takes it before that has begun makes it. What
/// it is made from is held no longer than it takes.
final class Ahead<Value: Sendable>: Sendable {
  private enum State {
    case waiting(@Sendable () -> Value)
    case made(Value)
    case taken
  }

  private let state: Mutex<State>

  init(_ make: @escaping @Sendable () -> Value) {
    state = Mutex(.waiting(make))
    DispatchQueue.global().async { self.state.withLock { Self.make(&$0) } }
  }

  /// Nil where it was taken already.
  func take() -> Value? {
    state.withLock { state in
      Self.make(&state)
      defer { state = .taken }
      return if case .made(let value) = state { value } else { nil }
    }
  }

  private static func make(_ state: inout State) { if case .waiting(let make) = state { state = .made(make()) } }
}

/// Lets go of what is large on another thread: to free it takes long, and nobody waits for it.
enum Disposal {
  static func dispose<Value: Sendable>(_ value: consuming Value) {
    let last = [value]
    DispatchQueue.global().async { withExtendedLifetime(last) {} }
  }
}
