internal import Diagnostics
internal import SiteGenerator
internal import Synchronization

/// What browsers are shown at a moment.
struct Showing: Sendable {
  /// The newest site that has none of the errors that leave no site at all; nil until there is one.
  var site: PreviewedSite?
  /// The newest site of which every page is known to be good: its pages stand in for those that cannot be made now.
  var soundSite: PreviewedSite?
  /// Errors and warnings, sorted by place.
  var problems: [Diagnostic] = []
  /// How often the site was read; 0 while it is read for the first time.
  var build = 0
  /// Files of media/ that changed since the showing before: they keep their names, so that no page tells.
  var media = MediaChange.none
}

enum MediaChange: Equatable, Sendable {
  case none
  /// Paths from the site's root.
  case files(Set<String>)
  case any
}

/// Holds what is shown, and tells every open page when it changes.
final class LivePreview: Sendable {
  private struct State: Sendable {
    var showing = Showing()
    var followers: [Int: AsyncStream<Showing>.Continuation] = [:]
    var nextFollower = 0
  }

  /// More open pages than anybody looks at.
  static let mostFollowers = 256

  private let state = Mutex(State())

  var showing: Showing { state.withLock { $0.showing } }

  /// Changes what is shown, for everybody at once.
  func show(_ change: (inout Showing) -> Void) {
    // The site that was shown is much to let go of: everybody is told before.
    let before = showing
    state.withLock { state in
      state.showing.media = .none
      change(&state.showing)
      for follower in state.followers.values { follower.yield(state.showing) }
    }
    withExtendedLifetime(before) {}
  }

  /// Changes what is shown if nothing newer is.
  /// - Parameter change: says whether there is anything to tell.
  func show(ifStill build: Int, _ change: (inout Showing) -> Bool) {
    state.withLock { state in
      guard state.showing.build == build else { return }
      state.showing.media = .none
      guard change(&state.showing) else { return }
      for follower in state.followers.values { follower.yield(state.showing) }
    }
  }

  /// What is shown now, and from then on each change; nil where too many follow already.
  func follow() -> AsyncStream<Showing>? {
    let (showings, follower) = AsyncStream.makeStream(of: Showing.self, bufferingPolicy: .bufferingNewest(16))
    let number: Int? = state.withLock { state in
      guard state.followers.count < Self.mostFollowers else { return nil }
      state.nextFollower += 1
      state.followers[state.nextFollower] = follower
      var first = state.showing
      first.media = .none
      follower.yield(first)
      return state.nextFollower
    }
    guard let number else { return nil }
    follower.onTermination = { [weak self] _ in self?.leave(number) }
    return showings
  }

  private func leave(_ number: Int) { state.withLock { $0.followers[number] = nil } }
}
