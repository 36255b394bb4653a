internal import Foundation
internal import Synchronization

/// The cores of the machine: independent work is shared among them, and comes back in the order of the input.
enum Cores {
  /// How many parts of the work are handed out at once: more would only cost time.
  private static let part = 8

  /// - Parameter work: is run on any thread, and for several of the input at a time.
  static func map<Input: Sendable, Output: Sendable>(
    _ input: [Input], _ work: @Sendable (Input) -> Output
  ) -> [Output] {
    let count = (input.count + part - 1) / part
    if count < 2 { return input.map(work) }
    let made = Mutex<[[Output]]>(Array(repeating: [], count: count))
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let results = input[(number * part)..<min(input.count, (number + 1) * part)].map(work)
      made.withLock { $0[number] = results }
    }
    return made.withLock { $0 }.flatMap { $0 }
  }

  /// The time that this thread has worked; waiting for another is none.
  static func workOfThisThread() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
