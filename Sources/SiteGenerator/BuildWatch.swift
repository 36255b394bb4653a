/// What a build is at.
public enum BuildStage: String, Sendable, CaseIterable {
  case load, parse, merge, plan, render, write
}

/// How far a stage is: `done` of `total` files, or of one where it has no parts to count.
public struct BuildProgress: Sendable, Hashable {
  public let stage: BuildStage
  public let done: Int
  public let total: Int
}

/// Who is told how a build comes along. Nothing that is written depends on it.
struct BuildWatch: Sendable {
  var tell: (@Sendable (BuildProgress) -> Void)?

  /// Told after each part, thousands of times: who listens decides what is worth showing.
  func step(_ stage: BuildStage, _ done: Int, of total: Int) {
    tell?(BuildProgress(stage: stage, done: done, total: total))
  }

  func start(_ stage: BuildStage) { step(stage, 0, of: 1) }
}

/// How long each stage took, and what took longest in it: for who asks where the time went.
public struct BuildTimes: Sendable {
  public internal(set) var stages: [(stage: BuildStage, duration: Duration)] = []
  public internal(set) var slowest = SlowestPages()

  /// Runs a stage and keeps its time; a stage that comes again is added to.
  mutating func measure<Result, Failure>(
    _ stage: BuildStage, _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    defer {
      let duration = clock.now - start
      if let known = stages.firstIndex(where: { $0.stage == stage }) {
        stages[known].duration += duration
      } else {
        stages.append((stage, duration))
      }
    }
    return try work()
  }
}

/// The few files that took longest to make, the slowest first.
public struct SlowestPages: Sendable {
  private static let most = 5

  public private(set) var pages: [(path: String, duration: Duration)] = []

  mutating func add(_ path: String, _ duration: Duration) {
    if pages.count == Self.most, let last = pages.last, last.duration >= duration { return }
    let place = pages.firstIndex { $0.duration < duration } ?? pages.count
    pages.insert((path, duration), at: place)
    if pages.count > Self.most { pages.removeLast() }
  }
}
