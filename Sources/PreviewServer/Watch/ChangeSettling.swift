/// Gathers what happens until nobody seems to be writing any more, so that a burst is one change and no half of a file
/// is read.
///
/// Time is what the caller says it is, as a distance from any fixed moment.
struct ChangeSettling {
  /// How long nothing may happen before a change counts as done.
  static let quiet = Duration.milliseconds(20)
  /// How long a file that went may take to come back: editors move the old one away before they write the new one.
  static let patienceWithRemoved = Duration.milliseconds(120)
  static let patienceWithEmptied = Duration.milliseconds(250)
  static let patienceWithWriters = Duration.milliseconds(500)
  /// How long a change may gather: of few files, of many, and while a file is between two states.
  static let longest = Duration.milliseconds(300)
  static let longestOfMany = Duration.seconds(2)
  static let many = 20

  private var changed: Set<String> = []
  private var isEverything = false
  /// Files between two states, and when they are taken as they are.
  private var unsettled: [String: Duration] = [:]
  private var span: (first: Duration, last: Duration)?

  mutating func hear(_ event: FolderEvent, at now: Duration) {
    span = (span?.first ?? now, now)
    switch event {
    case .everything: isEverything = true
    case .written(let path):
      changed.insert(path)
      unsettled[path] = nil
    case .beingWritten(let path): wait(for: path, until: now + Self.patienceWithWriters)
    case .emptied(let path): wait(for: path, until: now + Self.patienceWithEmptied)
    case .removed(let path): wait(for: path, until: now + Self.patienceWithRemoved)
    }
  }

  private mutating func wait(for path: String, until moment: Duration) {
    changed.insert(path)
    unsettled[path] = moment
  }

  /// When the change is to be taken; nil where nothing happened.
  var due: Duration? {
    guard let span else { return nil }
    let isLongWorthIt = !unsettled.isEmpty || changed.count > Self.many
    let quiet = max(span.last + Self.quiet, unsettled.values.max() ?? .zero)
    return min(quiet, span.first + (isLongWorthIt ? Self.longestOfMany : Self.longest))
  }

  /// The change, and the start of the next: the paths, or nil where anything may have changed.
  mutating func take() -> Set<String>? {
    defer { self = ChangeSettling() }
    return isEverything ? nil : changed
  }
}
