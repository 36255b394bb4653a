internal import Foundation
internal import SiteGenerator
internal import Synchronization

/// One line of a terminal that says how long work comes along, and is gone when the work is done.
///
/// Work that is soon done shows none.
final class ProgressLine: Sendable {
  /// How long a run is silent, and how long each state of the line stands.
  private static let (patience, interval) = (Duration.milliseconds(400), Duration.milliseconds(100))

  private struct State {
    var stage: BuildStage?
    var stageStart: ContinuousClock.Instant
    var lastDrawn: ContinuousClock.Instant?
  }

  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let state: Mutex<State>

  init() {
    start = clock.now
    state = Mutex(State(stageStart: start))
  }

  func show(_ progress: BuildProgress) {
    let now = clock.now
    state.withLock { state in
      if state.stage != progress.stage { (state.stage, state.stageStart) = (progress.stage, now) }
      guard now - start >= Self.patience, state.lastDrawn.map({ now - $0 >= Self.interval }) ?? true else { return }
      state.lastDrawn = now
      let line = Self.text(of: progress, after: now - state.stageStart)
      Terminal.printError("\r" + line.prefix(Terminal.columns - 1) + "\u{1B}[K")
    }
  }

  /// Takes the line away.
  func clear() {
    state.withLock { state in
      if state.lastDrawn != nil { Terminal.printError("\r\u{1B}[K") }
      state.lastDrawn = nil
    }
  }

  /// `Rendering 120 of 860 files, 410 a second`
  static func text(of progress: BuildProgress, after duration: Duration) -> String {
    let (verb, noun) = words(for: progress.stage)
    guard progress.total > 1 || progress.done > 0 else { return "\(verb) \(noun)" }
    let seconds = duration / .seconds(1)
    let rate = seconds > 0 ? ", \(Int(Double(progress.done) / seconds)) a second" : ""
    return "\(verb) \(progress.done) of \(progress.total) \(noun)\(rate)"
  }

  private static func words(for stage: BuildStage) -> (verb: String, noun: String) {
    switch stage {
    case .load: ("Reading", "files")
    case .parse: ("Parsing", "documents")
    case .merge: ("Merging", "scores")
    case .plan: ("Planning", "pages")
    case .render: ("Rendering", "files")
    case .cards: ("Drawing", "social cards")
    case .write: ("Writing", "files")
    case .compress: ("Compressing", "files")
    }
  }
}
